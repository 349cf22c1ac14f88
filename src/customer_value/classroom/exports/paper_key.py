"""The key to a paper's forms: a table for quick marking, then each question with its points and its named mistakes.

Scores are those of the course: what a partly right answer earns is worked out by its own grading.
"""

from __future__ import annotations

from html import escape
from math import comb
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from customer_value.assessment.grading import grade
from customer_value.assessment.markdown import to_html
from customer_value.assessment.questions.choice import Choice
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import Short
from customer_value.classroom.exports import answer_key, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from customer_value.assessment.questions.question import Key
    from customer_value.classroom.exports.paper_forms import Form, Printed


def page(title: str, both: Sequence[Form]) -> str:
    """Return the page of the keys to both forms."""
    numbers = [{each.question.id: each.number for each in form.printed} for form in both]
    body = "".join(
        _form(title, form, other, elsewhere)
        for form, other, elsewhere in zip(both, both[::-1], numbers[::-1], strict=True)
    )
    named = f"Key: {title}"
    return document.document(named, f"<main>{body}</main>", style=document.read("paper.css"))


def _form(title: str, form: Form, other: Form, elsewhere: dict[str, int]) -> str:
    head = (
        f'<header><p class="form">Key to form {form.name}</p><h1>{escape(title)}</h1>'
        f"<p>{form.points} points. For whoever marks: do not hand it out.</p></header>"
    )
    columns = ("No.", "Answer", "Points", "Item", f"Form {other.name}")
    titles = "".join(f'<th scope="col">{each}</th>' for each in columns)
    rows = "".join(_row(each, elsewhere[each.question.id]) for each in form.printed)
    table = f"<table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"
    details = "".join(map(_question, form.printed))
    return f'<section class="key form-{form.name.lower()}">{head}{table}{details}</section>'


def _row(printed: Printed, elsewhere: int) -> str:
    cells = (to_html(brief(printed)), str(printed.points), printed.question.id, str(elsewhere))
    inside = "".join(f"<td>{each}</td>" for each in cells)
    return f'<tr><th scope="row">{printed.number}</th>{inside}</tr>'


def _question(printed: Printed) -> str:
    lines = "".join(f"<li>{to_html(each)}</li>" for each in told(printed))
    marking = "".join(f"<p>{to_html(each)}</p>" for each in partly(printed))
    head = f"<h2>{printed.number}. {to_html(brief(printed))}</h2>"
    return f'<article>{head}<div class="stem">{to_html(printed.variant.stem)}</div>{marking}<ul>{lines}</ul></article>'


def brief(printed: Printed) -> str:
    """Return the right answer in a few words, as it is written on the form: Markdown."""
    question, variant = printed.asked, printed.variant
    match question:
        case Choice():
            right = [place for place in variant.order if question.options[place].correct]
            told = [_letter(variant.order.index(each)) for each in right]
        case Match():
            told = [_letter(variant.order.index(each)) for each in variant.answer]
        case Order():
            told = [str(each + 1) for each in variant.order]
        case Cloze():
            told = [f"({number}) {each}" for number, each in enumerate(_words(question, variant), 1)]
        case Short():
            told = ["see the rubric"]
        case _:
            told = [question.keys(variant)[0].text]
    return ", ".join(told)


def _words(question: Cloze, variant: Any) -> Iterator[str]:
    for name in question.names:
        gap = question.gaps[name]
        words = gap.accept or [each.text for each in gap.options if each.correct]
        yield " / ".join(question.said(variant, each) for each in words)


def _letter(place: int) -> str:
    return ascii_uppercase[place]


def partly(printed: Printed) -> Iterator[str]:
    """Yield what a partly right answer is worth, where there is one."""
    question = printed.asked
    match question:
        case Multiple():
            keys = len(printed.variant.answer)
            others = len(question.options) - keys
            off = f", {1 / others:.2g} off for each other one" if others else ""
            yield f"{1 / keys:.2g} for each of these letters{off}, never below 0."
        case Match() | Cloze():
            scores = answer_key.make(question, printed.variant)["scores"]
            parts = len(scores) - 1
            yield f"{'Rows' if isinstance(question, Match) else 'Gaps'} right: {_ladder(scores, range(parts, -1, -1))}."
        case Order():
            yield (
                f"Numbers from top to bottom. Of the {comb(len(question.items), 2)} pairs of rows, those in the wrong "
                f"order: {_ladder(_by_inversions(printed), range(len(question.items) ** 2))}."
            )
        case Short():
            yield "A point is met or not; the first line is a model answer."


def _ladder(scores: Sequence[Sequence[Any]], counts: Iterable[int]) -> str:
    """Return scores by what is counted, down to the first that is nothing.

    Examples
    --------
    >>> _ladder([("correct", 1.0), ("partial", 0.5), ("wrong", 0.0), ("wrong", 0.0)], range(4))
    '0: 1; 1: 0.5; from 2 on: 0'
    """
    earning = [(count, score) for count, (_, score) in zip(counts, scores, strict=False) if score]
    *_, (last, _) = earning
    step = last - earning[-2][0] if len(earning) > 1 else 1
    rest = f"from {last + 1} on" if step > 0 else f"{last - 1} or fewer"
    told = "; ".join(f"{count}: {score:.2g}" for count, score in earning)
    return f"{told}; {rest}: 0"


def _by_inversions(printed: Printed) -> list[tuple[str, float]]:
    """Return what arrangements with 0, 1, 2 ... pairs in the wrong order are worth."""
    size = len(printed.variant.options)
    arranged, scores = list(range(size)), []
    for end in range(size - 1, -1, -1):
        for place in range(end):
            scores.append(grade(printed.question, printed.variant, [*arranged]))
            arranged[place : place + 2] = arranged[place + 1], arranged[place]
    scores.append(grade(printed.question, printed.variant, arranged))
    return [(each.status, each.score) for each in scores]


def told(printed: Printed) -> Iterator[str]:
    """Yield the answers that the item knows, each with what it is told."""
    question, variant = printed.asked, printed.variant
    keys = [each for each in question.keys(variant) if each.sign]
    letters = (
        [f"**{_letter(place)}** " for place in range(len(keys))] if isinstance(question, Choice) else [""] * len(keys)
    )
    for letter, each in zip(letters, keys, strict=True):
        yield f"{letter}{each.sign} {each.text}{_says(each)}"
    if question.feedback:
        yield f"Why: {question.said(variant, question.feedback)}"


def _says(key: Key) -> str:
    return f": *{key.says.strip()}*" if key.says.strip() else ""
