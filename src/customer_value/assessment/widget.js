// Draws a quiz or a guess and reports what the learner does. It never grades: Python does, and what is right is not in
// the browser before Python says so. Text is set as text; only `stem`, `options`, `hints`, `feedback` and `solution`
// are HTML, rendered from Markdown and cleaned in Python.

const SIGNS = { correct: "✓", partial: "◐", wrong: "✗", malformed: "?", not_attempted: "?", error: "!", kept: "✓" };
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

function show(node, visible) {
  node.hidden = !visible;
}

function sign(status) {
  return make("span", { class: "cvq-sign", "aria-hidden": "true" }, SIGNS[status] ?? "");
}

function verdict(item) {
  return item.status ?? (item.unsaved ? "error" : "open");
}

// JupyterLab acts on keys inside a widget (`b` inserts a cell, arrows leave it), so they stop here. Escape and
// Ctrl/Cmd combinations go on: saving and leaving the cell must work from everywhere.
function keepKeys(event) {
  if (event.key !== "Escape" && !event.ctrlKey && !event.metaKey) event.stopPropagation();
}

// ---- the controls of each question type: `node`, `read()`, `write(item)`, `lock(closed)` ----

function choice(item, ctx, labels) {
  const name = ctx.id(item.id);
  const rows = labels.map((label, place) => {
    const input = make("input", { type: "radio", name, value: place, "data-keep": `${name}-${place}` });
    const mark = make("span", { class: "cvq-mark" });
    const row = make("label", { class: "cvq-option" }, input, make("span", { class: "cvq-text", html: label }), mark);
    return { input, mark, row };
  });
  const legend = make("legend", { class: "cvq-stem", html: item.stem });
  const options = make("div", { class: "cvq-options" }, ...rows.map((each) => each.row));
  const node = make("fieldset", { class: "cvq-field" }, legend, options);

  function paint(row, place, now) {
    const chosen = now.answer === place && now.status;
    const right = now.right === place;
    const status = right ? "correct" : chosen ? now.status : null;
    row.row.dataset.status = status ?? "";
    row.mark.replaceChildren();
    if (!status) return;
    const word = ctx.say(right ? "right_option" : `word_${status}`);
    row.mark.append(sign(status), make("span", { class: "cvq-hidden" }, word));
  }

  return {
    node,
    read: () => rows.findIndex((row) => row.input.checked),
    filled: () => rows.some((row) => row.input.checked),
    write(now, fresh) {
      rows.forEach((row, place) => {
        if (fresh) row.input.checked = now.answer === place;
        paint(row, place, now);
      });
    },
    lock: (closed) => rows.forEach((row) => (row.input.disabled = closed)),
  };
}

function single(item, ctx) {
  return choice(item, ctx, item.options);
}

function true_false(item, ctx) {
  return choice(item, ctx, [ctx.say("true"), ctx.say("false")]);
}

function numeric(item, ctx) {
  const id = ctx.id(item.id);
  const input = make("input", {
    id, type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", maxlength: 64, class: "cvq-number",
    "aria-describedby": `${id}-stem`, "data-keep": id,
  });
  const unit = make("span", { class: "cvq-unit", "aria-hidden": "true" }, item.unit);
  const spoken = item.unit ? make("span", { class: "cvq-hidden" }, ` ${ctx.say("in_unit", { unit: item.unit })}`) : null;
  const entry = item.unit === "€" ? [unit, input] : [input, unit];
  const node = make("div", { class: "cvq-field" },
    make("div", { class: "cvq-stem", id: `${id}-stem`, html: item.stem }),
    make("label", { class: "cvq-label", for: id }, ctx.say(item.type === "guess" ? "guess" : "answer"), spoken),
    make("div", { class: "cvq-entry" }, ...entry));
  return {
    node,
    read: () => input.value,
    filled: () => input.value.trim() !== "",
    write(now, fresh) {
      if (fresh) input.value = now.answer ?? "";
      node.dataset.status = now.status ?? "";
      input.setAttribute("aria-invalid", String(now.status === "malformed"));
    },
    lock: (closed) => (input.readOnly = closed),
  };
}

const CONTROLS = { single, true_false, numeric, guess: numeric };

// ---- one item ----

