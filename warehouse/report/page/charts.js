// Charts are drawn by Vega as SVG, its expressions interpreted: the page's policy allows no code made from text.
function draw(place, spec, rows, onPick) {
  const chart = { ...spec, data: { name: 'rows', values: rows } };
  delete chart.datasets;
  const options = { ast: true, actions: false, renderer: 'svg', defaultStyle: false, logLevel: 1, tooltip: { disableDefaultStyle: true, theme: 'plain' } };
  // Vega names what it draws after itself; the name and role that a reader hears stay with the place around it.
  const inner = el('div', { class: 'drawing', 'aria-hidden': 'true' });
  place.replaceChildren(inner);
  return window.vegaEmbed(inner, chart, options).then((made) => {
    if (onPick) {
      made.view.addEventListener('click', (event, item) => {
        if (item && item.mark.marktype === 'symbol' && item.datum && item.datum.i !== undefined) onPick(item.datum.i);
      });
    }
    return made;
  });
}

const short = (value) => value.toLocaleString('en-US', { maximumSignificantDigits: 4 });

function drawHistory() {
  for (const place of document.querySelectorAll('[data-history]')) {
    const key = place.dataset.history;
    const rows = page.runs.map((run) => ({ run: run.run, y: run[key], status: run.status, tip: `${run.at}\n${grouped(run[key])} · ${nameOf('run_status', run.status)}` }));
    draw(place, page.history, rows);
  }
}

// Values of the unit that most have, in a readable scale, in order of time.
function trendRows(metric) {
  const by = pick(metric.chart.by);
  const disagreeing = isChinese() ? ' · 说法不一' : ' · disagreeing';
  const rows = metric.v.map((value, i) => [value, i]).filter(([value]) => value.x !== null && value.x !== undefined && value.day && value.u === metric.chart.u);
  const made = rows.map(([value, i]) => ({
    x: `${pick(value.pl)}\t${pick(value.p)}`,
    day: value.day,
    y: value.x / by,
    s: value.s,
    st: value.st,
    c: Boolean(value.c || value.dis),
    l: short(value.x / by),
    low: '',
    tip: `${pick(value.p)}\n${pick(value.t)} · ${nameOf('status', value.st)}${value.c || value.dis ? disagreeing : ''}`,
    i,
  })).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.y - b.y));
  // Of values above each other the lowest is labelled below, the highest above, the rest not; so is one below its neighbours.
  const stacks = [...made.reduce((map, row) => map.set(row.x, [...(map.get(row.x) || []), row]), new Map()).values()];
  stacks.forEach((stack, at) => {
    const [lowest] = stack;
    const beside = [stacks[at - 1], stacks[at + 1]].filter(Boolean).map((other) => other[other.length - 1].y);
    stack.slice(0, -1).forEach((row) => { row.l = ''; });
    if (stack.length > 1) lowest.low = short(lowest.y);
    else if (beside.length === 2 && beside.every((y) => y > lowest.y)) [lowest.low, lowest.l] = [lowest.l, ''];
  });
  return made;
}

// The periods side by side; between whole years also those of which nothing is known, so that distances are true.
function periods(rows) {
  const known = [...new Set(rows.map((row) => row.x))];
  const years = rows.map((row) => Number(row.day.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (!rows.every((row) => row.s === 'year') || last - first > 40) return known;
  const named = new Map(rows.map((row, i) => [years[i], row.x]));
  return Array.from({ length: last - first + 1 }, (_, i) => named.get(first + i) || `${first + i}\t`);
}

function drawTrend(place, metric, onPick) {
  const rows = trendRows(metric);
  const domain = periods(rows);
  const spec = structuredClone(domain.length > 8 ? page.many : page.few);
  for (const layer of spec.layer) layer.encoding.x.scale.domain = domain;
  return draw(place, spec, rows, onPick);
}
