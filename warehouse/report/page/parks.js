// One park at a time: its main indicators as cards, all its values as a table.
const panel = document.getElementById('park');

function titleOf(park, metric, value) {
  return [park.k, ' · ', both(...metric.n), ' · ', both(...value.p)].flat();
}

function valueButton(title, shown, others, text) {
  if (shown.ev === undefined) return el('span', { title: shown.e }, text || both(...shown.t));
  return el('button', { type: 'button', class: 'value', title: shown.e, onclick: () => showEvidence(title(), shown.ev, others) }, text || both(...shown.t));
}

const growthName = { yoy: ['同比', 'yoy'], change_rate: ['增幅', 'change'] };

function growth(park, metric, value) {
  if (!value.g) return null;
  return valueButton(() => titleOf(park, metric, value), value.g, value.g.c, [both(...(growthName[value.g.ms] || ['', ''])), ' ', both(...value.g.t)].flat());
}

const status = (value) => el('span', { class: `st st-${value.st}` }, named('status', value.st));

function newest(metric) {
  const actual = metric.v.filter((value) => value.st === 'actual');
  return actual.find((value) => value.t) || actual[0] || metric.v[0];
}

function card(park, metric) {
  const now = newest(metric);
  const title = () => titleOf(park, metric, now);
  const unit = metric.chart ? el('span', {}, both(...metric.chart.unit)) : null;
  const made = el('article', { class: 'indicator' }, el('h4', {}, el('span', {}, both(...metric.n)), unit));
  const main = now.t ? valueButton(title, now, now.c) : growth(park, metric, now);
  made.append(el('p', { class: 'now' }, main));
  made.append(el('p', { class: 'when' }, both(...now.p), now.t && now.g ? [' · ', growth(park, metric, now)] : null, now.st === 'actual' ? null : [' ', status(now)]));
  made.querySelector('.when').append(...(now.c ? [' ', el('span', { class: 'flag' }, both('◯ 说法不一', '◯ disagreeing'))] : []));
  if (metric.chart) {
    const label = [`${metric.n[0]}随时间变化，数值见下表`, `${metric.n[1]} over time; values in the table below`];
    const place = el('div', { class: 'chart', role: 'img', 'data-aria-zh': label[0], 'data-aria-en': label[1], 'aria-label': pick(label) });
    made.append(place);
    place.drawn = () => drawTrend(place, metric, (i) => {
      const value = metric.v[i];
      if (value.ev !== undefined) showEvidence(titleOf(park, metric, value), value.ev, value.c);
    });
  }
  return made;
}

function notes(value) {
  const said = [];
  if (value.n > 1) said.push(both(`${value.n} 处提及`, `${value.n} statements`));
  if (value.dis) said.push(el('span', { class: 'flag' }, both(`${value.dis} 处不一致`, `${value.dis} disagree`)));
  else if (value.c || (value.g && value.g.c)) said.push(el('span', { class: 'flag' }, both('◯ 说法不一', '◯ disagreeing')));
  if (value.fix) said.push(el('span', { class: 'tag tiny' }, both('已更正', 'corrected')));
  if (value.out) said.push(el('span', { class: `tag tiny ${value.out === 'hit' ? 'is-good' : 'is-warn'}` }, named('outcome', value.out)));
  return said.flatMap((one, i) => (i ? [' · ', one] : [one])).flat();
}

function valueRow(park, metric, value) {
  const title = () => titleOf(park, metric, value);
  return el('tr', {},
    el('td', { class: 'metric-name' }, both(...metric.n)),
    el('td', { 'data-v': value.day || '' }, both(...value.p)),
    el('td', { class: 'n', 'data-v': value.x === undefined || value.x === null ? '' : value.x }, value.t ? valueButton(title, value, value.c) : null),
    el('td', { class: 'n', 'data-v': value.g ? value.g.x : '' }, growth(park, metric, value)),
    el('td', {}, status(value)),
    el('td', { class: 'small full' }, notes(value)));
}

function valueTable(park) {
  const heading = (zh, en, kind) => el('th', { scope: 'col', class: kind || null }, both(zh, en));
  const head = el('tr', {}, heading('指标', 'Metric'), heading('时期', 'Period'), heading('数值', 'Value', 'n'), heading('增速', 'Growth', 'n'), heading('状态', 'Status', 'narrow'), heading('说法', 'Statements'));
  const body = el('tbody', {}, park.m.flatMap((metric) => metric.v.map((value) => valueRow(park, metric, value))));
  const table = el('table', { class: 'data stack', id: 'values-table' }, el('caption', { class: 'sr' }, park.k, ' ', both('的全部数值', ': all values')), el('thead', {}, head), body);
  makeSortable(table);
  return table;
}

