"""Every lesson has the same shape: notes, notebook and bank speak of the same objectives, and the sizes hold."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from ruamel.yaml import YAML

from customer_value import course
from customer_value.assessment import bank
from customer_value.assessment.questions.code import Code
from customer_value.notebook import run

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from customer_value.course import Lesson

# What a minute holds (the design's rates; running a cell and reading its result 40 s, a guess 30 s, an explorable
# 4 minutes).
WORDS_A_MINUTE = 120
EXERCISE, QUESTION, EXPLORABLE, CELL, GUESS = 4, 1.25, 4, 2 / 3, 1 / 2
WITH_NOTEBOOK = [each for each in course.lessons() if each.notebook.is_file()]
FULL = [each for each in WITH_NOTEBOOK if each.number != "00"]

every = pytest.mark.parametrize("lesson", WITH_NOTEBOOK, ids=lambda each: each.number)
full = pytest.mark.parametrize("lesson", FULL, ids=lambda each: each.number)


def cells(lesson: Lesson, kind: str | None = None, tag: str | None = None) -> list[NotebookNode]:
    found = nbformat.read(lesson.notebook, as_version=4).cells
    return [each for each in found if kind in (None, each.cell_type) and (tag is None or tag in each.metadata.tags)]


def tagged(lesson: Lesson, start: str, kind: str | None = None) -> set[str]:
    tags = [tag for cell in cells(lesson, kind) for tag in cell.metadata.tags]
    return {tag.removeprefix(start) for tag in tags if tag.startswith(start)}


def front(lesson: Lesson) -> dict[str, Any]:
    return YAML(typ="safe").load(lesson.notes.read_text(encoding="utf-8").split("---\n")[1])


def words(text: str) -> int:
    """Count words; a formula is one."""
    return len(re.findall(r"\w[\w€%'’.,-]*", re.sub(r"\$\$?[^$]+\$\$?", "F", text)))


def slug(heading: str) -> str:
    """As the quiz widget finds a heading."""
    return re.sub(r"^-|-$", "", re.sub(r"[^a-z0-9]+", "-", heading.lower()))


def questions_asked(cell: NotebookNode) -> int:
    listed = re.search(r"questions=\[(.*?)\]", cell.source, re.DOTALL)
    number = re.search(r"questions=(\d+)", cell.source)
    return len(listed[1].split(",")) if listed else int(number[1]) if number else 8


# One set of objectives


@every
def test_the_notebook_opens_with_the_notes_title_minutes_and_objectives(lesson: Lesson) -> None:
    """What stands at the head is what the notes promise."""
    head = "\n".join(each.source for each in cells(lesson, "markdown")[:3])
    assert f"# {lesson.title}\n" in head
    assert f"{lesson.minutes} minutes" in head
    for objective in lesson.objectives:
        assert f"- *{objective.verb.lower()}* {objective.text} ({objective.id})" in head


@every
def test_objectives_of_notes_notebook_and_bank_are_the_same(lesson: Lesson) -> None:
    """No orphan at any end: each objective has cells that teach it and items that test it."""
    known = {each.id for each in lesson.objectives}
    assert tagged(lesson, "objective:") == known
    assert {each.objective for each in bank.read(lesson.bank).questions} == known


@every
def test_each_objective_is_practised_in_a_code_cell(lesson: Lesson) -> None:
    """Words alone teach nobody."""
    assert tagged(lesson, "objective:", "code") == {each.id for each in lesson.objectives}


@full
def test_each_objective_has_three_questions_on_two_levels(lesson: Lesson) -> None:
    """One item is no evidence."""
    levels: dict[str, list[str]] = defaultdict(list)
    for item in bank.read(lesson.bank).questions:
        if not isinstance(item, Code):
            levels[item.objective].append(item.bloom)
    for objective in lesson.objectives:
        assert len(levels[objective.id]) >= 3
        assert len(set(levels[objective.id])) >= 2


@full
def test_the_notes_ask_one_question_for_each_misconception_of_the_bank(lesson: Lesson) -> None:
    """The bank says what learners get wrong, the notes how to find out."""
    asked = re.findall(r"^\| (\d\d\.M\d+) \| .+\? \|$", lesson.notes.read_text(encoding="utf-8"), re.MULTILINE)
    assert asked == list(bank.read(lesson.bank).misconceptions)


@every
def test_exercises_of_the_bank_stand_in_the_notebook_with_their_check_one_cell_below(lesson: Lesson) -> None:
    """The starter, as the bank has it, then a cell that checks its result."""
    code = cells(lesson, "code")
    for item in bank.read(lesson.bank).questions:
        if isinstance(item, Code):
            tag = f"exercise:{item.id}"
            starter, check = next(pair for pair in pairwise(code) if tag in pair[0].metadata.tags)
            assert f'cv.exercise("{item.id}")' in starter.source
            assert starter.source.endswith("\n" + item.starter.strip())
            assert {_assigned(line) for line in item.starter.splitlines() if "____" in line} <= {
                _assigned(line) for line in item.solution.splitlines()
            }
            assert tag in check.metadata.tags
            assert check.source.endswith(f".check({item.result})")
    assert tagged(lesson, "exercise:") == {
        each.id for each in bank.read(lesson.bank).questions if isinstance(each, Code)
    }


def _assigned(line: str) -> str:
    """Name what a line assigns to: `cvm notebook --solutions` fills a blank with the solution's line of that name."""
    return line.partition("=")[0].strip()


