// Parks by one indicator: rank, share and of how many, only among figures of the very same period and unit.
const metricOrder = Object.keys(data.metrics).sort((a, b) => data.metrics[a][3] - data.metrics[b][3]);

// Every figure that answers for a year: of parks with a page, and the first of each ranking that have none.
const answers = [];
data.parks.forEach((park) => park.m.forEach((metric) => metric.v.forEach((value) => {
  if (isAnswer(value)) answers.push({ park: park.k, prov: park.prov, level: park.level, kind: park.kind, metric, value, m: metric.k });
})));
data.ranks.forEach((row) => answers.push({ park: row.k, prov: row.prov, level: row.level, kind: '', metric: null, value: row, m: row.m }));
const answersOf = new Map();
answers.forEach((row) => (answersOf.has(row.m) ? answersOf.get(row.m).push(row) : answersOf.set(row.m, [row])));

const parksOf = (key) => new Set((answersOf.get(key) || []).map((row) => row.park)).size;
const rankable = metricOrder.filter((key) => key !== 'other' && answersOf.has(key));
const mostKnown = rankable.reduce((best, key) => (best === null || parksOf(key) > parksOf(best) ? key : best), null);

const groupOf = (row) => `${row.value.pk} ${row.value.u}`;

// The last figure of each park, or those of one year; comparable ones together, the largest group first.
function rankingRows(key, year) {
  let rows = answersOf.get(key) || [];
  if (year) rows = rows.filter((row) => String(row.value.y) === year);
  else {
    const last = new Map();
    rows.forEach((row) => { if (!last.has(row.park) || last.get(row.park).value.y < row.value.y) last.set(row.park, row); });
    rows = [...last.values()];
  }
  const known = new Map();
  rows.forEach((row) => known.set(groupOf(row), Math.max(known.get(groupOf(row)) || 0, row.value.r ? row.value.r[1] : 1)));
  return rows.sort((a, b) => (year ? 0 : b.value.y - a.value.y) || known.get(groupOf(b)) - known.get(groupOf(a)) || (groupOf(a) < groupOf(b) ? -1 : groupOf(a) > groupOf(b) ? 1 : 0)
    || (a.value.r && b.value.r ? a.value.r[0] - b.value.r[0] : 0) || b.value.x - a.value.x || collator.compare(a.park, b.park));
}

function yearsOf(key) {
  return [...new Set((answersOf.get(key) || []).map((row) => row.value.y).filter(Boolean))].sort((a, b) => b - a);
}

const metricOptions = () => rankable.map((key) => [key, `${metricName(key)[0]}（${parksOf(key)} 个园区）`, `${metricName(key)[1]} (${parksOf(key)} ${parksOf(key) === 1 ? 'park' : 'parks'})`]);
const levels = [...new Set(data.parks.map((park) => park.level).filter(Boolean))];
const provincesShown = [...new Set(data.parks.map((park) => park.prov).filter(Boolean))];

const trendOf = (row) => (row.metric && row.value.s !== undefined ? sparkline(row.metric, row.value.s) : null);

function rankingColumns(rows) {
  const largest = new Map();
  rows.forEach((row) => largest.set(groupOf(row), Math.max(largest.get(groupOf(row)) || 0, Math.abs(row.value.x))));
  return [
    { h: ['名次', 'Rank'], n: true, cls: 'rank', cell: (row) => rankOf(row.value), key: (row) => (row.value.r ? row.value.r[0] : ''), csv: (row) => (row.value.r ? row.value.r[0] : '') },
    { h: ['共几个', 'Of'], csv: (row) => (row.value.r ? row.value.r[1] : '') },
    { h: ['园区', 'Park'], head: true, label: false, cell: (row) => [parkLink(row.park, { metric: row.m }), el('small', { class: 'muted sub' }, [row.prov, row.level].filter(Boolean).flatMap((one, i) => (i ? [' · ', one] : [one])))], key: (row) => row.park, csv: (row) => row.park },
    { h: ['数值', 'Value'], n: true, cell: (row) => [figure(row.park, row.m, row.value), row.value.r && row.value.r[1] > 1 ? bar(Math.abs(row.value.x) / largest.get(groupOf(row))) : null], key: (row) => row.value.x, csv: (row) => row.value.x },
    { h: ['单位', 'Unit'], csv: (row) => row.value.u },
    { h: ['时期', 'Period'], cls: 'period', cell: (row) => [both(...row.value.p), row.value.kd === 'annual' ? null : [' ', periodKind(row.value)]], key: (row) => row.value.day, csv: (row) => pick(row.value.p) },
    { h: ['份额', 'Share'], n: true, when: rows.some((row) => shareOf(row.value)), cell: (row) => shareOf(row.value), key: (row) => (row.value.r && row.value.r[1] > 1 ? row.value.r[2] : ''), csv: (row) => shareOf(row.value) },
    { h: ['增速', 'Growth'], n: true, when: rows.some((row) => row.value.g), cell: (row) => growth(row.park, row.m, row.value, row.value.g && row.value.g.ms === 'yoy'), key: (row) => (row.value.g ? row.value.g.x : ''), csv: (row) => (row.value.g ? row.value.g.x : '') },
    { h: ['走势', 'Trend'], cls: 'trend', when: rows.some((row) => trendOf(row)), cell: trendOf, key: () => '', csv: () => '' },
    { h: ['说法', 'Statements'], cls: 'small', cell: (row) => notes(row.value), csv: (row) => tidy(shownText(el('div', {}, notes(row.value)))) },
    { h: ['可信度', 'Confidence'], n: true, cell: (row) => confidence(row.value), key: (row) => row.value.cf ?? '' },
  ];
}

