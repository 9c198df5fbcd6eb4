// A page for each park: indicators by year, charts, every value, signings, promises, conflicts, events.
const YEARS_SHOWN = 8;

function yearCell(park, metric, value) {
  if (!value) return null;
  const main = value.x === undefined || value.x === null ? null : figure(park.k, metric.k, value);
  return el('div', { class: value.part ? 'year-cell is-part' : 'year-cell' }, clear(main,
    value.part ? partWord(value) : null,
    value.kd === 'annual' ? null : el('small', { class: 'muted' }, both(...value.pl.map((text) => text.split('|').slice(1).join(''))), ' ', periodKind(value)),
    value.g ? el('small', {}, growth(park.k, metric.k, value)) : null,
    value.gl !== undefined && !value.g ? el('small', { class: 'muted', title: pick(['由本期与上年同期水平值算出', 'worked out from this level and that of the year before']) }, both(`算得 ${value.gl > 0 ? '+' : ''}${value.gl}%`, `computed ${value.gl > 0 ? '+' : ''}${value.gl}%`)) : null,
    value.dis ? el('small', { class: 'flag' }, both(`${value.dis} 处不一致`, `${value.dis} disagree`)) : null));
}

// Indicators down, years across: what an official yearbook shows.
function yearMatrix(park) {
  const metrics = park.m.filter((metric) => metric.v.some((value) => value.a));
  if (!metrics.length) return el('p', { class: 'empty' }, both('没有分年度的指标数值。', 'There is no figure by year.'));
  const years = [...new Set(metrics.flatMap((metric) => metric.v.filter((value) => value.a).map((value) => value.y)))].sort((a, b) => b - a);
  const shown = years.slice(0, YEARS_SHOWN);
  const columns = [{ h: ['指标', 'Indicator'], head: true, label: false, cls: 'sticky', cell: (metric) => el('a', { class: 'quiet', href: link({ park: park.k, metric: metric.k }) }, both(...metricName(metric.k))), key: (metric) => pick(metricName(metric.k)) },
    ...shown.map((year) => ({
      h: [String(year), String(year)], n: true, cell: (metric) => yearCell(park, metric, metric.v.find((value) => value.a && value.y === year)),
      key: (metric) => { const value = metric.v.find((one) => one.a && one.y === year && !one.part); return value && value.x !== null && value.x !== undefined ? value.x : ''; },
    }))];
  const more = years.length > shown.length ? el('p', { class: 'muted small' }, both(`${years[years.length - 1]}—${shown[shown.length - 1] - 1} 年的数值见下方“全部数值”。`, `For ${years[years.length - 1]}–${shown[shown.length - 1] - 1} see all values below.`)) : null;
  return table({ name: `${park.k}-years`, caption: [park.k, ' ', both('分年度指标', 'by year')].flat(), columns, rows: metrics, page: 30, after: more });
}

function seriesTitle(metric, series) {
  const of = metric.s[series];
  return [of.unit[1] ? [both(...of.unit), ' · '] : [el('span', { class: 'zh', lang: 'zh-CN' }, of.unit[0], ' · ')], named('period_kind', of.kd), of.part ? [' · ', both('部分：', 'part: '), of.part] : null].flat(2);
}

function chartCard(park, metric, series) {
  const points = pointsOf(metric, series);
  const label = [`${park.k} ${metricName(metric.k)[0]} 随时间变化，数值见“全部数值”`, `${park.k}, ${metricName(metric.k)[1]} over time; the values are in the table of all values`];
  const pickPoint = (value) => { if (value.ev !== undefined) showEvidence(titleOf(park.k, metric.k, value), value.ev, value.c); };
  const place = el('div', { class: 'chart', role: 'img', ...aria(...label) });
  place.draw = () => place.replaceChildren(lineChart(points, { width: Math.max(260, Math.round(place.clientWidth) || 320), onPick: pickPoint }));
  return el('article', { class: 'indicator' }, el('h4', {}, el('a', { class: 'quiet', href: link({ park: park.k, metric: metric.k }) }, both(...metricName(metric.k)))), el('p', { class: 'unit' }, clear(seriesTitle(metric, series))), place);
}

const drawable = (metric, least) => metric.s.map((_, series) => series).filter((series) => new Set(pointsOf(metric, series).map((point) => point.value.day)).size >= least);

