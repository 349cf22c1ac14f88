"""Each type of the bank as a platform asks it; a platform's format only spells what comes of it.

What a platform asks, scores or tells otherwise than the course is said here once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_text
from customer_value.assessment.messages import say
from customer_value.assessment.questions.choice import rising
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import Short
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.classroom.exports.asked import OTHER, RIGHT, Answer, Asked, Field, Row, plain
from customer_value.classroom.exports.rendering import bullets, html, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Variant

    Html = Callable[[str], str]  # makes it of Markdown

_LONGEST_NAME = 80  # characters of a title, by which an instructor finds a question
_NO_TAGS = str.maketrans("<>", "‹›")  # a title is no HTML everywhere
BY_HAND = "marked by you: the platform shows the model answer and the points of the rubric"
ROWS_ALIKE = "the platform counts right rows, and does not take off what guessing finds"
AS_PLACES = "asked as rows to match with the places 1, 2, 3 ...; the platform counts right places"
GAPS_ALIKE = "the platform counts right gaps, and does not take off what guessing finds"
LETTER_BY_LETTER = "words are compared letter by letter; the course forgives a slip"
TOLD_AFTERWARDS = "what a wrong or missing part earns is told after the answer, with all others"
IN_THE_BANK = "its misconceptions, source and enemies stay in the bank"


def ask(question: Question, variant: Variant, version: int = 1, html: Html = html) -> Asked:
    """Return a version of a question as a platform asks it, with formulas as `html` makes them."""
    title = f"{question.id} {to_text(variant.stem)}".translate(_NO_TAGS)
    key = question.id if version == 1 else f"{question.id}-{version}"
    base = Asked(
        key=key,
        name=title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1].rstrip()}…",
        kind=str(question.__struct_config__.tag),
        stem=html(variant.stem),
        tags=(question.objective, question.bloom, *(" ".join(each.split()) for each in question.tags)),
        hints=tuple(map(html, variant.hints)),
        right=html(question.said(variant, question.feedback)),
        otherwise=(IN_THE_BANK,) if _keeps_something(question) else (),
    )
    asked = _ASK[type(question)](base, question, variant, html)
    return replace(asked, otherwise=tuple(dict.fromkeys(asked.otherwise)))


def _keeps_something(question: Question) -> bool:
    return bool(question.source or question.enemies or any(each.misconception for each in question.sentences()))


def _single(base: Asked, question: Single, variant: Variant, html: Html) -> Asked:
    answers = []
    for place in variant.order:
        option = question.options[place]
        says = base.right if option.correct else _told(question, variant, option.says, html)
        answers.append(Answer(html(variant.options[place]), RIGHT * option.correct, says))
    return replace(base, answers=tuple(answers), is_shuffled=_is_shuffled(question, variant))


def _multiple(base: Asked, question: Multiple, variant: Variant, html: Html) -> Asked:
    """Weigh the options so that the sum, held above 0, is the course's score."""
    keys = len(variant.answer)
    right, wrong = RIGHT / max(1, keys), -RIGHT / max(1, len(question.options) - keys)
    answers = []
    for place in variant.order:
        option, text = question.options[place], html(variant.options[place])
        says = _told(question, variant, option.says, html)
        missed = say("platform_missed", option=text, says=says) if option.correct and says else ""
        worth = right if option.correct else wrong
        answers.append(Answer(text, worth, "" if option.correct else says, missed=missed))
    missed_all = [each.missed for each in answers if each.missed]
    otherwise = (*base.otherwise, *([TOLD_AFTERWARDS] if missed_all else []))
    told = replace(base, after=_after(base.right, missed_all), otherwise=otherwise)
    return replace(told, answers=tuple(answers), is_shuffled=_is_shuffled(question, variant))


def _true_false(base: Asked, question: TrueFalse, variant: Variant, html: Html) -> Asked:
    says = _told(question, variant, question.says, html)
    return replace(
        base,
        answers=tuple(
            Answer(word, RIGHT if is_right else 0.0, base.right if is_right else says)
            for word, is_right in (("true", question.answer), ("false", not question.answer))
        ),
    )


def _numeric(base: Asked, question: Numeric, variant: Variant, html: Html) -> Asked:
    near = question.tolerance.around
    wrong = zip(variant.mistakes, question.mistakes, strict=True)
    answers = (
        Answer(plain(variant.answer), RIGHT, base.right, near(variant.answer)),
        *(Answer(plain(value), 0.0, _told(question, variant, each.says, html), near(value)) for value, each in wrong),
    )
    stem = paragraph(base.stem) + (paragraph(html(say("platform_unit", unit=question.unit))) if question.unit else "")
    return replace(base, answers=answers, unit=question.unit, stem=stem)


