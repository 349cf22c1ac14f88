// A few sentences; then the model answer, and the points of the rubric as check boxes.

// What was typed stays in this tab until it is scored: a kernel that is killed, or a cell that is run again, takes
// nothing with it. Where the browser forbids it, only what was checked comes back.
function draft(item) {
  const key = `cvq-${item.id}-${item.variant}`;
  const tried = (act) => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  return {
    load: () => tried(() => JSON.parse(sessionStorage.getItem(key))),
    save: (answer) => tried(() => sessionStorage.setItem(key, JSON.stringify(answer))),
    forget: () => tried(() => sessionStorage.removeItem(key)),
  };
}

function short(item, ctx) {
  const id = ctx.id(item.id);
  const own = draft(item);
  const area = make("textarea", {
    id, rows: 5, maxlength: item.longest, class: "cvq-area", "aria-describedby": `${id}-stem`, "data-keep": id,
    oninput: () => own.save(read()),
  });
  const compare = make("div", { class: "cvq-compare", role: "group", tabindex: "-1", hidden: true, "aria-labelledby": `${id}-model` });
  const node = make("div", { class: "cvq-field" },
    make("div", { class: "cvq-stem", id: `${id}-stem`, html: item.stem }),
    make("label", { class: "cvq-label", for: id }, ctx.say("answer")),
    area, compare);
  let rows = null;
  let first = true;

  function read() {
    const met = rows?.flatMap((row, place) => (row.input.checked ? [place] : []));
    return { text: area.value, met: met ?? null };
  }

  function showAgain(answer) {
    area.value = answer?.text ?? "";
    rows?.forEach((row, place) => (row.input.checked = Boolean(answer?.met?.includes(place))));
  }

  function reveal(now) {
    if (rows || !now.rubric) return;
    rows = optionRows({ id: `${item.id}-point` }, ctx, now.rubric, "checkbox", "point_met");
    rows.forEach((row) => row.input.addEventListener("change", () => own.save(read())));
    compare.append(
      make("p", { class: "cvq-label", id: `${id}-model` }, ctx.say("model_answer")),
      make("div", { class: "cvq-model", html: now.model }),
      make("fieldset", {},
        make("legend", { class: "cvq-label" }, ctx.say("rubric_legend")),
        make("div", { class: "cvq-options" }, ...rows.map((each) => each.row))));
    show(compare, true);
    if (!first && node.closest("form")?.contains(document.activeElement)) compare.focus(); // what has appeared comes next
  }

  return {
    node,
    read,
    filled: () => area.value.trim() !== "",
    write(now, fresh) {
      reveal(now);
      if (fresh) showAgain(now.answer);
      if (now.counted) own.forget();
      else if (first && own.load()) showAgain(own.load());
      first = false;
      node.dataset.status = now.status ?? "";
      area.setAttribute("aria-invalid", String(now.status === "malformed"));
      rows?.forEach((row, place) => row.paint(now.marks[place] ?? ""));
    },
    lock(closed) {
      area.readOnly = closed;
      rows?.forEach((row) => (row.input.disabled = closed));
    },
  };
}

Object.assign(CONTROLS, { short });
