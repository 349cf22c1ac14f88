"""`cv.progress()`: where the learner stands, lesson by lesson, from their own log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from customer_value import course
from customer_value.assessment import bank
from customer_value.assessment.attempts import now, open_log
from customer_value.assessment.calibration import calibration
from customer_value.assessment.messages import say
from customer_value.study.card import card
from customer_value.study.evidence import telling_attempts
from customer_value.study.mastery import State, mastery
from customer_value.study.taught import links
from customer_value.study.wording import SIGNS, tally, task, why, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from customer_value.assessment.attempts import Attempt, Attempts
    from customer_value.assessment.model import Bank

MOST_MISCONCEPTIONS = 5
_NO_DAY = date.min  # for a progress without answers


@dataclass(frozen=True)
class LessonProgress:
    """One lesson and where the learner stands with each of its objectives.

    Attributes
    ----------
    states
        Empty when the lesson has no questions yet.
    links
        Where each objective is taught, by objective id; none without a notebook.
    """

    number: str
    title: str
    states: tuple[State, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """What `cv.progress()` shows: as a card, and as text that is the same for the same log."""

    lessons: tuple[LessonProgress, ...]
    sentences: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    day: date = _NO_DAY

    def __repr__(self) -> str:
        """Return it as text."""
        lines = [say("progress_title"), *self.notes]
        for lesson in self.lessons:
            lines += ["", say("lesson_title", lesson=lesson.number, title=lesson.title)]
            said = [line for state in lesson.states for line in _lines(state, self.day)]
            lines += [f"  {line}" for line in said or [say("not_there_yet")]]
        for title, sentences in self.parts():
            lines += ["", title, *(f"  {each}" for each in sentences)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return card(self)

    def parts(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return what is said below the lessons, each part with its title; without the empty ones."""
        both = [(say("calibration_title"), self.sentences), (say("misconceptions_title"), self.misconceptions)]
        return [(title, sentences) for title, sentences in both if sentences]


def progress(lesson: str | int | None = None, *, day: date | None = None) -> Progress:
    """Show where you stand: a map of all objectives, exercises done, questions right, and what to look at again.

    Each tile of the map leads to the place in the lesson's notebook that teaches it. `print(cv.progress())` gives
    the same as text, the same for the same answers and day.

    Parameters
    ----------
    lesson
        Number or name of one lesson; all by default.
    day
        As of when, since what is not used fades; today by default.

    Returns
    -------
    Progress
        To be the last line of a cell.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.
    ProgressError
        If your log cannot be read.

    Examples
    --------
    >>> print(str(progress("04")).splitlines()[0])
    Your progress
    """
    chosen = course.lessons() if lesson is None else (course.lesson(lesson),)
    return of(chosen, open_log(), day or now().date())


def of(lessons: Iterable[course.Lesson], log: Attempts, day: date) -> Progress:
    """Work out the progress in these lessons from a log; a lesson without a bank is there, with no state."""
    attempts = log.studied()
    banks = {each: bank.read(each.bank) if each.bank.is_file() else None for each in lessons}
    wordings = {key: text for each in banks.values() if each for key, text in each.misconceptions.items()}
    return Progress(
        lessons=tuple(_lesson(each, questions, attempts, day) for each, questions in banks.items()),
        sentences=tuple(calibration(each for each in attempts if each.kind == "question")),
        misconceptions=tuple(_misconceptions(telling_attempts(attempts).values(), wordings)),
        notes=tuple(_notes(log, attempts)),
        day=day,
    )


def _lesson(lesson: course.Lesson, questions: Bank | None, attempts: Sequence[Attempt], day: date) -> LessonProgress:
    if questions is None:
        return LessonProgress(lesson.number, lesson.title)
    states = mastery(lesson.objectives, questions.questions, attempts, day)
    return LessonProgress(lesson.number, lesson.title, states, links(lesson, questions.questions))


def _notes(log: Attempts, attempts: Sequence[Attempt]) -> list[str]:
    empty = [] if attempts else [say("progress_empty")]
    return empty + [say("set_aside", name=path.name) for path in log.set_aside()]


def _misconceptions(telling: Iterable[Attempt], wordings: Mapping[str, str]) -> list[str]:
    """Name what the telling answers reveal, the most frequent first, then by id."""
    counts = Counter(key for each in telling for key in each.misconceptions if key in wordings)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_MISCONCEPTIONS]
    return [
        say("misconception" if counts[key] > 1 else "misconception_once", text=wordings[key], count=counts[key])
        for key in ranked
    ]


def _lines(state: State, day: date) -> list[str]:
    line, counted = f"{SIGNS[state.level]} {word(state.level)}: {task(state)}", tally(state)
    return [f"{line} ({counted})" if counted else line, *(f"    {each}" for each in why(state, day))]