const onlyParts = (key) => data.parks.filter((park) => park.m.some((metric) => metric.k === key && metric.v.some((value) => value.a && value.part) && !metric.v.some(isAnswer)));

function fillRanking(place, at) {
  if (!rankable.length) {
    place.replaceChildren(el('p', { class: 'empty' }, data.parks.length ? both('还没有可以排名的整体数。', 'There is no figure yet that could be ranked.') : both('还没有园区数据。', 'No park has any figures yet.')), ...(data.parks.length ? [directory(at)] : []));
    return;
  }
  const key = rankable.includes(at.get('metric')) ? at.get('metric') : mostKnown;
  const years = yearsOf(key);
  const year = years.map(String).includes(at.get('year')) ? at.get('year') : '';
  const [province, level] = [at.get('province') || '', at.get('level') || ''];
  const all = rankingRows(key, year);
  const result = el('div', {});
  const fill = (text) => {
    const matches = matcher(text);
    const rows = all.filter((row) => (!province || row.prov === province) && (!level || row.level === level) && matches([row.park, row.prov, row.level].join(' ')));
    const parts = onlyParts(key).filter((park) => (!province || park.prov === province) && (!level || park.level === level));
    const unlisted = year ? Math.max(0, Math.max(0, ...all.map((row) => (row.value.r ? row.value.r[1] : 0))) - all.length) : 0;
    const gap = all.some((row, i) => row.value.r && row.value.r[1] > all.length && row.value.r[0] > i + 1 && i === Math.min(9, all.length - 1));
    const caption = [both(...metricName(key)), ' · ', year ? year : both('各园区最近一年', "each park's last year")].flat();
    result.replaceChildren(...clear(
      rows.length ? table({ name: `ranking-${key}`, caption, columns: rankingColumns(rows), rows, page: 15 }) : el('p', { class: 'empty' }, both('没有符合的园区。', 'No park matches.')),
      unlisted ? el('p', { class: 'muted small' }, both(`同一时期另有 ${grouped(unlisted)} 个园区未列出${gap ? '，其中有名次更靠前的' : ''}；全部名次见 v_park_rank。`, `${grouped(unlisted)} more parks of the same period are not listed${gap ? ', some of them ranked higher' : ''}; v_park_rank has them all.`)) : null,
      parts.length ? el('p', { class: 'small' }, both('只知部分、没有整体数的园区：', 'Parks of which only a part is known: '), parts.slice(0, 30).flatMap((park, i) => [i ? '、' : '', parkLink(park.k, { metric: key })])) : null));
    nameAttributes(result);
  };
  place.replaceChildren(
    el('p', { class: 'lead' }, both('名次和份额只在同一时期、同一单位、已知该数的园区之间计算；“1 / 3”即三个已知园区中的第一。点按数值可看它出自哪句话。', 'Rank and share hold only among parks whose figure is known for the very same period and unit: "1 of 3" is the first of three known. Select a figure to read its sentence.')),
    el('form', { class: 'filters no-print', onsubmit: (event) => event.preventDefault() },
      choice('metric', ['指标', 'Indicator'], metricOptions(), key),
      choice('year', ['年份', 'Year'], [['', '各园区最近一年', 'Last year of each'], ...years.map((y) => [String(y), String(y), String(y)])], year),
      choice('province', ['省份', 'Province'], [['', '全部', 'All'], ...provincesShown.map((name) => [name, name, name])], province),
      levels.length > 1 ? choice('level', ['级别', 'Level'], [['', '全部', 'All'], ...levels.map((name) => [name, name, name])], level) : null,
      searchField(['查找园区', 'Find a park'], at.get('q') || '', fill)),
    result, directory(at));
  fill(at.get('q') || '');
}

// Every park, also those that have no figure of the indicator.
function directory() {
  const columns = [
    { h: ['园区', 'Park'], head: true, label: false, cell: (park) => [parkLink(park.k), el('small', { class: 'muted sub' }, placeOf(park))], key: (park) => park.k, csv: (park) => park.k },
    { h: ['省份', 'Province'], csv: (park) => park.prov },
    { h: ['类型', 'Kind'], cell: (park) => park.kind },
    { h: ['指标数', 'Indicators'], n: true, cell: (park) => park.of, key: (park) => park.of },
    { h: ['观测值', 'Figures'], n: true, cell: (park) => grouped(park.o), key: (park) => park.o },
    { h: ['事件', 'Events'], n: true, cell: (park) => grouped(park.ev), key: (park) => park.ev },
    { h: ['文档', 'Documents'], n: true, cell: (park) => grouped(park.d), key: (park) => park.d },
  ];
  const rest = data.others.parks ? el('p', { class: 'muted small' }, both(`另有 ${grouped(data.others.parks)} 个园区，共 ${grouped(data.others.o)} 条观测值，未单列：本页只为观测值最多的 ${data.parks.length} 个园区各设一页，其余请查询 v_park_year_long。`, `${grouped(data.others.parks)} more parks with ${grouped(data.others.o)} figures in all have no page of their own: there is one for the ${data.parks.length} with most figures; query v_park_year_long for the rest.`)) : null;
  return el('details', { class: 'card', id: 'directory' }, el('summary', {}, el('span', {}, both('全部园区', 'All parks')), ' ', el('span', { class: 'count' }, grouped(data.of.parks))), table({ name: 'parks', caption: both('全部园区', 'All parks'), columns, rows: data.parks, page: 30 }), rest);
}
