// Events, promises with their results, statements that disagree.
const typeName = (key) => data.types[key] || [key, key];

function eventTable(rows, name, withPark) {
  if (!rows.length) return el('p', { class: 'empty' }, both('没有事件。', 'No events.'));
  const title = (row) => [row.k, ' · ', both(...typeName(row.ty)), ' · ', both(...row.p)].flat();
  const columns = [
    { h: ['时间', 'When'], cls: 'nowrap', cell: (row) => both(...row.p), key: (row) => row.day || '' },
    ...(withPark ? [{ h: ['园区', 'Park'], head: true, label: false, cell: (row) => parkLink(row.k), key: (row) => row.k }] : []),
    { h: ['类型', 'Type'], label: false, cell: (row) => el('span', { class: 'tag tiny' }, both(...typeName(row.ty))), key: (row) => pick(typeName(row.ty)) },
    { h: ['事件', 'Event'], cls: 'full', label: false, cell: (row) => [row.ev === undefined ? row.ti : el('button', { type: 'button', class: 'value text', onclick: () => showEvidence(title(row), row.ev) }, row.ti), row.with ? el('small', { class: 'muted sub' }, row.with.join('、')) : null], key: (row) => row.ti, csv: (row) => row.ti },
    { h: ['参与方', 'Participants'], csv: (row) => (row.with || []).join('；') },
    { h: ['金额', 'Amount'], n: true, cell: (row) => (row.t ? el('span', { title: row.e }, both(...row.t)) : null), key: (row) => row.x ?? '', csv: (row) => row.x },
    { h: ['状态', 'Status'], cell: (row) => status(row) },
    { h: ['来源', 'Sources'], n: true, cell: (row) => row.n, key: (row) => row.n },
  ];
  return table({ name, caption: both('事件', 'Events'), columns, rows, page: 25 });
}

function fillEvents(place, at) {
  const count = (key, of) => { const found = new Map(); data.events.forEach((row) => { const value = of(row); if (value) found.set(value, (found.get(value) || 0) + 1); }); return [...found].sort((a, b) => (key === 'year' ? b[0] - a[0] : b[1] - a[1])); };
  const [type, year, of, province] = ['type', 'year', 'of', 'province'].map((name) => at.get(name) || '');
  const provinceOf = (row) => (parkAt.has(row.k) ? data.parks[parkAt.get(row.k)].prov : '');
  const all = data.events.filter((row) => (!type || row.ty === type) && (!year || String(row.y) === year) && (!of || row.k === of) && (!province || provinceOf(row) === province) && (!at.get('status') || row.st === at.get('status')));
  const result = el('div', {});
  const fill = (text) => {
    const matches = matcher(text);
    result.replaceChildren(eventTable(all.filter((row) => matches([row.k, row.ti, ...(row.with || []), ...typeName(row.ty)].join(' '))), 'events', true));
    nameAttributes(result);
  };
  const number = (n) => [`（${n}）`, ` (${n})`];
  place.replaceChildren(...clear(
    el('p', { class: 'lead' }, both('同一事件的多篇报道合为一行；点按事件可看原句。', 'Reports of one happening are one row; select an event to read its sentence.')),
    el('form', { class: 'filters no-print', onsubmit: (event) => event.preventDefault() },
      choice('type', ['类型', 'Type'], [['', '全部', 'All'], ...count('type', (row) => row.ty).map(([key, n]) => [key, typeName(key)[0] + number(n)[0], typeName(key)[1] + number(n)[1]])], type),
      choice('year', ['年份', 'Year'], [['', '全部', 'All'], ...count('year', (row) => row.y).map(([key, n]) => [String(key), key + number(n)[0], key + number(n)[1]])], year),
      choice('of', ['园区', 'Park'], [['', '全部', 'All'], ...count('of', (row) => row.k).map(([key, n]) => [key, key + number(n)[0], key + number(n)[1]])], of),
      choice('province', ['省份', 'Province'], [['', '全部', 'All'], ...count('province', provinceOf).map(([key, n]) => [key, key + number(n)[0], key + number(n)[1]])], province),
      choice('status', ['状态', 'Status'], [['', '全部', 'All'], ['actual', ...words.labels.status.actual], ['planned', ...words.labels.status.planned]], at.get('status') || ''),
      searchField(['查找事件、企业或园区', 'Find an event, company or park'], at.get('q') || '', fill)),
    result, counted(data.events.length, data.of.events, '条事件', 'events')));
  fill(at.get('q') || '');
}

