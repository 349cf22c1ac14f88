// Reads numbers as `reader.py` does, words as `spelling.py`, and says as `off.py` how a number is off; tests hold each
// pair to the same answers. A message is [name, values], to be put into the learner's language elsewhere.

// What Python calls space.
const BLANK = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const DIGIT = "\\p{Decimal_Number}";
const SHAPE = new RegExp(
  `^(?<sign1>[+-]?)[${BLANK}]*(?<before>[^${DIGIT}.,+\\-${BLANK}]*)[${BLANK}]*(?<sign2>[+-]?)[${BLANK}]*` +
    `(?<body>${DIGIT}[${DIGIT}., ']*|[.,]${DIGIT}+)(?<power>[eE][+-]?${DIGIT}{1,2}(?![\\p{L}\\p{N}_.,]))?` +
    `[${BLANK}]*(?<after>.*)$`, "su");
const LONGEST_NUMBER = 64;

function strip(text) {
  return text.replace(new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "gu"), "");
}

function splitWords(text) {
  return text.split(new RegExp(`[${BLANK}]+`, "u")).filter(Boolean);
}

// Letters without regard to case, and ß as ss; the few that Python folds to themselves stay.
function folded(text) {
  return [...text].map((sign) => (sign === "ı" ? sign : sign.toLowerCase().toUpperCase().toLowerCase())).join("");
}

