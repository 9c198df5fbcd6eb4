// Tables sort by a click on a heading, are shown a page at a time, and give themselves as CSV.
const collator = new Intl.Collator('zh-CN', { numeric: true });

function compare(a, b) {
  // What has no value comes last, whichever way.
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

function headingButton(heading, sort) {
  const button = el('button', { type: 'button' }, ...heading.childNodes);
  heading.append(button);
  button.addEventListener('click', () => {
    const down = heading.getAttribute('aria-sort') === 'ascending' || (heading.getAttribute('aria-sort') === null && heading.classList.contains('n'));
    for (const other of heading.parentElement.cells) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    sort(down ? -1 : 1);
  });
}

const sorted = (rows, key, way) => rows.map((row) => [key(row), row]).sort(([a], [b]) => {
  const none = (a === '' || a === null || a === undefined) - (b === '' || b === null || b === undefined);
  return none || way * compare(a, b);
}).map((pair) => pair[1]);

// columns: { h: [zh, en], n: number, cell: row => nodes, key: row => to sort by, csv: row => text, cls, head }.
// A column with `csv` alone is not shown.
// A phone shows fewer rows at first.
function table({ name, caption, columns: all, rows, page: most = 25, rowClass, after }) {
  const page = innerWidth < 740 ? Math.ceil(most / 3) : most;
  const columns = all.filter((column) => column.when !== false);
  const visible = columns.filter((column) => column.cell);
  const body = el('tbody', {});
  const headings = visible.map((column) => el('th', { scope: 'col', class: clear(column.n && 'n', column.cls).join(' ') || null }, both(...column.h)));
  const made = el('table', { class: 'data stack', 'data-name': name }, el('caption', { class: 'sr' }, caption), el('thead', {}, el('tr', {}, headings)), body);
  const more = el('button', { type: 'button', class: 'more no-print' });
  let listed = rows;
  let shown = page;
  function fill() {
    body.replaceChildren(...listed.slice(0, shown).map((row) => el('tr', { class: rowClass ? rowClass(row) : null }, visible.map((column) => {
      const label = column.label === false ? null : pick(column.h);
      const attributes = { class: clear(column.n && 'n', column.cls).join(' ') || null, 'data-label': label };
      return column.head ? el('th', { scope: 'row', ...attributes }, column.cell(row)) : el('td', attributes, column.cell(row));
    }))));
    more.hidden = listed.length <= shown;
    more.replaceChildren(...both(`再显示 ${Math.min(page * 4, listed.length - shown)} 行（共 ${grouped(listed.length)} 行）`, `${Math.min(page * 4, listed.length - shown)} more rows (${grouped(listed.length)} in all)`));
    nameAttributes(body);
  }
  more.addEventListener('click', () => {
    const from = shown;
    shown += page * 4;
    fill();
    const next = body.rows[from] && body.rows[from].querySelector('a, button');
    if (next) next.focus();
  });
  visible.forEach((column, i) => {
    const key = column.key || ((row) => tidy(el('div', {}, column.cell(row)).textContent));
    headingButton(headings[i], (way) => { listed = sorted(listed, key, way); fill(); });
  });
  const csv = () => csvOf(
    columns.map((column) => pick(column.h)),
    listed.map((row) => columns.map((column) => (column.csv ? column.csv(row) ?? '' : tidy(shownText(el('div', {}, column.cell(row))))))));
  fill();
  const box = el('div', { class: 'table-box' }, el('div', { class: 'table-tools no-print' }, el('span', { class: 'muted small', role: 'status' }, both(`${grouped(rows.length)} 行`, `${grouped(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`)), csvButton(name, csv)),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': tidy(shownText(el('div', {}, caption.map ? caption.map((node) => node.cloneNode ? node.cloneNode(true) : node) : caption))) }, made), more, after || null);
  // Paper has no button to press.
  box.showAll = () => { shown = listed.length; fill(); };
  return box;
}

// The tables that came with the page.
function cellKey(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.v !== undefined ? cell.dataset.v : cell.innerText.trim();
  const number = Number(text.replace(/[,%+]/g, ''));
  return text !== '' && !Number.isNaN(number) ? number : text;
}

function makeSortable(made) {
  const headings = [...made.tHead.rows[0].cells];
  headings.forEach((heading, column) => headingButton(heading, (way) => {
    const body = made.tBodies[0];
    body.append(...sorted([...body.rows], (row) => cellKey(row, column), way));
  }));
}

// On a phone a stacked row names the values that its headings named.
function labelCells(made) {
  const short = [...made.tHead.rows[0].cells].map((heading) => (heading.matches('.n, .named') ? tidy(shownText(heading)) : ''));
  for (const row of made.tBodies[0].rows) {
    [...row.cells].forEach((cell, i) => (short[i] ? cell.setAttribute('data-label', short[i]) : cell.removeAttribute('data-label')));
  }
}

function makeSearchable(input, rows) {
  const none = el('p', { class: 'none', role: 'status', hidden: '' }, both('没有符合的内容。', 'Nothing matches.'));
  input.closest('label').after(none);
  input.addEventListener('input', () => {
    const matches = matcher(input.value);
    let left = 0;
    for (const row of rows()) {
      row.hidden = !matches(row.textContent);
      left += row.hidden ? 0 : 1;
    }
    none.hidden = left > 0;
  });
}

function foldRows(made, most) {
  const extra = [...made.tBodies[0].rows].slice(most);
  if (!extra.length) return;
  extra.forEach((row) => row.classList.add('folded'));
  const button = el('button', { type: 'button', class: 'more no-print' }, both(`显示其余 ${extra.length} 行`, `${extra.length} more rows`));
  button.addEventListener('click', () => { made.querySelectorAll('.folded').forEach((row) => row.classList.remove('folded')); button.remove(); });
  const note = el('p', { class: 'print-only muted small' }, both(`另有 ${extra.length} 行未打印。`, `${extra.length} more rows are not printed.`));
  button.addEventListener('click', () => note.remove());
  (made.closest('.scroll') || made).after(button, note);
}

function prepareTables() {
  for (const box of document.querySelectorAll('.table-box[data-table]')) {
    const made = box.querySelector('table');
    const csv = () => csvOf([...made.tHead.rows[0].cells].map((cell) => tidy(shownText(cell))), [...made.tBodies[0].rows].map((row) => [...row.cells].map((cell) => tidy(shownText(cell)))));
    box.prepend(el('div', { class: 'table-tools no-print' }, csvButton(box.dataset.table, csv)));
    if (made.dataset.rows) foldRows(made, Number(made.dataset.rows));
  }
  document.querySelectorAll('table[data-sortable]').forEach(makeSortable);
  document.querySelectorAll('input[data-search]').forEach((input) => makeSearchable(input, () => document.getElementById(input.dataset.search).tBodies[0].rows));
  onLanguage.push(() => document.querySelectorAll('[data-table] table.stack').forEach(labelCells));
}
