"""`cv.practice()`: ten questions over all lessons begun, those that this learner needs most today, with their reasons.

What is asked follows from the log and the day alone. Run again on the same day, it brings back what is still open and
puts other questions in the places of those that are done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from customer_value import course
from customer_value.assessment import bank
from customer_value.assessment.attempts import now, open_log
from customer_value.assessment.item import SHOWN
from customer_value.assessment.messages import say
from customer_value.assessment.note import Note
from customer_value.errors import DataError
from customer_value.study.asking import ask, is_at, place_of_day, question, read, why
from customer_value.study.due import choose, due, is_asked, past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from customer_value.assessment.attempts import Attempt, Attempts
    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.session import Session
    from customer_value.assessment.widget import QuizWidget
    from customer_value.study.due import Due

QUESTIONS = 10


def practice(questions: int | Sequence[str] = QUESTIONS, *, day: date | None = None) -> QuizWidget | Note:
    """Ask what you need most today: what you missed, what may have faded, what is shaky, over all lessons begun.

    Each question says why it is asked, and has new numbers. What is done does not come back on the same day.

    Parameters
    ----------
    questions
        How many; or the ids of the ones to ask, in their order.
    day
        As of when; today by default. The same answers and the same day ask the same.

    Returns
    -------
    QuizWidget or Note
        To be the last line of a cell; a note when there is nothing left to practise today.

    Raises
    ------
    UnknownNameError
        If there is no such question.
    DataError
        If `questions` asks for fewer than one.

    Examples
    --------
    >>> print(str(practice(["04.Q06"])).splitlines()[0])
    Practice: what you need most today
    """
    from customer_value.assessment.widget import QuizWidget

    asked = session(questions, day=day)
    return asked if isinstance(asked, Note) else QuizWidget(asked)


def session(
    questions: int | Sequence[str] = QUESTIONS,
    *,
    day: date | None = None,
    log: Attempts | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Session | Note:
    """Prepare practice without showing it; `log` and `clock` are the learner's and the wall's by default."""
    if (questions if isinstance(questions, int) else len(questions)) < 1:
        raise DataError(f"practice needs at least one question; leave `questions` out for {QUESTIONS}")
    log, day = log or open_log(), day or now().date()
    place = place_of_day(day)
    attempts = read(log)
    if isinstance(questions, Sequence):
        reasons = _named(questions, attempts, day)
    else:
        found = chosen(attempts, questions, day, place)
        first = say("practice_why", reason=say("practice_first"))
        reasons = {each.question: why(each, day) if attempts else first for each in found}
    if not reasons:
        return nothing_left(attempts, day)
    return ask(say("practice_title"), reasons, log, attempts, place, clock)


def chosen(attempts: Sequence[Attempt], count: int, day: date, place: int) -> list[Due]:
    """Choose what to practise on a day; what is done there already is left out."""
    is_done = done(attempts, place)
    return choose(
        (each for each in due(in_reach(attempts), attempts, day) if each.question.id not in is_done), count, day
    )


def in_reach(attempts: Iterable[Attempt]) -> list[AnyQuestion]:
    """Return questions and exercises of all lessons begun; of the first lesson where none is."""
    begun = {each.item.partition(".")[0] for each in attempts}
    taught = [each for each in course.lessons() if each.bank.is_file()]
    lessons = [each for each in taught if each.number in begun] or taught[:1]
    return [item for each in lessons for item in bank.read(each.bank).questions]


def done(attempts: Iterable[Attempt], place: int) -> set[str]:
    """Return the ids of the questions that are done in one place: right, or their solution was shown."""
    latest = {each.item: each for each in attempts if is_at(each, place)}
    return {item for item, each in latest.items() if each.status in ("correct", SHOWN)}


def nothing_left(attempts: Sequence[Attempt], day: date) -> Note:
    """Say that there is nothing to practise on a day, and when there will be."""
    tomorrow = day + timedelta(days=1)
    asked = [each for each in in_reach(attempts) if is_asked(each)]
    days = [max(each.due, tomorrow) for each in past(asked, attempts).values()]
    when = [say("practice_next", day=min(days).isoformat())] if days else []
    return Note(say("practice_nothing"), (say("practice_all_fresh"), *when, say("practice_begin_more")))


def _named(ids: Sequence[str], attempts: Sequence[Attempt], day: date) -> dict[AnyQuestion, str]:
    """Return the questions with these ids, whatever lesson they are of, with the reason for those that are due."""
    named = [question(each) for each in ([ids] if isinstance(ids, str) else ids)]
    reasons = {each.question.id: why(each, day) for each in due(in_reach(attempts), attempts, day)}
    return {each: reasons.get(each.id, "") for each in named}
