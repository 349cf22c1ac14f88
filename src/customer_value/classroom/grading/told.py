"""A student's answer in words, as Markdown: what was chosen, typed or arranged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from customer_value.assessment.markdown import as_written
from customer_value.assessment.messages import say
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.places import is_place
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Variant


def told(question: AnyQuestion, variant: Variant, answer: Any) -> str:
    """Return an answer as its student gave it; what somebody typed is shown to the letter.

    Parameters
    ----------
    question
        Of a bank.
    variant
        The student's version.
    answer
        As the bank counts, from `from_screen`: it may be malformed.

    Returns
    -------
    str
        Markdown; "" where there is nothing to tell.
    """
    if answer is None:
        return ""
    asked = question.asked if isinstance(question, Chart) else question
    match asked:
        case TrueFalse():
            words = say("true" if answer else "false") if type(answer) is bool else ""
        case Single():
            words = _option(variant, answer)
        case Multiple():
            words = _list(variant, answer, "- ")
        case Order():
            words = _list(variant, answer, "{}. ")
        case Match():
            words = _pairs(asked, variant, answer)
        case Cloze():
            words = _gaps(asked, variant, answer)
        case _:
            words = _typed(answer)
    return words


def _typed(answer: Any) -> str:
    text = answer.get("text", "") if type(answer) is dict else answer
    return as_written(str(text)) if type(text) in (str, int, float) else ""


def _list(variant: Variant, answer: Any, mark: str) -> str:
    lines = [_option(variant, each) for each in answer] if type(answer) is list else []
    return "\n".join(f"{mark.format(number)}{line}" for number, line in enumerate(lines, 1))


def _option(variant: Variant, place: Any) -> str:
    return str(variant.options[place]) if is_place(place, len(variant.options)) else "–"


def _pairs(question: Match, variant: Variant, answer: Any) -> str:
    rows = [question.said(variant, each.text) for each in question.pairs]
    chosen = answer if type(answer) is list and len(answer) == len(rows) else [None] * len(rows)
    return "\n".join(f"- {row} → {_option(variant, each)}" for row, each in zip(rows, chosen, strict=True))


def _gaps(question: Cloze, variant: Variant, answer: Any) -> str:
    given = answer if type(answer) is dict else {}
    lines = []
    for number, name in enumerate(question.names, 1):
        value, options = given.get(name), question.gaps[name].options
        if options:
            word = question.said(variant, options[value].text) if is_place(value, len(options)) else "–"
        else:
            word = as_written(value) if type(value) is str and value.strip() else "–"
        lines.append(f"{number}. {word}")
    return lines[0].removeprefix("1. ") if len(lines) == 1 else "\n".join(lines)
