// What every part of the page uses. Text of documents enters the page as text nodes only.
const root = document.documentElement;
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read('words-data');
const data = read('parks-data');
const isChinese = () => root.dataset.lang === 'zh';
const pick = (pair) => pair[isChinese() ? 0 : 1];
const onLanguage = [];

function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// A word in both languages; the style shows one.
const both = (zh, en) => [el('span', { class: 'zh', lang: 'zh-CN' }, String(zh)), el('span', { class: 'en', lang: 'en' }, String(en))];
const named = (kind, value) => both(...((words.labels[kind] || {})[value] || [value, value]));
const nameOf = (kind, value) => pick((words.labels[kind] || {})[value] || [value, value]);
const grouped = (value) => Number(value).toLocaleString('en-US');
const metricName = (key) => (data.metrics[key] ? data.metrics[key].slice(0, 2) : [key, key]);
const aria = (zh, en) => ({ 'data-aria-zh': zh, 'data-aria-en': en, 'aria-label': pick([zh, en]) });
const clear = (...nodes) => nodes.flat(Infinity).filter((node) => node !== null && node !== undefined && node !== false);

// The address after # says what is shown: it survives a reload, can be sent, and the back button undoes it.
function state() {
  const hash = location.hash.slice(1);
  if (!hash.includes('=')) return new URLSearchParams(document.getElementById(hash) ? { at: hash } : {});
  return new URLSearchParams(hash);
}

function link(parameters) {
  const made = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== null && one !== undefined && one !== '') made.append(key, one);
  }
  if (!isChinese()) made.set('lang', 'en');
  return `#${made}`;
}

// A choice is a step that the back button undoes; a letter typed into a search field is none.
function go(changes, quietly) {
  const now = Object.fromEntries([...new Set(state().keys())].map((key) => [key, state().getAll(key)]));
  delete now.lang;
  const address = link({ ...now, ...changes });
  if (quietly) {
    history.replaceState(null, '', address);
    return;
  }
  location.hash = address;
}

// Attributes hold one language at a time.
function nameAttributes(within) {
  const suffix = isChinese() ? 'Zh' : 'En';
  for (const found of within.querySelectorAll('[data-aria-zh]')) found.setAttribute('aria-label', found.dataset['aria' + suffix]);
  for (const found of within.querySelectorAll('[data-title-zh]')) found.title = found.dataset['title' + suffix];
  for (const found of within.querySelectorAll('[data-placeholder-zh]')) found.placeholder = found.dataset['placeholder' + suffix];
  // An option holds text alone.
  for (const found of within.querySelectorAll('option[data-zh]')) found.textContent = found.dataset[isChinese() ? 'zh' : 'en'];
}

function applyLanguage() {
  root.lang = isChinese() ? 'zh-CN' : 'en';
  nameAttributes(document);
  for (const heard of onLanguage) heard();
}

// A field of a filter: a list of [value, zh, en].
function choice(name, [zh, en], options, value) {
  const made = el('select', { id: `by-${name}`, 'data-filter': name });
  for (const [key, inChinese, inEnglish] of options) {
    made.append(el('option', { value: key, 'data-zh': inChinese, 'data-en': inEnglish, selected: key === value ? '' : null }, pick([inChinese, inEnglish])));
  }
  made.addEventListener('change', () => go({ [name]: made.value }));
  return el('label', { class: 'field' }, el('span', {}, both(zh, en)), made);
}

// A search field keeps what it holds in the address, without a step for each letter.
function searchField([zh, en], value, onInput) {
  const made = el('input', { type: 'search', value, 'data-placeholder-zh': zh, 'data-placeholder-en': en, placeholder: pick([zh, en]), autocomplete: 'off', spellcheck: 'false' });
  made.addEventListener('input', () => {
    go({ q: made.value.trim() }, true);
    onInput(made.value);
  });
  return el('label', { class: 'field grow' }, el('span', {}, both('查找', 'Find')), made);
}

const matcher = (text) => {
  const wanted = (text || '').trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return (shown) => wanted.every((word) => shown.toLocaleLowerCase().includes(word));
};

const counted = (shown, of, zh, en) => (of > shown ? el('p', { class: 'muted small' }, both(`列出 ${grouped(shown)} ${zh}，共 ${grouped(of)} ${zh}，其余请查询仓库。`, `${grouped(shown)} of ${grouped(of)} ${en}; query the warehouse for the rest.`)) : null);
