"""`cv.progress()`: where the learner stands, lesson by lesson, from their own log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from customer_value import course
from customer_value.assessment import bank
from customer_value.assessment.attempts import open_log
from customer_value.assessment.calibration import calibration
from customer_value.assessment.messages import say
from customer_value.study.mastery import State, mastery, telling_attempts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from customer_value.assessment.attempts import Attempt, Attempts

SIGNS = {"new": "○", "started": "◔", "shaky": "◑", "solid": "●"}
MOST_MISCONCEPTIONS = 5

_CARD = (
    "max-width:46rem;margin:8px 0;padding:16px;border:1px solid var(--jp-border-color2,#d7dae0);border-radius:8px;"
    "background:var(--jp-layout-color1,#fff);color:var(--jp-ui-font-color0,#1f2430);line-height:1.5;overflow-x:auto"
)
_TABLE = "width:100%;margin:12px 0;border:0;border-collapse:collapse;font-size:inherit;table-layout:auto"
_ROW = "background:none"  # JupyterLab stripes the rows of tables
_CELL = (
    "padding:6px 12px 6px 0;border:0;border-bottom:1px solid var(--jp-border-color2,#d7dae0);background:none;"
    "text-align:left;vertical-align:top;font-weight:400;white-space:normal"
)


@dataclass(frozen=True)
class LessonProgress:
    """One lesson: its objectives' states and the misconceptions that the answers show."""

    number: str
    title: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class Progress:
    """What `cv.progress()` shows: as a card, and as text that is the same for the same log."""

    lessons: tuple[LessonProgress, ...]
    sentences: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return it as text."""
        lines = [say("progress_title"), *self.notes]
        for lesson in self.lessons:
            lines += ["", say("lesson_title", lesson=lesson.number, title=lesson.title)]
            lines += [f"  {_row_text(state)}" for state in lesson.states]
        for title, sentences in self._parts():
            lines += ["", title, *(f"  {each}" for each in sentences)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{escape(each)}</p>" for each in self.notes)
        tables = "".join(map(_table, self.lessons))
        parts = "".join(f"<p><strong>{escape(title)}</strong></p>{_list(each)}" for title, each in self._parts())
        helped = f"<p><small>{escape(_help())}</small></p>" if self.lessons else ""
        title = f"<p><strong>{escape(say('progress_title'))}</strong></p>"
        return f'<div class="cv-progress-card" style="{_CARD}">{title}{notes}{tables}{helped}{parts}</div>'

    def _parts(self) -> list[tuple[str, tuple[str, ...]]]:
        both = [(say("calibration_title"), self.sentences), (say("misconceptions_title"), self.misconceptions)]
        return [(title, sentences) for title, sentences in both if sentences]


def progress(lesson: str | int | None = None) -> Progress:
    """Show where you stand: each objective's state, exercises done, questions right, and what to look at again.

    Parameters
    ----------
    lesson
        Number or name of one lesson; all that have questions by default.

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
    return of([each for each in chosen if each.bank.is_file()], open_log())


def of(lessons: Iterable[course.Lesson], log: Attempts) -> Progress:
    """Work out the progress in these lessons from a log."""
    attempts = log.all()
    banks = {each: bank.read(each.bank) for each in lessons}
    wordings = {key: text for each in banks.values() for key, text in each.misconceptions.items()}
    return Progress(
        lessons=tuple(
            LessonProgress(each.number, each.title, mastery(each.objectives, questions.questions, attempts))
            for each, questions in banks.items()
        ),
        sentences=tuple(calibration(each for each in attempts if each.kind == "question")),
        misconceptions=tuple(_misconceptions(telling_attempts(attempts).values(), wordings)),
        notes=tuple(_notes(log, attempts)),
    )


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


def _row_text(state: State) -> str:
    line = f"{SIGNS[state.level]} {say(f'mastery_{state.level}')}: {state.objective.verb} {state.objective.text}"
    counts = []
    if state.exercises_done:
        counts.append(f"{say('exercises_column')}: {_exercises(state)}")
    if state.questions_answered:
        counts.append(f"{say('questions_column')}: {_questions(state)}")
    return f"{line} ({'; '.join(counts)})" if counts else line


def _exercises(state: State) -> str:
    if not state.exercises:
        return say("optional") if state.optional else "–"
    return say("share", right=state.exercises_done, all=state.exercises)


def _questions(state: State) -> str:
    if not state.questions_answered:
        return say("none_yet")
    right, at_once = state.questions_right, state.questions_at_once
    return say("share_first" if right else "share", right=right, all=state.questions_answered, first=at_once)


def _help() -> str:
    return f"{say('right_help')} {say('mastery_help')}"


def _table(lesson: LessonProgress) -> str:
    caption = escape(say("lesson_title", lesson=lesson.number, title=lesson.title))
    names = [say(name) for name in ("objective", "state_column", "exercises_column", "questions_column")]
    head = "".join(f'<th scope="col" style="{_CELL}"><small>{escape(name)}</small></th>' for name in names)
    rows = "".join(map(_row, lesson.states))
    return (
        f'<table style="{_TABLE}"><caption style="text-align:left;font-weight:600;color:inherit">{caption}</caption>'
        f'<thead><tr style="{_ROW}">{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(state: State) -> str:
    cells = [
        f'<span aria-hidden="true">{SIGNS[state.level]}</span> {escape(say(f"mastery_{state.level}"))}',
        escape(_exercises(state)),
        escape(_questions(state)),
    ]
    objective = escape(f"{state.objective.verb} {state.objective.text}")
    tds = "".join(f'<td style="{_CELL};white-space:nowrap">{cell}</td>' for cell in cells)
    return f'<tr style="{_ROW}"><th scope="row" style="{_CELL}">{objective}</th>{tds}</tr>'


def _list(sentences: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"
