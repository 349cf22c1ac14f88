"""`cv.quiz("04")`: a quiz of a lesson, or of a bank of your own, in the notebook, with the learner's own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from customer_value import charts, course, facts
from customer_value.assessment import bank as banks
from customer_value.assessment import select
from customer_value.assessment.attempts import now, open_log
from customer_value.assessment.messages import say
from customer_value.assessment.session import Session
from customer_value.assessment.tags import is_drawn
from customer_value.errors import DataError, ProgressError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.model import AnyQuestion, Bank
    from customer_value.assessment.widget import QuizWidget

_NUMBER_WITHOUT_LOG = 1


def quiz(
    lesson: str | None = None,
    *,
    bank: Path | str | None = None,
    questions: int | Sequence[str] = 8,
    objective: str | Sequence[str] | None = None,
    seed: int | None = None,
    together: bool = False,
) -> QuizWidget:
    """Show a lesson's quiz; answers are checked, explained and kept in the learner's log.

    Parameters
    ----------
    lesson
        Number or name of the lesson, such as "04". May be left out beside `bank`.
    bank
        A bank's file of your own, such as "my_questions.yaml", to be asked in place of the lesson's; it names its
        lesson itself. Answers are kept by the id of the question, so take ids that the course does not have.
    questions
        How many to draw, by blueprint; or the ids of the ones to ask, in their order. Without an objective, questions
        tagged `go-further` (on what may be skipped) or `in-lesson` (the text asks them) are not drawn.
    objective
        Draw from this objective only, or from these, such as "04.O2".
    seed
        Which questions and numbers; the learner's own number by default. The same seed asks the same.
    together
        Show all questions at once instead of one at a time.

    Returns
    -------
    QuizWidget
        To be the last line of a cell. Run again, even after a restart, it shows the earlier answers.

    Raises
    ------
    UnknownNameError
        If the lesson, a question or an objective does not exist.
    BankError
        If the file of your own cannot be read; the message names line and mend.
    DataError
        If `questions` asks for fewer than one, there is neither a lesson nor a bank, or the bank is of another lesson.

    Examples
    --------
    >>> print(str(quiz("04", questions=["04.Q06"])).splitlines()[0])
    Quiz 04: How much may we spend on a customer?
    """
    from customer_value.assessment.widget import QuizWidget

    asked = session(lesson, bank=bank, questions=questions, objective=objective, seed=seed, together=together)
    return QuizWidget(asked)


def session(  # noqa: PLR0913  those of `quiz`, by keyword, and two for tests
    lesson: str | None = None,
    *,
    bank: Path | str | None = None,
    questions: int | Sequence[str] = 8,
    objective: str | Sequence[str] | None = None,
    seed: int | None = None,
    together: bool = False,
    log: Attempts | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Session:
    """Prepare a quiz without showing it; `log` and `clock` are the learner's and the wall's by default."""
    about, asked = _asked(lesson, bank)
    log = log or open_log()
    number, notice = own_number(log)
    seed = number if seed is None else seed
    return Session(
        say("quiz_title", lesson=about.number, title=about.title),
        choose(asked, questions, objective, seed),
        log,
        seed=seed,
        facts=facts.of(number),
        charts=charts.of(number),
        clock=clock or now,
        objectives={each.id: f"{each.verb} {each.text}" for each in about.objectives},
        notice=notice,
        together=together,
    )


def _asked(lesson: str | None, own: Path | str | None) -> tuple[course.Lesson, Bank]:
    """Return a lesson and its bank, or a bank of one's own and the lesson that it names."""
    if own is None:
        if lesson is None:
            raise DataError('a quiz needs a lesson, cv.quiz("04"), or a bank of your own, cv.quiz(bank="my.yaml")')
        about = course.lesson(lesson)
        return about, banks.read(about.bank)
    asked = banks.read(own)
    about = course.lesson(asked.lesson)
    if lesson is not None and course.lesson(lesson) != about:
        raise DataError(f"{own} is a bank of lesson {about.number}, not of lesson {lesson}; leave the lesson out")
    return about, asked


def choose(
    questions: Bank, wanted: int | Sequence[str], objective: str | Sequence[str] | None, seed: int
) -> tuple[AnyQuestion, ...]:
    """Return the questions named, or as many as wanted, drawn by the seed."""
    if isinstance(wanted, Sequence):
        ids = [wanted] if isinstance(wanted, str) else wanted
        chosen = tuple(questions.question(each) for each in ids)
    elif wanted < 1:
        raise DataError(f"a quiz needs at least one question, not {wanted}; leave `questions` out for 8")
    else:
        objectives = [objective] if isinstance(objective, str) else objective or ()
        aside = () if objectives else [each.id for each in questions.questions if not is_drawn(each)]
        chosen = select.draw(questions, wanted, seed=seed, objectives=objectives, without=aside)
    return chosen


def own_number(log: Attempts) -> tuple[int, str]:
    """Return the learner's number, and what to tell them if it cannot be kept."""
    try:
        return log.learner_number(), ""
    except ProgressError as error:
        return _NUMBER_WITHOUT_LOG, say("no_number", error=error, number=_NUMBER_WITHOUT_LOG)
