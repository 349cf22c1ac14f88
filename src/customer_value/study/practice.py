"""`cv.practice()`: ten questions over all lessons begun, those that this learner needs most today, with their reasons.

What is asked follows from the log and the day alone. Run again on the same day, it brings back what is still open and
puts other questions in the places of those that are done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from customer_value import charts, course, facts
from customer_value.assessment import bank, variants
from customer_value.assessment.attempts import now, open_log
from customer_value.assessment.item import SEED_STEP, SHOWN
from customer_value.assessment.messages import say
from customer_value.assessment.note import Note
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.question import renewable
from customer_value.assessment.session import Session
from customer_value.errors import DataError, ProgressError, UnknownNameError
from customer_value.study.due import Due, choose, due, past
from customer_value.study.mastery import counts
from customer_value.study.quiz import own_number
from customer_value.study.wording import ago, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from customer_value.assessment.attempts import Attempt, Attempts
    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Facts
    from customer_value.assessment.widget import QuizWidget

QUESTIONS = 10
# The last digits of a version's seed say where it was asked. Learners' own numbers have four digits; a day of practice
# has these, from 10,000 to 89,999, and the warm-up of a lesson what is left.
_FIRST_DAY, _DAYS = 10_000, 80_000
_FAR = 100 * SEED_STEP  # how far apart the seeds of two learners are: further than anybody asks anew
_MOST_DRAWS = 20


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
    log, day = log or open_log(), day or now().date()
    place = _FIRST_DAY + day.toordinal() % _DAYS
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
    if count < 1:
        raise DataError(f"practice needs at least one question, not {count}; leave `questions` out for {QUESTIONS}")
    is_done = done(attempts, place)
    return choose(
        (each for each in due(in_reach(attempts), attempts, day) if each.question.id not in is_done), count, day
    )


def in_reach(attempts: Iterable[Attempt]) -> list[AnyQuestion]:
    """Return questions and exercises of all lessons begun; of the first lesson where none is."""
    begun = {each.item.partition(".")[0] for each in attempts}
    taught = [each for each in course.lessons() if each.bank.is_file()]
    chosen = [each for each in taught if each.number in begun] or taught[:1]
    return [question for each in chosen for question in bank.read(each.bank).questions]


def done(attempts: Iterable[Attempt], place: int) -> set[str]:
    """Return the ids of the questions that are done in one place: right, or their solution was shown."""
    latest = {each.item: each for each in attempts if each.seed % SEED_STEP == place}
    return {item for item, each in latest.items() if each.status in ("correct", SHOWN)}


def why(each: Due, day: date) -> str:
    """Say in one sentence why a question is asked."""
    when = ago(each.last, day) if each.last else ""
    objective = course.objectives()[each.question.objective]
    lesson = objective.id.partition(".")[0]
    task = f"{objective.verb} {objective.text}"
    reason = say(f"practice_{each.kind}", when=when, lesson=lesson, task=task, level=word(each.level))
    return say("practice_why", reason=reason)


def nothing_left(attempts: Sequence[Attempt], day: date) -> Note:
    """Say that there is nothing to practise on a day, and when there will be."""
    tomorrow = day + timedelta(days=1)
    asked = {each.id for each in in_reach(attempts) if not isinstance(each, Code)}
    days = [max(each.due, tomorrow) for key, each in past(in_reach(attempts), attempts).items() if key in asked]
    when = [say("practice_next", day=min(days).isoformat())] if days else []
    return Note(say("practice_nothing"), (say("practice_all_fresh"), *when, say("practice_begin_more")))


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


def read(log: Attempts) -> list[Attempt]:
    """Return the learner's answers; none where the log cannot be read, which the quiz itself then says."""
    try:
        return log.all()
    except ProgressError:
        return []


def _named(ids: Sequence[str], attempts: Sequence[Attempt], day: date) -> dict[AnyQuestion, str]:
    """Return the questions with these ids, whatever lesson they are of, with the reason for those that are due."""
    known = {
        question.id: question
        for path in bank.files()
        for question in bank.read(path).questions
        if not isinstance(question, Code)
    }
    wanted = [ids] if isinstance(ids, str) else ids
    for each in wanted:
        if each not in known:
            raise UnknownNameError.among("question", each, known)
    reasons = {each.question.id: why(each, day) for each in due(in_reach(attempts), attempts, day)}
    return {known[each]: reasons.get(each, "") for each in wanted}


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
