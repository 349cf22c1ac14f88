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
from customer_value.classroom.exports.canvas_item import (
    END,
    GENERAL,
    WRONG,
    Item,
    choices,
    equal,
    material,
    menu,
    numbers,
    rule,
    typed,
)
from customer_value.classroom.exports.packing import element
from customer_value.classroom.exports.rendering import bullets, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from customer_value.classroom.exports.asked import Answer, Asked

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


def kind(asked: Asked) -> str:
    """Return the name that Canvas has for a type; gaps are all chosen or all typed."""
    if asked.kind == "cloze":
        typed = any(each.is_typed for _, each in asked.fields)
        return "fill_in_multiple_blanks_question" if typed else "multiple_dropdowns_question"
    return _KINDS[asked.kind]


def item(name: str, asked: Asked) -> Element:
    """Return a question as an item worth a point."""
    made = Item(asked.numbered)
    made.say(GENERAL, _to_all(asked))
    _SPELL[asked.kind](made, asked)
    return made.file(name, asked.name, kind(asked))


def _to_all(asked: Asked) -> str:
    """Return what is said to everybody once the answer is given."""
    told = bullets(_told_of_gaps(asked))
    return paragraph(asked.after) + told if asked.after and told else asked.after + told


def _choices(made: Item, asked: Asked) -> None:
    answers = dict(zip(numbers(), asked.answers, strict=False))
    texts = {name: each.text.title() if asked.kind == "true_false" else each.text for name, each in answers.items()}
    made.shown.append(choices(texts, several=asked.kind == "multiple"))
    for name, each in answers.items():
        made.say(f"{name}_fb", "" if each.worth > 0 else each.says, equal(name))
    tests = [equal(name) if each.worth > 0 else element("not", equal(name)) for name, each in answers.items()]
    if asked.kind == "multiple":
        made.right(element("and", *tests))
    else:
        made.right(*(each for each in tests if each.tag != "not"), says=asked.right)


def _number(made: Item, asked: Asked) -> None:
    right, *wrong = asked.answers
    made.shown.append(typed(fibtype="Decimal"))
    value, near = Decimal(right.text), Decimal(plain(right.near))
    bounds = (equal(f"{value - near:f}", tag="vargte"), equal(f"{value + near:f}", tag="varlte"))
    made.right(element("or", equal(right.text), element("and", *bounds)), says=asked.right)
    told = [say("platform_if_answer", answer=_rounded(each), says=each.says) for each in wrong if each.says]
    made.say(WRONG, bullets(told))


def _rounded(answer: Answer) -> str:
    """Return a number with as many decimals as its tolerance asks for, and one more."""
    decimals = 1 - Decimal(plain(answer.near)).adjusted() if answer.near else _EXACT
    return plain(round(float(answer.text), max(0, decimals)))


def _rows(made: Item, asked: Asked) -> None:
    free = numbers()
    rows = {next(free): each for each in asked.rows if each.text}
    targets = {text: next(free) for text in sorted({each.match for each in asked.rows}, key=_as_shown)}
    options = {name: text for text, name in targets.items()}
    for name, each in rows.items():
        made.shown.append(menu(f"response_{name}", material(each.text), options))
        made.part(equal(targets[each.match], f"response_{name}"), 100 / len(rows))


def _as_shown(text: str) -> tuple[int, str]:
    """Order places by number and words by the alphabet: the order of the rows would be the key."""
    return (int(text) if text.isdecimal() else 0, text)


def _gaps(made: Item, asked: Asked) -> None:
    """Add gaps that are all menus or all typed; of those that are typed, the right words are named alone."""
    is_typed, free, places = any(each.is_typed for _, each in asked.fields), numbers(), {}
    for (gap, each), blank in zip(asked.fields, _blanks(asked), strict=True):
        answers = {next(free): answer for answer in each.answers if answer.worth or not is_typed}
        words = {name: answer.text for name, answer in answers.items()}
        made.shown.append(menu(f"response_{blank}", material(blank, "plain"), words))
        right = next(name for name, answer in answers.items() if answer.worth)
        made.part(equal(right, f"response_{blank}"), 100 / len(asked.fields))
        options = " · ".join(escape(answer.text) for answer in each.answers)
        places[gap] = f"[{blank}] ({options})" if is_typed and not each.is_typed else f"[{blank}]"
    made.shown[0] = material(paragraph(asked.stem) + paragraph(to_html(asked.text, places)))


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


def _essay(made: Item, _: Asked) -> None:
    made.shown.append(typed())
    made.rules.append(rule([element("other")], **END))


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