function confidence(item, ctx) {
  const name = ctx.id(`${item.id}-confidence`);
  const choices = [["sure", "sure"], ["think so", "think_so"], ["guess", "a_guess"]].map(([value, key]) => {
    const input = make("input", { type: "radio", name, value, "data-keep": `${name}-${value}` });
    return { input, value, row: make("label", { class: "cvq-pill" }, input, ctx.say(key)) };
  });
  const legend = make("legend", {}, ctx.say("confidence"));
  return {
    node: make("fieldset", { class: "cvq-confidence" }, legend, ...choices.map((each) => each.row)),
    read: () => choices.find((each) => each.input.checked)?.value ?? null,
    write: (value) => choices.forEach((each) => (each.input.checked = each.value === value)),
    lock: (closed) => choices.forEach((each) => (each.input.disabled = closed)),
  };
}

function drawItem(first, ctx) {
  const guessing = first.type === "guess";
  const control = CONTROLS[first.type](first, ctx);
  const sure = guessing ? null : confidence(first, ctx);
  const count = make("p", { class: "cvq-count", tabindex: "-1", "data-keep": ctx.id(`${first.id}-count`) });
  const hints = make("div", { class: "cvq-hints", "aria-live": "polite" });
  const status = make("div", { class: "cvq-status", role: "status", "aria-live": "polite" });
  const check = make("button", { type: "submit", class: "cvq-button cvq-main" });
  const buttons = {
    save: button(ctx.say("save"), () => ask("save")),
    hint: button(ctx.say("hint"), () => ask("hint")),
    solution: button(ctx.say("solution"), () => ask("solution")),
    numbers: button(ctx.say("new_numbers"), () => ask("new_numbers")),
  };
  const actions = make("div", { class: "cvq-actions" }, check, ...Object.values(buttons));
  const form = make("form",
    { class: "cvq-item", novalidate: true, onsubmit: submit, "data-keep": ctx.id(`${first.id}-form`) },
    guessing ? null : count, control.node, hints, sure?.node, actions, status);
  let item = null;
  let local = false; // whether the status holds a line of ours, not Python's
  let started = performance.now();
  let waiting = false;

  function submit(event) {
    event.preventDefault();
    if (waiting || item.closed) return;
    if (!control.filled()) return say("not_attempted", ctx.say("nothing_yet"));
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    ask("check", { answer: control.read(), confidence: sure?.read() ?? null, seconds });
  }

  function ask(what, extra = {}) {
    waiting = true;
    form.setAttribute("aria-busy", "true");
    if (what === "check") check.textContent = ctx.say("checking");
    ctx.send({ do: what, item: item.id, ...extra }, () => {
      waiting = false;
      label();
      say("error", ctx.say("no_reply"));
    });
  }

  function label() {
    form.removeAttribute("aria-busy");
    check.textContent = ctx.say(guessing ? "keep" : "check");
  }

  function block(kind, word, ...content) {
    const head = make("p", { class: "cvq-word" }, SIGNS[kind] ? sign(kind) : null, make("span", {}, word));
    return make("div", { class: "cvq-block", "data-status": kind }, head, ...content);
  }

  function verdictBlock(kind, paragraphs) {
    return block(kind, ctx.say(`word_${kind}`), ...paragraphs.map((html) => make("div", { html })));
  }

  function say(kind, text) {
    local = true;
    status.replaceChildren(verdictBlock(kind, [text]));
  }

  function tell() {
    local = false;
    status.replaceChildren();
    if (item.status) status.append(verdictBlock(item.status, item.feedback));
    if (item.solution) status.append(block("solution", ctx.say("word_solution"), make("div", { html: item.solution })));
    if (item.unsaved) status.append(block("error", ctx.say("word_unsaved"), make("p", {}, item.unsaved)));
  }

  function update(next, position, all) {
    const before = item;
    item = next;
    waiting = false;
    count.textContent = ctx.say("position", { n: position, all });
    label();
    if (JSON.stringify(next) === JSON.stringify(before)) return local ? tell() : undefined;
    const fresh = before === null || next.answer !== before.answer || next.tries !== before.tries;
    if (fresh) started = performance.now();
    control.write(item, fresh && (before !== null || item.answer !== null));
    if (fresh) sure?.write(item.confidence);
    control.lock(item.closed);
    sure?.lock(item.closed);
    hints.replaceChildren();
    if (item.hints.length) hints.append(make("ol", {}, ...item.hints.map((html) => make("li", { html }))));
    buttons.hint.textContent = ctx.say(item.hints.length ? "next_hint" : "hint", { left: item.hints_left });
    show(check, !item.closed);
    show(buttons.save, Boolean(item.unsaved));
    show(buttons.hint, item.hints_left > 0 && !item.closed);
    show(buttons.solution, item.can_show_solution);
    show(buttons.numbers, item.can_change_numbers);
    if (sure) show(sure.node, !item.closed || Boolean(item.confidence));
    return tell();
  }

  function present(visible) {
    if (visible && form.hidden) started = performance.now();
    show(form, visible);
  }

  return { node: form, update, present, variant: first.variant, focus: () => count.focus({ preventScroll: false }) };
}

