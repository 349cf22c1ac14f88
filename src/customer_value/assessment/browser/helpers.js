// The script draws a quiz or a guess and reports what the learner does; `script.py` lays it together from this file,
// `controls/`, `item.js`, `cards.js`, `assignment.js` and `quiz.js`. It never grades: Python does, and what is right is
// not in the browser before Python says so. Text is set as text; only `stem`, `options`, `hints`, `feedback` and `solution`
// are HTML, rendered from Markdown and cleaned in Python.

const SIGNS = { correct: "✓", partial: "◐", wrong: "✗", malformed: "?", not_attempted: "?", error: "!", kept: "✓", changed: "○" };
const PATIENCE = 6000; // milliseconds until we say that Python has not answered

// ---- small helpers ----

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "html") node.innerHTML = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function button(label, onclick, extra = {}) {
  return make("button", { type: "button", class: "cvq-button", onclick, ...extra }, label);
}

function fill(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// The words of a node; a formula in the words that it is named with.
function words(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll("math").forEach((formula) => formula.replaceWith(formula.getAttribute("aria-label") ?? ""));
  return copy.textContent;
}

function show(node, visible) {
  node.hidden = !visible;
}

function sign(status) {
  return make("span", { class: "cvq-sign", "aria-hidden": "true" }, SIGNS[status] ?? "");
}

function block(kind, word, ...content) {
  const head = make("p", { class: "cvq-word" }, SIGNS[kind] ? sign(kind) : null, make("span", {}, word));
  return make("div", { class: "cvq-block", "data-status": kind }, head, ...content);
}

function verdict(item) {
  return item.status ?? (item.unsaved ? "error" : "open");
}

// JupyterLab acts on keys inside a widget (`b` inserts a cell, arrows leave it), so they stop here. Escape and
// Ctrl/Cmd combinations go on: saving and leaving the cell must work from everywhere.
function keepKeys(event) {
  if (event.key !== "Escape" && !event.ctrlKey && !event.metaKey) event.stopPropagation();
}

// The controls of each question type, by name: `(item, ctx) -> { node, read(), filled(), write(item, fresh), lock(closed) }`.
// `read` gives what Python's `from_screen` takes; `write` shows an item again, its answer only if it is `fresh`;
// `item.marks` has a status or "" for each part on the screen; `missing` names the message for what is not `filled`.
// Each file in `controls/` adds its own.
const CONTROLS = {};
