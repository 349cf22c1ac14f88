"""Questions asked again in another place than their lesson's quiz: with new numbers, and a reason for each.

The last digits of a version's seed say where it was asked. Learners' own numbers have four digits; the days of practice
have those from 10,000 to 89,999, and the warm-ups of lessons those above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import charts, course, facts
from customer_value.assessment import bank, variants
from customer_value.assessment.attempts import now
from customer_value.assessment.item import SEED_STEP
from customer_value.assessment.messages import say
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.question import renewable
from customer_value.assessment.session import Session
from customer_value.errors import ProgressError, UnknownNameError
from customer_value.study.evidence import counts
from customer_value.study.quiz import own_number
from customer_value.study.wording import ago, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from customer_value.assessment.attempts import Attempt, Attempts
    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Facts
    from customer_value.study.due import Due

_FIRST_DAY, _DAYS, _FIRST_LESSON = 10_000, 80_000, 90_000
_FAR = 100 * SEED_STEP  # how far apart the seeds of two learners are: further than anybody asks anew
_MOST_DRAWS = 20


def place_of_day(day: date) -> int:
    """Return the last digits of the seeds in a day's practice.

    Examples
    --------
    >>> from datetime import date
    >>> place_of_day(date(2026, 1, 1)), place_of_day(date(2026, 1, 2))
    (29617, 29618)
    """
    return _FIRST_DAY + day.toordinal() % _DAYS


def place_of_warm_up(lesson: str) -> int:
    """Return the last digits of the seeds in a lesson's warm-up, such as 90004."""
    return _FIRST_LESSON + int(lesson)


def is_at(attempt: Attempt, place: int) -> bool:
    """Tell whether an answer was given in a place."""
    return attempt.seed % SEED_STEP == place


def question(key: str) -> AnyQuestion:
    """Find a question of the course by its id; an exercise is none, as it wants a notebook."""
    items = bank.read(course.lesson(key.partition(".")[0]).bank).questions
    found = {each.id: each for each in items if not isinstance(each, Code)}
    if key not in found:
        raise UnknownNameError.among("question", key, found)
    return found[key]


def ask(
    title: str,
    reasons: Mapping[AnyQuestion, str],
    log: Attempts,
    attempts: Sequence[Attempt],
    place: int,
    clock: Callable[[], datetime] | None = None,
) -> Session:
    """Ask questions with new numbers, in their order, each with the reason that is given for it.

    Parameters
    ----------
    attempts
        The learner's answers, oldest first.
    place
        Last digits of the seeds, by which answers given here are known again.
    """
    number, notice = own_number(log)
    own_facts, seed = facts.of(number), place + number * _FAR
    return Session(
        title,
        tuple(reasons),
        log,
        seed=seed,
        seeds={each.id: _new_seed(each, seed, attempts, own_facts) for each in reasons},
        reasons={each.id: said for each, said in reasons.items()},
        facts=own_facts,
        charts=charts.of(number),
        clock=clock or now,
        objectives={key: f"{key[:2]}: {each.verb} {each.text}" for key, each in course.objectives().items()},
        notice=notice,
    )


def why(each: Due, day: date) -> str:
    """Say in one sentence why a question is asked."""
    when = ago(each.last, day) if each.last else ""
    objective = course.objectives()[each.question.objective]
    lesson = objective.id.partition(".")[0]
    task = f"{objective.verb} {objective.text}"
    reason = say(f"practice_{each.kind}", when=when, lesson=lesson, task=task, level=word(each.level))
    return say("practice_why", reason=reason)


def read(log: Attempts) -> list[Attempt]:
    """Return the learner's answers; none where the log cannot be read, which the quiz itself then says."""
    try:
        return log.studied()
    except ProgressError:
        return []


def _new_seed(question: AnyQuestion, seed: int, attempts: Iterable[Attempt], own_facts: Facts) -> int:
    """Return the first seed from this one on with other numbers than those that were answered last."""
    elsewhere = [
        each for each in attempts if each.item == question.id and counts(each) and (each.seed - seed) % SEED_STEP
    ]
    if not elsewhere or not renewable(question):
        return seed
    before = variants.make(question, elsewhere[-1].seed, own_facts).numbers
    seeds = range(seed, seed + _MOST_DRAWS * SEED_STEP, SEED_STEP)
    return next((each for each in seeds if variants.make(question, each, own_facts).numbers != before), seed)
