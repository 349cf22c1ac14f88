// A number beside its unit: an answer or a guess.

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

Object.assign(CONTROLS, { numeric, guess: numeric });
