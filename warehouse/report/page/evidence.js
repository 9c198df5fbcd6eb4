// The sentence behind a value, with the number marked at the place where it was read, and what stands around it.
const dialog = document.getElementById('evidence');

function quoted(found, around) {
  const [before, mark, after] = found.q;
  const [earlier, later] = (around && found.ctx) || ['', ''];
  return el('blockquote', { class: 'quote' },
    earlier ? el('span', { class: 'around' }, earlier) : null,
    el('q', {}, before, mark ? el('mark', {}, mark) : null, after),
    later ? el('span', { class: 'around' }, later) : null);
}

function pairs(listed) {
  const shown = listed.filter((pair) => pair[1] !== null && pair[1] !== undefined && pair[1] !== '');
  return el('dl', { class: 'about' }, shown.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

// Only an address of the web becomes a link; anything else stays text.
function sourceLink(address) {
  let found = null;
  try {
    found = /^https?:\/\//i.test(address) ? new URL(address) : null;
  } catch (refused) {
    found = null;
  }
  if (!found || !/^https?:$/.test(found.protocol)) return address;
  return el('a', { href: found.href, target: '_blank', rel: 'noopener noreferrer' }, address);
}

function source(found) {
  const from = data.documents[found.doc];
  return [
    [both('文档', 'Document'), from.title || from.file],
    [both('文件', 'File'), from.file === from.title ? '' : from.file],
    [both('来源', 'Source'), from.source === from.file ? '' : sourceLink(from.source)],
    [both('发布日期', 'Published'), from.day ? [el('time', { datetime: from.day }, from.day), ' ', el('small', { class: 'muted' }, both(...from.basis))] : both('不详', 'unknown')],
  ];
}

const readersOf = (found) => (found.rd ? found.rd.flatMap((name, i) => [i ? '、' : '', named('reader', name)]).flat() : null);

function agreement(found) {
  if (found.ag === null || found.ag === undefined) return null;
  return el('span', { class: `tag tiny ${found.ag ? 'is-good' : 'is-warn'}` }, found.ag ? both('一致', 'agree') : both('不一致', 'differ'));
}

function details(found) {
  return [
    [both('度量', 'Measure'), found.ms ? [named('measure', found.ms), ' · ', named('status', found.st), ' · ', named('qualifier', found.ql)].flat() : named('status', found.st)],
    [both('主体', 'Subject'), found.sub],
    [both('指标原文', 'Named as'), found.mt],
    [both('更正前', 'Before correction'), found.was],
    [both('位置', 'Place'), both(`正文第 ${grouped(found.at[0])}–${grouped(found.at[1])} 字符`, `characters ${grouped(found.at[0])}–${grouped(found.at[1])} of the text`)],
    [both('页码', 'Page'), found.pg ? both(`第 ${grouped(found.pg)} 页`, `page ${grouped(found.pg)}`) : null],
    [both('读者', 'Readers'), found.rd ? [readersOf(found), ' ', agreement(found)] : null],
    [both('可信度', 'Confidence'), found.cf.toFixed(2)],
    [both('规则', 'Rule'), el('code', {}, found.rule)],
    [both('编号', 'Key'), el('code', {}, found.key)],
  ];
}

const stated = (found) => (found.t ? el('p', { class: 'stated', title: found.e }, both(...found.t)) : null);

function other(place) {
  const found = data.evidence[place];
  return el('div', { class: 'other-one' }, clear(stated(found)), quoted(found, false), pairs(source(found)));
}

// title: nodes; place: which evidence; others: evidence that says something else about the same thing.
function showEvidence(title, place, others, heading) {
  const found = data.evidence[place];
  document.getElementById('evidence-title').replaceChildren(...clear(title));
  const body = document.getElementById('evidence-body');
  body.replaceChildren(...clear(stated(found), found.e ? el('p', { class: 'exact' }, found.e) : null, quoted(found, true), pairs([...source(found), ...details(found)])));
  if (others && others.length) {
    body.append(el('div', { class: 'other' }, el('h3', {}, heading || both('另有说法不一', 'Said otherwise elsewhere')), others.map(other)));
  }
  if (!dialog.open) dialog.showModal();
  // Asked for here: an autofocus attribute would also claim the focus of the page as it loads.
  document.getElementById('evidence-title').focus();
  dialog.scrollTop = 0;
  go({ fact: found.key }, true);
}

// An address that names a fact opens its evidence.
function showFact(key) {
  const place = data.evidence.findIndex((found) => found.key === key);
  if (place >= 0) showEvidence([data.evidence[place].sub, data.evidence[place].mt].filter(Boolean).flatMap((one, i) => (i ? [' · ', one] : [one])), place);
}

function prepareEvidence() {
  document.getElementById('evidence-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => { if (!dialog.open && state().get('fact')) go({ fact: null }, true); });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}