@every
def test_questions_point_at_headings_of_the_notebook(lesson: Lesson) -> None:
    """Feedback links back to the place that teaches it."""
    headings = {
        slug(line.lstrip("# "))
        for cell in cells(lesson, "markdown")
        for line in cell.source.splitlines()
        if line.startswith("#")
    }
    for item in bank.read(lesson.bank).questions:
        assert item.source is not None
        assert item.source.section in headings, item.id


@every
def test_key_terms_stand_in_the_glossary(lesson: Lesson) -> None:
    """Each key term of the notes has its meaning there."""
    entries = YAML(typ="safe").load((course.folder("lessons") / "glossary.yaml").read_text(encoding="utf-8"))
    terms = {each["term"].lower() for each in entries}
    listed = lesson.notes.read_text(encoding="utf-8").split("## Key terms\n")[1].split("\n## ")[0]
    assert {each.strip(" \n.").lower() for each in listed.split(",")} <= terms


@full
def test_the_warm_up_is_drawn_from_what_this_learner_missed(lesson: Lesson) -> None:
    """It names two or three questions of earlier lessons for who has missed nothing."""
    (source,) = (each.source for each in cells(lesson, "code", "warm-up"))
    named = re.fullmatch(rf'cv\.warm_up\("{lesson.number}", questions=\[(.+)\]\)', source)
    assert named, source
    asked = re.findall(r'"(\d\d)(\.Q\d+)"', named[1])
    assert len(asked) in (2, 3)
    for number, rest in asked:
        assert number < lesson.number
        bank.read(course.lesson(number).bank).question(number + rest)


# Sizes


@full
def test_the_core_has_900_to_1300_words(lesson: Lesson) -> None:
    """Tables and headings counted, formulas as one word each."""
    assert 900 <= sum(words(each.source) for each in cells(lesson, "markdown", "core")) <= 1300


@full
def test_notes_have_600_to_900_words(lesson: Lesson) -> None:
    """Tables, key terms and sources aside."""
    body = lesson.notes.read_text(encoding="utf-8").split("---\n", 2)[2].split("## Formulas")[0]
    assert 600 <= words("\n".join(line for line in body.splitlines() if not line.startswith("|"))) <= 900


