// Tables sort by a click on a heading and are searched by the field above them.
const collator = new Intl.Collator('zh-CN', { numeric: true });

function sortKey(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.v !== undefined ? cell.dataset.v : cell.innerText.trim();
  const number = Number(text.replace(/[,%+]/g, ''));
  return text !== '' && !Number.isNaN(number) ? number : text;
}

function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

function makeSortable(table) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = el('button', { type: 'button' }, ...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') === 'ascending' || (heading.getAttribute('aria-sort') === null && heading.classList.contains('n'));
      headings.forEach((other) => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const keyed = [...body.rows].map((row) => [sortKey(row, column), row]);
      keyed.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]));
      body.append(...keyed.map((pair) => pair[1]));
    });
  });
  labelCells(table);
}

// On a phone a stacked row names the values that its headings named.
function labelCells(table) {
  if (!table.classList.contains('stack')) return;
  const short = [...table.tHead.rows[0].cells].map((heading) => {
    const shown = heading.matches('.n, .named') && heading.querySelector(isChinese() ? '.zh' : '.en');
    return shown ? shown.textContent : '';
  });
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, i) => (short[i] ? cell.setAttribute('data-label', short[i]) : cell.removeAttribute('data-label')));
  }
}

function makeSearchable(input, rows) {
  const none = el('p', { class: 'none', role: 'status', hidden: '' }, both('没有符合的内容。', 'Nothing matches.'));
  input.closest('label').after(none);
  input.addEventListener('input', () => {
    const words = input.value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows()) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    none.hidden = left > 0;
  });
}

function prepareTables() {
  document.querySelectorAll('table[data-sortable]').forEach(makeSortable);
  document.querySelectorAll('input[data-search]').forEach((input) => makeSearchable(input, () => document.getElementById(input.dataset.search).tBodies[0].rows));
  onLanguage.push(() => document.querySelectorAll('table.stack').forEach((table) => table.tHead && labelCells(table)));
}
