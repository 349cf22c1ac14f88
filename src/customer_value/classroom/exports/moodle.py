"""Banks in Moodle XML, the format in which Moodle itself takes question banks from one site to another.

Written from the format's description in Moodle's documentation ("Moodle XML format") and the files that Moodle exports.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from customer_value.classroom.exports.asked import plain
from customer_value.classroom.exports.categories import collect, told
from customer_value.classroom.exports.rendering import html, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from customer_value.classroom.exports.asked import Answer, Asked, Field
    from customer_value.classroom.exports.categories import Category
    from customer_value.classroom.exports.material import Material, Written

TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true_false": "truefalse",
    "numeric": "numerical",
    "match": "matching",
    "order": "matching",
    "cloze": "cloze",
    "short": "essay",
}
NO_HINTS = "Moodle has no hints for a question of this type"
_WITHOUT_HINTS = ("true_false", "short")
_LIKE_A_GAP = re.compile(r"\{(?=\s*\d*\s*:)")
_STEERING = re.compile(r"(?<!&)[#~{}=%]")  # in a gap; the one of &#39; does not steer


def write(material: Material, out: Path) -> Written:
    """Write a Moodle XML file and say what is in it."""
    categories, written = collect(material, lambda _: "", _differs)
    quiz = Element("quiz")
    for category in categories:
        _category(quiz, category)
        for asked in category.questions:
            _question(quiz, asked)
    indent(quiz, " ")
    ElementTree(quiz).write(out, encoding="utf-8", xml_declaration=True)
    written.what = told(categories)
    return written


def _differs(asked: Asked) -> Iterator[str]:
    yield from asked.otherwise
    if asked.hints and asked.kind in _WITHOUT_HINTS:
        yield NO_HINTS


def _category(quiz: Element, category: Category) -> None:
    question = SubElement(quiz, "question", type="category")
    path = "/".join(each.replace("/", "//") for each in category.path)
    _text(question, "category", f"$course$/top/{path}")


def _question(quiz: Element, asked: Asked) -> None:
    question = SubElement(quiz, "question", type=TYPES[asked.kind])
    _text(question, "name", asked.name)
    _html(question, "questiontext", _with_gaps(asked) if asked.kind == "cloze" else asked.numbered)
    _html(question, "generalfeedback", asked.after)
    for name, value in (("defaultgrade", "1"), ("penalty", "0"), ("hidden", "0"), ("idnumber", asked.key)):
        SubElement(question, name).text = value
    _SPELL[asked.kind](question, asked)
    for hint in () if asked.kind in _WITHOUT_HINTS else asked.hints:
        _html(question, "hint", hint)
    tags = SubElement(question, "tags")
    for tag in asked.tags:
        _text(tags, "tag", tag)


def _choices(question: Element, asked: Asked) -> None:
    settings = {"single": asked.kind == "single", "shuffleanswers": asked.is_shuffled}
    for name, value in settings.items():
        SubElement(question, name).text = str(value).lower()
    SubElement(question, "answernumbering").text = "none"
    for each in asked.answers:
        _answer(question, each, "html")


def _true_false(question: Element, asked: Asked) -> None:
    for each in asked.answers:
        _answer(question, each, "moodle_auto_format")


def _numbers(question: Element, asked: Asked) -> None:
    for each in asked.answers:
        SubElement(_answer(question, each, "moodle_auto_format"), "tolerance").text = plain(each.near)
    if asked.unit:
        unit = SubElement(SubElement(question, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = asked.unit
    # A unit may be written behind the number, or before it, and costs nothing when it is left out.
    settings = {"unitgradingtype": "0", "unitpenalty": "0", "showunits": "0", "unitsleft": str(int(asked.unit == "€"))}
    for name, value in settings.items():
        SubElement(question, name).text = value


def _rows(question: Element, asked: Asked) -> None:
    SubElement(question, "shuffleanswers").text = "true"
    for row in asked.rows:
        _text(_html(question, "subquestion", row.text), "answer", row.match)


def _essay(question: Element, asked: Asked) -> None:
    settings = {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "10", "attachments": "0"}
    for name, value in settings.items():
        SubElement(question, name).text = value
    _html(question, "graderinfo", asked.after)


def _nothing(question: Element, asked: Asked) -> None:
    """Add nothing: the gaps stand in the text."""


_SPELL = {
    "single": _choices,
    "multiple": _choices,
    "true_false": _true_false,
    "numeric": _numbers,
    "match": _rows,
    "order": _rows,
    "cloze": _nothing,
    "short": _essay,
}


def _answer(question: Element, answer: Answer, kind: str) -> Element:
    element = SubElement(question, "answer", fraction=plain(round(answer.worth, 5)), format=kind)
    SubElement(element, "text").text = answer.text
    _html(element, "feedback", answer.says)
    return element


def _with_gaps(asked: Asked) -> str:
    """Return the text with its gaps spelled out; what looks like a gap in the bank's own words is none."""
    hosts = {name: f'<span data-gap="{name}"></span>' for name, _ in asked.fields}
    text = _LIKE_A_GAP.sub("&#123;", paragraph(asked.stem) + paragraph(html(asked.text, hosts)))
    for name, each in asked.fields:
        text = text.replace(hosts[name], _gap(each))
    return text


def _gap(field: Field) -> str:
    """Return a gap as it stands within a text: {1:MULTICHOICE:=right~wrong#what it is told}.

    Moodle decodes the signs by number once more than those of the text around: what is to be HTML is encoded twice.
    """
    answers = []
    for each in field.answers:
        plain_text = escape(each.text, quote=False)
        text = _steerless(plain_text if field.is_typed else _encoded(plain_text))
        says = f"#{_steerless(_encoded(each.says))}" if each.says else ""
        answers.append(f"{'=' if each.worth else ''}{text}{says}")
    return f"{{1:{'SHORTANSWER' if field.is_typed else 'MULTICHOICE'}:{'~'.join(answers)}}}"


def _encoded(text: str) -> str:
    return text.replace("&", "&amp;")


def _steerless(text: str) -> str:
    """Return HTML without the signs that steer a gap, each by its number.

    Examples
    --------
    >>> _steerless("100 % = {all}")
    '100 &#37; &#61; &#123;all&#125;'
    """
    return _STEERING.sub(lambda found: f"&#{ord(found[0])};", text)


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    SubElement(element, "text").text = text
    return element


def _html(parent: Element, name: str, text: str) -> Element:
    element = _text(parent, name, text)
    element.set("format", "html")
    return element
