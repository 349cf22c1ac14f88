"""`cv.cards()`: the flashcards of the day in the notebook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from customer_value import course
from customer_value.assessment.attempts import now, open_log
from customer_value.assessment.messages import say
from customer_value.errors import DataError, ProgressError
from customer_value.study.days import read_day
from customer_value.study.flashcards.deck import begun, deck
from customer_value.study.flashcards.session import Session
from customer_value.study.quiz import own_number

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.widget import QuizWidget

NEW_PER_DAY = 10
_LAST_YEAR = 9000  # beyond it, a card's next day would have no date


def cards(lesson: str | int | None = None, *, new: int = NEW_PER_DAY, day: date | str | None = None) -> QuizWidget:
    """Show today's flashcards: terms of the lessons you have begun, and questions that you missed.

    Think of the answer, turn the card over, and say how well you knew it. Each card comes again on the day on which
    you are about to forget it (by FSRS, the scheduler of Anki). A missed question stays until you answer it right at
    the first try, in a quiz or in practice. Your ratings lie in the same log as your answers.

    Parameters
    ----------
    lesson
        Cards of this lesson alone, begun or not; by default of all lessons in which you have answered anything.
    new
        How many cards may begin on one day.
    day
        The day, such as "2026-01-05"; today by default. The same log shows the same cards on the same day.

    Returns
    -------
    QuizWidget
        To be the last line of a cell.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.
    DataError
        If `new` is below 0, or `day` is no day.

    Examples
    --------
    >>> print(str(cards("04", new=1, day="2026-01-05")))
    Flashcards
    1. Lifetime value (LTV)
       What does it mean?
    """
    from customer_value.assessment.widget import QuizWidget

    return QuizWidget(session(lesson, new=new, day=day))


def session(
    lesson: str | int | None = None,
    *,
    new: int = NEW_PER_DAY,
    day: date | str | None = None,
    log: Attempts | None = None,
    clock: Callable[[], datetime] = now,
) -> Session:
    """Prepare a day's cards without showing them; `log` and `clock` are the learner's and the wall's by default."""
    if new < 0:
        raise DataError(f"the number of new cards a day cannot be {new}; 0 asks only those that have begun")
    log = log or open_log()
    try:
        attempts, reviews, trouble = log.studied(), log.reviews(), ""
    except ProgressError as error:
        attempts, reviews, trouble = [], [], str(error)
    number, unkept = own_number(log)
    lessons = begun(attempts) if lesson is None else [course.lesson(lesson).number]
    return Session(
        deck(attempts, lessons, number),
        reviews,
        log,
        day=_day(day, clock),
        new=new,
        clock=clock,
        notice=" ".join(filter(None, [trouble, unkept])),
        empty=say("cards_none" if lessons else "cards_no_lesson"),
    )


def _day(given: date | str | None, clock: Callable[[], datetime]) -> date:
    """Return the day that is meant; by default the learner's own, which begins at their midnight."""
    if given is None:
        return clock().astimezone().date()
    day = given if isinstance(given, date) else read_day(given)
    if day.year > _LAST_YEAR:
        raise DataError(f"{day} is too far away")
    return day
