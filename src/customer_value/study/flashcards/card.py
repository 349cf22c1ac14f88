"""A flashcard: a term of the glossary, asked from either side, or a question that the learner missed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from customer_value.assessment import variants
from customer_value.assessment.fallback import answers_html, answers_text
from customer_value.assessment.grading import grade
from customer_value.assessment.item import solution
from customer_value.assessment.markdown import to_html, to_speech
from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from customer_value.assessment.attempts import Attempt
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Facts
    from customer_value.glossary import Term

Asked = Literal["meaning", "term"]


class Side(NamedTuple):
    """One side of a card: as harmless HTML, and as lines for a place without it."""

    html: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Flashcard:
    """One card; its sides are written when they are looked at.

    Attributes
    ----------
    key
        Its name in the log, which never changes: "term/Churn rate/meaning", or "04.Q02/1" for the version that was
        missed, so that a miss with other numbers begins a card of its own.
    about
        What sort of card it is, in a few words.
    family
        Cards of one family give each other away, so they never come on the same day.
    front, back
        What is asked, and the answer.
    after
        The card that must be remembered before this one begins; "" without one.
    """

    key: str
    about: str
    family: str
    front: Callable[[], Side]
    back: Callable[[], Side]
    after: str = ""


def term_card(term: Term, asks: Asked) -> Flashcard:
    """Return the card that asks for a term's meaning, or for the term itself once its meaning is remembered."""
    family = f"term/{term.term}"
    unit = [say("card_unit", unit=term.unit)] if term.unit else []
    name, meaning = [f"**{term.name}**"], [term.meaning, *unit]
    front, back = (name, meaning) if asks == "meaning" else (meaning, name)
    return Flashcard(
        key=f"{family}/{asks}",
        about=say("card_term", lesson=term.lesson),
        family=family,
        front=partial(_side, *front, say(f"card_asks_{asks}")),
        back=partial(_side, *back),
        after=f"{family}/meaning" if asks == "term" else "",
    )


def question_card(question: Question, missed: Attempt, facts: Facts | None = None) -> Flashcard:
    """Return the card for a question that was missed: with the numbers of then, and what that answer is told."""

    def front() -> Side:
        variant = variants.make(question, missed.seed, facts)
        html = f"<div>{to_html(variant.stem)}</div><div>{answers_html(question, variant)}</div>"
        return Side(html, (*_lines(variant.stem), *map(to_speech, answers_text(question, variant))))

    def back() -> Side:
        variant = variants.make(question, missed.seed, facts)
        told = " ".join(grade(question, variant, missed.answer).feedback)
        return _side(solution(question, variant), *([say("card_yours", said=told)] if told else []))

    key = f"{question.id}/{missed.seed}"
    return Flashcard(key, say("card_missed", id=question.id), question.id, front, back)


def _side(*paragraphs: str) -> Side:
    whole = "\n\n".join(paragraphs)
    return Side(to_html(whole), _lines(whole))


def _lines(markdown: str) -> tuple[str, ...]:
    """Return Markdown line by line, as it is read out; empty lines are left out."""
    return tuple(to_speech(line) for line in markdown.splitlines() if line.strip())
