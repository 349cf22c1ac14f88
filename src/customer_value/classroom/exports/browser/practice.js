// Plays the part that `session.py` has in a notebook: takes what the learner does, grades it, says what to draw.

const TRIES_BEFORE_SOLUTION = 2;
const COUNTED = ["correct", "partial", "wrong"];
const ENOUGH = 3; // below this, a share says nothing
const LEVELS = [["sure", "calibration_sure"], ["think so", "calibration_think_so"], ["guess", "calibration_guess"]];

function practise(quiz, { texts, aliases }) {
  const say = (name, values) => fill(texts[name], values);
  const items = quiz.items.map((item) => begin(item, 0, 0));
  const sure = []; // { confidence, right } of each first try

  function begin(item, place, round) {
    return { item, place, round, version: item.versions[place], outcome: null, confidence: null, tries: 0, hints: 0,
      atOnce: false, gaveUp: false, compared: false };
  }

  function renew(now) {
    Object.assign(now, begin(now.item, (now.place + 1) % now.item.versions.length, now.round + 1));
  }

  const isRight = (now) => now.outcome?.status === "correct";
  const isClosed = (now) => isRight(now) || now.gaveUp;

  // What Python says with a learner's words in it: as text, and a number and its sign on one line.
  function told([name, values]) {
    const worded = Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? say(...value) : value]);
    const text = say(name, Object.fromEntries(worded));
    const html = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return html.replace(/(?<=\p{Decimal_Number}) (?=[%€])/gu, "&nbsp;");
  }

  function check(now, { answer, confidence = null }) {
    const found = JUDGES[now.version.key.by](now.version.key, answer, { told, aliases, compared: now.compared });
    Object.assign(now, { outcome: found, confidence });
    now.tries += COUNTED.includes(found.status);
    now.compared ||= Boolean(found.isKept) || now.tries > 0;
    if (now.tries !== 1 || !COUNTED.includes(found.status)) return;
    now.atOnce = isRight(now);
    sure.push({ confidence, right: isRight(now) });
  }

  function receive(message) {
    const now = items.find((each) => each.item.id === message.item);
    if (message.do === "again") items.forEach(renew);
    if (!now) return;
    if (message.do === "check" && !isClosed(now)) check(now, message);
    if (message.do === "hint") now.hints = Math.min(now.hints + 1, now.version.hints.length);
    if (message.do === "solution" && now.tries >= TRIES_BEFORE_SOLUTION) now.gaveUp = true;
    if (message.do === "new_numbers" && now.item.versions.length > 1) renew(now);
  }

  function drawn(now) {
    const { version, outcome: found, hints, tries, gaveUp, round } = now;
    const closed = isClosed(now);
    return {
      ...version.view,
      ...(now.compared ? version.kept : {}),
      variant: round ? `${version.view.variant}-${round}` : version.view.variant,
      answer: found?.answer ?? null,
      confidence: now.confidence,
      status: found?.isKept ? "kept" : found?.status ?? null,
      feedback: found?.feedback ?? [],
      tries,
      counted: tries > 0,
      closed,
      marks: (found ?? outcome(version.key, null, version.key.unanswered)).marks[Number(closed)],
      hints: version.hints.slice(0, hints),
      hints_left: version.hints.length - hints,
      solution: gaveUp ? version.solution : "",
      can_show_solution: tries >= TRIES_BEFORE_SOLUTION && !closed,
      can_change_numbers: now.item.versions.length > 1 && tries > 0,
    };
  }

  function result() {
    const count = (test) => items.filter(test).length;
    const done = count((now) => now.tries > 0);
    const first = count((now) => isRight(now) && now.atOnce);
    const own = count((now) => now.version.view.self_scored && now.tries > 0);
    const name = done === items.length ? "result_sentence" : "result_open";
    const said = [say(name, { done, right: count(isRight), all: items.length, first })];
    if (own) said.push(say("result_own", { own }));
    const rows = [...new Set(items.map((now) => now.item.objective))].map(row);
    return { sentence: said.join(" "), rows, help: say("right_help"), calibration: calibration() };
  }

  function row(objective) {
    const mine = items.filter((now) => now.item.objective === objective);
    const again = mine.filter((now) => !now.atOnce).map((now) => now.item.section);
    return {
      text: quiz.objectives[objective] ?? objective,
      right: mine.filter(isRight).length,
      first: mine.filter((now) => isRight(now) && now.atOnce).length,
      all: mine.length,
      sections: [...new Set(again.filter(Boolean))],
    };
  }

  function calibration() {
    if (!items.some((now) => now.tries)) return [];
    return LEVELS.flatMap(([level, name]) => {
      const these = sure.filter((each) => each.confidence === level);
      const right = these.filter((each) => each.right).length;
      const percent = evenly((100 * right) / these.length);
      return these.length < ENOUGH ? [] : [say(name, { right, all: these.length, percent })];
    });
  }

  function view() {
    return { kind: "quiz", title: quiz.title, together: false, notice: "", items: items.map(drawn), result: result() };
  }

  // A figure is no part of the view, which is drawn anew with each change.
  function figure(id) {
    const now = items.find((each) => each.item.id === id);
    return { draws: `${id} ${drawn(now).variant}`, ...now.version.figure };
  }

  return { receive, view, figure };
}

// As Python rounds: a half goes to the even number.
function evenly(number) {
  const down = Math.floor(number);
  return number - down === 0.5 ? down + (down % 2) : Math.round(number);
}

// What was done stays in this tab, so that loading the page again takes nothing with it.
function memory(name) {
  const tried = (act) => {
    try {
      return act();
    } catch {
      return null; // the browser forbids it
    }
  };
  const messages = tried(() => JSON.parse(sessionStorage.getItem(name))) ?? [];
  return {
    messages: [...messages],
    keep: (message) => (messages.push(message), tried(() => sessionStorage.setItem(name, JSON.stringify(messages)))),
  };
}

function start(quiz, el, data) {
  const session = practise(quiz, data);
  const kept = memory(`cv-practice-${quiz.key}`);
  const heard = { "change:state": [], "msg:custom": [] };
  const tell = (name, what) => heard[name].forEach((callback) => callback(what));
  kept.messages.forEach(session.receive);
  let state = session.view();
  const model = {
    get: (name) => (name === "state" ? state : undefined),
    on: (name, callback) => heard[name].push(callback),
    off: () => {},
    send(message) {
      if (message.do === "draw") return tell("msg:custom", session.figure(message.item));
      session.receive(message);
      kept.keep(message);
      state = session.view();
      tell("change:state");
    },
  };
  render({ model, el }, data.texts);
}

const embedded = document.getElementById("practice");
if (embedded) {
  const data = JSON.parse(embedded.textContent);
  data.quizzes.forEach((quiz, place) => start(quiz, document.getElementById(`quiz-${place}`), data));
}
