// Charts are plain SVG. A line joins only figures of one unit, one kind of period, one thing measured and one qualifier.
const SVG = 'http://www.w3.org/2000/svg';
function svg(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

const short = (value) => value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
const dayNumber = (day) => Date.parse(day) / 864e5;

// Neighbours that a line may join: what happened, said with the same precision.
function segments(points) {
  const actual = points.filter((point) => point.value.st === 'actual');
  return actual.slice(1).map((point, i) => [actual[i], point]).filter(([a, b]) => (a.value.ql || 'exact') === (b.value.ql || 'exact') && a.value.day !== b.value.day);
}

function pointsOf(metric, series) {
  const by = pick(metric.s[series].by);
  return metric.v.filter((value) => value.s === series && value.day)
    .map((value) => ({ value, x: dayNumber(value.day), y: value.x / by }))
    .sort((a, b) => a.x - b.x || a.y - b.y);
}

// Steps of a round size that cover the values, nought among them.
function scaleOf(points, ceiling) {
  const high = ceiling || Math.max(0, ...points.map((point) => point.y));
  const low = Math.min(0, ...points.map((point) => point.y));
  const raw = (high - low || 1) / 3;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= raw);
  return { low: Math.floor(low / step + 1e-9) * step, high: Math.ceil(high / step - 1e-9) * step || step, step };
}

function mark(point, x, y) {
  const { value } = point;
  const shape = value.st === 'target' ? svg('path', { class: 'p p-target', d: `M${x} ${y - 5.5}L${x + 5.5} ${y} ${x} ${y + 5.5} ${x - 5.5} ${y}z` }) : svg('circle', { class: `p p-${value.st}`, cx: x, cy: y, r: 4 });
  return [value.c || value.dis ? svg('circle', { class: 'p-ring', cx: x, cy: y, r: 8.5 }) : null, shape];
}

