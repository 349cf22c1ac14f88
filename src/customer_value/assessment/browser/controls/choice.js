// One option of several, as radio buttons.

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

  function paint({ row, mark }, status) {
    row.dataset.status = status;
    mark.replaceChildren();
    if (!status) return;
    const word = ctx.say(status === "correct" ? "right_option" : `word_${status}`);
    mark.append(sign(status), make("span", { class: "cvq-hidden" }, word));
  }

  return {
    node,
    read: () => rows.findIndex((row) => row.input.checked),
    filled: () => rows.some((row) => row.input.checked),
    write(now, fresh) {
      rows.forEach((row, place) => {
        if (fresh) row.input.checked = now.answer === place;
        paint(row, now.marks[place] ?? "");
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

Object.assign(CONTROLS, { single, true_false });
