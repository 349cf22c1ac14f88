"""Which cards a learner has: the terms of the lessons begun, and the questions missed and not mastered since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import course, facts, glossary
from customer_value.assessment import bank
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.code import Code
from customer_value.assessment.tags import comes_back
from customer_value.assessment.variants import revision
from customer_value.study.evidence import telling_attempts
from customer_value.study.flashcards.card import question_card, term_card

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from customer_value.assessment.attempts import Attempt
    from customer_value.assessment.model import AnyQuestion
    from customer_value.study.flashcards.card import Asked, Flashcard

# A figure does not go on a card, nor does code to be run: such items come back in practice.
NOT_ON_CARDS = (Chart, Code)
_SIDES: tuple[Asked, ...] = ("meaning", "term")


def begun(attempts: Sequence[Attempt]) -> list[str]:
    """Return the numbers of the lessons that the learner has answered anything in, the latest first."""
    known = {each.number for each in course.lessons()}
    latest = dict.fromkeys(each.item.partition(".")[0] for each in reversed(attempts))
    return [number for number in latest if number in known]


def deck(attempts: Sequence[Attempt], lessons: Sequence[str], number: int) -> list[Flashcard]:
    """Return all cards of these lessons, in the order in which new ones begin.

    Missed questions stand first, the latest miss before all; then the terms, lesson by lesson: first all meanings of a
    lesson are asked, then its terms.

    Parameters
    ----------
    attempts
        The learner's answers, oldest first.
    lessons
        Numbers of lessons, in the order in which their terms begin.
    number
        The learner's own number, from which facts of their data come.
    """
    return [*missed(attempts, lessons, number), *terms(lessons)]


def terms(lessons: Iterable[str]) -> Iterator[Flashcard]:
    """Yield two cards for each term of these lessons."""
    for lesson in lessons:
        mine = [each for each in glossary.terms() if each.lesson == lesson]
        yield from (term_card(each, side) for side in _SIDES for each in mine)


def missed(attempts: Sequence[Attempt], lessons: Iterable[str], number: int) -> Iterator[Flashcard]:
    """Yield a card for each question whose telling answer is not right, the latest miss first.

    The telling answer is the first one since the question was last asked anew: who answers new numbers right at once
    has mastered it, and its card goes. An answer to an earlier wording makes no card.
    """
    telling = telling_attempts(attempts)
    questions = {each.id: each for lesson in lessons for each in _questions(lesson)}
    known = facts.of(number)
    for item, attempt in sorted(telling.items(), key=lambda pair: pair[1].asked_at, reverse=True):
        question = questions.get(item)
        if question and attempt.status != "correct" and attempt.revision == revision(question):
            yield question_card(question, attempt, known)


def _questions(lesson: str) -> list[AnyQuestion]:
    path = course.lesson(lesson).bank
    items = bank.read(path).questions if path.is_file() else ()
    return [each for each in items if not isinstance(each, NOT_ON_CARDS) and comes_back(each)]
