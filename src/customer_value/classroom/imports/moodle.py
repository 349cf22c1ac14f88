"""Questions in Moodle XML, as `exports.moodle` and Moodle itself write them."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from secrets import token_hex
from typing import TYPE_CHECKING

from customer_value.classroom.imports import nodes
from customer_value.classroom.imports.draft import OTHER_NUMBERS, Answer, Found, Gap, attempt
from customer_value.classroom.imports.numbers import number
from customer_value.classroom.imports.refusals import NotReadError
from customer_value.classroom.imports.words import LONGEST, Words, from_html, from_markdown, from_plain
from customer_value.errors import BankError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.classroom.imports.nodes import Node

_GAP = re.compile(
    r"\{\s*\d*\s*:(MULTICHOICE(?:_[VH]?S?)?|MC[VH]?S?|SHORTANSWER(?:_C)?|SAC?|MWC?)\s*:"
    r"((?:\\.|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[^}\\])*)\}",
    re.DOTALL,
)
_ANY_GAP = re.compile(r"\{\s*\d*\s*:([A-Z_]+)\s*:")
_SPLIT = re.compile(r"(?<!\\)~")
_CLOZE_ANSWER = re.compile(r"(?:%(-?[\d.,]+)%|(=))?(.*?)(?:(?<!\\)(?<!&)(?<!&amp;)#(.*))?", re.DOTALL)


def read(text: str, name: str) -> Iterator[tuple[Found, str]]:
    """Yield each question with the reason why it cannot be read, "" if it can.

    Raises
    ------
    BankError
        If it is no XML, or not Moodle's.
    """
    quiz = nodes.read(text, name)
    if quiz.tag != "quiz":
        rule = f"the file holds <{quiz.tag[:40]}>, and Moodle's questions stand in <quiz>."
        raise BankError.at(name, quiz.line, rule, "export as Moodle XML.")
    for node in quiz.all("question"):
        if node.attributes.get("type") != "category":
            found = Found(node.line, name=_title(node), key=node.words("idnumber"))
            yield attempt(found, partial(_question, node, found))


def _question(node: Node, found: Found) -> None:
    kind = node.attributes.get("type", "")
    if kind not in _READ:
        raise NotReadError(f"questions of the type {kind[:40]!r} have none like them in a bank")
    _common(node, found)
    _READ[kind](node, found)


def _title(node: Node) -> str:
    return " ".join(node.words("name", "text").split())


def _common(node: Node, found: Found) -> None:
    found.stem = _text(node.find("questiontext"), found)
    found.after = _text(node.find("generalfeedback"), found)
    found.hints = [text for each in node.all("hint") if (text := _text(each, found))]
    tags = node.find("tags")
    found.tags = [tag for each in (tags.all("tag") if tags else ()) if (tag := " ".join(each.words("text").split()))]
    if any(each.find("file") for each in [*node.children, node]):
        found.lost.append("a file")


def _text(node: Node | None, found: Found) -> str:
    """Return a text of Moodle's as Markdown; what cannot be kept is noted."""
    if node is None:
        return ""
    words = _words(node.words("text"), node.attributes.get("format", "html"))
    found.lost += words.lost
    return words.text


def _words(text: str, form: str) -> Words:
    if form == "plain_text":
        return from_plain(text)
    if form == "moodle_auto_format":
        return from_html(re.sub(r"\n\s*\n", "<p>", text))
    return from_markdown(text) if form == "markdown" else from_html(text)


def _answers(node: Node, found: Found) -> Iterator[Answer]:
    for each in node.all("answer"):
        worth = number(each.attributes.get("fraction", "0"))
        yield Answer(_text(each, found), worth, _text(each.find("feedback"), found))


def _choice(node: Node, found: Found) -> None:
    found.kind = "single" if node.words("single") in ("true", "1", "") else "multiple"
    found.shuffle = node.words("shuffleanswers") not in ("false", "0")
    found.answers = list(_answers(node, found))
    for each in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        if _text(node.find(each), Found(0)):
            found.lost.append(f"its <{each}>")


def _true_false(node: Node, found: Found) -> None:
    found.kind = "true_false"
    found.answers = [each._replace(text=each.text.lower()) for each in _answers(node, found)]


def _numerical(node: Node, found: Found) -> None:
    found.kind = "numeric"
    for element, answer in zip(node.all("answer"), _answers(node, found), strict=True):
        text = element.words("text")
        if text == "*":
            found.lost.append(OTHER_NUMBERS)
            continue
        near = abs(number(element.words("tolerance") or "0"))
        found.answers.append(answer._replace(text=str(number(text)), near=near))
    found.unit = node.words("units", "unit", "unit_name")
    if (units := node.find("units")) and len(units.children) > 1:
        found.lost.append("its other units")


def _matching(node: Node, found: Found) -> None:
    found.kind = "match"
    for each in node.all("subquestion"):
        found.rows.append((_text(each, found), from_plain(each.words("answer", "text")).text))


def _ordering(node: Node, found: Found) -> None:
    found.kind = "match"  # with places: that is an order
    found.rows = [(_text(each, found), str(place)) for place, each in enumerate(node.all("answer"), 1)]


def _essay(node: Node, found: Found) -> None:
    found.kind = "short"
    found.model = _text(node.find("graderinfo"), found)
    if found.model == found.after:
        found.after = ""


def _short_answer(node: Node, found: Found) -> None:
    answers = zip(node.all("answer"), _answers(node, found), strict=True)
    found.take_typed(each._replace(text=" ".join(element.words("text").split())) for element, each in answers)


def _cloze(node: Node, found: Found) -> None:
    """Take the gaps out of the text as HTML, where they stand between its tags."""
    source = node.words("questiontext", "text")
    if len(source) > LONGEST:
        raise NotReadError(f"its text has more than {LONGEST:,} characters")
    marks: dict[str, Gap] = {}
    secret = token_hex(8)  # no text, whoever wrote it, can pass as a gap

    def put(match: re.Match[str]) -> str:
        name = f"gap{len(marks) + 1}"
        is_typed = not match[1].startswith(("MULTI", "MC"))
        marks[name] = Gap(tuple(_in_gap(each, found, is_typed) for each in _SPLIT.split(match[2])), is_typed)
        return f"{secret}{name}."

    text = _GAP.sub(put, source)
    if other := _ANY_GAP.search(text):
        raise NotReadError(f"gaps of the type {other[1][:40]!r} have none like them in a bank")
    if not marks:
        raise NotReadError("it has no gaps")
    words = from_html(text)
    found.lost += words.lost
    first, _, rest = words.text.partition("\n\n")
    has_stem = rest and secret not in first
    found.kind, found.gaps = "cloze", marks
    found.stem = first if has_stem else ""
    found.text = re.sub(rf"{secret}(\w+)\.", r"[[\1]]", rest if has_stem else words.text)


def _in_gap(source: str, found: Found, is_typed: bool) -> Answer:
    """Read an answer of a gap; Moodle decodes it before it takes what is not typed for HTML."""
    match = _CLOZE_ANSWER.fullmatch(source.strip())
    percent, is_right, text, says = match.groups() if match else (None, None, source, None)
    plain, told = _decoded(text), from_html(_decoded(says or ""))
    words = Words(" ".join(plain.split())) if is_typed else from_html(plain)
    found.lost += [*words.lost, *told.lost]
    return Answer(words.text, 100.0 if is_right else number((percent or "0").replace(",", ".")), told.text)


def _decoded(text: str) -> str:
    return unescape(text).replace("\\}", "}").replace("\\#", "#")


_READ = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "shortanswer": _short_answer,
    "cloze": _cloze,
}
