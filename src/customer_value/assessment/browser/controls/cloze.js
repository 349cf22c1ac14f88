// A text with gaps: each is a select or a field in its place among the words, named by its number.

function cloze(item, ctx) {
  const name = ctx.id(item.id);
  const text = make("div", { class: "cvq-cloze", html: item.text });
  const places = [...text.querySelectorAll("[data-gap]")];
  const gaps = item.gaps.map((choices, place) => drawGap(choices, place));
  const legend = make("legend", { class: "cvq-stem", html: item.stem });

  // Heard after the gap's own name when it is reached by key: its mark, and the words around it.
  function drawGap(choices, place) {
    const id = `${name}-${place}`;
    const host = places[place];
    const around = host.closest("p, li, td, th, div");
    around.id ||= `${name}-around-${place}`;
    const mark = make("span", { class: "cvq-mark", id: `${id}-mark` });
    const attributes = { id, "aria-label": ctx.say("gap_label", { n: place + 1, all: item.gaps.length }),
      "aria-describedby": `${mark.id} ${around.id}`, "data-keep": id };
    const control = choices ? dropdown(choices, ctx, attributes) : wordField(attributes);
    const number = make("span", { class: "cvq-gap-number", "aria-hidden": "true" }, String(place + 1));
    const node = make("span", { class: "cvq-gap" }, item.gaps.length > 1 ? number : null, control, mark);
    host.replaceWith(node);
    return { control, mark, node };
  }

  return ofParts(make("fieldset", { class: "cvq-field" }, legend, text), gaps, ctx);
}

function wordField(attributes) {
  return make("input", {
    type: "text", class: "cvq-word-field", size: 14, maxlength: 64, autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", ...attributes,
  });
}

Object.assign(CONTROLS, { cloze });
