// Rows, each with a select of the same targets; and what selects and marks have in common with the gaps of a text.

const FITS = 25; // characters that a closed select shows in the narrowest window; a longer choice stands below it too

function dropdown(texts, ctx, attributes) {
  const options = texts.map((text, place) => make("option", { value: place }, text));
  return make("select", { class: "cvq-select", ...attributes }, make("option", { value: "" }, ctx.say("choose")), ...options);
}

// What is chosen or typed: a place, a text, or null for nothing.
function given(control) {
  if (control.value.trim() === "") return null;
  return control.tagName === "SELECT" ? Number(control.value) : control.value;
}

// A right or wrong part has a sign to see, a word to hear, and a control that says whether it must be changed.
function paintPart(part, status, ctx) {
  part.node.dataset.status = status;
  part.mark.replaceChildren();
  if (status) {
    const word = ctx.say(status === "correct" ? "part_right" : "part_wrong");
    part.mark.append(sign(status), make("span", { class: "cvq-hidden" }, word));
  }
  part.control.setAttribute("aria-invalid", String(status === "wrong"));
  const chosen = part.control.selectedOptions?.[0]?.textContent ?? "";
  part.whole?.replaceChildren(chosen.length > FITS ? chosen : "");
}

// Parts of which each has a control of its own: rows with selects, or gaps. A mark goes when its part is changed.
function ofParts(node, parts, ctx) {
  parts.forEach((part) => part.control.addEventListener("input", () => paintPart(part, "", ctx)));
  return {
    node,
    read: () => parts.map((part) => given(part.control)),
    filled: () => parts.some((part) => given(part.control) !== null),
    write(now, fresh) {
      parts.forEach((part, place) => {
        if (!fresh) return;
        part.control.value = now.answer?.[place] ?? "";
        paintPart(part, now.marks[place] ?? "", ctx);
      });
    },
    lock: (closed) => parts.forEach(({ control }) => (control[control.tagName === "SELECT" ? "disabled" : "readOnly"] = closed)),
  };
}

function match(item, ctx) {
  const name = ctx.id(item.id);
  const rows = item.rows.map((html, place) => {
    const id = `${name}-${place}`;
    const mark = make("span", { class: "cvq-mark", id: `${id}-mark` });
    const whole = make("span", { class: "cvq-whole", "aria-hidden": "true" });
    const named = { "aria-label": item.names[place], "aria-describedby": mark.id };
    const control = dropdown(item.targets, ctx, { id, ...named, "data-keep": id });
    const label = make("label", { for: id, class: "cvq-text", html });
    const target = make("span", { class: "cvq-target" }, control, mark, whole);
    return { control, mark, whole, node: make("div", { class: "cvq-pair" }, label, target) };
  });
  const legend = make("legend", { class: "cvq-stem", html: item.stem });
  const node = make("fieldset", { class: "cvq-field" }, legend, ...rows.map((row) => row.node));
  return ofParts(node, rows, ctx);
}

Object.assign(CONTROLS, { match });