// Digits of all scripts as 0 to 9: each script has its ten in a row.
function ascii(text) {
  return text.replace(/\p{Decimal_Number}/gu, (digit) => {
    let value = 0;
    while (/\p{Decimal_Number}/u.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value += 1;
    return String(value % 10);
  });
}

function canonical(unit, aliases) {
  const singular = splitWords(folded(unit)).map((word) => word.replace(/s+$/, ""));
  const known = singular.map((word) => (Object.hasOwn(aliases, word) ? aliases[word] : word));
  return known.join(" ").replaceAll("per cent", "%");
}

// A number as Python writes it with 12 digits.
function shownNumber(value) {
  const [digits, power] = value.toExponential(11).split("e");
  const bare = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (power >= -4 && power < 12) return bare(value.toFixed(11 - power));
  return `${bare(digits)}e${power[0]}${power.slice(1).padStart(2, "0")}`;
}

// ---- a number ----

// Either { value, step }, or { says }: why it cannot be read.
function readNumber(text, unit, aliases) {
  if ([...text].length > LONGEST_NUMBER) return { says: ["number_too_long", { count: [...text].length }] };
  const signs = text.replace(/[−–]/gu, "-").replaceAll("’", "'").normalize("NFC");
  const clean = strip(signs.replace(/[\u00a0\u2007\u2009\u202f\t]/gu, " "));
  const written = splitWords(clean).join(" ");
  const found = SHAPE.exec(clean)?.groups;
  if (!found || (found.sign1 && found.sign2)) return { says: ["number_none", { text: written }] };
  const slip = letterOrSecondNumber(written, found);
  if (slip) return slip;
  const plain = plainDigits(strip(found.body), Boolean(found.power) || unit.isDecimal);
  if (plain.says) return plain;
  const digits = found.sign1 + found.sign2 + plain.digits + (found.power ?? "");
  return inUnit(digits, found.before, strip(found.after), unit, aliases);
}

function letterOrSecondNumber(written, { body, after }) {
  const [letter] = /^[oOlI](?![a-zA-Z])/u.exec(after) ?? [];
  if (letter && !body.endsWith(" ")) {
    return { says: ["number_letter", { text: written, letter, digit: "oO".includes(letter) ? "0" : "1" }] };
  }
  return /\p{Decimal_Number}/u.test(after) ? { says: ["number_several", { text: written }] } : null;
}

function plainDigits(text, trusted) {
  const body = /^\p{Decimal_Number}+[.,]$/u.test(text) ? text.slice(0, -1) : text;
  const marks = [...body].filter((sign) => !/\p{Decimal_Number}/u.test(sign));
  if (!marks.length) return { digits: body };
  if (marks.length === 1 && ".,".includes(marks[0])) return oneMark(body, marks[0], trusted);
  const last = marks.at(-1);
  const at = body.lastIndexOf(last);
  const kinds = new Set(marks).size;
  if (kinds === 1) return grouped(body, body, last);
  if (!".,".includes(last) || marks.filter((mark) => mark === last).length > 1 || kinds > 2) return oddMarks(body);
  const whole = grouped(body.slice(0, at), body, marks[0]);
  return whole.says ? whole : { digits: `${whole.digits}.${body.slice(at + 1)}` };
}

function oneMark(body, mark, trusted) {
  const [whole, decimals] = body.split(mark);
  const places = [...decimals].length;
  const before = [...whole].length;
  const unclear = places === 3 && before >= 1 && before <= 3 && !whole.startsWith("0");
  if (!unclear || (mark === "." && trusted)) return { digits: `${whole || 0}.${decimals}` };
  const shorter = decimals.replace(/0+$/, "") || "0";
  const clear = trusted ? decimals : [...shorter].length === 3 ? `${decimals}0` : shorter;
  return { says: ["number_two_readings", { text: body, one: whole + decimals, other: `${whole}.${clear}` }] };
}

function grouped(whole, body, mark) {
  const right = new RegExp(`^${DIGIT}{1,3}([${mark}]${DIGIT}{3})+$`, "u").test(whole);
  return right ? { digits: whole.replaceAll(mark, "") } : oddMarks(body);
}

function oddMarks(body) {
  return { says: ["number_marks", { text: body }] };
}

function inUnit(digits, before, after, unit, aliases) {
  const value = Number(ascii(digits));
  const step = lastStep(digits);
  const given = before || after;
  const name = canonical(given, aliases);
  const isPercent = name.startsWith("%");
  const fits = !given || unit.names.includes(name) || (isPercent && unit.isShare);
  if ((before && after) || !fits) {
    return { says: ["number_unit", { text: splitWords(`${before} ${after}`).join(" "), unit: unit.text }] };
  }
  if (unit.isShare && isPercent) return { value: value / 100, step: step / 100 };
  if (unit.isShare && !given && Math.abs(value) > 1) {
    return { says: ["number_share", { share: shownNumber(value / 100), percent: shownNumber(value) }] };
  }
  const unclear = unit.isPercent && !given && Math.abs(value) > 0 && Math.abs(value) < 1;
  return unclear ? { says: ["number_percent", { number: shownNumber(value) }] } : { value, step };
}

function lastStep(digits) {
  const [mantissa, power = "0"] = digits.toLowerCase().split("e");
  const [whole, decimals = ""] = mantissa.split(".");
  const zeros = !decimals && whole.replace(/^[+\-0]+|[+\-0]+$/g, "") ? /0*$/.exec(whole)[0].length : 0;
  return Number(`1e${Number(ascii(power)) + zeros - [...decimals].length}`);
}

// ---- how a wrong number is off ----

function howOff(value, answer, near) {
  if (value && near(-value)) return ["off_sign", {}];
  const factor = [100, 1000, 10, 12].find((each) => value && (near(value * each) || near(value / each)));
  if (factor) return [`off_by_${factor}`, {}];
  if (!value || !answer || value < 0 !== answer < 0) return offBy("off_somewhat", value > answer, false);
  const ratio = Math.abs(value) / Math.abs(answer);
  const more = ratio > 1;
  const times = more ? ratio : ratio ? 1 / ratio : Infinity;
  const name = times <= 1.05 ? "off_little" : times >= 50 ? "off_very_far" : times >= 5 ? "off_far" : "off_somewhat";
  return offBy(name, more, answer <= 0);
}

function offBy(name, more, inSize) {
  return [name, { direction: [more ? "off_large" : "off_small"], in_size: inSize ? ["off_in_size"] : "" }];
}

// ---- a word ----

// What counts in a typed word; "" if nothing does.
function plainWord(text) {
  const alike = folded(text.normalize("NFKC")).replaceAll("ς", "σ").normalize("NFKC");
  const words = alike.replace(/['’ʼ`´]/gu, "").replace(/\p{Cf}/gu, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const word = (words.length > 1 && ["a", "an", "the"].includes(words[0]) ? words.slice(1) : words).join("");
  const letters = [...word];
  if (word.endsWith("ies") && letters.length > 4) return `${word.slice(0, -3)}y`;
  if (/(sses|shes|xes)$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$|^s$/u.test(word) ? word.slice(0, -1) : word;
}
