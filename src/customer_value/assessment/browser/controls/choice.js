// One option of several, as radio buttons.

function optionRows(item, ctx, labels, type, right) {
  const name = ctx.id(item.id);
  return labels.map((label, place) => {
    const input = make("input", { type, name, value: place, "data-keep": `${name}-${place}` });
    const mark = make("span", { class: "cvq-mark" });
    const row = make("label", { class: "cvq-option" }, input, make("span", { class: "cvq-text", html: label }), mark);

    function paint(status) {
      row.dataset.status = status;
      mark.replaceChildren();
      if (!status) return;
      const word = ctx.say(status === "correct" ? right : `word_${status}`);
      mark.append(sign(status), make("span", { class: "cvq-hidden" }, word));
    }

    return { input, row, paint };
  });
}

function optionField(item, rows, help) {
  const legend = make("legend", { class: "cvq-stem", html: item.stem });
  const options = make("div", { class: "cvq-options" }, ...rows.map((each) => each.row));
  return make("fieldset", { class: "cvq-field", "aria-describedby": help?.id }, legend, help, options);
}

function choice(item, ctx, labels) {
  const rows = optionRows(item, ctx, labels, "radio", "right_option");
  return {
    node: optionField(item, rows),
    read: () => rows.findIndex((row) => row.input.checked),
    filled: () => rows.some((row) => row.input.checked),
    write(now, fresh) {
      rows.forEach((row, place) => {
        if (fresh) row.input.checked = now.answer === place;
        row.paint(now.marks[place] ?? "");
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
