// Provinces: a table, and a map of tiles that stand about where the provinces lie.
const TILES = [
  ['黑龙江', 'Heilongjiang', 'HLJ', 8, 0], ['内蒙古', 'Inner Mongolia', 'IM', 5, 1], ['吉林', 'Jilin', 'JL', 8, 1], ['新疆', 'Xinjiang', 'XJ', 1, 2], ['甘肃', 'Gansu', 'GS', 3, 2],
  ['宁夏', 'Ningxia', 'NX', 4, 2], ['山西', 'Shanxi', 'SX', 5, 2], ['河北', 'Hebei', 'HEB', 6, 2], ['北京', 'Beijing', 'BJ', 7, 2], ['辽宁', 'Liaoning', 'LN', 8, 2],
  ['青海', 'Qinghai', 'QH', 2, 3], ['陕西', 'Shaanxi', 'SN', 4, 3], ['河南', 'Henan', 'HEN', 5, 3], ['山东', 'Shandong', 'SD', 6, 3], ['天津', 'Tianjin', 'TJ', 7, 3],
  ['西藏', 'Tibet', 'XZ', 1, 4], ['四川', 'Sichuan', 'SC', 3, 4], ['重庆', 'Chongqing', 'CQ', 4, 4], ['湖北', 'Hubei', 'HUB', 5, 4], ['安徽', 'Anhui', 'AH', 6, 4],
  ['江苏', 'Jiangsu', 'JS', 7, 4], ['上海', 'Shanghai', 'SH', 8, 4], ['云南', 'Yunnan', 'YN', 3, 5], ['贵州', 'Guizhou', 'GZ', 4, 5], ['湖南', 'Hunan', 'HUN', 5, 5],
  ['江西', 'Jiangxi', 'JX', 6, 5], ['浙江', 'Zhejiang', 'ZJ', 7, 5], ['广西', 'Guangxi', 'GX', 4, 6], ['广东', 'Guangdong', 'GD', 5, 6], ['福建', 'Fujian', 'FJ', 6, 6],
  ['台湾', 'Taiwan', 'TW', 8, 6], ['海南', 'Hainan', 'HI', 4, 7], ['澳门', 'Macao', 'MO', 5, 7], ['香港', 'Hong Kong', 'HK', 6, 7],
];
const provinceName = new Map(TILES.map(([zh, en]) => [zh, [zh, en]]));
const nameOfProvince = (name) => both(...(provinceName.get(name) || [name, name]));

function tileMap(shown, of) {
  const most = Math.max(0, ...shown.values());
  const level = (value) => (value > 0 && most > 0 ? Math.min(5, 1 + Math.floor(Math.sqrt(value / most) * 4.999)) : 0);
  const tiles = TILES.map(([zh, en, code, x, y]) => {
    const value = shown.get(zh) || 0;
    const text = of(zh);
    const inner = [svg('rect', { class: `tile heat-${level(value)}`, x: x * 56, y: y * 46, width: 52, height: 42, rx: 5 }), svg('text', { class: `tile-name ink-${level(value)}`, x: x * 56 + 26, y: y * 46 + 18, 'text-anchor': 'middle' }, pick([zh, code])), svg('text', { class: `tile-value ink-${level(value)}`, x: x * 56 + 26, y: y * 46 + 33, 'text-anchor': 'middle' }, text ? pick(text) : ''), svg('title', {}, `${pick([zh, en])}${text ? ` · ${pick(text)}` : ''}`)];
    return value ? svg('a', { href: link({ view: 'parks', province: zh }), 'aria-label': `${pick([zh, en])} ${pick(text)}` }, inner) : svg('g', {}, inner);
  });
  return svg('svg', { class: 'tiles-map', viewBox: '0 0 504 368', role: 'group', 'aria-label': pick(['各省示意格网', 'Tiles of the provinces']) }, tiles);
}

function fillRegions(place, at) {
  const { known, sums } = data.regions;
  const metrics = metricOrder.filter((key) => sums.some((row) => row.m === key));
  const key = metrics.includes(at.get('metric')) ? at.get('metric') : '';
  const ofMetric = sums.filter((row) => row.m === key);
  const years = [...new Set(ofMetric.map((row) => row.y))].sort((a, b) => b - a);
  const year = years.map(String).includes(at.get('year')) ? Number(at.get('year')) : years[0];
  const units = [...new Set(ofMetric.filter((row) => row.y === year).map((row) => row.u))];
  const unit = units[0];
  const rows = ofMetric.filter((row) => row.y === year);
  const shown = key ? new Map(rows.filter((row) => row.u === unit).map((row) => [row.prov, row.x])) : new Map(known.map((row) => [row.prov, row.n]));
  const text = (name) => {
    if (!key) { const found = known.find((row) => row.prov === name); return found ? [`${found.n} / ${found.reg}`, `${found.n} / ${found.reg}`] : null; }
    const found = rows.find((row) => row.prov === name && row.u === unit);
    return found ? found.t.map((one) => one.replace(/^(CNY|USD) /, '')) : null;
  };
  const map = el('div', { class: 'map' });
  const draw = () => map.replaceChildren(tileMap(shown, text));
  draw();
  map.redraw = draw;
  const province = { h: ['省份', 'Province'], head: true, label: false, cell: (row) => el('a', { href: link({ view: 'parks', province: row.prov }) }, nameOfProvince(row.prov)), key: (row) => row.prov, csv: (row) => pick(provinceName.get(row.prov) || [row.prov, row.prov]) };
  const count = (name) => ({ n: true, cell: (row) => grouped(row[name]), key: (row) => row[name], csv: (row) => row[name] });
  const made = key
    ? table({ name: `provinces-${key}-${year}`, caption: [both(...metricName(key)), ' ', String(year)].flat(), rows, page: 40, columns: [province,
      { h: ['合计', 'Sum'], n: true, cell: (row) => el('span', { title: row.e }, both(...row.t)), key: (row) => row.x, csv: (row) => row.x }, { h: ['单位', 'Unit'], csv: (row) => row.u },
      { h: ['相加的园区', 'Parks in the sum'], ...count('n') }, { h: ['其中最大', 'Largest'], cell: (row) => row.top.flatMap((name, i) => [i ? '、' : '', parkLink(name, { metric: key })]) }] })
    : table({ name: 'provinces', caption: both('按省份', 'By province'), rows: known, page: 40, columns: [province, { h: ['有数据的园区', 'Parks with figures'], ...count('n') }, { h: ['名录中的园区', 'Parks in the register'], ...count('reg') }, { h: ['观测值', 'Figures'], ...count('o') }, { h: ['事件', 'Events'], ...count('ev') }] });
  place.replaceChildren(...clear(
    el('p', { class: 'lead' }, key ? both('只相加已知园区的全年整体数，不代表全省。', 'Sums of whole-year figures of the known parks, not of all of the province.') : both('每格：有数据的园区数 / 名录中的园区数。格网只示意方位，不是地图。', 'Each tile: parks with figures / parks in the register. The tiles show about where a province lies; they are no map.')),
    el('div', { class: 'filters no-print' }, choice('metric', ['显示', 'Show'], [['', '资料覆盖', 'What is covered'], ...metrics.map((one) => [one, ...metricName(one)])], key), key ? choice('year', ['年份', 'Year'], years.map((y) => [String(y), String(y), String(y)]), String(year)) : null),
    units.length > 1 ? el('p', { class: 'muted small' }, both(`各单位分列，不相加；格网只显示以 ${unit} 计的。`, `Units stand apart and are not added; the tiles show those in ${unit}.`)) : null,
    el('div', { class: 'map-and-table' }, map, made)));
}
