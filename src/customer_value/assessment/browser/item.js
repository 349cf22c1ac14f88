// One question: its controls, hints, confidence, buttons and feedback.

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
  const sure = guessing || first.self_scored ? null : confidence(first, ctx);
  const count = make("p", { class: "cvq-count", tabindex: "-1", "data-keep": ctx.id(`${first.id}-count`) });
  const why = make("p", { class: "cvq-why" });
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
    guessing ? null : count, why, control.node, hints, sure?.node, actions, status);
  let item = null;
  let local = false; // whether the status holds a line of ours, not Python's
  let started = performance.now();
  let waiting = false;

  function submit(event) {
    event.preventDefault();
    if (waiting || item.closed) return;
    if (!control.filled()) return say("not_attempted", ctx.say(control.missing ?? "nothing_yet"));
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
    check.textContent = ctx.say(guessing ? "keep" : item?.button === "compare" ? "compare" : "check");
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
    why.textContent = item.why ?? "";
    show(why, Boolean(item.why));
    label();
    if (JSON.stringify(next) === JSON.stringify(before)) return local ? tell() : undefined;
    const fresh = before === null || next.tries !== before.tries || JSON.stringify(next.answer) !== JSON.stringify(before.answer);
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