function charts(park, only) {
  const cards = park.m.filter((metric) => !only || metric.k === only).flatMap((metric) => drawable(metric, 2).slice(0, only ? 8 : 2).map((series) => chartCard(park, metric, series)));
  return cards.length ? [legend(), el('div', { class: only ? 'indicators alone' : 'indicators' }, cards.slice(0, only ? 8 : 12))] : null;
}

function valueColumns(park, rows) {
  const some = (name) => rows.some(({ value }) => value[name] !== undefined);
  return [
    { h: ['指标', 'Indicator'], head: true, label: false, cell: ({ metric }) => both(...metricName(metric.k)), key: ({ metric }) => pick(metricName(metric.k)) },
    { h: ['时期', 'Period'], cls: 'period', cell: ({ value }) => [both(...value.p), ' ', periodKind(value)], key: ({ value }) => value.day || '', csv: ({ value }) => pick(value.p) },
    { h: ['时期类型', 'Kind of period'], csv: ({ value }) => nameOf('period_kind', value.kd) },
    { h: ['数值', 'Value'], n: true, cell: ({ metric, value }) => figure(park.k, metric.k, value), key: ({ value }) => value.x ?? '', csv: ({ value }) => value.x },
    { h: ['单位', 'Unit'], csv: ({ value }) => value.u },
    { h: ['所述增速', 'Growth'], n: true, when: some('g'), cell: ({ metric, value }) => growth(park.k, metric.k, value), key: ({ value }) => (value.g ? value.g.x : ''), csv: ({ value }) => (value.g ? value.g.x : '') },
    { h: ['算得增速', 'Computed'], n: true, when: some('gl'), cell: ({ value }) => (value.gl === undefined ? '' : `${value.gl > 0 ? '+' : ''}${value.gl}%`), key: ({ value }) => value.gl ?? '', csv: ({ value }) => value.gl },
    { h: ['状态', 'Status'], cell: ({ value }) => status(value) },
    { h: ['名次', 'Rank'], n: true, when: some('r'), cell: ({ value }) => rankOf(value), key: ({ value }) => (value.r ? value.r[0] : '') },
    { h: ['说法', 'Statements'], cls: 'small', when: rows.some(({ value }) => notes(value).length), cell: ({ value }) => notes(value) },
    { h: ['可信度', 'Confidence'], n: true, cell: ({ value }) => confidence(value), key: ({ value }) => value.cf ?? '' },
  ];
}

function signingTable(park) {
  if (!park.sg.length) return null;
  const money = (name) => (row) => (row[name] ? el('span', { title: row[name][2] }, both(row[name][0], row[name][1])) : null);
  const count = (name) => (row) => (row[name] === undefined ? null : grouped(row[name]));
  const columns = [
    { h: ['年份', 'Year'], head: true, label: false, cell: (row) => row.y, key: (row) => row.y },
    { h: ['全年签约项目', 'Projects, whole year'], n: true, cell: count('n') }, { h: ['全年合同引资', 'Contracted, whole year'], n: true, cell: money('m') },
    { h: ['年内部分时段', 'Part of the year'], n: true, cell: (row) => (row.pn === undefined && !row.pm ? null : [row.pn === undefined ? '' : grouped(row.pn), ' ', money('pm')(row), row.until ? el('small', { class: 'muted' }, ' ', both(`至 ${row.until}`, `to ${row.until}`)) : null]) },
    { h: ['多年累计', 'Several years'], n: true, cell: (row) => [count('cn')(row), ' ', money('cm')(row)] }, { h: ['计划或预计', 'Planned'], n: true, cell: (row) => [count('ln')(row), ' ', money('lm')(row)] },
    { h: ['报道的签约', 'Signings told of'], n: true, cell: count('told') }, { h: ['其金额合计', 'Their amounts'], n: true, cell: (row) => [money('tm')(row), row.tw ? el('small', { class: 'muted' }, ' ', both(`${row.tw} 次写明`, `${row.tw} with one`)) : null] },
  ];
  return [el('h3', {}, both('签约', 'Signings')), el('p', { class: 'muted small' }, both('全年数、部分时段、累计与计划分列，互不相加。', 'Whole years, parts of a year, totals of several years and plans stand apart and must not be added.')), table({ name: `${park.k}-signings`, caption: both('签约', 'Signings'), columns, rows: park.sg })];
}

