"""A question in a terminal: its answers as numbered lines, and what is typed as the screen would report it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from customer_value.assessment.markdown import to_speech
from customer_value.assessment.messages import say
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from customer_value.assessment.item import Item
    from customer_value.assessment.questions.question import Question

_FITTING = (Single, TrueFalse, Multiple, Order, Match, Cloze, Numeric)


def fits(question: Question) -> bool:
    """Tell whether a question can be answered in a terminal: it needs no figure and no room to write."""
    return isinstance(question, _FITTING)


def lines(item: Item) -> list[str]:
    """Return what stands below the stem: options with their numbers, rows and targets, or a text with gaps."""
    question, variant = item.question, item.variant
    match question:
        case TrueFalse():
            return _numbered([say("true"), say("false")])
        case Single() | Multiple() | Order():
            return _numbered([to_speech(variant.options[place]) for place in variant.order])
        case Match():
            shown = question.screen(variant)
            return [*(f"- {row}" for row in shown["names"]), "", *_numbered(shown["targets"])]
        case Cloze():
            text, *_ = question.on_paper(variant).lines
            gaps = enumerate(question.screen(variant)["gaps"], 1)
            choices = [f"({number}) {'  '.join(_numbered(each))}" for number, each in gaps if each]
            return [*(to_speech(each.replace("____", "…")) for each in text.splitlines()), *choices]
    return []


def prompts(item: Item) -> list[str]:
    """Return what to ask for, one line for each thing to be typed."""
    question, variant = item.question, item.variant
    match question:
        case Cloze():
            gaps = enumerate(question.screen(variant)["gaps"], 1)
            return [say("type_gap_number" if each else "type_gap_word", n=number) for number, each in gaps]
        case Numeric():
            return [say("type_number", unit=question.unit)]
        case Multiple() | Order() | Match():
            return [say(f"type_{question.__struct_config__.tag}")]
    return [say("type_single")]


def to_screen(item: Item, typed: Sequence[str]) -> Any:
    """Return what was typed as the screen would report it; None for what cannot be read.

    Parameters
    ----------
    typed
        One text for each of the `prompts`.
    """
    question, shown = item.question, item.question.screen(item.variant)
    first, count = typed[0], len(lines(item))
    match question:
        case Numeric():
            return first
        case Cloze():
            filled = zip(typed, shown["gaps"], strict=True)
            return [_one(each, len(options)) if options else each for each, options in filled]
        case Match():
            return _several(first, len(shown["targets"]))
        case Multiple():
            return sorted(set(_several(first, count) or [])) or None
        case Order():
            return _several(first, count)
    return _one(first, count)


def _numbered(texts: Sequence[str]) -> list[str]:
    return [f"{number}) {text}" for number, text in enumerate(texts, 1)]


def _one(text: str, count: int) -> int | None:
    found = _several(text, count)
    return found[0] if found and len(found) == 1 else None


def _several(text: str, count: int) -> list[int] | None:
    """Return the places, from 0, that numbers from 1 to `count` stand for; None for anything else.

    Examples
    --------
    >>> _several("2, 3 1", 3), _several("4", 3), _several("one", 3), _several("", 3)
    ([1, 2, 0], None, None, None)
    """
    if not re.fullmatch(r"\s*\d+([\s,;]+\d+)*\s*", text, re.ASCII):
        return None
    places = [int(each) - 1 for each in re.findall(r"\d+", text)]
    return places if all(0 <= each < count for each in places) else None
