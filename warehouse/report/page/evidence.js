// The sentence behind a value, with the number marked at the place where it was read.
const dialog = document.getElementById('evidence');

function quoted(parts) {
  const [before, mark, after] = parts;
  return el('q', { class: 'quote' }, before, mark ? el('mark', {}, mark) : null, after);
}

function pairs(listed) {
  const shown = listed.filter((pair) => pair[1] !== null && pair[1] !== undefined && pair[1] !== '');
  return el('dl', { class: 'about' }, shown.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

function source(found) {
  const from = data.documents[found.doc];
  return [
    [both('文档', 'Document'), from.title || from.file],
    [both('文件', 'File'), from.file === from.title ? '' : from.file],
    [both('来源', 'Source'), from.source === from.file ? '' : from.source],
    [both('发布日期', 'Published'), from.day ? [el('time', { datetime: from.day }, from.day), ' ', el('small', { class: 'muted' }, both(...from.basis))] : both('不详', 'unknown')],
  ];
}

function details(found) {
  return [
    [both('度量', 'Measure'), [named('measure', found.ms), ' · ', named('status', found.st), ' · ', named('qualifier', found.ql)].flat()],
    [both('主体', 'Subject'), found.sub],
    [both('指标原文', 'Named as'), found.mt],
    [both('更正前', 'Before correction'), found.was],
    [both('位置', 'Place'), both(`正文第 ${grouped(found.at[0])}–${grouped(found.at[1])} 字符`, `characters ${grouped(found.at[0])}–${grouped(found.at[1])} of the text`)],
    [both('可信度', 'Confidence'), found.cf.toFixed(2)],
    [both('规则', 'Rule'), el('code', {}, found.rule)],
    [both('编号', 'Key'), el('code', {}, found.key)],
  ];
}

const stated = (found) => el('p', { class: 'stated', title: found.e }, both(...found.t));

function other(place) {
  const found = data.evidence[place];
  return el('div', { class: 'other-one' }, stated(found), quoted(found.q), pairs(source(found)));
}

// title: nodes; place: which evidence; others: evidence that says something else about the same thing.
function showEvidence(title, place, others) {
  const found = data.evidence[place];
  document.getElementById('evidence-title').replaceChildren(...title);
  const body = document.getElementById('evidence-body');
  body.replaceChildren(stated(found), el('p', { class: 'exact' }, found.e), quoted(found.q), pairs([...source(found), ...details(found)]));
  if (others && others.length) {
    body.append(el('section', { class: 'other' }, el('h3', {}, both('另有说法不一', 'Said otherwise elsewhere')), others.map(other)));
  }
  dialog.showModal();
  dialog.scrollTop = 0;
}

function prepareEvidence() {
  document.getElementById('evidence-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}
