"""Progress in a terminal: a bar for each lesson, a letter and a colour for each objective."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import click

from customer_value.assessment.messages import say
from customer_value.study.wording import LEVELS, SIGNS, letter, tally, task, why, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from customer_value.study.mastery import Level, State
    from customer_value.study.progress import LessonProgress, Progress

BAR = 24  # characters; what 2, 3, 4 and 6 objectives divide
NARROWEST, WIDEST = 60, 100  # beyond them, lines are hard to read
_INDENT, _MARGIN = 4, 8
_COLOURS: dict[Level, str | None] = {"new": None, "started": "cyan", "shaky": "yellow", "solid": "green"}
_BLOCKS: dict[Level, str] = {"solid": "█", "started": "▓", "shaky": "▒", "new": "░"}  # as the bar has them
_PLAIN = str.maketrans("█▓▒░○◔◑●“”„–…×·→−", '#=-.    """-.x->-')


def text(progress: Progress, *, width: int = 80) -> str:
    """Return a learner's progress as lines for a terminal, coloured by its codes (`click.echo` can take them out).

    Parameters
    ----------
    progress
        What `cv.progress()` returns.
    width
        Of the terminal, in characters.
    """
    width = min(max(width, NARROWEST), WIDEST)
    lines = [click.style(say("progress_title"), bold=True)]
    for note in progress.notes:
        lines += wrap(note, width)
    for lesson in progress.lessons:
        lines += ["", *_lesson(lesson, progress.day, width)]
    if any(lesson.states for lesson in progress.lessons):
        lines += ["", "   ".join(f"{_mark(each)} {word(each)}" for each in LEVELS)]
    for title, said in progress.parts():
        lines += ["", *_title(title, width)]
        for sentence in said:
            lines += wrap(sentence, width, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(lines)


def printable(shown: str, encoding: str) -> str:
    """Return text as a terminal of this encoding can show it: bars of # where it has no blocks, ? at the worst.

    Examples
    --------
    >>> printable("██▒░ ● So “kept”", "ascii")
    '##-.   So "kept"'
    """
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        return shown.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return shown


def _title(title: str, width: int) -> list[str]:
    return [click.style(line, bold=True) for line in wrap(title, width, subsequent_indent=" " * _INDENT)]


def _lesson(lesson: LessonProgress, day: date, width: int) -> Iterator[str]:
    yield from _title(f"{lesson.number}  {lesson.title}", width)
    indent = " " * _INDENT
    if not lesson.states:
        yield f"{indent}{say('not_there_yet')}"
        return
    solid = sum(state.level == "solid" for state in lesson.states)
    yield f"{indent}{_bar(lesson.states)} {say('solid_share', solid=solid, all=len(lesson.states))}"
    for state in lesson.states:
        yield from _objective(state, day, width)


def _bar(states: tuple[State, ...]) -> str:
    """Draw all objectives in one bar, the best first; it is always as long, however many there are."""
    bar, drawn, done = "", 0, 0
    for level, block in _BLOCKS.items():
        done += sum(state.level == level for state in states)
        end = round(BAR * done / len(states))
        bar += click.style(block * (end - drawn), fg=_COLOURS[level]) if end > drawn else ""
        drawn = end
    return bar


def _objective(state: State, day: date, width: int) -> Iterator[str]:
    room = width - _INDENT - _MARGIN
    first, *more = [line for said in (task(state), tally(state), *why(state, day)) for line in wrap(said, room)]
    gap = " " * (_MARGIN - len(_plain_mark(state.level)))
    yield f"{' ' * _INDENT}{_mark(state.level)}{gap}{first}"
    for line in more:
        yield f"{' ' * (_INDENT + _MARGIN)}{line}"


def _mark(level: Level) -> str:
    return click.style(_plain_mark(level), fg=_COLOURS[level], bold=level != "new" or None)


def _plain_mark(level: Level) -> str:
    return f"{SIGNS[level]} {letter(level)}"