function promiseTable(rows, name, withPark) {
  if (!rows.length) return el('p', { class: 'empty' }, both('没有预计或目标。', 'No forecasts or targets.'));
  const title = (row) => [row.k, ' · ', both(...metricName(row.m)), ' · ', both(...row.p)].flat();
  const side = (row, place) => { const found = data.evidence[place]; return valueButton(() => title(row), { ev: place, t: found.t, e: found.e }); };
  const measure = (row) => (row.ms === 'level' ? null : el('small', { class: 'muted' }, ' ', named('measure', row.ms)));
  const columns = [
    ...(withPark ? [{ h: ['园区', 'Park'], head: true, label: false, cell: (row) => parkLink(row.k), key: (row) => row.k }] : []),
    { h: ['指标', 'Indicator'], head: !withPark, label: false, cell: (row) => [both(...metricName(row.m)), measure(row)], key: (row) => pick(metricName(row.m)) },
    { h: ['时期', 'Period'], cls: 'period', cell: (row) => both(...row.p), key: (row) => row.day || '' },
    { h: ['承诺', 'Promised'], n: true, cell: (row) => [status(row), ' ', side(row, row.ev)], csv: (row) => pick(data.evidence[row.ev].t) },
    { h: ['结果', 'Reported'], n: true, cell: (row) => (row.by === undefined ? null : side(row, row.by)), csv: (row) => (row.by === undefined ? '' : pick(data.evidence[row.by].t)) },
    { h: ['结论', 'Outcome'], cell: (row) => el('span', { class: `tag tiny ${{ hit: 'is-good', missed: 'is-warn' }[row.out] || ''}` }, named('outcome', row.out)) },
  ];
  return table({ name, caption: both('承诺与结果', 'Promises and results'), columns, rows, page: 15 });
}

function conflictTable(rows, name, withPark) {
  if (!rows.length) return el('p', { class: 'empty' }, both('没有发现互相矛盾的陈述。', 'No disagreeing statements were found.'));
  const title = (row) => [row.k, ' · ', both(...metricName(row.m)), ' · ', both(...row.p)].flat();
  const side = (row, i) => {
    const found = data.evidence[row.ev[i]];
    const from = data.documents[found.doc];
    return [valueButton(() => title(row), { ev: row.ev[i], t: found.t, e: found.e }, [row.ev[1 - i]]), el('small', { class: 'muted sub' }, from.title || from.file, ' ', from.day || '')];
  };
  const columns = [
    ...(withPark ? [{ h: ['园区', 'Park'], head: true, label: false, cell: (row) => parkLink(row.k), key: (row) => row.k }] : []),
    { h: ['指标', 'Indicator'], head: !withPark, label: false, cell: (row) => [both(...metricName(row.m)), row.ms === 'level' ? null : [' ', el('small', { class: 'muted' }, named('measure', row.ms))]], key: (row) => pick(metricName(row.m)) },
    { h: ['时期', 'Period'], cls: 'period', cell: (row) => both(...row.p), key: (row) => pick(row.p) },
    { h: ['一说', 'One says'], cls: 'full', cell: (row) => side(row, 0) }, { h: ['另一说', 'Another says'], cls: 'full', cell: (row) => side(row, 1) },
    { h: ['相差', 'Apart'], n: true, cell: (row) => (row.diff === null ? '–' : `${row.diff}%`), key: (row) => row.diff ?? '' },
  ];
  return table({ name, caption: both('说法不一', 'Statements that disagree'), columns, rows, page: 15 });
}

// For the part about quality: conflicts and promises of all parks.
function fillTold(place) {
  place.replaceChildren(
    el('h3', { id: 'conflicts' }, both('说法不一的陈述', 'Statements that disagree'), ' ', el('span', { class: 'count' }, grouped(data.of.conflicts))), conflictTable(data.conflicts, 'conflicts', true), ...clear(counted(data.conflicts.length, data.of.conflicts, '处', 'conflicts')),
    el('h3', { id: 'promises' }, both('承诺与结果', 'Promises and results'), ' ', el('span', { class: 'count' }, grouped(data.of.promises))), promiseTable(data.promises, 'promises', true), ...clear(counted(data.promises.length, data.of.promises, '项', 'promises')));
}
