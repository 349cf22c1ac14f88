"""`cvm progress` draws a bar for each lesson and a letter for each objective, in any width and any alphabet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click
import pytest

from customer_value.course import Objective
from customer_value.study.mastery import Level, State
from customer_value.study.progress import LessonProgress, Progress
from customer_value.study.terminal import BAR, printable, text


def _state(level: Level, number: int = 1, answered: int = 0) -> State:
    objective = Objective(f"04.O{number}", "Compute", "a value that takes many words to say, one after the other")
    return State(objective, level, 0, 1, 0, answered, answered, answered)


def _progress(*levels: Level) -> Progress:
    states = tuple(_state(level, number) for number, level in enumerate(levels, 1))
    return Progress((LessonProgress("04", "How much?", states),))


def _bar(*levels: Level) -> str:
    return click.unstyle(text(_progress(*levels))).splitlines()[3].split()[0]


@pytest.mark.parametrize("count", [1, 3, 5, 7, 30])
def test_a_bar_is_as_long_for_any_number_of_objectives(count: int) -> None:
    assert len(_bar(*["solid", "new", "shaky", "started", "new"] * count)) == BAR


def test_a_bar_has_each_level_in_its_share_the_best_first() -> None:
    assert _bar("new", "shaky", "started", "solid") == "█" * 6 + "▓" * 6 + "▒" * 6 + "░" * 6
    assert _bar("solid", "solid") == "█" * 24


def test_an_objective_has_a_letter_a_colour_and_its_counts() -> None:
    progress = Progress((LessonProgress("04", "How much?", (_state("solid", answered=2),)),))
    shown = text(progress)
    assert click.style("● So", fg="green", bold=True) in shown
    assert "            Questions right: 2 of 2, 2 at the first try" in shown.splitlines()
    assert "1 of 1 solid" in shown


def test_a_lesson_without_questions_is_not_there_yet_and_needs_no_legend() -> None:
    shown = click.unstyle(text(Progress((LessonProgress("05", "What next?"),))))
    assert shown.splitlines() == ["Your progress", "", "05  What next?", "    not there yet"]


@pytest.mark.parametrize("width", [1, 60, 77, 300])
def test_no_line_is_longer_than_the_terminal(width: int) -> None:
    lesson = LessonProgress("04", "How much? " * 20, (_state("new"), _state("solid", answered=30)))
    progress = Progress((lesson,), ("Sure " * 30,), notes=("Note " * 30,))
    lines = click.unstyle(text(progress, width=width)).splitlines()
    assert max(map(len, lines)) <= min(max(width, 60), 100)


def test_what_a_terminal_has_no_signs_for_is_drawn_with_those_it_has() -> None:
    shown = text(_progress("new", "solid"))
    assert printable(shown, "utf-8") == shown
    plain = printable(shown, "ascii")
    assert plain.isascii()
    assert "#" * 12 in plain
    assert printable("naïve “€5”", "cp1252") == "naïve “€5”"


def test_a_state_says_why_and_what_has_faded() -> None:
    state = replace(_state("shaky"), last=date(2026, 1, 1), counted=2, counted_right=2, chance=0.4, chance_then=0.8)
    progress = Progress((LessonProgress("04", "How much?", (state,)),), day=date(2026, 3, 2))
    said = " ".join(text(progress, width=100).split())
    assert "the last one 60 days ago. Estimated chance that you can do it: 40 %." in said
    assert "It was 80 % then; what is not used fades." in said
    assert "It was 80 % then" in repr(progress)
