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
  let touched = false; // since the answer was shown; told where an answer can be changed until it is handed in
  for (const part of [control.node, sure?.node]) {
    for (const kind of ["input", "click", "pointerup"]) part?.addEventListener(kind, touch);
  }

  function touch() {
    touched = true;
    if (!item.changes || local === changed()) return;
    if (changed()) say("changed", ctx.say("changed_hint"));
    else tell();
  }

  function answer() {
    return control.filled() ? control.read() : null;
  }

  // Whether the screen shows another answer than was saved.
  function changed() {
    if (!touched || !item.changes) return false;
    const plain = (...parts) => JSON.stringify(parts, ["text", "met"]); // the names in an answer, always in this order
    return plain(answer(), sure?.read() ?? null) !== plain(item.answer, item.confidence);
  }

  function submit(event) {
    event.preventDefault();
    if (waiting || item.closed) return;
    const back = item.changes && item.answer !== null; // an answer can be taken back
    if (!control.filled() && !back) return say("not_attempted", ctx.say(control.missing ?? "nothing_yet"));
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    ask("check", { answer: answer(), confidence: sure?.read() ?? null, seconds });
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
    const time = item.saved_at ? [when(item.saved_at, ctx)] : [];
    if (item.status) status.append(verdictBlock(item.status, [...item.feedback, ...time]));
    if (item.solution) status.append(block("solution", ctx.say("word_solution"), make("div", { html: item.solution })));
    if (item.unsaved) status.append(block("error", ctx.say("word_unsaved"), make("p", {}, item.unsaved)));
  }

  function update(next, position, all) {
    const before = item;
    item = next;
    waiting = false;
    count.textContent = [ctx.say("position", { n: position, all }), item.points].filter(Boolean).join(" · ");
    why.textContent = item.why ?? "";
    show(why, Boolean(item.why));
    label();
    if (JSON.stringify(next) === JSON.stringify(before)) return local && !changed() ? tell() : undefined;
    const settled = before?.saved_at !== next.saved_at || before?.changes !== next.changes; // saved, or handed in
    touched &&= !settled;
    const fresh = before === null || before.changes !== next.changes || next.tries !== before.tries ||
      JSON.stringify(next.answer) !== JSON.stringify(before.answer);
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

  return { node: form, update, present, changed, variant: first.variant, focus: () => count.focus({ preventScroll: false }) };
}