// ---- the parts around the items ----

function drawProgress(ctx) {
  const bar = make("progress", { class: "cvq-bar", value: 0, max: 1, "aria-label": ctx.say("progress_label") });
  const text = make("span", { class: "cvq-quiet" });
  return {
    node: make("div", { class: "cvq-progress" }, bar, text),
    update(items) {
      const done = items.filter((item) => item.counted).length;
      bar.max = items.length;
      bar.value = done;
      text.textContent = ctx.say("progress", { done, all: items.length });
    },
  };
}

function drawSteps(ctx, go) {
  const list = make("ol", { class: "cvq-steps" });
  const nav = make("div", { role: "group", "aria-label": ctx.say("steps_label") }, list);

  function step(label, spoken, place, current, status) {
    return make("li", {}, make("button", {
      type: "button", class: "cvq-step", "aria-label": spoken, "data-status": status, "data-keep": ctx.id(`step-${place}`),
      "aria-current": place === current ? "step" : null, onclick: () => go(place),
    }, label, status && SIGNS[status] ? sign(status) : null));
  }

  return {
    node: nav,
    update(items, current) {
      const steps = items.map((item, place) => {
        const state = ctx.say(`state_${verdict(item)}`);
        return step(String(place + 1), ctx.say("step", { n: place + 1, state }), place, current, item.status ?? "");
      });
      list.replaceChildren(...steps, step(ctx.say("result"), ctx.say("result"), items.length, current, ""));
    },
  };
}

function headingFor(node, slug) {
  const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const page = node.closest(".jp-Notebook, main, body");
  return [...(page?.querySelectorAll("h1, h2, h3, h4") ?? [])].find((each) => plain(each.textContent) === slug);
}

function sectionLink(root, slug, ctx) {
  const heading = headingFor(root, slug);
  const name = slug.replace(/^\d+-/, "").replace(/-/g, " ").replace(/^./, (letter) => letter.toUpperCase());
  if (!heading) return make("span", {}, name);
  const title = heading.textContent.replace("¶", "").trim(); // JupyterLab's own mark for links
  return button(title, () => {
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  }, { class: "cvq-link" });
}

function drawResult(root, ctx, again) {
  const node = make("div", { class: "cvq-result", tabindex: "-1" });

  function row(each) {
    const links = each.sections.map((slug) => make("li", {}, sectionLink(root, slug, ctx)));
    const list = make("ul", { class: "cvq-sections", "aria-label": ctx.say("sections_label") }, ...links);
    const bar = make("span", { class: "cvq-share", "aria-hidden": "true", style: `--share:${each.right / each.all}` });
    return make("tr", {},
      make("th", { scope: "row" }, each.text, links.length ? list : null),
      make("td", {}, bar, ctx.say(each.right ? "share_first" : "share", each)));
  }

  return {
    node,
    focus: () => node.focus({ preventScroll: false }),
    update(result) {
      const head = ["objective", "questions_column"].map((name) => make("th", { scope: "col" }, ctx.say(name)));
      node.replaceChildren(
        make("p", { class: "cvq-word" }, result.sentence),
        make("table", {},
          make("thead", {}, make("tr", {}, ...head)),
          make("tbody", {}, ...result.rows.map(row))),
        make("p", { class: "cvq-quiet" }, result.help),
        ...result.calibration.map((text) => make("p", {}, text)),
        make("div", { class: "cvq-actions" }, button(ctx.say("again"), again)));
    },
  };
}

// ---- the whole ----

function context(model) {
  const prefix = `cv-${Math.random().toString(36).slice(2)}`;
  let sent = 0;
  let timer = 0;
  return {
    id: (name) => `${prefix}-${name.replace(/[^\w-]/g, "-")}`,
    say: (key, values) => fill(model.get("state").texts[key] ?? key, values),
    send(message, onSilence) {
      clearTimeout(timer);
      timer = setTimeout(onSilence, PATIENCE);
      model.send({ ...message, token: `${prefix}-${(sent += 1)}` });
    },
    heard: () => clearTimeout(timer),
  };
}

