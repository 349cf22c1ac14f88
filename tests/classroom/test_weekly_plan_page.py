"""docs/weekly-plan.md: minutes, sections and prompts are those of the lessons, and every command does what it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import nbformat
import pytest

from customer_value import course
from customer_value.classroom.assignments import choosing

CLASS, FURTHER, WHERE_NEW = 90, 15, 10  # minutes: of a class, a section of Go further, a first lesson with notebooks
WEEKS = {"Seven weeks": 7, "Ten weeks": 10, "Fourteen weeks": 14}
LESSONS = ["00", "01", "02", "03", "04", "05", "06"]
WORDS = {"eight": "8", "fourteen": "14"}
PAGE = (Path(__file__).parents[2] / "docs" / "weekly-plan.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^cvm .+$", PAGE, re.MULTILINE)
ASSIGNMENTS = [each for each in COMMANDS if each.startswith("cvm assign ")]


class Part(NamedTuple):
    """So many minutes of a class, and for what."""

    minutes: int
    what: str


def chapter(title: str) -> str:
    """The text between a title and the next one of its level or above."""
    level, _, _ = title.partition(" ")
    return re.split(rf"^#{{1,{len(level)}}} ", PAGE.partition(f"{title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def classes(plan: str) -> list[list[Part]]:
    """The parts of each week's class, in the order of the weeks."""
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", chapter(f"## {plan}"), re.MULTILINE)
    assert [int(week) for week, _ in rows] == list(range(1, WEEKS[plan] + 1))
    parts = [[each.split(" ", 1) for each in text.split("; ")] for _, text in rows]
    return [[Part(int(minutes), what) for minutes, what in each] for each in parts]


def every_part() -> list[Part]:
    return [part for plan in WEEKS for each in classes(plan) for part in each]


def prompts(number: str) -> list[str]:
    return re.findall(r"^\d\. (.+)$", chapter(f"### Lesson {int(number)}"), re.MULTILINE)


def notes(number: str) -> str:
    return course.lesson(number).notes.read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", WEEKS)
def test_every_lesson_is_taught_once_in_each_plan_and_a_class_adds_up(plan: str) -> None:
    weeks = classes(plan)
    assert [sum(part.minutes for part in each) for each in weeks] == [CLASS] * WEEKS[plan]
    taught = [part.what for each in weeks for part in each if re.fullmatch(r"lesson \d", part.what)]
    assert taught == [f"lesson {int(number)}" for number in LESSONS]


def test_a_lesson_gets_the_minutes_of_its_notes() -> None:
    """The first one in a notebook gets those that the notebooks name for whom notebooks are new to."""
    planned = {part.what: part.minutes for part in every_part()}
    for number in LESSONS:
        extra = WHERE_NEW if number == "01" else 0
        assert planned[f"lesson {int(number)}"] == course.lesson(number).minutes + extra
    assert f"{planned['lesson 1']} if notebooks are new to you" in course.lesson("01").notebook.read_text("utf-8")


def further(number: str) -> list[str]:
    """The numbers of a notebook's sections below *Go further*."""
    cells = nbformat.read(course.lesson(number).notebook, as_version=4).cells
    text = "\n".join(each.source for each in cells if each.cell_type == "markdown")
    return re.findall(r"^## (\d)\.", text.partition("# Go further")[2], re.MULTILINE)


def test_sections_are_there_after_go_further() -> None:
    named = [part for part in every_part() if "sections" in part.what]
    assert len(named) > len(WEEKS)
    for minutes, what in named:
        number, *sections = re.findall(r"\d", what)
        assert set(sections) <= set(further(f"0{number}")), what
        assert minutes == FURTHER * len(sections), what


def test_the_last_plan_leaves_out_no_section() -> None:
    named = [part.what for each in classes("Fourteen weeks") for part in each if "sections" in part.what]
    assert [re.findall(r"\d", each) for each in named] == [
        [number.removeprefix("0"), *further(number)] for number in LESSONS[1:]
    ]


def test_section_2_ends_when_the_page_says() -> None:
    told = [31, 31, 31, 31, 25, 28]
    assert "it ends 31 minutes into lessons 1 to 4, 25 into lesson 5 and 28 into lesson 6" in PAGE
    for number, minutes in zip(LESSONS[1:], told, strict=True):
        timing = re.sub("|".join(WORDS), lambda word: WORDS[word[0]], notes(number))
        to_the_end = re.search(r"data (\d+).*?section 1 (\d+).*?section 2 (\d+)", timing)
        assert to_the_end is not None
        assert sum(map(int, to_the_end.groups())) == minutes, number


def test_prompts_are_those_of_the_notes() -> None:
    for number in LESSONS[1:]:
        assert prompts(number)
        for each in prompts(number):
            assert each.casefold() in notes(number).casefold()
    for number in LESSONS[1:-1]:
        listed = notes(number).partition("**Discussion prompts.**")[2].partition("\n## ")[0]
        assert re.findall(r"^- (.+)$", listed, re.MULTILINE) == prompts(number)


@pytest.mark.parametrize("plan", WEEKS)
def test_prompts_of_a_class_are_those_of_a_lesson_taught_by_then(plan: str) -> None:
    number = ""
    for part in [part for each in classes(plan) for part in each]:
        number = (re.findall(r"lesson (\d)", part.what) or [number])[0]
        if re.match(r"prompts? \d", part.what):
            asked = re.findall(r"\d", part.what.partition(", with")[0])
            assert asked
            assert max(map(int, asked)) <= len(prompts(f"0{number}")), part.what


def test_what_is_left_out_is_what_the_notes_leave_out() -> None:
    for number in LESSONS[1:-1]:
        assert re.findall(r"^If time is short.+$", chapter(f"### Lesson {int(number)}"), re.MULTILINE) == re.findall(
            r"^If time is short.+$", notes(number), re.MULTILINE
        )


def test_the_short_course_keeps_what_its_lessons_need() -> None:
    short = ["00", "04", "05", "06"]
    assert "lessons 0, 4, 5 and 6 make a course of four weeks" in PAGE
    assert [course.lesson(number).needs[:2] for number in short[1:]] == short[:-1]


def test_every_assignment_of_a_plan_has_its_command() -> None:
    handed_out = {name for plan in WEEKS for name in re.findall(r"\| `([\w-]+)` \|", chapter(f"## {plan}"))}
    assert handed_out == {shlex.split(each)[2] for each in ASSIGNMENTS} - {"exam"}


@pytest.mark.parametrize("line", ASSIGNMENTS)
def test_an_assignment_asks_as_many_questions_as_its_command_says(
    line: str, typed: Callable[[str], click.Context]
) -> None:
    options = typed(line).params
    assert options["out"].name == options["name"]
    if not options["banks"]:
        asked = {name: options[name] for name in ("lessons", "objectives", "items")}
        wish = choosing.Wish(**asked, count=options["questions"] or choosing.USUAL)
        chosen = choosing.choose(wish, seed=1)
        assert len(chosen) == (len(wish.items) or wish.count)
        assert choosing.enemies(chosen) == []


@pytest.mark.parametrize("line", sorted({*COMMANDS} - {*ASSIGNMENTS}))
def test_every_other_command_is_one_of_cvm(line: str, typed: Callable[[str], click.Context]) -> None:
    options = typed(line).params
    assert options
    if "items" in options:  # questions to be cloned
        assert len(choosing.choose(choosing.Wish(items=options["items"]), seed=1)) == len(options["items"])
