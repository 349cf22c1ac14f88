// Grades an answer by a key that Python made (`answer_key.py`): each judge takes the key, what the screen reports and
// what else it must know, and gives { answer, status, score, feedback, marks }: marks while the question is open, and
// once its solution was shown.

const MARKS = { c: "correct", w: "wrong", "-": "" };
const LONGEST_TEXT = 200; // characters that are kept of a number or a word, and of sentences
const LONGEST_SENTENCES = 2000;
const MOST_SENTENCES = 3; // about one answer

function outcome(key, answer, [status, score, says, open = "", closed = open]) {
  const marks = [open, closed].map((each) => [...each].map((sign) => MARKS[sign]));
  return { answer, status, score, feedback: says.map((place) => key.says[place]), marks };
}

function first(text, count) {
  return [...text].slice(0, count).join("");
}

function rising(places) {
  return [...places].sort((one, other) => one - other);
}

function byTable(key, shown) {
  const answer = key.isSet && Array.isArray(shown) ? rising(shown) : shown;
  const named = JSON.stringify(answer);
  if (!Object.hasOwn(key.answers, named)) return outcome(key, null, key.unanswered);
  return outcome(key, answer, key.outcomes[key.answers[named]]);
}

function byParts(key, shown) {
  const count = key.parts.length;
  if (!Array.isArray(shown) || shown.length !== count) return outcome(key, null, key.unanswered);
  const told = shown.map((each, place) => partTold(key.parts[place], each)); // undefined where it is still open
  const open = told.filter((each) => each === undefined).length;
  const answer = open === count ? null : shown.map((each, place) => (told[place] === undefined ? null : clipped(each)));
  if (open) return outcome(key, answer, ["malformed", 0, key.open[open - 1]]);
  const wrong = told.filter((each) => each !== null);
  const marks = told.map((each) => (each === null ? "c" : "w")).join("");
  const says = wrong.length ? wrong.slice(0, MOST_SENTENCES) : key.right;
  return outcome(key, answer, [...key.scores[wrong.length], says, marks]);
}

function clipped(given) {
  return typeof given === "string" ? first(given, LONGEST_TEXT) : given;
}

function partTold(part, given) {
  if (part.choices) return Number.isInteger(given) ? part.choices[given] : undefined;
  const word = typeof given === "string" ? plainWord(clipped(given)) : "";
  if (!word) return undefined;
  return Object.hasOwn(part.words, word) ? part.words[word] : part.other;
}

function byNumber(key, shown, { told, aliases }) {
  if (typeof shown !== "string") return outcome(key, null, key.unanswered);
  const answer = clipped(shown);
  if (["", "____"].includes(strip(answer))) return outcome(key, answer, key.unanswered);
  const number = readNumber(answer, key.unit, aliases);
  const said = (status, message) => ({ ...outcome(key, answer, [status, 0, []]), feedback: [told(message)] });
  if (number.says) return said("malformed", number.says);
  const near = (value) => Math.abs(value - key.answer) <= key.near;
  if (near(number.value)) return outcome(key, answer, ["correct", 1, key.right]);
  const mistake = nearestMistake(key.mistakes, number.value);
  if (mistake) return outcome(key, answer, ["wrong", 0, [mistake[2]]]);
  if (isRounded(number, key.answer)) return said("malformed", ["rounded_too_much", {}]);
  return said("wrong", howOff(number.value, key.answer, near));
}

function nearestMistake(mistakes, value) {
  const away = ([wrong]) => Math.abs(wrong - value);
  const near = mistakes.filter((each) => away(each) <= each[1]);
  return near.reduce((best, each) => (best && away(best) <= away(each) ? best : each), null);
}

// The right value with fewer digits: two at least, or it may be anything.
function isRounded({ value, step }, answer) {
  return Math.abs(value) >= 10 * step * (1 - 1e-9) && Math.abs(value - answer) <= (step / 2) * (1 + 1e-9);
}

function byPoints(key, shown, { compared }) {
  if (typeof shown?.text !== "string") return outcome(key, null, key.unanswered);
  const text = first(shown.text, LONGEST_SENTENCES);
  const named = compared && Array.isArray(shown.met) ? JSON.stringify(rising(shown.met)) : "";
  const scored = Object.hasOwn(key.answers, named) ? key.outcomes[key.answers[named]] : null;
  const answer = scored ? { text, met: JSON.parse(named) } : { text };
  const marks = (scored ?? key.unanswered).slice(3);
  if ([...strip(text)].length < key.shortest) return outcome(key, answer, [...key.tooShort, ...marks]);
  return scored ? outcome(key, answer, scored) : { ...outcome(key, answer, [...key.kept, ...marks]), isKept: true };
}

const JUDGES = { table: byTable, parts: byParts, number: byNumber, points: byPoints };
