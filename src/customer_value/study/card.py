"""The card that `cv.progress()` shows: the map of objectives, then a table of details for each lesson."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.study.wording import LEVELS, SIGNS, exercises, letter, questions, task, why, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from customer_value.study.mastery import Level, State
    from customer_value.study.progress import LessonProgress, Progress

# JupyterLab's letters (d d deletes a cell) must not act on a learner who stands on a link; saving and leaving must.
_KEEP_KEYS = "if (event.key !== 'Escape' && !event.ctrlKey && !event.metaKey) event.stopPropagation()"


def card(progress: Progress) -> str:
    """Return a learner's progress as HTML that brings its own style along."""
    title = f"<p><strong>{escape(say('progress_title'))}</strong></p>"
    notes = "".join(f"<p>{escape(each)}</p>" for each in progress.notes)
    asked = [each for each in progress.lessons if each.states]
    lessons = _map(progress.lessons) + "".join(_details(each, progress.day, is_alone=len(asked) == 1) for each in asked)
    helped = f"<p><small>{escape(say('right_help'))} {escape(say('mastery_help'))}</small></p>" if asked else ""
    parts = "".join(f"<p><strong>{escape(name)}</strong></p>{_list(said)}" for name, said in progress.parts())
    inside = f"<style>{_squeezed('card.css')}</style>{title}{notes}{lessons}{helped}{parts}"
    acts = f'onclick="{escape(_squeezed("card.js"))}" onkeydown="{escape(_KEEP_KEYS)}"'
    return f'<div class="cv-progress-card" {acts}>{inside}</div>'


@cache
def _squeezed(name: str) -> str:
    """Return a file beside this one without remarks and line breaks, since every card carries it."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split())


def _map(lessons: Sequence[LessonProgress]) -> str:
    if not lessons:
        return ""
    columns = sorted({_place(state) for lesson in lessons for state in lesson.states})
    heads = "".join(f'<th scope="col">{_hidden(say("objective_short"))} {number}</th>' for number in columns)
    rows = "".join(_map_row(each, columns) for each in lessons)
    return (
        f'<table class="cv-map"><caption>{escape(say("map_title"))}</caption>'
        f'<thead><tr><th scope="col">{escape(say("lesson"))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{_legend()}"
    )


def _map_row(lesson: LessonProgress, columns: Sequence[int]) -> str:
    head = f'<span class="cv-number">{lesson.number}</span> <span class="cv-title">{escape(lesson.title)}</span>'
    tiles = {_place(state): _tile(state, lesson.links.get(state.objective.id)) for state in lesson.states}
    cells = "".join(tiles.get(number, "<td></td>") for number in columns)
    if not tiles:
        cells = f'<td colspan="{max(len(columns), 1)}">{escape(say("not_there_yet"))}</td>'
    return f'<tr><th scope="row">{head}</th>{cells}</tr>'


def _tile(state: State, link: str | None) -> str:
    said = f"{word(state.level)}: {task(state)}"
    inside = f"{_mark(state.level)} {_hidden(said)}"
    kind = f'class="cv-tile cv-{state.level}"'
    tile = f'<a {kind} href="{escape(link)}">{inside}</a>' if link else f"<span {kind}>{inside}</span>"
    return f'<td title="{escape(said)}">{tile}</td>'


def _mark(level: Level) -> str:
    return f'<span class="cv-sign" aria-hidden="true">{SIGNS[level]}</span> {escape(letter(level))}'


def _legend() -> str:
    marks = (f'<li><span class="cv-tile cv-{each}">{_mark(each)}</span> {escape(word(each))}</li>' for each in LEVELS)
    return f'<ul class="cv-legend">{"".join(marks)}</ul><p><small>{escape(say("map_help"))}</small></p>'


def _details(lesson: LessonProgress, day: date, *, is_alone: bool) -> str:
    """Return a lesson's table, folded away while nothing in it is begun, unless it is the only one."""
    is_open = is_alone or any(state.level != "new" for state in lesson.states)
    title = escape(say("lesson_title", lesson=lesson.number, title=lesson.title))
    names = [say(name) for name in ("objective", "state_column", "exercises_column", "questions_column")]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(_row(state, lesson.links.get(state.objective.id), day) for state in lesson.states)
    return (
        f"<details{' open' if is_open else ''}><summary>{title}</summary>"
        f'<table class="cv-details"><caption class="cv-hidden">{title}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _row(state: State, link: str | None, day: date) -> str:
    objective = f'<a href="{escape(link)}">{escape(task(state))}</a>' if link else escape(task(state))
    level = f'<span aria-hidden="true">{SIGNS[state.level]}</span> {escape(word(state.level))}'
    cells = [level, escape(exercises(state)), escape(questions(state))]
    cells_html = "".join(f"<td>{cell}</td>" for cell in cells)
    reasons = why(state, day)
    if not reasons:
        return f'<tr><th scope="row">{objective}</th>{cells_html}</tr>'
    said = "".join(f"<br><small>{to_html(each)}</small>" for each in reasons)
    head = f'<th scope="row" abbr="{escape(task(state))}">'  # or a screen reader says the reasons with each cell
    return f"<tr>{head}{objective}{said}</th>{cells_html}</tr>"


def _place(state: State) -> int:
    """Return the number of an objective in its lesson: 2 for 04.O2."""
    return int(state.objective.id.rpartition("O")[2])


def _hidden(text: str) -> str:
    """Return text that is heard and not seen."""
    return f'<span class="cv-hidden">{escape(text)}</span>'


def _list(sentences: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"
