// An explorable chart: native controls, the picture, and the sentence that says what it shows.
// Python draws. The browser keeps the frames that it has seen, asks for the neighbours of the present setting ahead,
// and has at most one question on its way to the kernel, so that the latest setting never waits behind stale ones.

const KEPT_FRAMES = 80;
const REST_MS = 120; // after this pause the neighbours of the controls that were not moved are fetched too
const SLOW_MS = 1500; // then say that the kernel is waited for
const WAITING = "Waiting for the kernel. If it was restarted, run this cell again.";
const LOST_MS = 15000; // a question this old without an answer no longer holds back the next one

function render({ model, el }) {
  const chart = model.get("_chart");
  const view = build(el, chart);
  const frames = new Map(); // settings -> frame, the oldest first
  const settings = Object.fromEntries(chart.controls.map((control) => [control.name, control.start]));
  const scale = (window.devicePixelRatio || 1) > 1 ? 2 : 1;
  const questions = new Map(); // on their way: id -> {key, wanted}
  let serial = 0;
  let asked = null; // the latest question without an answer: {id, at}
  let painted = null;
  let moved = { control: chart.controls[0], direction: 1 };
  let rested = false;
  let resting = null;
  let waiting = null;

  const keyOf = (some) => chart.controls.map((control) => some[control.name]).join("|");
  const wantedKey = () => keyOf(settings);

  function want(control, value, direction) {
    settings[control.name] = value;
    moved = { control, direction };
    rested = false;
    clearTimeout(resting);
    resting = setTimeout(() => { rested = true; next(); }, REST_MS);
    clearTimeout(waiting);
    if (frames.get(wantedKey())?.error) frames.delete(wantedKey()); // it may be mended by now: ask again
    const frame = frames.get(wantedKey());
    if (frame) paint(wantedKey(), frame);
    else waiting = setTimeout(() => view.say(WAITING), SLOW_MS);
    next();
  }

  function next() {
    if (asked && performance.now() - asked.at < LOST_MS) return;
    const wanted = frames.has(wantedKey()) ? null : { ...settings };
    if (wanted) return ask(wanted, true);
    if (!chart.ahead) return;
    const neighbour = neighbours(chart.controls, settings, moved, rested).find((some) => !frames.has(keyOf(some)));
    if (neighbour) ask(neighbour, false);
  }

  function ask(some, wanted) {
    const id = `${view.id}-${++serial}`;
    questions.set(id, { key: keyOf(some), wanted });
    asked = { id, at: performance.now() };
    model.send({ id, settings: some, scale });
  }

  async function answered(content, buffers) {
    const question = questions.get(content.id);
    if (!question) return; // it belongs to another view of the same chart
    questions.delete(content.id);
    const { key, wanted } = question;
    const frame = { sentence: unbroken(content.sentence), done: content.done || [], error: content.error };
    if (!content.error) {
      frame.image = new Image(700, chart.height);
      frame.image.alt = frame.sentence;
      frame.image.decoding = "sync"; // painted in the same frame as its sentence
      frame.image.src = URL.createObjectURL(new Blob([buffers[0]], { type: "image/png" }));
    }
    keep(key, frame);
    if (asked?.id === content.id) asked = null;
    next(); // the kernel draws the next frame while the browser decodes this one
    if (frame.image) await frame.image.decode().catch(() => {});
    if (key === wantedKey() || (wanted && painted !== wantedKey())) paint(key, frame);
  }

  function keep(key, frame) {
    frames.set(key, frame);
    for (const [old, dropped] of frames) {
      if (frames.size <= KEPT_FRAMES) break;
      if (old === painted || old === key) continue;
      frames.delete(old);
      forget(dropped);
    }
  }

  function paint(key, frame) {
    if (painted === key) return;
    painted = key;
    if (key === wantedKey()) clearTimeout(waiting);
    frames.delete(key);
    frames.set(key, frame);
    view.show(frame);
  }

  view.onChange(want);
  model.on("msg:custom", answered);
  view.show({ image: firstImage(model, chart), sentence: unbroken(chart.sentence), done: chart.done });
  return () => {
    model.off("msg:custom", answered);
    clearTimeout(resting);
    clearTimeout(waiting);
    frames.forEach(forget);
  };
}

// A percent sign stays on the line of its number.
function unbroken(sentence = "") {
  return sentence.replaceAll(" %", "\u00a0%");
}

function forget(frame) {
  if (frame.image) URL.revokeObjectURL(frame.image.src);
}

