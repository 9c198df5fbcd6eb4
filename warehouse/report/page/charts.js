// Charts are drawn by Vega as SVG, its expressions interpreted: the page's policy allows no code made from text.
function draw(place, spec, rows, onPick) {
  const chart = { ...spec, data: { name: 'rows', values: rows } };
  delete chart.datasets;
  const options = { ast: true, actions: false, renderer: 'svg', tooltip: { disableDefaultStyle: true, theme: 'plain' } };
  return window.vegaEmbed(place, chart, options).then((made) => {
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

// Values of the unit that most have, in a readable scale.
function trendRows(metric) {
  const by = pick(metric.chart.by);
  const shown = metric.v.map((value, i) => [value, i]).filter(([value]) => value.x !== null && value.x !== undefined && value.day && value.u === metric.chart.u);
  const few = shown.length <= 7;
  return shown.map(([value, i]) => ({
    day: value.day,
    y: value.x / by,
    s: value.s,
    st: value.st,
    c: Boolean(value.c || value.dis),
    l: few ? short(value.x / by) : '',
    tip: `${pick(value.p)}\n${pick(value.t)} · ${nameOf('status', value.st)}${value.c || value.dis ? (isChinese() ? ' · 说法不一' : ' · disagreeing') : ''}`,
    i,
  }));
}
