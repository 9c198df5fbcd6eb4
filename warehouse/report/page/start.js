// Language and theme are remembered by the page alone: a file opened from disk may have no storage.
document.getElementById('language').addEventListener('click', () => {
  root.dataset.lang = isChinese() ? 'en' : 'zh';
  applyLanguage();
});
document.getElementById('theme').addEventListener('click', () => {
  const dark = root.dataset.theme === 'dark' || (root.dataset.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'light' : 'dark';
});
prepareTables();
prepareEvidence();
prepareParks();
drawHistory();
applyLanguage();
// Where the years do not fit side by side the last ones show first.
document.querySelectorAll('.heat').forEach((table) => { table.parentElement.scrollLeft = table.scrollWidth; });
onLanguage.push(drawHistory, () => panel && drawPark());

// The section in view is marked in the navigation.
const links = new Map([...document.querySelectorAll('nav a')].map((link) => [link.hash.slice(1), link]));
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const [id, link] of links) link.toggleAttribute('aria-current', id === entry.target.id);
  }
}, { rootMargin: '-30% 0px -65% 0px' });
document.querySelectorAll('main > section').forEach((section) => watcher.observe(section));
