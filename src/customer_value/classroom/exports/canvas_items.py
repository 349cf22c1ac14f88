"""Each type of question as an item of QTI 1.2, in the words that Canvas's importer knows.

That importer takes each number that a numerical question names for a right one, and drops what the options of a gap
are told: such sentences stand in the feedback for all. Answers have numbers for names, as in Canvas's own exports.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape
from itertools import count
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.classroom.exports.asked import OTHER, plain
from customer_value.classroom.exports.packing import element
from customer_value.classroom.exports.rendering import bullets, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from customer_value.classroom.exports.asked import Answer, Asked

_FIRST = 1001  # the name of the first answer
_EXACT = 9  # decimals of a number that must be met to the letter
_KINDS = {
    "single": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "true_false": "true_false_question",
    "numeric": "numerical_question",
    "match": "matching_question",
    "order": "matching_question",
    "short": "essay_question",
}
GENERAL, RIGHT, WRONG = "general_fb", "correct_fb", "general_incorrect_fb"


def kind(asked: Asked) -> str:
    """Return the name that Canvas has for a type; gaps are all chosen or all typed."""
    if asked.kind == "cloze":
        typed = any(each.is_typed for _, each in asked.fields)
        return "fill_in_multiple_blanks_question" if typed else "multiple_dropdowns_question"
    return _KINDS[asked.kind]


class _Item:
    """The parts of an item as it grows."""

    def __init__(self, stem: str) -> None:
        self.shown = [_material(paragraph(stem))]
        self.rules: list[Element] = []
        self.said: dict[str, str] = {}

    def say(self, name: str, html: str, *test: Element) -> None:
        """Say something where a test holds; to everybody without one."""
        if html:
            shown = element("displayfeedback", feedbacktype="Response", linkrefid=name)
            self.rules.append(_rule(test or [element("other")], shown, go_on=True))
            self.said[name] = html

    def right(self, *test: Element, says: str = "") -> None:
        """Give all points where a test holds."""
        then = [element("setvar", "100", action="Set", varname="SCORE")]
        if says:
            then.append(element("displayfeedback", feedbacktype="Response", linkrefid=RIGHT))
            self.said[RIGHT] = says
        self.rules.append(_rule(test, *then, go_on=False))

    def part(self, test: Element, share: float) -> None:
        """Add a part of the points, in per cent."""
        self.rules.append(_rule([test], element("setvar", f"{share:.2f}", varname="SCORE", action="Add")))


def item(name: str, asked: Asked) -> Element:
    """Return a question as an item worth a point."""
    made = _Item(asked.numbered)
    made.say(GENERAL, _to_all(asked))
    _SPELL[asked.kind](made, asked)
    fields = field("question_type", kind(asked)), field("points_possible", "1.0")
    metadata = element("itemmetadata", element("qtimetadata", *fields))
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    processing = element("resprocessing", element("outcomes", element("decvar", **score)), *made.rules)
    said = [element("itemfeedback", element("flow_mat", _material(html)), ident=key) for key, html in made.said.items()]
    parts = metadata, element("presentation", *made.shown), processing, *said
    return element("item", *parts, ident=name, title=asked.name)


def _to_all(asked: Asked) -> str:
    """Return what is said to everybody once the answer is given."""
    told = bullets(_told_of_gaps(asked))
    return paragraph(asked.after) + told if asked.after and told else asked.after + told


def field(label: str, entry: str) -> Element:
    """Return a label with what it says."""
    return element("qtimetadatafield", element("fieldlabel", label), element("fieldentry", entry))


def _choices(made: _Item, asked: Asked) -> None:
    answers = dict(zip(_names(), asked.answers, strict=False))
    texts = {name: each.text.title() if asked.kind == "true_false" else each.text for name, each in answers.items()}
    several = asked.kind == "multiple"
    made.shown.append(_response("response1", texts, cardinality="Multiple" if several else "Single"))
    for name, each in answers.items():
        made.say(f"{name}_fb", "" if each.worth > 0 else each.says, _equal(name))
    equal = {name: _equal(name) for name in answers}
    tests = [equal[name] if each.worth > 0 else element("not", equal[name]) for name, each in answers.items()]
    if several:
        made.right(element("and", *tests))
    else:
        made.right(*(equal[name] for name, each in answers.items() if each.worth > 0), says=asked.right)


def _number(made: _Item, asked: Asked) -> None:
    right, *wrong = asked.answers
    made.shown.append(_typed("answer1", fibtype="Decimal"))
    value, near = Decimal(right.text), Decimal(plain(right.near))
    bounds = (_equal(f"{value - near:f}", tag="vargte"), _equal(f"{value + near:f}", tag="varlte"))
    made.right(element("or", _equal(right.text), element("and", *bounds)), says=asked.right)
    told = [say("platform_if_answer", answer=_rounded(each), says=each.says) for each in wrong if each.says]
    made.say(WRONG, bullets(told))


def _rounded(answer: Answer) -> str:
    """Return a number with as many decimals as its tolerance asks for, and one more."""
    decimals = 1 - Decimal(plain(answer.near)).adjusted() if answer.near else _EXACT
    return plain(round(float(answer.text), max(0, decimals)))


def _rows(made: _Item, asked: Asked) -> None:
    names = _names()
    rows = {next(names): each for each in asked.rows if each.text}
    targets = {text: next(names) for text in sorted({each.match for each in asked.rows}, key=_as_shown)}
    shown = {name: text for text, name in targets.items()}
    for name, each in rows.items():
        made.shown.append(_response(f"response_{name}", shown, about=_material(each.text), is_plain=True))
        made.part(_equal(targets[each.match], f"response_{name}"), 100 / len(rows))


def _as_shown(text: str) -> tuple[int, str]:
    """Order places by number and words by the alphabet: the order of the rows would be the key."""
    return (int(text) if text.isdecimal() else 0, text)


def _gaps(made: _Item, asked: Asked) -> None:
    blanks = _blanks(asked)
    typed = kind(asked) == "fill_in_multiple_blanks_question"
    hosts, names = {}, _names()
    for (gap, each), blank in zip(asked.fields, blanks, strict=True):
        answers = {next(names): answer for answer in each.answers if answer.worth or not typed}
        texts = {name: answer.text for name, answer in answers.items()}
        made.shown.append(_response(f"response_{blank}", texts, about=_material(blank, "plain"), is_plain=True))
        right = next(name for name, answer in answers.items() if answer.worth)
        made.part(_equal(right, f"response_{blank}"), 100 / len(blanks))
        beside = "" if each.is_typed or not typed else f" ({' · '.join(escape(one.text) for one in each.answers)})"
        hosts[gap] = f"[{blank}]{beside}"
    made.shown[0] = _material(paragraph(asked.stem) + paragraph(to_html(asked.text, hosts)))


def _blanks(asked: Asked) -> list[str]:
    """Return a name for each gap that does not give it away, and that does not stand in the text."""
    text = asked.stem + asked.text
    mark = next(mark for mark in (f"gap{'_' * number}" for number in count()) if f"[{mark}" not in text)
    return [f"{mark}{number}" for number in range(1, len(asked.fields) + 1)]


def _told_of_gaps(asked: Asked) -> Iterator[str]:
    for number, (_, gap) in enumerate(asked.fields, 1):
        for each in gap.answers:
            if each.says:
                named = say("platform_if_answer", answer=escape(each.text), says=each.says)
                told = each.says if each.text == OTHER else named
                yield say("gap_says", n=number, says=told) if len(asked.fields) > 1 else told


def _essay(made: _Item, _: Asked) -> None:
    made.shown.append(_typed("answer1", rshuffle="No"))
    made.rules.append(_rule([element("other")], go_on=False))


_SPELL = {
    "single": _choices,
    "multiple": _choices,
    "true_false": _choices,
    "numeric": _number,
    "match": _rows,
    "order": _rows,
    "cloze": _gaps,
    "short": _essay,
}


def _names() -> Iterator[str]:
    return map(str, count(_FIRST))


def _material(text: str, kind: str = "html") -> Element:
    return element("material", element("mattext", text, texttype=f"text/{kind}"))


def _response(
    name: str,
    options: Mapping[str, str],
    *,
    about: Element | None = None,
    is_plain: bool = False,
    cardinality: str = "",
) -> Element:
    """Return a list to choose from."""
    kind = "plain" if is_plain else "html"
    labels = [element("response_label", _material(text, kind), ident=key) for key, text in options.items()]
    settings = {"rcardinality": cardinality} if cardinality else {}
    parts = [about] if about is not None else []
    return element("response_lid", *parts, element("render_choice", *labels), ident=name, **settings)


def _typed(name: str, *, fibtype: str = "", **settings: str) -> Element:
    """Return a field to type into."""
    field = element("render_fib", element("response_label", ident=name, **settings))
    if fibtype:
        field.set("fibtype", fibtype)
    return element("response_str", field, ident="response1", rcardinality="Single")


def _equal(text: str, response: str = "response1", tag: str = "varequal") -> Element:
    return element(tag, text, respident=response)


def _rule(test: Iterable[Element], *then: Element, go_on: bool | None = None) -> Element:
    rule = element("respcondition", element("conditionvar", *test), *then)
    if go_on is not None:
        rule.set("continue", "Yes" if go_on else "No")
    return rule
