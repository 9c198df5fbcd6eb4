// Two to four parks side by side: the last year that most of them share, and charts on one scale.
const MOST_COMPARED = 4;
const metricOfPark = (park, key) => park.m.find((metric) => metric.k === key);

// Of each indicator the period and unit that most of the parks share, the latest of those; without one, each park's own last.
function commonRow(parks, key) {
  const found = parks.map((park) => (metricOfPark(park, key) ? metricOfPark(park, key).v.filter(isAnswer) : []));
  const groups = new Map();
  found.forEach((values) => new Set(values.map((value) => `${value.pk} ${value.u}`)).forEach((group) => groups.set(group, (groups.get(group) || 0) + 1)));
  const [group, shared] = [...groups].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0] || [null, 0];
  const values = found.map((own) => own.find((value) => `${value.pk} ${value.u}` === group) || null);
  return { key, shared, values: shared > 1 ? values.map((value, i) => value || found[i][0] || null) : found.map((own) => own[0] || null), group: shared > 1 ? group : null };
}

function fillCompare(place, at) {
  const keys = [...new Set(at.getAll('with'))].filter((key) => parkAt.has(key)).slice(0, MOST_COMPARED);
  const parks = keys.map((key) => data.parks[parkAt.get(key)]);
  const add = el('select', { id: 'add-park' }, el('option', { value: '', 'data-zh': '添加园区…', 'data-en': 'Add a park …' }, pick(['添加园区…', 'Add a park …'])), data.parks.filter((park) => !keys.includes(park.k)).map((park) => el('option', { value: park.k }, park.k)));
  add.addEventListener('change', () => go({ with: [...keys, add.value] }));
  const chips = el('ul', { class: 'chips' }, keys.map((key) => el('li', {}, key, ' ', el('a', { class: 'remove', href: link({ view: 'compare', with: keys.filter((one) => one !== key), metric: at.get('metric') }), ...aria(`移除 ${key}`, `Remove ${key}`) }, '×'))));
  const head = [el('p', { class: 'lead' }, both('选择二至四个园区。同一行里只有时期与单位都相同的数值可以直接比较，其余注明各自的时期。', 'Choose two to four parks. In a row only figures of the same period and unit can be compared; the others name their own period.')),
    el('div', { class: 'filters no-print' }, keys.length < MOST_COMPARED ? el('label', { class: 'field' }, el('span', {}, both('园区', 'Park')), add) : null), chips];
  if (parks.length < 2) {
    place.replaceChildren(...head, el('p', { class: 'empty' }, parks.length ? both('再选一个园区。', 'Choose one more park.') : both('还没有选择园区。', 'No park chosen yet.')));
    return;
  }
  const rows = metricOrder.map((key) => commonRow(parks, key)).filter((row) => row.values.some(Boolean)).sort((a, b) => b.shared - a.shared);
  const cell = (row, i) => {
    const value = row.values[i];
    if (!value) return el('span', { class: 'muted' }, '–');
    const alike = row.group && `${value.pk} ${value.u}` === row.group;
    return [figure(keys[i], row.key, value), el('small', { class: alike ? 'muted sub' : 'sub other-period' }, both(...value.p), alike ? null : [' ', both('时期或单位不同', 'another period or unit')]), value.g ? el('small', { class: 'sub' }, growth(keys[i], row.key, value)) : null];
  };
  const columns = [
    { h: ['指标', 'Indicator'], head: true, label: false, cls: 'sticky', cell: (row) => el('a', { class: 'quiet', href: link({ view: 'compare', with: keys, metric: row.key }) }, both(...metricName(row.key))), key: (row) => pick(metricName(row.key)) },
    { h: ['可比', 'Comparable'], cell: (row) => (row.group ? el('span', { class: 'tag tiny is-good' }, both(`${row.shared} 个可比`, `${row.shared} alike`)) : el('span', { class: 'tag tiny' }, both('不可直接比', 'not alike'))), key: (row) => row.shared },
    ...keys.map((key, i) => ({ h: [key, key], n: true, cell: (row) => cell(row, i), key: (row) => (row.values[i] ? row.values[i].x : '') })),
  ];
  const metric = rows.some((row) => row.key === at.get('metric')) ? at.get('metric') : rows[0] && rows[0].key;
  place.replaceChildren(...clear(...head, rows.length ? table({ name: 'compare', caption: both('园区比较', 'Parks side by side'), columns, rows, page: 40 }) : el('p', { class: 'empty' }, both('这些园区没有带整体数的指标。', 'These parks have no indicator with a figure of the whole.')), metric ? sideBySide(parks, metric) : null).flat(Infinity));
  drawIn(place);
}

// One small chart a park, of the same unit and kind of period, on one scale.
function sideBySide(parks, key) {
  const series = new Map();
  parks.forEach((park, place) => {
    const metric = metricOfPark(park, key);
    (metric ? metric.s : []).forEach((of, i) => {
      const own = pointsOf(metric, i);
      const name = `${own.length ? own[0].value.u : ''} ${of.kd} ${of.part}`;
      if (own.length && !of.part && !['range', 'plan', 'several_years'].includes(of.kd)) series.set(name, [...(series.get(name) || []), { place, metric, i, n: own.length }]);
    });
  });
  const best = [...series.values()].sort((a, b) => new Set(b.map((one) => one.place)).size - new Set(a.map((one) => one.place)).size || b.reduce((sum, one) => sum + one.n, 0) - a.reduce((sum, one) => sum + one.n, 0))[0];
  if (!best) return null;
  const chosen = parks.map((park, place) => ({ park, found: best.filter((one) => one.place === place).sort((a, b) => b.n - a.n)[0] }));
  // One divisor for all, that of the largest.
  const by = Math.max(...best.map((one) => pick(one.metric.s[one.i].by)));
  const unit = best.find((one) => pick(one.metric.s[one.i].by) === by);
  const drawn = chosen.map(({ park, found }) => ({ park, found, points: found ? pointsOf(found.metric, found.i).map((point) => ({ ...point, y: point.value.x / by })) : [] }));
  const all = drawn.flatMap((one) => one.points);
  const [from, to, ceiling] = [Math.min(...all.map((p) => p.x)), Math.max(...all.map((p) => p.x)), Math.max(...all.map((p) => p.y))];
  const cards = drawn.map(({ park, points }) => {
    const place = el('div', { class: 'chart', role: 'img', ...aria(`${park.k} ${metricName(key)[0]}`, `${park.k}, ${metricName(key)[1]}`) });
    if (points.length) place.draw = () => place.replaceChildren(lineChart(points, { width: Math.max(240, Math.round(place.clientWidth) || 300), from, to, ceiling, onPick: (value) => { if (value.ev !== undefined) showEvidence(titleOf(park.k, key, value), value.ev, value.c); } }));
    return el('article', { class: 'indicator' }, el('h4', {}, parkLink(park.k, { metric: key })), points.length ? place : el('p', { class: 'empty small' }, both('没有同单位、同类时期的数值。', 'No figure of this unit and kind of period.')));
  });
  return [el('h3', {}, both(...metricName(key)), ' ', el('small', { class: 'muted' }, clear(seriesTitle(unit.metric, unit.i)), ' · ', both('同一刻度', 'one scale'))), legend(), el('div', { class: 'indicators' }, cards)];
}
