"""A lesson is one number: its notes, notebook and bank are found by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from customer_value import course
from customer_value.errors import CustomerValueError, UnknownNameError


@pytest.mark.parametrize("key", ["04", "4", 4, "04_lifetime_value"])
def test_a_lesson_is_found_by_number_or_name(key: str | int) -> None:
    lesson = course.lesson(key)
    assert (lesson.number, lesson.name) == ("04", "04_lifetime_value")
    assert all(path.is_file() for path in (lesson.notes, lesson.notebook, lesson.bank))


def test_an_unknown_lesson_is_answered_with_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match=r"no lesson '99'; lessons: 00_start_here, .*04_lifetime_value"):
        course.lesson("99")


def test_objectives_carry_their_lesson() -> None:
    for lesson in course.lessons():
        assert all(objective.id.startswith(f"{lesson.number}.O") for objective in lesson.objectives)
    assert course.objectives()["04.O1"].verb


def test_a_notebooks_headings_are_named_as_banks_name_them(tmp_path: Path) -> None:
    headings = course.headings(course.lesson("04").notebook)
    assert headings["3-who-is-still-a-customer"] == "3. Who is still a customer?"
    assert all(heading == heading.strip() for heading in headings.values())
    assert course.headings(tmp_path / "none.ipynb") == {}


def test_without_a_checkout_the_copy_in_the_wheel_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(course, "_CHECKOUT", tmp_path)
    assert course.root() == Path(course.__file__).parent / "_course"


def test_notes_with_a_broken_head_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    notes = tmp_path / "lessons/07_x/notes.md"
    notes.parent.mkdir(parents=True)
    notes.write_text("---\ntitle: X\n---\ntext\n")
    monkeypatch.setattr(course, "root", lambda: tmp_path)
    course.lessons.cache_clear()
    with pytest.raises(CustomerValueError, match=r"07_x.notes.md: the front matter lacks or misspells 'decision'"):
        course.lessons()
    course.lessons.cache_clear()
