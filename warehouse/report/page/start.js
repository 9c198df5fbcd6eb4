// What is shown follows the address; language and theme follow their switches.
const TITLE = ['园区数据报告 · parkhouse', 'Parks, figures, sources · parkhouse'];
const HOME = ['parks', 'changes', 'quality'];
const FILL = { parks: fillRanking, park: fillPark, regions: fillRegions, events: fillEvents, compare: fillCompare };
let last = null;

function viewOf(at) {
  const target = at.has('at') && document.getElementById(at.get('at'));
  if (target) return target.closest('.view') ? target.closest('.view').dataset.view : 'home';
  if (at.get('park')) return 'park';
  const view = at.get('view') || 'parks';
  return Object.hasOwn(FILL, view) && view !== 'parks' || view === 'dictionary' ? view : 'home';
}

function show(moved) {
  const at = state();
  if (dialog.open) dialog.close();
  const wanted = at.get('lang') === 'en' ? 'en' : at.get('lang') === 'zh' ? 'zh' : null;
  if (wanted && wanted !== root.dataset.lang) {
    root.dataset.lang = wanted;
    applyLanguage();
  }
  const view = viewOf(at);
  for (const found of document.querySelectorAll('.view')) found.hidden = found.dataset.view !== view;
  root.dataset.view = view;
  const part = view === 'home' ? 'parks' : view;
  const filled = document.querySelector(`[data-fill="${part}"]`);
  if (filled) {
    const focused = document.activeElement && filled.contains(document.activeElement) ? document.activeElement.id : '';
    FILL[part](filled, at);
    nameAttributes(filled);
    const again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
  }
  const named = at.get('at') || (view === 'home' && HOME.includes(at.get('view')) ? at.get('view') : view === 'home' ? 'parks' : view);
  for (const found of document.querySelectorAll('nav a')) {
    const parameters = new URLSearchParams(found.hash.slice(1));
    found.href = link(Object.fromEntries([...parameters].filter(([key]) => key !== 'lang')));
    const here = parameters.get('view') === (view === 'park' ? 'parks' : named);
    if (here) found.setAttribute('aria-current', 'page');
    else found.removeAttribute('aria-current');
  }
  const heading = document.getElementById(`${part}-title`);
  document.title = [heading && view !== 'home' ? tidy(shownText(heading)) : '', pick(TITLE)].filter(Boolean).join(' · ');
  // A filter changes what stands where the reader is; another page begins at its head.
  const key = `${view} ${at.get('park') || ''} ${at.get('at') || at.get('view') || ''}`;
  if (moved && key !== last) {
    const target = at.get('at') ? document.getElementById(at.get('at')) : named === 'parks' && !location.hash.includes('view=parks') ? null : document.getElementById(named);
    for (let fold = target && target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    if (!(at.has('at') && target) && (view !== 'home' || named === 'parks')) scrollTo(0, 0);
    else if (target) target.scrollIntoView();
    const head = document.getElementById(`${named}-title`);
    if (head && moved !== 'first') head.focus({ preventScroll: true });
  }
  last = key;
  if (at.get('fact')) showFact(at.get('fact'));
}

document.getElementById('language').addEventListener('click', () => {
  root.dataset.lang = isChinese() ? 'en' : 'zh';
  go({}, true);
  applyLanguage();
  show();
});
document.getElementById('theme').addEventListener('click', () => {
  const dark = root.dataset.theme === 'dark' || (root.dataset.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'light' : 'dark';
});
prepareTables();
prepareEvidence();
fillTold(document.getElementById('told'));
drawHistory();
applyLanguage();
onLanguage.push(drawHistory, () => fillTold(document.getElementById('told')));
show('first');
addEventListener('hashchange', () => show('moved'));

// Charts fit their place again where that becomes another; paper shows every row.
let wide = innerWidth;
addEventListener('resize', () => {
  if (innerWidth === wide) return;
  wide = innerWidth;
  drawIn(document);
});
addEventListener('beforeprint', () => document.querySelectorAll('.view:not([hidden]) .table-box').forEach((box) => { if (box.showAll) box.showAll(); }));