@every
def test_cells_are_short(lesson: Lesson) -> None:
    """The middle one has at most 4 lines, none more than 15; no line is cut off in JupyterLab."""
    lines = [[line for line in each.source.splitlines() if line.strip()] for each in cells(lesson, "code")]
    assert median(map(len, lines)) <= 4
    assert max(map(len, lines)) <= 15
    assert max(len(line) for cell in lines for line in cell) <= 120


@full
def test_the_core_has_three_sections_three_exercises_one_explorable_and_eight_questions(lesson: Lesson) -> None:
    """As in every lesson."""
    core = cells(lesson, tag="core")
    tags = [tag for each in core for tag in each.metadata.tags]
    assert {tag for tag in tags if tag.startswith("section:")} == {"section:1", "section:2", "section:3"}
    assert len({tag for tag in tags if tag.startswith("exercise:")}) == 3
    assert tags.count("explorable") == 1
    assert 3 <= tags.count("figure") <= 5
    assert [questions_asked(each) for each in core if "quiz" in each.metadata.tags and each.cell_type == "code"][
        -1
    ] == 8


@full
def test_the_core_has_12_to_18_teaching_cells(lesson: Lesson) -> None:
    """Cells that compute or draw; guesses, checks, quizzes and the progress page are one call each."""
    assert 12 <= len([each for each in cells(lesson, "code", "core") if _teaches(each)]) <= 18


def _teaches(cell: NotebookNode) -> bool:
    services = ("guess:", "exercise:", "quiz", "explorable", "recap", "set-up")
    return not any(tag.startswith(services) for tag in cell.metadata.tags)


@every
def test_the_minutes_at_the_head_follow_from_the_rates(lesson: Lesson) -> None:
    """Words, cells, exercises, explorables and questions of the core, to the next five minutes."""
    core, code = cells(lesson, "markdown", "core"), cells(lesson, "code", "core")
    tags = [tag for each in code for tag in each.metadata.tags]
    minutes = (
        sum(words(each.source) for each in core) / WORDS_A_MINUTE
        + CELL * sum(map(_teaches, code))
        + GUESS * len({tag for tag in tags if tag.startswith("guess:")})
        + EXERCISE * len({tag for tag in tags if tag.startswith("exercise:")})
        + EXPLORABLE * tags.count("explorable")
        + QUESTION * sum(questions_asked(each) for each in code if "quiz" in each.metadata.tags)
    )
    assert abs(minutes - lesson.minutes) <= 2.5, f"{lesson.name}: {minutes:.1f} minutes by the rates"


@pytest.mark.parametrize(("lesson", "following"), list(pairwise(FULL)), ids=lambda each: each.number)
def test_a_lesson_links_to_the_next(lesson: Lesson, following: Lesson) -> None:
    """A learner's copies lie beside one another under the same names."""
    assert any(f"]({following.notebook.name})" in each.source for each in cells(lesson, "markdown", tag="core"))


@every
def test_ids_are_stable_names(lesson: Lesson) -> None:
    """A cell is called after what it does, so that a diff can be read."""
    for cell in cells(lesson):
        assert re.fullmatch(r"[a-z][a-z0-9-]*[a-z0-9]", cell.id)
        assert {"core", "go-further"} & set(cell.metadata.tags)


@every
def test_one_sentence_stands_on_a_line(lesson: Lesson) -> None:
    """So that a change of one sentence is a change of one line; tables, lists and quotations aside."""
    notes = lesson.notes.read_text(encoding="utf-8").split("---\n", 2)[2]
    sources = [each.source for each in cells(lesson, "markdown")] + [notes]
    for line in "\n".join(sources).splitlines():
        if not line.startswith(("|", "- ", '"', "*", "1", "2", "3", "4", "5", "6", "7", "#")):
            assert not re.search(r"[a-z)][.?!] [A-Z]", line), line


@pytest.mark.all
@every
def test_a_lesson_runs_in_under_30_seconds(lesson: Lesson) -> None:
    """From a cold kernel to the last cell."""
    from time import monotonic

    begin = monotonic()
    run(lesson.notebook)
    assert monotonic() - begin < 30
