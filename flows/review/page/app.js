"use strict";
// Texts of documents are set as text alone (textContent); nothing here writes markup.
const WORD = document.querySelector("meta[name=review-word]").content;
const ui = Object.fromEntries(["progress", "who", "notice", "main", "actions", "dialog"].map((id) => [id, document.getElementById(id)]));
const kept = (name, otherwise) => { try { return JSON.parse(localStorage.getItem("review." + name)) ?? otherwise; } catch { return otherwise; } };
const keep = (name, value) => { try { localStorage.setItem("review." + name, JSON.stringify(value)); } catch { /* private windows */ } };
const state = { queue: [], waiting: 0, item: null, choices: {}, later: [], made: kept("made", []), unsent: kept("unsent", []), busy: false };
const FIELDS = {
  park_key: ["园区", "Park"], subject_type: ["主体", "Whose"], metric_key: ["指标", "Metric"], measure: ["度量", "Measure"], status: ["状态", "Status"],
  period_key: ["时期", "Period"], value: ["数值", "Value"], event_type: ["事件", "Event"], title: ["标题", "Title"],
};
const READERS = { rules: ["规则", "Rules"], model: ["模型", "Model"], person: ["人工", "Person"] };

function make(tag, options = {}, ...children) {
  const { on = {}, cls, ...rest } = options;
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  for (const [name, value] of Object.entries(rest)) if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  for (const [name, action] of Object.entries(on)) node.addEventListener(name, action);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
const both = ([zh, en]) => make("span", {}, zh + " ", make("span", { cls: "en" }, en));
const shown = (label) => label.zh === label.en ? document.createTextNode(label.zh) : both([label.zh, label.en]);

function notice(text) { ui.notice.textContent = text; ui.notice.hidden = !text; }

async function ask(path, sent) {
  const options = sent === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json", "X-Review-Word": WORD }, body: JSON.stringify(sent) };
  const answer = await fetch(path, { credentials: "same-origin", ...options });
  const found = await answer.json().catch(() => ({ error: answer.statusText }));
  if (!answer.ok) throw Object.assign(new Error(found.error || answer.statusText), { status: answer.status });
  return found;
}

// A server that is away for a while loses nothing: what is decided waits in the browser.
async function untilAnswered(action) {
  for (;;) {
    try { const found = await action(); return found; } catch (error) {
      if (error.status) throw error;
      notice("服务没有应答，已作的决定保留在本页，稍后自动重试。The server does not answer; decisions are kept here and sent again.");
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
  }
}

let sending = null;
function send(entry) {
  state.unsent.push(entry);
  keep("unsent", state.unsent);
  return flush();
}
function flush() {
  if (!sending) sending = (async () => {
    while (state.unsent.length) {
      const { path, ...sent } = state.unsent[0];
      try { await untilAnswered(() => ask(path, sent)); notice(""); } catch (error) {
        notice((error.message || "") + " — 该决定未保存。This decision was not kept.");
        if (error.status === 403) break;
      }
      state.unsent.shift();
      keep("unsent", state.unsent);
    }
  })().finally(() => { sending = null; });
  return sending;
}

async function load() {
  const found = await untilAnswered(() => ask("/api/queue"));
  const pending = new Set(state.unsent.filter((entry) => entry.path === "/api/decide").map((entry) => entry.key));
  state.choices = found.choices;
  state.waiting = found.waiting - pending.size;
  state.queue = found.items.filter((item) => !pending.has(item.key));
  if (!ui.who.value) ui.who.value = kept("who", "") || found.who;
}

async function next() {
  state.item = null;
  if (!state.queue.some((item) => !state.later.includes(item.key))) {
    await flush();
    await load();
    if (!state.queue.some((item) => !state.later.includes(item.key))) state.later = [];
  }
  const row = state.queue.find((item) => !state.later.includes(item.key));
  if (!row) { show(null); return; }
  await showKey(row.key);
}

async function showKey(key) {
  try { show(await untilAnswered(() => ask("/api/item?key=" + encodeURIComponent(key)))); notice(state.unsent.length ? ui.notice.textContent : ""); } catch (error) {
    state.queue = state.queue.filter((item) => item.key !== key);
    if (error.status === 404) { await next(); } else { notice(error.message); }
  }
}

function show(item) {
  state.item = item;
  ui.main.replaceChildren();
  ui.main.dataset.key = item ? item.key : "";
  ui.progress.replaceChildren(both([`待定 ${Math.max(state.waiting, 0)}，已定 ${state.made.length}`, `${Math.max(state.waiting, 0)} to decide, ${state.made.length} decided`]));
  buttons();
  if (!item) {
    ui.main.append(make("section", { cls: "wide done" }, make("h2", {}, both(["没有待定的事项", "Nothing is left to decide"])), make("p", {}, both(["下次运行会应用这些决定。", "The next run applies the decisions."]))));
    return;
  }
  const where = [item.headline, item.published_on, item.file_name].filter(Boolean).join(" · ");
  ui.main.append(
    make("section", { cls: "wide" }, make("span", { cls: "why" }, both([item.why, item.why_en])), item.kind === "name" ? make("p", {}, both(["园区名：", "Park name:"]), make("strong", {}, item.park_key)) : null),
    make("section", {}, make("h2", {}, both(["原文", "Article"])), make("p", { cls: "meta" }, where), make("p", { cls: "article", tabindex: "0" }, item.before, make("mark", {}, item.mark), item.after)),
    side(item),
  );
  const article = ui.main.querySelector(".article"), mark = article.querySelector("mark");
  article.scrollTop = Math.max(0, mark.offsetTop - article.offsetTop - article.clientHeight / 3);
  ui.main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function side(item) {
  const box = make("section", {});
  if (item.fields) {
    const readers = item.readers || [];
    const head = make("tr", {}, make("th", {}), make("th", {}, both(["入库", "Kept"])), ...readers.map((reader) => make("th", {}, both(READERS[reader] || [reader, reader]))));
    const rows = item.fields.map((field) => {
      const said = readers.map((reader) => field.said[reader]);
      const differ = said.some((one) => one && one.zh !== field.shown.zh && field.name !== "value" && field.name !== "title") || (field.out.length > 0 && field.name === "park_key");
      const cells = readers.map((reader, i) => make("td", {}, field.out.includes(reader) ? (field.name === "park_key" ? both(["不是", "No fact"]) : "") : said[i] ? shown(said[i]) : "—"));
      return make("tr", { cls: differ ? "differ" : "" }, make("th", { scope: "row" }, both(FIELDS[field.name] || [field.name, field.name])), make("td", {}, field.stands ? shown(field.shown) : field.name === "park_key" ? both(["略去", "Left out"]) : field.name === "value" ? shown(field.shown) : ""), ...cells);
    });
    box.append(make("h2", {}, both(["读法", "Readings"])), make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
    if (item.confidence !== null) box.append(make("p", { cls: "meta" }, both([`可信度 ${item.confidence}`, `confidence ${item.confidence}`])));
  }
  if (item.others && item.others.length) {
    const title = item.kind === "name" ? ["提到该名称的句子", "Sentences with this name"] : ["同一园区、指标、年份的其他说法", "What else is said of this park, metric and year"];
    box.append(make("h2", {}, both(title)), make("ul", { cls: "others", tabindex: "0" }, ...item.others.map((other) => make("li", {},
      other.value ? make("strong", {}, [other.period, other.words, other.measure.zh, other.status.zh, other.value.zh].filter(Boolean).join(" ")) : null,
      make("div", {}, other.text), make("div", { cls: "meta" }, other.source || "")))));
  }
  if (!box.childNodes.length) box.append(make("p", { cls: "meta" }, both(["文中出现了哪个园区的名称？", "Which park does the article name?"])));
  return box;
}

const UNDO = { keys: ["u", "0"], label: ["撤销", "Undo"], run: undo };
const LATER = { keys: ["5", "l"], label: ["稍后", "Later"], run: later };
const FACT = [
  { keys: ["1", "y"], label: ["正确", "Right"], main: true, run: () => decide("right") },
  { keys: ["2", "o"], label: ["另一读者对", "Other reader"], run: () => decide("other"), off: () => !state.item.can_other },
  { keys: ["3", "c"], label: ["修改", "Change"], run: () => change() },
  { keys: ["4", "d"], label: ["删除", "Drop"], run: () => decide("drop") },
  LATER, UNDO,
];
const LEFT = [
  { keys: ["1", "y"], label: ["略去得对", "Rightly left out"], main: true, run: () => decide("right") },
  { keys: ["2", "o"], label: ["另一读者对，入库", "Other reader: a fact"], run: () => decide("other") },
  { keys: ["3", "c"], label: ["修改后入库", "A fact, changed"], run: () => change() },
  LATER, UNDO,
];
const NAME = [
  { keys: ["1", "n"], label: ["新园区", "New park"], main: true, run: () => name("new") },
  { keys: ["2", "a"], label: ["别名", "Another name of …"], run: () => name("alias") },
  { keys: ["3", "x"], label: ["不是园区", "No park"], run: () => decide("none") },
  LATER, UNDO,
];
const current = () => !state.item ? [UNDO] : state.item.kind === "left" ? LEFT : state.item.fields ? FACT : NAME;

function buttons() {
  ui.actions.replaceChildren(...current().map((action) => make("button", {
    type: "button", cls: action.main ? "main" : "", "data-key": action.keys[0], disabled: (action.off && action.off()) || (action === UNDO && !state.made.length), on: { click: action.run },
  }, make("kbd", { "aria-hidden": "true" }, action.keys[0].toUpperCase()), both(action.label))));
}

async function alone(action) {
  if (state.busy) return;
  state.busy = true;
  try { await action(); } finally { state.busy = false; }
}

function decide(action, changes = {}) {
  const item = state.item;
  if (!item) return;
  if (!ui.who.value.trim()) { notice("请先填写审阅人。Say first who you are."); ui.who.focus(); return; }
  alone(async () => {
    state.made.push({ key: item.key });
    state.made = state.made.slice(-1000);
    keep("made", state.made);
    state.queue = state.queue.filter((row) => row.key !== item.key);
    state.waiting -= 1;
    send({ path: "/api/decide", key: item.key, action, changes, who: ui.who.value.trim() });
    await next();
  });
}

function later() {
  const item = state.item;
  if (item) alone(async () => { state.later.push(item.key); await next(); });
}

function undo() {
  const last = state.made.at(-1);
  if (last) alone(async () => {
    state.made.pop();
    keep("made", state.made);
    await send({ path: "/api/undo", key: last.key, who: ui.who.value.trim() });
    await load();
    state.queue = [{ key: last.key }, ...state.queue.filter((row) => row.key !== last.key)];
    await showKey(last.key);
  });
}

function open(title, body, save) {
  const form = make("form", { method: "dialog", on: { submit: (event) => { event.preventDefault(); if (save()) ui.dialog.close(); } } },
    make("h2", { id: "dialog-title" }, both(title)), ...body,
    make("div", { cls: "buttons" }, make("button", { type: "button", on: { click: () => ui.dialog.close() } }, both(["取消", "Cancel"])), make("button", { cls: "main", type: "submit" }, both(["保存", "Save"]))));
  // Enter saves from a list too, where browsers would do nothing or open it.
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("select, input[type=date]")) { event.preventDefault(); form.requestSubmit(); } });
  ui.dialog.replaceChildren(form);
  ui.dialog.showModal();
  const first = form.querySelector("input, select");
  if (first) { first.focus(); if (first.select) first.select(); }
}

function parkInput(value, label) {
  const list = make("ul", { cls: "found", role: "listbox", id: "found-parks" });
  const input = make("input", { type: "text", name: "park_key", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": "found-parks", maxlength: "60" });
  input.value = value;
  let at = -1, asked = 0, timer = 0;
  const pick = (key) => { input.value = key; list.replaceChildren(); input.setAttribute("aria-expanded", "false"); at = -1; };
  const mark = () => [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const found = await ask("/api/parks?q=" + encodeURIComponent(input.value.trim())).catch(() => ({ parks: [] }));
      if (mine !== asked) return;
      at = found.parks.length ? 0 : -1;
      list.replaceChildren(...found.parks.map((park) => make("li", { role: "option", "data-key": park.key, on: { mousedown: (event) => { event.preventDefault(); pick(park.key); } } }, park.key, " ", make("span", { cls: "en" }, park.name))));
      input.setAttribute("aria-expanded", String(found.parks.length > 0));
      mark();
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (!count) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { at = (at + (event.key === "ArrowDown" ? 1 : count - 1)) % count; mark(); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { pick(list.children[at].dataset.key); event.preventDefault(); }
    if (event.key === "Escape") { pick(input.value); event.preventDefault(); event.stopPropagation(); }
  });
  return make("div", {}, make("label", {}, both(label), input), list);
}

function change() {
  const item = state.item, isEvent = item.kind === "event", inputs = {};
  const body = item.fields.map((field) => {
    const label = FIELDS[field.name] || [field.name, field.name];
    if (field.name === "park_key") {
      const box = parkInput(field.value, label);
      inputs.park_key = () => box.querySelector("input").value.trim();
      return box;
    }
    const options = field.name === "status" && isEvent ? state.choices.event_status : state.choices[field.name];
    if (options) {
      const select = make("select", { name: field.name }, ...options.map((one) => make("option", { value: one.value, selected: one.value === field.value }, one.zh === one.en ? one.zh : `${one.zh} ${one.en}`)));
      inputs[field.name] = () => select.value;
      return make("label", {}, both(label), select);
    }
    if (field.name === "period_key") {
      const [start, end] = field.value === "unknown" ? ["", ""] : field.value.split("/").map((day) => day === ".." ? "" : day);
      const days = [start, end].map((day, i) => make("input", { type: "date", name: i ? "period_end" : "period_start", value: day }));
      inputs.period_key = () => days[0].value || days[1].value ? `${days[0].value || ".."}/${days[1].value || ".."}` : "unknown";
      return make("label", {}, both(label), make("br"), days[0], " — ", days[1]);
    }
    const input = make("input", { type: "text", name: field.name, maxlength: field.name === "title" ? "40" : "40", inputmode: field.name === "value" ? "decimal" : undefined });
    input.value = field.value;
    inputs[field.name] = () => input.value.trim();
    return make("label", {}, both(label), input);
  });
  open(["修改", "Change"], body, () => {
    const changes = {};
    for (const field of item.fields) if (inputs[field.name] && inputs[field.name]() !== field.value) changes[field.name] = inputs[field.name]();
    if (!Object.keys(changes).length) return true;
    decide("change", changes);
    return true;
  });
}

function name(action) {
  const item = state.item;
  const form = make("input", { type: "text", name: "form", maxlength: "60", required: true });
  form.value = item.kind === "name" ? item.park_key : "";
  const body = [make("label", {}, both(["文中的写法", "The name as it is written"]), form)];
  let park = null;
  if (action === "alias") { park = parkInput("", ["是哪个园区的别名", "Another name of"]); body[item.kind === "name" ? "unshift" : "push"](park); }
  open(action === "alias" ? ["另一个名称", "Another name of a park"] : ["新园区", "A new park"], body, () => {
    const changes = { form: form.value.trim() };
    if (park) changes.park_key = park.querySelector("input").value.trim();
    if (!changes.form || (park && !changes.park_key)) return false;
    decide(action, changes);
    return true;
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || ui.dialog.open || event.target.matches("input, select, textarea")) return;
  const action = current().find((one) => one.keys.includes(event.key.toLowerCase()));
  if (action && !(action.off && action.off()) && !state.busy) { event.preventDefault(); action.run(); }
});
ui.who.addEventListener("change", () => keep("who", ui.who.value.trim()));
ui.who.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === "Escape") ui.who.blur(); });
(async () => { flush(); await load(); await next(); })().catch((error) => notice(error.message));
