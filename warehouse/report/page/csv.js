// Any table as CSV, in the language that is shown. No cell can be a formula to a spreadsheet.
function shownText(node) {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 || node.matches(`${isChinese() ? '.en' : '.zh'}, svg, .no-csv`)) return '';
  const text = [...node.childNodes].map(shownText).join('');
  // What stands on a line of its own is set apart.
  return /^(P|LI|DIV|BR|DD|DT|SMALL|DETAILS|SUMMARY|TD)$/.test(node.tagName) ? ` ${text} ` : text;
}

const tidy = (text) => text.replace(/\s+/g, ' ').trim();

function safeCell(text) {
  const inner = text.trimStart();
  const number = inner !== '' && /^[+-]?[0-9][0-9,]*(\.[0-9]+)?%?$/.test(inner);
  if (/^[=@＝＠\t\r]/.test(inner) || (/^[+\-＋－]/.test(inner) && !number) || /^[\t\r]/.test(text)) return `'${text}`;
  return text;
}

const quoteCell = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

function csvOf(head, rows) {
  return '\ufeff' + [head, ...rows].map((row) => row.map((cell) => quoteCell(safeCell(String(cell)))).join(',')).join('\r\n') + '\r\n';
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const anchor = el('a', { href: address, download: `parkhouse-${name.replace(/[^\p{L}\p{N}_-]+/gu, '_')}.csv` });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function csvButton(name, make) {
  return el('button', { type: 'button', class: 'csv no-print', 'data-csv': name, ...aria(`下载为 CSV：${name}`, `Download as CSV: ${name}`), onclick: () => download(name, make()) }, 'CSV ↓');
}
