"""`cv.warm_up("04")`: what a lesson begins with, drawn from what this learner missed in the lessons before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import course
from customer_value.assessment.attempts import now, open_log
from customer_value.assessment.messages import say
from customer_value.assessment.select import enemies
from customer_value.study.asking import ask, is_at, place_of_warm_up, question, read, why
from customer_value.study.due import choose, due
from customer_value.study.practice import in_reach

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from customer_value.assessment.attempts import Attempt, Attempts
    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.session import Session
    from customer_value.assessment.widget import QuizWidget


def warm_up(lesson: str, *, questions: Sequence[str]) -> QuizWidget:
    """Ask again what you missed in earlier lessons, with new numbers; the questions named where you missed nothing.

    Parameters
    ----------
    lesson
        Number or name of the lesson that begins, such as "04".
    questions
        Ids of questions of earlier lessons, for who has missed nothing there; as many are asked as are named.

    Returns
    -------
    QuizWidget
        To be the last line of a cell. Run again, even after a restart, it shows the earlier answers.

    Raises
    ------
    UnknownNameError
        If the lesson or a question does not exist.

    Examples
    --------
    >>> print(str(warm_up("04", questions=["00.Q06"])).splitlines()[0])
    Warm-up for lesson 04
    """
    from customer_value.assessment.widget import QuizWidget

    return QuizWidget(session(lesson, questions=questions))


def session(
    lesson: str,
    *,
    questions: Sequence[str],
    day: date | None = None,
    log: Attempts | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Session:
    """Prepare a warm-up without showing it; `day`, `log` and `clock` are today, the learner's and the wall's."""
    about, log, day = course.lesson(lesson), log or open_log(), day or now().date()
    place, attempts = place_of_warm_up(about.number), read(log)
    elsewhere = [each for each in attempts if not is_at(each, place)]  # or it would change as it is answered
    reasons = missed(elsewhere, about.number, len(questions), day)
    for each in map(question, questions):
        if len(reasons) < len(questions) and not any(each == one or enemies(each, one) for one in reasons):
            reasons[each] = ""
    return ask(say("warm_up_title", lesson=about.number), reasons, log, attempts, place, clock)


def missed(attempts: Sequence[Attempt], lesson: str, count: int, day: date) -> dict[AnyQuestion, str]:
    """Return what was missed in the lessons before this one, with the reason for each, at most so many."""
    earlier = [each for each in attempts if each.item.partition(".")[0] < lesson]
    if not earlier:
        return {}
    candidates = [each for each in due(in_reach(earlier), earlier, day) if each.kind == "missed"]
    return {each.question: why(each, day) for each in choose(candidates, count, day)}
