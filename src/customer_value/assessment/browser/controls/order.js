// Rows to put into order: each has a button up and a button down; dragging its grip is an extra.

function order(item, ctx) {
  const id = ctx.id(item.id);
  const help = make("p", { class: "cvq-help", id: `${id}-help` }, ctx.say("arrange"));
  const list = make("ol", { class: "cvq-rows" });
  const heard = make("p", { class: "cvq-hidden", "aria-live": "polite" });
  const node = make("fieldset", { class: "cvq-field", "aria-describedby": help.id },
    make("legend", { class: "cvq-stem", html: item.stem }), help, list, heard);
  const rows = item.options.map(drawRow);
  let marks = [];
  let arranged = rows; // as they stand on the screen

  function drawRow(html, place) {
    const row = { place, node: make("li", { class: "cvq-row" }) };
    row.text = make("span", { class: "cvq-text", id: `${id}-${place}-text`, html });
    row.grip = make("span", { class: "cvq-grip", "aria-hidden": "true" });
    row.mark = make("span", { class: "cvq-mark" });
    row.number = make("span", { class: "cvq-place" });
    row.up = moveButton(row, "up", -1, "↑");
    row.down = moveButton(row, "down", 1, "↓");
    row.moves = make("span", { class: "cvq-moves" }, row.up, row.down);
    row.node.append(row.grip, row.number, row.text, row.mark, row.moves);
    row.grip.addEventListener("pointerdown", (event) => drag(event, row));
    return row;
  }

  function moveButton(row, way, step, arrow) {
    const name = `${id}-${row.place}-${way}`;
    return button(arrow, () => move(row, step), {
      class: "cvq-button cvq-move", id: name, "data-keep": name,
      "aria-label": ctx.say(`move_${way}`), "aria-labelledby": `${name} ${row.text.id}`,
    });
  }

  function move(row, step) {
    const to = arranged.indexOf(row) + step;
    if (to < 0 || to >= rows.length) return tell(step < 0 ? "stands_first" : "stands_last", row);
    put(row, to);
    row.node.scrollIntoView({ block: "nearest" });
  }

  function put(row, to) {
    const others = arranged.filter((each) => each !== row);
    arranged = [...others.slice(0, to), row, ...others.slice(to)];
    marks = [];
    // The others go around it: a node that is moved itself loses the focus and the pointer.
    row.node.before(...arranged.slice(0, to).map((each) => each.node));
    row.node.after(...arranged.slice(to + 1).map((each) => each.node));
    label();
    tell("stands_now", row);
  }

  function tell(name, row) {
    const values = { text: words(row.text), n: arranged.indexOf(row) + 1, all: rows.length };
    heard.textContent = ctx.say(name, values);
  }

  function label() {
    arranged.forEach((row, place) => {
      row.number.textContent = `${place + 1}.`;
      row.up.setAttribute("aria-disabled", String(place === 0));
      row.down.setAttribute("aria-disabled", String(place === rows.length - 1));
      paint(row, marks[row.place] ?? "");
    });
  }

  function paint(row, status) {
    row.node.dataset.status = status;
    row.mark.replaceChildren();
    if (status) row.mark.append(sign(status), ` ${ctx.say(status === "correct" ? "right_place" : "too_late")}`);
  }

  function drag(event, row) {
    if (event.button !== 0) return;
    const { grip } = row;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    row.node.classList.add("cvq-dragged");
    const follow = ({ clientY }) => {
      const above = arranged.filter((each) => each !== row && middle(each.node) < clientY).length;
      if (above !== arranged.indexOf(row)) put(row, above);
    };
    const drop = () => {
      row.node.classList.remove("cvq-dragged");
      grip.removeEventListener("pointermove", follow);
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  }

  function middle(element) {
    const { top, height } = element.getBoundingClientRect();
    return top + height / 2;
  }

  list.append(...rows.map((row) => row.node));
  return {
    node,
    missing: "move_first",
    read: () => arranged.map((row) => row.place),
    filled: () => item.changes || arranged.some((row, place) => row.place !== place),
    write(now, fresh) {
      if (fresh) {
        arranged = now.answer?.map((place) => rows[place]) ?? rows;
        list.replaceChildren(...arranged.map((row) => row.node));
        ({ marks } = now);
      }
      label();
    },
    lock: (closed) => [help, ...rows.flatMap((row) => [row.grip, row.moves])].forEach((part) => show(part, !closed)),
  };
}

Object.assign(CONTROLS, { order });