// onPick: what a click on a point does; ceiling: the highest value of charts that stand side by side.
function lineChart(points, { width = 320, height = 168, onPick, ceiling, from, to } = {}) {
  const box = { left: 40, right: 14, top: 20, bottom: 36 };
  const { low, high, step } = scaleOf(points, ceiling);
  const first = from ?? points[0].x;
  const last = to ?? points[points.length - 1].x;
  const [inner, tall] = [width - box.left - box.right, height - box.top - box.bottom];
  const padding = Math.min(28, inner / 6);
  const atX = (x) => (last === first ? box.left + inner / 2 : box.left + padding + ((x - first) / (last - first)) * (inner - 2 * padding));
  const atY = (y) => box.top + tall - ((y - low) / (high - low)) * tall;
  const grid = [];
  for (let y = low; y <= high + step / 1e6; y += step) {
    grid.push(svg('line', { class: Math.abs(y) < step / 1e6 ? 'zero' : 'grid', x1: box.left, x2: width - box.right, y1: atY(y), y2: atY(y) }), svg('text', { class: 'tick', x: box.left - 6, y: atY(y) + 4, 'text-anchor': 'end' }, short(Number(y.toPrecision(12)))));
  }
  const lines = segments(points).map(([a, b]) => {
    // Where a year is missing in between, the line says so.
    const gap = a.value.kd === 'annual' && b.value.y - a.value.y > 1;
    return svg('line', { class: gap ? 'line gap' : 'line', x1: atX(a.x), y1: atY(a.y), x2: atX(b.x), y2: atY(b.y) });
  });
  const named = [];
  let end = -99;
  const seen = new Set();
  for (const point of points) {
    const label = pick(point.value.pl).split('|');
    if (seen.has(label.join('|')) || atX(point.x) - end < (label.length > 1 ? 50 : 36)) continue;
    seen.add(label.join('|'));
    end = atX(point.x);
    named.push(...label.map((text, i) => svg('text', { class: i ? 'tick part' : 'tick', x: atX(point.x), y: height - 20 + i * 13, 'text-anchor': 'middle' }, text)));
  }
  let labelled = -99;
  const few = points.length <= 10;
  const dots = points.map((point, i) => {
    const [x, y] = [atX(point.x), atY(point.y)];
    const tip = `${pick(point.value.p)}：${pick(point.value.t)} · ${nameOf('status', point.value.st)}`;
    const beside = points[i + 1] && points[i + 1].x === point.x;
    const half = short(point.y).length * 3.6;
    const print = few && !beside && x - half >= labelled;
    if (print) labelled = x + half + 3;
    return svg('g', { class: onPick && point.value.ev !== undefined ? 'pick' : null, onclick: onPick ? () => onPick(point.value) : null },
      mark(point, x, y), svg('circle', { class: 'touch', cx: x, cy: y, r: 14 }), print ? svg('text', { class: 'label', x, y: y - 10, 'text-anchor': 'middle' }, short(point.y)) : null, svg('title', {}, tip));
  });
  return svg('svg', { class: 'drawing', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' }, grid, lines, named, dots);
}

// The way of an indicator beside its last figure: the longest series that the figure belongs to.
function sparkline(metric, series) {
  const points = pointsOf(metric, series).filter((point) => point.value.st === 'actual');
  if (points.length < 2) return null;
  const [w, h] = [92, 26];
  const [low, high] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const atX = (x) => 4 + ((x - points[0].x) / (points[points.length - 1].x - points[0].x || 1)) * (w - 8);
  const atY = (y) => h - 5 - ((y - low) / (high - low || 1)) * (h - 10);
  const last = points[points.length - 1];
  const [a, b] = [points[0], last].map((point) => [pick(point.value.p), pick(point.value.t)].join(' '));
  return svg('svg', { class: 'sparkline', viewBox: `0 0 ${w} ${h}`, role: 'img', 'aria-label': `${a} → ${b}` },
    svg('title', {}, `${a} → ${b}`),
    segments(points).map(([p, q]) => svg('line', { class: 'line', x1: atX(p.x), y1: atY(p.y), x2: atX(q.x), y2: atY(q.y) })),
    points.map((point) => svg('circle', { class: point === last ? 'end' : 'dot', cx: atX(point.x), cy: atY(point.y), r: point === last ? 2.6 : 1.5 })));
}

// A share of the largest, behind a figure.
const bar = (share) => svg('svg', { class: 'share-bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, svg('rect', { class: 'track', x: 0, y: 0, width: 100, height: 4 }), svg('rect', { class: 'fill', x: 0, y: 0, width: Math.max(1, share * 100), height: 4 }));

function drawHistory() {
  for (const place of document.querySelectorAll('[data-history]')) {
    const runs = words.runs;
    const most = Math.max(1, ...runs.map((run) => run[place.dataset.history]));
    const step = 100 / Math.max(runs.length, 10);
    place.replaceChildren(svg('svg', { class: 'drawing', viewBox: '0 0 100 44', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, runs.map((run, i) => {
      const tall = (42 * run[place.dataset.history]) / most;
      return svg('rect', { class: `run-${run.status}`, x: i * step + step * 0.12, width: step * 0.76, y: 44 - Math.max(0.8, tall), height: Math.max(0.8, tall) }, svg('title', {}, `${run.at}\n${grouped(run[place.dataset.history])} · ${nameOf('run_status', run.status)}`));
    })));
  }
}

const legend = () => el('p', { class: 'legend', 'aria-hidden': 'true' }, [
  [svg('circle', { class: 'p p-actual', cx: 6, cy: 6, r: 4 }), '实际', 'actual'], [svg('circle', { class: 'p p-forecast', cx: 6, cy: 6, r: 4 }), '预计', 'forecast'],
  [svg('path', { class: 'p p-target', d: 'M6 1.2L10.8 6 6 10.8 1.2 6z' }), '目标', 'target'], [svg('circle', { class: 'p-ring', cx: 6, cy: 6, r: 5 }), '说法不一', 'disagreeing'],
  [svg('line', { class: 'line gap', x1: 0, x2: 12, y1: 6, y2: 6 }), '中间有缺年', 'years missing between'],
].map(([shape, zh, en]) => el('span', {}, svg('svg', { class: 'dot', viewBox: '0 0 12 12' }, shape), both(zh, en))));