function firstImage(model, chart) {
  const image = new Image(700, chart.height);
  image.alt = unbroken(chart.sentence);
  image.src = URL.createObjectURL(new Blob([model.get("_png")], { type: "image/png" }));
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

// The settings that are likely to be asked for next, the likeliest first.
function neighbours(controls, settings, moved, rested) {
  const stepped = (control, steps) => ({ ...settings, [control.name]: step(control, settings[control.name], steps) });
  const near = [];
  if (moved.control.kind === "slider") {
    for (const steps of [1, 2, -1]) near.push(stepped(moved.control, steps * moved.direction));
  }
  if (!rested) return near;
  for (const control of controls) {
    if (control.kind === "slider") near.push(stepped(control, 1), stepped(control, -1));
    if (control.kind === "switch") near.push({ ...settings, [control.name]: !settings[control.name] });
    if (control.kind === "choice") near.push(...control.options.map((each) => ({ ...settings, [control.name]: each })));
  }
  return near;
}

function step(control, value, steps) {
  const last = Math.floor((control.high - control.low) / control.step + 1e-9);
  const at = Math.round((value - control.low) / control.step) + steps;
  return onGrid(control, control.low + Math.min(Math.max(at, 0), last) * control.step);
}

function onGrid(control, value) {
  return Number(Number(value).toFixed(control.decimals));
}

function write(control, value) {
  if (control.format === "percent") return `${Number((value * 100).toFixed(Math.max(0, control.decimals - 2)))} %`;
  const number = Number(value).toLocaleString("en", {
    minimumFractionDigits: control.decimals, maximumFractionDigits: control.decimals,
  });
  if (control.format === "euro") return `€${number}`;
  const unit = Number(value) === 1 ? control.unit.replace(/s$/, "") : control.unit;
  return unit ? `${number} ${unit}` : number;
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function build(el, chart) {
  const id = `cv-${Math.random().toString(36).slice(2, 10)}`;
  const root = make("section", "cv-explorable");
  root.setAttribute("aria-label", chart.title || "Chart to explore");
  root.dataset.lmSuppressShortcuts = "true";
  // JupyterLab acts on keys inside a widget (ArrowDown leaves the cell, b inserts one) unless they stop here.
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  let changed = () => {};
  if (chart.title) root.append(make("p", "cv-title", chart.title));
  const body = make("div", "cv-body");
  const controls = make("div", "cv-controls");
  for (const control of chart.controls) {
    controls.append(KINDS[control.kind](control, id, (value, direction) => changed(control, value, direction)));
  }
  const tasks = buildTasks(chart.tasks);
  const figure = make("figure", "cv-picture");
  const frame = make("div", "cv-frame");
  frame.style.aspectRatio = `700 / ${chart.height}`;
  const caption = make("figcaption", "cv-sentence");
  caption.setAttribute("aria-live", "polite");
  const status = make("p", "cv-status");
  status.setAttribute("role", "status");
  const alarm = make("p", "cv-error");
  alarm.setAttribute("role", "alert");
  figure.append(frame, caption);
  const main = make("div", "cv-main");
  main.append(figure, status, alarm);
  body.append(controls, main);
  if (chart.tasks.length) body.append(tasks.node);
  root.append(body);
  el.append(root);
  return {
    id,
    onChange(callback) { changed = callback; },
    say(text) { status.textContent = text; },
    show({ image, sentence, done, error }) {
      status.textContent = "";
      alarm.textContent = error || "";
      frame.classList.toggle("cv-stale", Boolean(error));
      if (error) { caption.textContent = ""; return; }
      frame.replaceChildren(image);
      caption.textContent = sentence;
      tasks.tick(done);
    },
  };
}

const KINDS = {
  slider(control, id, changed) {
    const row = make("div", "cv-control");
    const label = make("label", "", control.label);
    const value = make("span", "cv-value", write(control, control.start));
    value.setAttribute("aria-hidden", "true"); // the slider itself says it, by aria-valuetext
    const input = make("input");
    Object.assign(input, { type: "range", id: `${id}-${control.name}`, min: control.low, max: control.high });
    input.step = control.step;
    input.value = control.start;
    label.htmlFor = input.id;
    input.setAttribute("aria-valuetext", write(control, control.start));
    let before = control.start;
    input.addEventListener("input", () => {
      const now = onGrid(control, input.value);
      if (now === before) return;
      const direction = now > before ? 1 : -1;
      before = now;
      value.textContent = write(control, now);
      input.setAttribute("aria-valuetext", write(control, now));
      changed(now, direction);
    });
    row.append(label, value, input);
    return row;
  },
  choice(control, id, changed) {
    const group = make("fieldset", "cv-control");
    group.append(make("legend", "", control.label));
    for (const option of control.options) {
      const label = make("label", "cv-option");
      const input = make("input");
      Object.assign(input, { type: "radio", name: `${id}-${control.name}`, value: option });
      input.checked = option === control.start;
      input.addEventListener("change", () => changed(option, 1));
      label.append(input, make("span", "", option));
      group.append(label);
    }
    return group;
  },
  switch(control, id, changed) {
    const row = make("div", "cv-control");
    const label = make("label", "cv-option");
    const input = make("input");
    Object.assign(input, { type: "checkbox", checked: control.start });
    input.addEventListener("change", () => changed(input.checked, 1));
    label.append(input, make("span", "", control.label));
    row.append(label);
    return row;
  },
};

function buildTasks(tasks) {
  const node = make("div", "cv-tasks");
  const list = make("ol");
  list.setAttribute("aria-label", "Tasks");
  node.append(make("p", "cv-tasks-title", "Find out"), list);
  const ever = new Set();
  const items = tasks.map((task) => {
    const item = make("li");
    const state = make("span", "cv-state", "");
    const then = make("p", "cv-then", "");
    then.setAttribute("role", "status");
    item.append(make("span", "", task.text), state, then);
    list.append(item);
    return { item, state, then, task };
  });
  function tick(done) {
    for (const at of done || []) {
      if (ever.has(at)) continue;
      ever.add(at);
      items[at].item.classList.add("cv-done");
      items[at].state.textContent = " ✓ done";
      items[at].then.textContent = items[at].task.then;
    }
  }
  return { node, tick };
}

export default { render };
