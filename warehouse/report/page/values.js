// How a value, its period, its growth and what is to be known about it are written; the same everywhere.
function valueButton(title, shown, others, text, heading) {
  if (shown.ev === undefined) return el('span', { title: shown.e }, text || both(...shown.t));
  return el('button', { type: 'button', class: 'value', title: shown.e, onclick: () => showEvidence(title(), shown.ev, others, heading) }, text || both(...shown.t));
}

const titleOf = (park, key, value) => [park, ' · ', both(...metricName(key)), ' · ', both(...value.p)].flat();
const figure = (park, key, value) => (value.t ? valueButton(() => titleOf(park, key, value), value, value.c) : null);

const growthName = { yoy: ['同比', 'yoy'], change_rate: ['增幅', 'change'] };

function growth(park, key, value, bare) {
  if (!value.g) return null;
  const name = bare ? null : [both(...(growthName[value.g.ms] || ['', ''])), ' '];
  return el('span', { class: 'growth' }, valueButton(() => titleOf(park, key, value), value.g, value.g.c, clear(name, both(...value.g.t))));
}

const status = (value) => el('span', { class: `st st-${value.st}` }, named('status', value.st));
const periodKind = (value) => el('span', { class: `tag tiny kind k-${value.kd}` }, named('period_kind', value.kd));
const partWord = (value) => (value.part ? el('span', { class: 'tag tiny is-warn', title: value.part }, both('仅部分：', 'part only: '), value.part) : null);
const parkLink = (key, more) => (parkAt.has(key) ? el('a', { class: 'park-link', href: link({ park: key, ...more }) }, key) : el('span', {}, key));
const parkAt = new Map(data.parks.map((park, i) => [park.k, i]));
const placeOf = (park) => [...new Set([park.prov, park.city].filter(Boolean))].join(' · ');

function notes(value) {
  const said = [];
  if (value.n > 1) said.push(both(`${value.n} 处提及`, `${value.n} statements`));
  if (value.ag) said.push(both(`${value.ag} 处一致`, `${value.ag} agree`));
  if (value.dis) said.push(el('span', { class: 'flag' }, both(`${value.dis} 处不一致`, `${value.dis} disagree`)));
  else if (value.c || (value.g && value.g.c)) said.push(el('span', { class: 'flag' }, both('◯ 说法不一', '◯ disagreeing')));
  if (value.part) said.push(partWord(value));
  const read = value.ev === undefined ? null : data.evidence[value.ev];
  if (read && typeof read.ag === 'boolean') said.push(el('span', { class: `tag tiny ${read.ag ? 'is-good' : 'is-warn'}` }, read.ag ? both('两位读者一致', 'readers agree') : both('两位读者不一', 'readers differ')));
  if (value.fix) said.push(el('span', { class: 'tag tiny' }, both('已更正', 'corrected')));
  if (value.out) said.push(el('span', { class: `tag tiny ${value.out === 'hit' ? 'is-good' : 'is-warn'}` }, named('outcome', value.out)));
  return said.flatMap((one, i) => (i ? [' · ', one] : [one])).flat();
}

// The figure that stands for an indicator in a year: of the whole, of what happened.
const isAnswer = (value) => value.a && value.x !== undefined && value.x !== null && !value.part && value.st === 'actual';
const rankOf = (value) => (value.r ? both(`${value.r[0]} / ${grouped(value.r[1])}`, `${value.r[0]} of ${grouped(value.r[1])}`) : null);
const shareOf = (value) => {
  if (!value.r || value.r[2] === null || value.r[1] < 2) return '';
  return value.r[2] > 0 && value.r[2] < 0.001 ? '<0.1%' : `${(value.r[2] * 100).toFixed(1)}%`;
};
const confidence = (value) => (value.cf === undefined ? '' : el('span', { class: value.cf < 0.6 ? 'flag' : '' }, value.cf.toFixed(2)));