function showPark(place) {
  const park = data.parks[place];
  for (const button of document.querySelectorAll('#park-list button')) button.setAttribute('aria-pressed', String(Number(button.dataset.park) === place));
  const about = [park.name === park.k ? '' : park.name, [park.level, park.kind].filter(Boolean).join(''), park.where].filter(Boolean).join(' · ');
  const counts = both(`${grouped(park.o)} 条观测值，${grouped(park.d)} 份文档`, `${grouped(park.o)} ${park.o === 1 ? 'observation' : 'observations'} from ${grouped(park.d)} ${park.d === 1 ? 'document' : 'documents'}`);
  const unknown = park.reg ? null : [' · ', both('未在名录中', 'not in the register')];
  const charts = park.m.filter((metric) => metric.chart).slice(0, 9);
  const single = park.m.filter((metric) => !metric.chart).slice(0, Math.max(3, 9 - charts.length));
  const cards = (metrics) => (metrics.length ? el('div', { class: `indicators ${metrics[0].chart ? 'charts' : 'singles'}` }, metrics.map((metric) => card(park, metric))) : null);
  const search = el('input', { type: 'search', 'data-placeholder-zh': '查找指标或时期', 'data-placeholder-en': 'Find a metric or period', placeholder: pick(['查找指标或时期', 'Find a metric or period']), autocomplete: 'off' });
  const field = el('label', { class: 'search no-print' }, el('span', { class: 'sr' }, both('查找指标或时期', 'Find a metric or period')), search);
  const table = park.m.length ? valueTable(park) : el('p', { class: 'empty' }, both('该园区没有带时期的指标数值。', 'This park has no figure with a period.'));
  panel.replaceChildren(
    el('div', { class: 'park-head' }, el('h3', {}, park.k), el('p', {}, about, about ? ' · ' : '', counts, unknown)),
    ...[cards(charts), cards(single)].filter(Boolean),
    el('div', { class: 'values-head' }, el('h4', { id: 'values-title' }, both('全部数值', 'All values')), field),
    el('div', { class: 'values-box', tabindex: '0', role: 'region', 'aria-labelledby': 'values-title' }, table));
  if (park.m.length) makeSearchable(search, () => table.tBodies[0].rows);
  drawPark();
}

function drawPark() {
  for (const place of panel.querySelectorAll('.chart')) place.drawn();
}

function conflictTable() {
  const heading = (zh, en, kind) => el('th', { scope: 'col', class: kind || null }, both(zh, en));
  const side = (row, i) => {
    const found = data.evidence[row.ev[i]];
    const from = data.documents[found.doc];
    const title = () => [row.park, ' · ', both(...row.metric), ' · ', both(...row.p)].flat();
    return el('td', { 'data-v': found.e }, valueButton(title, { ev: row.ev[i], t: found.t, e: found.e }, [row.ev[1 - i]]), el('br'), el('small', { class: 'muted' }, from.file, ' ', from.day || ''));
  };
  const rows = data.conflicts.map((row) => el('tr', {},
    el('td', {}, row.park), el('td', {}, both(...row.metric), ' ', el('small', { class: 'muted' }, row.ms === 'level' ? null : named('measure', row.ms))), el('td', {}, both(...row.p)), side(row, 0), side(row, 1),
    el('td', { class: 'n', 'data-v': row.diff === null ? '' : row.diff }, row.diff === null ? '–' : `${row.diff}%`)));
  const head = el('tr', {}, heading('园区', 'Park'), heading('指标', 'Metric'), heading('时期', 'Period'), heading('一说', 'One says'), heading('另一说', 'Another says'), heading('相差', 'Apart', 'n'));
  const table = el('table', { class: 'data stack' }, el('caption', { class: 'sr' }, both('说法不一的陈述', 'Statements that disagree')), el('thead', {}, head), el('tbody', {}, rows));
  makeSortable(table);
  return table;
}

function prepareParks() {
  if (!panel || !data.parks.length) return;
  const list = document.getElementById('park-list');
  data.parks.forEach((park, i) => {
    const button = el('button', { type: 'button', 'data-park': i, 'aria-pressed': 'false', onclick: () => showPark(i) }, el('span', {}, park.k), el('i', {}, grouped(park.o)));
    list.append(el('li', {}, button));
  });
  makeSearchable(document.getElementById('park-search'), () => list.children);
  const conflicts = document.getElementById('conflicts');
  if (conflicts) conflicts.append(conflictTable());
  // The first park with something to draw says more at first sight than one with single values.
  showPark(Math.max(0, data.parks.findIndex((park) => park.m.some((metric) => metric.chart))));
}
