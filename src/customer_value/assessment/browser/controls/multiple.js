// Several options of a list, as check boxes.

function multiple(item, ctx) {
  const rows = optionRows(item, ctx, item.options, "checkbox", "right_pick");
  const help = make("p", { class: "cvq-help", id: ctx.id(`${item.id}-help`) }, ctx.say("choose_all"));
  const node = optionField(item, rows, help);
  return {
    node,
    read: () => rows.flatMap((row, place) => (row.input.checked ? [place] : [])),
    filled: () => rows.some((row) => row.input.checked),
    write(now, fresh) {
      rows.forEach((row, place) => {
        if (fresh) row.input.checked = Boolean(now.answer?.includes(place));
        row.paint(now.marks[place] ?? "");
      });
    },
    lock: (closed) => rows.forEach((row) => (row.input.disabled = closed)),
  };
}

Object.assign(CONTROLS, { multiple });
