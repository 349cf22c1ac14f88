// What an assignment says before its first question, and its last page: what is missing, handing in, and the receipt.

const CLOCK = { hour: "2-digit", minute: "2-digit" };
const DAY = { day: "numeric", month: "long" };
const MOMENT = { weekday: "long", ...DAY, year: "numeric", ...CLOCK, timeZoneName: "short" };

// The time of an answer: with its day, unless that is today's.
function when(iso, ctx) {
  const today = new Date(iso).toDateString() === new Date().toDateString();
  return ctx.time(iso, today ? CLOCK : { ...DAY, ...CLOCK });
}

function drawAbout(ctx) {
  const node = make("ul", { class: "cvq-about" });
  return {
    node,
    update({ about, due }) {
      show(node, Boolean(about));
      const time = due ? [ctx.say("assignment_due", { time: ctx.time(due, MOMENT) })] : [];
      const late = due && new Date(due) < new Date() ? [ctx.say("assignment_late")] : [];
      const first = [...time, ...late].map((text) => make("li", { class: "cvq-due" }, text));
      node.replaceChildren(...first, ...(about ?? []).map((html) => make("li", { html })));
    },
  };
}

// What stands in the way of a complete assignment: sentences, and the places of the questions that they are about.
function lacks(items, views, ctx) {
  const state = (item) => (views.get(item.id)?.changed() ? "changed" : item.status ?? (item.unsaved ? "kept" : "open"));
  const states = items.map(state);
  return ["changed", "malformed", "open"].map((kind) => {
    const places = states.flatMap((each, place) => (each === kind ? [place] : []));
    return { text: ctx.say(`summary_${kind}`), places };
  }).filter((each) => each.places.length);
}

function drawConfirmation(ctx, id, act) {
  const text = make("div", { id: `${id}-text` });
  const close = () => node.close();
  const node = make("dialog", {
    class: "cvq-dialog", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-text`,
    onkeydown: (event) => event.key === "Escape" && event.stopPropagation(), // it closes the dialog, and leaves no cell
  },
    make("p", { class: "cvq-word", id: `${id}-title` }, ctx.say("hand_in_title")), text,
    make("div", { class: "cvq-actions" },
      button(ctx.say("hand_in_not"), close),
      button(ctx.say("hand_in_now"), () => (close(), act()), { class: "cvq-button cvq-main" })));
  return {
    node,
    ask(lines) {
      text.replaceChildren(...lines.map((line) => make("p", {}, line)));
      node.showModal();
    },
  };
}

function drawReceipt(ctx) {
  const node = make("div", { class: "cvq-status cvq-receipt", role: "status", tabindex: "-1" });
  let drawn = "";

  function facts(receipt) {
    const code = (text) => make("dd", {}, make("code", {}, text));
    return make("dl", {},
      make("dt", {}, ctx.say("handed_receipt")), code(receipt.receipt),
      make("dt", {}, ctx.say("handed_file")), code(receipt.file));
  }

  return {
    node,
    focus: () => node.focus(),
    update({ receipt, changed }) {
      if (JSON.stringify([receipt, changed]) === drawn) return; // or a screen reader says it again
      drawn = JSON.stringify([receipt, changed]);
      node.replaceChildren();
      if (!receipt) return;
      const title = ctx.say("handed_in", { time: when(receipt.at, ctx) });
      const next = changed ? "handed_changed" : receipt.is_there ? "handed_next" : "handed_gone";
      node.append(block("kept", title, facts(receipt), make("p", {}, ctx.say(next))));
    },
  };
}

function drawHandIn(model, ctx, views, go) {
  const id = ctx.id("hand-in");
  const receipt = drawReceipt(ctx);
  const sum = make("p", { class: "cvq-word" });
  const missing = make("ul", { class: "cvq-missing" });
  const name = make("input", { id: `${id}-name`, type: "text", maxlength: 80, autocomplete: "name", class: "cvq-name cvq-number" });
  const who = make("p", {}, make("label", { class: "cvq-label", for: name.id }, ctx.say("your_name")), name);
  const hand = button("", ask, { class: "cvq-button cvq-main" });
  const change = button(ctx.say("change_answers"), () => send("change"));
  const said = make("div", { class: "cvq-status", role: "alert" });
  const confirmation = drawConfirmation(ctx, id, () => send("hand_in", { name: name.value }));
  const node = make("div", { class: "cvq-result cvq-hand-in", tabindex: "-1" },
    receipt.node, sum, missing, who, make("div", { class: "cvq-actions" }, hand, change), said, confirmation.node);
  let before = null;
  name.value = model.get("state").hand_in.student;

  function say(kind, text) {
    said.replaceChildren(block(kind, ctx.say(`word_${kind}`), make("p", {}, text)));
  }

  function send(what, extra = {}) {
    said.replaceChildren(make("p", {}, what === "hand_in" ? ctx.say("handing_in") : ""));
    ctx.send({ do: what, ...extra }, () => say("error", ctx.say("no_reply")));
  }

  // What is missing is said first.
  function ask() {
    const { items, hand_in: now } = model.get("state");
    list(items);
    if (now.asks_name && !name.value.trim()) {
      say("error", ctx.say("name_first"));
      return name.focus();
    }
    said.replaceChildren();
    const found = lacks(items, views(), ctx).map((each) => `${each.text} ${each.places.map((place) => place + 1).join(", ")}.`);
    const complete = found.length ? found : [ctx.say("hand_in_complete", { all: items.length })];
    return confirmation.ask([...complete, ctx.say(now.left > 1 ? "hand_in_more" : "hand_in_once")]);
  }

  function list(items) {
    const done = items.filter((item) => item.counted).length;
    sum.textContent = ctx.say("summary_saved", { done, all: items.length });
    const link = (place) => button(String(place + 1), () => go(place), {
      class: "cvq-link cvq-place-link", "aria-label": ctx.say("position", { n: place + 1, all: items.length }),
    });
    missing.replaceChildren(...lacks(items, views(), ctx).map(({ text, places }) => make("li", {}, text, ...places.map(link))));
  }

  return {
    node,
    focus: () => node.focus({ preventScroll: false }),
    update({ items, hand_in: now, reply }) {
      receipt.update(now);
      list(items);
      for (const part of [sum, missing, hand]) show(part, now.is_open);
      show(who, now.asks_name);
      show(change, now.may_change);
      name.readOnly = !now.is_open;
      hand.textContent = ctx.say(now.receipt ? "hand_in_again" : "hand_in");
      if (before && before.reply !== reply) said.replaceChildren();
      if (now.trouble) say("error", now.trouble);
      if (before && before.is_open !== now.is_open) (now.is_open ? hand : receipt).focus();
      before = { reply, is_open: now.is_open };
    },
  };
}
