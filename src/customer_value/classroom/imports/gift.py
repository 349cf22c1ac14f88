"""Questions in GIFT, as `exports.gift` and Moodle write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from customer_value.classroom.imports.draft import OTHER_NUMBERS, Answer, Found, attempt
from customer_value.classroom.imports.numbers import between, number
from customer_value.classroom.imports.refusals import NotReadError
from customer_value.classroom.imports.words import LONGEST, from_html, from_markdown, from_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sign behind a backslash steers nothing. Until the text is taken apart it is a control character, which no file has.
_SIGNS = "~=#{}:\\"
_HIDDEN = {sign: chr(1 + place) for place, sign in enumerate(_SIGNS)} | {"n": "\x0e"}
_SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()})
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_ID, _TAG = re.compile(r"\[id:(.+?)(?<!\\)\]"), re.compile(r"\[tag:(.+?)(?<!\\)\]")
_WORTH = re.compile(r"\s*%(-?[\d.]+)%")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#|$)")
_PARTS = re.compile(r"[=~][^=~]*")
_RANGE = re.compile(r"\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*")


@dataclass
class _Block:
    """The lines between two empty ones, without comments; the signs behind backslashes are hidden."""

    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def read(text: str, _name: str) -> Iterator[tuple[Found, str]]:
    """Yield each question with the reason why it cannot be read, "" if it can."""
    for block in _blocks(text):
        found = Found(block.line)
        yield attempt(found, partial(_question, block, found))


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(1)
    for line, content in enumerate([*text.split("\n"), ""], 1):
        bare = content.strip()
        if bare.startswith("//"):
            block.comments.append(bare)
        elif bare and not bare.startswith("$CATEGORY:"):
            block.line = block.line if block.lines else line
            block.lines.append(_hidden(content))
        elif not bare:
            if block.lines:
                yield block
            block = _Block(line)


def _hidden(text: str) -> str:
    return re.sub(r"\\([~=#{}:\\n])", lambda found: _HIDDEN[found[1]], text)


def _shown(text: str) -> str:
    return text.translate(_SHOWN)


def _question(block: _Block, found: Found) -> None:
    rest, comments = "\n".join(block.lines), "\n".join(block.comments)
    if len(rest) + len(comments) > LONGEST:
        raise NotReadError(f"it has more than {LONGEST:,} characters")
    if title := _TITLE.match(rest):
        found.name, rest = " ".join(_shown(title[1]).split()), rest[title.end() :]
    ids = _ID.findall(comments)
    found.key = ids[0].replace("\\]", "]").strip() if ids else ""
    found.tags = [" ".join(each.replace("\\]", "]").split()) for each in _TAG.findall(comments)]
    form = _FORM.match(rest)
    kind, rest = (form[1], rest[form.end() :]) if form else ("moodle", rest)
    found.name = found.name or " ".join(_shown(rest.partition("{")[0]).split())[:60]
    before, inside, behind = _taken_apart(rest)
    reader = _Reader(found, kind)
    if behind.strip():
        before = f"{before} … {behind}"
    found.stem = reader.words(before)
    answers, _, after = inside.partition("####")
    found.after = reader.words(after)
    reader.answers(answers)


def _taken_apart(text: str) -> tuple[str, str, str]:
    """Return what stands before, in and behind the braces of the answers."""
    before, opened, rest = text.partition("{")
    inside, closed, behind = rest.partition("}")
    if not opened:
        raise NotReadError("it is a description, with no place for an answer")
    if not closed:
        raise NotReadError("the brace of its answers is not closed")
    if "{" in inside or "{" in behind or "}" in behind:
        raise NotReadError("it has more than one pair of braces; those of the text need a backslash")
    return before, inside, behind


@dataclass
class _Reader:
    """Reads the answers of one question, whose texts have a format."""

    found: Found
    form: str

    def words(self, text: str) -> str:
        """Return a text as Markdown, and note what was lost."""
        form = _FORM.match(text)
        kind, text = (form[1], text[form.end() :]) if form else (self.form, text)
        source = _shown(text).strip()
        words = {"html": from_html, "plain": from_plain, "markdown": from_markdown}.get(kind, from_html)(source)
        self.found.lost += words.lost
        return words.text

    def answers(self, text: str) -> None:
        """Tell the type by how the answers begin, and read them."""
        bare = text.strip()
        if not bare:
            self.found.kind = "short"
        elif bare.startswith("#"):
            self._numbers(bare[1:])
        elif _TRUTH.match(bare):
            self._truth(bare)
        elif "->" in bare and "~" not in bare and bare.startswith("="):
            self._rows(bare)
        elif bare[0] in "=~":
            self._choice(bare)
        else:
            self._typed([self._answer(f"={bare}")])

    def _answer(self, part: str) -> Answer:
        """Read one answer: its sign, what it is worth, its text and what it is told."""
        worth, rest = (100.0 if part[0] == "=" else 0.0), part[1:]
        if given := _WORTH.match(rest):
            worth, rest = number(given[1]), rest[given.end() :]
        text, _, says = rest.partition("#")
        return Answer(text.strip(), worth, self.words(says))

    def _truth(self, text: str) -> None:
        """Read TRUE#what the wrong answer is told#what the right one is."""
        truth, wrong, right, *_ = [*text.split("#"), "", ""]
        is_true = truth.strip().startswith("T")
        self.found.kind = "true_false"
        self.found.answers = [
            Answer("true", 100.0 * is_true, self.words(right if is_true else wrong)),
            Answer("false", 100.0 * (not is_true), self.words(wrong if is_true else right)),
        ]

    def _rows(self, text: str) -> None:
        self.found.kind = "match"
        for part in _PARTS.findall(text):
            row, arrow, target = part[1:].partition("->")
            if not arrow:
                raise NotReadError("a row of it has no ->")
            self.found.rows.append((self.words(row), from_html(_shown(target)).text))

    def _choice(self, text: str) -> None:
        parts = _PARTS.findall(text)
        answers, signs = [self._answer(part) for part in parts], {part[0] for part in parts}
        if signs == {"="}:
            self._typed(answers)
            return
        is_single = "=" in signs or sum(each.worth > 0 for each in answers) == 1
        self.found.kind = "single" if is_single else "multiple"
        self.found.answers = [each._replace(text=self.words(each.text)) for each in answers]

    def _typed(self, answers: list[Answer]) -> None:
        self.found.take_typed(each._replace(text=" ".join(_shown(each.text).split())) for each in answers)

    def _numbers(self, text: str) -> None:
        self.found.kind = "numeric"
        bare = text.strip()
        for part in _PARTS.findall(bare) if bare[:1] in ("=", "~") else [f"={bare}"]:
            answer = self._answer(part)
            if not answer.text or answer.text == "*":
                self.found.lost.append(OTHER_NUMBERS)
                continue
            value, near = _around(answer.text)
            self.found.answers.append(answer._replace(text=str(value), near=near))


def _around(text: str) -> tuple[float, float]:
    """Return a number and how far an answer may be off, of "5", "5:0.1" or "4..6".

    Examples
    --------
    >>> _around("5:0.1"), _around("4..6"), _around("5")
    ((5.0, 0.1), (5.0, 1.0), (5.0, 0.0))
    """
    if ends := _RANGE.fullmatch(text):
        return between(ends[1], ends[2])
    value, _, near = text.partition(":")
    return number(value), abs(number(near or "0"))