// A redraw must not take the keyboard's place away: what had the focus gets it back, by its `data-keep` name; a button
// that has gone hands it to the next one, or to the answer of the same question.
function keepingFocus(root, redraw) {
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const kept = (node) => node && root.querySelector(`[data-keep="${CSS.escape(node.dataset.keep ?? "")}"]`);
  const usable = (node) => node && root.contains(node) && node.checkVisibility() && !node.disabled;
  const form = active?.closest("form");
  redraw();
  if (!active || usable(active)) return;
  const own = [...(kept(form)?.querySelectorAll("input, button") ?? [])].filter((node) => !node.closest(".cvq-confidence"));
  const next = root.querySelector(".cvq-forward.cvq-main");
  const heirs = [kept(active), next, ...own, kept(form)?.querySelector(".cvq-count"), root.querySelector("button")];
  heirs.find(usable)?.focus({ preventScroll: true });
}

function drawQuiz(root, model, ctx) {
  const views = new Map();
  const body = make("div", { class: "cvq-items" });
  const notice = make("p", { class: "cvq-notice", role: "status" });
  const progress = drawProgress(ctx);
  const steps = drawSteps(ctx, (place) => go(place));
  const result = drawResult(root, ctx, () => (ctx.send({ do: "again" }, () => {}), go(0)));
  const toggle = button("", () => ((together = !together), update()), { class: "cvq-link cvq-toggle" });
  const back = button(ctx.say("back"), () => go(current - 1));
  const forward = button("", () => go(current + 1), { class: "cvq-button cvq-forward" });
  const turn = make("div", { class: "cvq-turn" }, back, forward);
  let together = model.get("state").together;
  let current = start(model.get("state").items);

  root.append(
    make("div", { class: "cvq-head" }, make("p", { class: "cvq-title" }, model.get("state").title), toggle),
    progress.node, steps.node, notice, body, result.node, turn);

  function start(items) {
    const open = items.findIndex((item) => !item.counted);
    return open < 0 ? items.length : open;
  }

  function go(place) {
    current = place;
    update();
    const items = model.get("state").items;
    (current < items.length ? views.get(items[current].id) : result).focus();
  }

  function view(item) {
    const known = views.get(item.id);
    if (known?.variant === item.variant) return known;
    const fresh = drawItem(item, ctx);
    if (known) known.node.replaceWith(fresh.node);
    else body.append(fresh.node);
    views.set(item.id, fresh);
    return fresh;
  }

  function update() {
    const state = model.get("state");
    const { items } = state;
    keepingFocus(root, () => {
      progress.update(items);
      steps.update(items, current);
      items.forEach((item, place) => {
        const each = view(item);
        each.update(item, place + 1, items.length);
        each.present(together || place === current);
      });
      result.update(state.result);
      show(result.node, together || current === items.length);
      show(steps.node, !together);
      show(turn, !together);
      back.disabled = current === 0;
      show(forward, current < items.length);
      forward.textContent = ctx.say(current === items.length - 1 ? "see_result" : "next");
      forward.classList.toggle("cvq-main", Boolean(items[current]?.closed));
      toggle.textContent = ctx.say(together ? "one_by_one" : "all_at_once");
      notice.textContent = state.notice;
      show(notice, Boolean(state.notice));
    });
  }

  return update;
}

function drawGuess(root, model, ctx) {
  const [item] = model.get("state").items;
  const view = drawItem(item, ctx);
  root.append(view.node);
  return () => keepingFocus(root, () => view.update(model.get("state").items[0], 1, 1));
}

function render({ model, el }) {
  const ctx = context(model);
  const state = model.get("state");
  const root = make("div", { role: "group", class: `cv-quiz cvq-${state.kind}`, "aria-label": state.title, onkeydown: keepKeys });
  const update = (state.kind === "guess" ? drawGuess : drawQuiz)(root, model, ctx);
  const heard = () => (ctx.heard(), update());
  el.replaceChildren(root);
  update();
  model.on("change:state", heard);
  return () => (ctx.heard(), model.off("change:state", heard));
}

// One copy of this script serves all quizzes of a kernel: they fetch `render` from its widget.
export default { initialize: () => ({ render }), render };
