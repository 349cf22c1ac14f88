// The parts around the questions, and the whole.

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
      const last = ctx.say("result");
      list.replaceChildren(...steps, step(last, last, items.length, current, ""));
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
    update({ result }) {
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

function context(model, texts) {
  const prefix = `cv-${Math.random().toString(36).slice(2)}`;
  const { kind, language } = model.get("state"); // an assignment says some things in words of its own
  const drawing = new Map(); // by question and version: who waits for its figure
  let sent = 0;
  let timer = 0;
  const onDrawn = (drawn) => drawing.get(drawn.draws)?.(drawn);
  model.on("msg:custom", onDrawn);
  return {
    id: (name) => `${prefix}-${name.replace(/[^\w-]/g, "-")}`,
    say: (key, values) => fill(texts[`${key}_${kind}`] ?? texts[key] ?? key, values),
    time: (iso, parts) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, parts).format(new Date(iso)),
    send(message, onSilence) {
      clearTimeout(timer);
      timer = setTimeout(onSilence, PATIENCE);
      model.send({ ...message, token: `${prefix}-${(sent += 1)}` });
    },
    draw(item, show) {
      drawing.set(`${item.id} ${item.variant}`, show);
      model.send({ do: "draw", item: item.id });
    },
    heard: () => clearTimeout(timer),
    close: () => (clearTimeout(timer), model.off("msg:custom", onDrawn)),
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
  const now = document.activeElement;
  if (!active || usable(active) || (now !== active && root.contains(now))) return;
  const own = [...(kept(form)?.querySelectorAll("input, select, textarea, button") ?? [])].filter((node) => !node.closest(".cvq-confidence"));
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
  const about = model.get("state").hand_in ? drawAbout(ctx) : null;
  const result = model.get("state").hand_in
    ? drawHandIn(model, ctx, () => views, (place) => go(place))
    : drawResult(root, ctx, () => (ctx.send({ do: "again" }, () => {}), go(0)));
  const toggle = button("", () => ((together = !together), update()), { class: "cvq-link cvq-toggle" });
  const back = button(ctx.say("back"), () => go(current - 1));
  const forward = button("", () => go(current + 1), { class: "cvq-button cvq-forward" });
  const turn = make("div", { class: "cvq-turn" }, back, forward);
  let together = model.get("state").together;
  let current = start(model.get("state"));

  root.append(
    make("div", { class: "cvq-head" }, make("p", { class: "cvq-title" }, model.get("state").title), toggle),
    ...(about ? [about.node] : []), progress.node, steps.node, notice, body, result.node, turn);

  function start({ items, hand_in: handing }) {
    const open = handing && !handing.is_open ? -1 : items.findIndex((item) => !item.counted);
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
      about?.update(state);
      result.update(state);
      show(result.node, together || current === items.length);
      show(steps.node, !together);
      show(turn, !together);
      back.disabled = current === 0;
      show(forward, current < items.length);
      forward.textContent = ctx.say(current === items.length - 1 ? "see_result" : "next");
      forward.classList.toggle("cvq-main", Boolean(items[current]?.closed && !state.hand_in));
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

function render({ model, el }, texts) {
  const ctx = context(model, texts);
  const state = model.get("state");
  const root = make("div", { role: "group", class: `cv-quiz cvq-${state.kind}`, "aria-label": state.title, onkeydown: keepKeys });
  const update = ({ guess: drawGuess, cards: drawCards }[state.kind] ?? drawQuiz)(root, model, ctx);
  const heard = () => (ctx.heard(), update());
  el.replaceChildren(root);
  update();
  model.on("change:state", heard);
  return () => (ctx.close(), model.off("change:state", heard));
}

// One copy of this script and of its texts serves all quizzes of a kernel: they fetch `render` from its widget.
export default { initialize: ({ model }) => ({ render: (quiz) => render(quiz, model.get("texts")) }) };