function fillPark(place, at) {
  const park = data.parks[parkAt.get(at.get('park'))];
  const title = document.getElementById('park-title');
  if (!park) {
    title.replaceChildren(...both('园区', 'Park'));
    place.replaceChildren(el('p', { class: 'empty' }, both('本页没有这个园区：', 'This page has no such park: '), at.get('park') || '', data.others.parks ? both(`（只为观测值最多的 ${data.parks.length} 个园区各设一页）`, ` (there is a page for the ${data.parks.length} with most figures)`) : null, ' · ', el('a', { href: link({ view: 'parks' }) }, both('全部园区', 'All parks'))));
    return;
  }
  title.replaceChildren(park.k);
  const only = park.m.some((metric) => metric.k === at.get('metric')) ? at.get('metric') : '';
  const about = [park.name === park.k ? '' : park.name, park.kind, placeOf(park)].filter(Boolean).join(' · ');
  const values = park.m.filter((metric) => !only || metric.k === only).flatMap((metric) => metric.v.map((value) => ({ metric, value })));
  const chosen = [...new Set([park.k, ...at.getAll('with')])].slice(0, 4);
  const told = { events: data.events.filter((row) => row.k === park.k), promises: data.promises.filter((row) => row.k === park.k), conflicts: data.conflicts.filter((row) => row.k === park.k) };
  place.replaceChildren(...clear(
    el('p', { class: 'lead' }, about, park.reg ? null : [about ? ' · ' : '', both('未在名录中', 'not in the register')]),
    el('p', { class: 'muted small' }, both(`${grouped(park.o)} 条观测值，${grouped(park.ev)} 条事件，${grouped(park.d)} 份文档`, `${grouped(park.o)} figures and ${grouped(park.ev)} ${park.ev === 1 ? 'event' : 'events'} from ${grouped(park.d)} ${park.d === 1 ? 'document' : 'documents'}`), park.of > park.m.length ? [' · ', both(`列出 ${park.m.length} 项指标，共 ${park.of} 项`, `${park.m.length} of ${park.of} indicators are listed`)] : null),
    el('div', { class: 'actions no-print' }, el('a', { class: 'button', href: link({ view: 'compare', with: chosen }) }, both('与其他园区比较', 'Compare with other parks')), el('a', { class: 'button', href: link({ view: 'parks' }) }, both('← 全部园区', '← All parks'))),
    el('h3', {}, both('分年度指标', 'Indicators by year')),
    el('p', { class: 'muted small' }, both('每格是覆盖当年最长时期的整体数；不是全年的注明时期，只知部分的注明“仅部分”。', 'Each cell is the figure of the whole that covers most of the year; where it is not the whole year, or only a part is known, the cell says so.')),
    yearMatrix(park),
    park.m.length ? el('div', { class: 'filters no-print', id: 'park-filters' }, choice('metric', ['指标', 'Indicator'], [['', '全部', 'All'], ...park.m.map((metric) => [metric.k, ...metricName(metric.k)])], only)) : null,
    charts(park, only),
    el('h3', {}, only ? [both(...metricName(only)), '：', both('全部数值', 'all values')].flat() : both('全部数值', 'All values')),
    values.length ? table({ name: `${park.k}-values`, caption: [park.k, ' ', both('全部数值', 'all values')].flat(), columns: valueColumns(park, values), rows: values, page: 20 }) : el('p', { class: 'empty' }, both('该园区没有带时期的指标数值。', 'This park has no figure with a period.')),
    only ? null : signingTable(park),
    only ? null : [el('h3', {}, both('承诺与结果', 'Promises and results')), promiseTable(told.promises, `${park.k}-promises`)],
    only ? null : [el('h3', {}, both('说法不一', 'Statements that disagree')), conflictTable(told.conflicts, `${park.k}-conflicts`)],
    only ? null : [el('h3', {}, both('事件', 'Events')), eventTable(told.events, `${park.k}-events`)]).flat(Infinity));
  drawIn(place);
}

function drawIn(place) {
  for (const found of place.querySelectorAll('.chart')) if (found.draw) found.draw();
}