def _match(base: Asked, question: Match, variant: Variant, html: Html) -> Asked:
    texts = [html(question.said(variant, each.text)) for each in question.pairs]
    targets = [to_text(variant.options[place]) for place in variant.answer]
    others = [Row("", to_text(question.said(variant, each))) for each in question.others]
    says = [_told(question, variant, each.says, html) for each in question.pairs]
    rows = [Row(text, target, _of(text, each)) for text, target, each in zip(texts, targets, says, strict=True)]
    return _rows(base, (*rows, *others), rows, ROWS_ALIKE)


def _order(base: Asked, question: Order, variant: Variant, html: Html) -> Asked:
    texts = [html(each) for each in variant.options]
    says = [_told(question, variant, each.says, html) for each in question.items]
    places = [str(place) for place in range(1, len(texts) + 1)]
    rows = [Row(text, place, _of(text, each)) for text, place, each in zip(texts, places, says, strict=True)]
    shown = tuple(rows[place] for place in variant.order)
    return _rows(replace(base, places=html(say("number_all"))), shown, rows, AS_PLACES)


def _rows(base: Asked, shown: tuple[Row, ...], told: Iterable[Row], scored: str) -> Asked:
    sentences = [each.says for each in told if each.says]
    otherwise = (*base.otherwise, scored, *([TOLD_AFTERWARDS] if sentences else []))
    return replace(base, rows=shown, after=_after(base.right, sentences), otherwise=otherwise)


def _of(text: str, says: str) -> str:
    """Return a sentence with the row that it is about before it."""
    return f"{text}: {says}" if says else ""


def _cloze(base: Asked, question: Cloze, variant: Variant, html: Html) -> Asked:
    fields = tuple((name, _field(question, variant, name, html)) for name in question.names)
    typed = [LETTER_BY_LETTER] if any(each.is_typed for _, each in fields) else []
    text = question.said(variant, question.text)
    return replace(base, fields=fields, text=text, after=base.right, otherwise=(*base.otherwise, GAPS_ALIKE, *typed))


def _field(question: Cloze, variant: Variant, name: str, html: Html) -> Field:
    gap = question.gaps[name]

    def answer(text: str, worth: float, says: str = "") -> Answer:
        return Answer(to_text(question.said(variant, text)), worth, _told(question, variant, says, html))

    if gap.options:
        options = [answer(each.text, RIGHT * each.correct, each.says) for each in gap.options]
        return Field(tuple(options[place] for place in question.arranged(variant, name)), is_typed=False)
    right = [answer(each, RIGHT) for each in gap.accept]
    wrong = [answer(each.text, 0.0, each.says) for each in gap.mistakes]
    other = [Answer(OTHER, 0.0, _told(question, variant, gap.says, html))] if gap.says else []
    return Field((*right, *wrong, *other), is_typed=True)


def _short(base: Asked, question: Short, variant: Variant, html: Html) -> Asked:
    points = [_point(question, variant, place, html) for place in range(len(question.rubric))]
    after = _after(base.right, points, html(question.right_answer(variant)), paragraph(say("platform_points")))
    return replace(base, after=after, otherwise=(*base.otherwise, BY_HAND))


def _point(question: Short, variant: Variant, place: int, html: Html) -> str:
    point = question.rubric[place]
    weight = f" ({say('points', points=point.points)})" if point.points > 1 else ""
    return f"{html(question.said(variant, point.text))}{weight}: {_told(question, variant, point.says, html)}"


_ASK: dict[type, Callable[..., Asked]] = {
    Single: _single,
    Multiple: _multiple,
    TrueFalse: _true_false,
    Numeric: _numeric,
    Match: _match,
    Order: _order,
    Cloze: _cloze,
    Short: _short,
}


def _told(question: Question, variant: Variant, says: str, html: Html) -> str:
    return html(question.said(variant, says))


def _after(right: str, sentences: Sequence[str], *above: str) -> str:
    """Return what is told after the answer: why it is right, then a list of sentences."""
    return "".join([*(paragraph(each) for each in (right, *above) if each), bullets(sentences)])


def _is_shuffled(question: Single | Multiple, variant: Variant) -> bool:
    """Tell whether the platform may shuffle the options: numbers stand in rising order."""
    return question.shuffle and not rising(variant.options)
