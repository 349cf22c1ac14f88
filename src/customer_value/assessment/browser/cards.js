// Flashcards: one card on the table, its answer on demand, four buttons that say how well it was known.

// A card that is new on the table hands the focus to the button that turns it over: one key a card, and a screen reader
// reads the question with it. A card that was turned over hands it to the answer, so that no second Enter rates it.
function drawCards(root, model, ctx) {
  const notice = make("p", { class: "cvq-notice", role: "status" });
  const bar = make("progress", { class: "cvq-bar", "aria-label": ctx.say("cards_title"), value: 0, max: 1 });
  const table = make("div", { class: "cvq-table" });
  const said = make("p", { class: "cvq-quiet", role: "status", tabindex: "-1" });
  const silent = make("p", { role: "status" });
  const unsaved = make("div", { class: "cvq-status", role: "status" });
  let drawn = null;
  let waiting = false;
  root.append(
    make("p", { class: "cvq-title" }, model.get("state").title),
    make("div", { class: "cvq-progress" }, bar, said), notice, table, silent, unsaved);
  root.addEventListener("keydown", onKey);

  function ask(what, extra = {}) {
    if (waiting) return;
    waiting = true;
    ctx.send({ do: what, item: model.get("state").card?.id, ...extra }, () => {
      waiting = false;
      silent.textContent = ctx.say("no_reply");
    });
  }

  function onKey(event) {
    const rating = model.get("state").card?.ratings[Number(event.key) - 1];
    if (!rating || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    ask("rate", { rating: rating[0] });
  }

  function rate([rating, when], place) {
    return make("button", {
      type: "button", class: "cvq-button cvq-rate", onclick: () => ask("rate", { rating }), "aria-keyshortcuts": place + 1,
    }, make("span", { class: "cvq-word" }, ctx.say(`card_${rating}`)), " ", make("span", { class: "cvq-quiet" }, when));
  }

  function front(card) {
    const asked = make("div", { class: "cvq-front", id: ctx.id("front"), html: card.front });
    const turn = button(ctx.say("card_show"), () => ask("show"), {
      class: "cvq-button cvq-main", "aria-describedby": ctx.id("front"),
    });
    return [make("p", { class: "cvq-count" }, card.about), asked, card.back ? null : make("div", { class: "cvq-actions" }, turn)];
  }

  function back(card) {
    const answer = make("div", { class: "cvq-answer", role: "group", tabindex: "-1", "aria-label": ctx.say("card_back"), html: card.back });
    const legend = make("legend", {}, `${ctx.say("card_rate")} ${ctx.say("card_keys")}`);
    return [answer, make("fieldset", { class: "cvq-rates" }, legend, ...card.ratings.map(rate))];
  }

  function draw(card) {
    const had = root.contains(document.activeElement);
    table.replaceChildren(...(card ? [...front(card), ...(card.back ? back(card) : [])].filter(Boolean) : []));
    if (!had) return;
    (table.querySelector(".cvq-answer, .cvq-main") ?? said).focus({ preventScroll: false });
  }

  return () => {
    const { card, done, left, sentence, ...state } = model.get("state");
    const showing = JSON.stringify(card);
    waiting = false;
    silent.textContent = "";
    bar.max = Math.max(done + left, 1);
    bar.value = done;
    show(bar, done + left > 0);
    said.textContent = sentence;
    notice.textContent = state.notice;
    show(notice, Boolean(state.notice));
    if (showing !== drawn) draw(card);
    drawn = showing;
    unsaved.replaceChildren(...(state.unsaved ? [make("div", { class: "cvq-block", "data-status": "error" },
      make("p", { class: "cvq-word" }, sign("error"), make("span", {}, ctx.say("card_unsaved"))), make("p", {}, state.unsaved),
      button(ctx.say("save"), () => ask("save")))] : []));
  };
}
