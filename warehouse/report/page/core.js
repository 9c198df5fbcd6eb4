// What every part of the page uses. Text of documents enters the page as text nodes only.
const root = document.documentElement;
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const page = read('charts-data');
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
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

// A word in both languages; the style shows one.
const both = (zh, en) => [el('span', { class: 'zh', lang: 'zh-CN' }, String(zh)), el('span', { class: 'en', lang: 'en' }, String(en))];
const named = (kind, value) => both(...((page.labels[kind] || {})[value] || [value, value]));
const nameOf = (kind, value) => pick((page.labels[kind] || {})[value] || [value, value]);
const grouped = (value) => value.toLocaleString('en-US');

// Attributes hold one language at a time.
function applyLanguage() {
  root.lang = isChinese() ? 'zh-CN' : 'en';
  document.title = isChinese() ? '数据质量报告 · parkhouse' : 'Data-quality report · parkhouse';
  const suffix = isChinese() ? 'Zh' : 'En';
  for (const found of document.querySelectorAll('[data-aria-zh]')) found.setAttribute('aria-label', found.dataset['aria' + suffix]);
  for (const found of document.querySelectorAll('[data-title-zh]')) found.title = found.dataset['title' + suffix];
  for (const found of document.querySelectorAll('[data-placeholder-zh]')) found.placeholder = found.dataset['placeholder' + suffix];
  for (const heard of onLanguage) heard();
}
