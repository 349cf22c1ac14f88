"""The start page lists the lessons, links to them, and says what an upgrade has brought."""

from __future__ import annotations

from pathlib import Path

import customer_value as cv
from customer_value import course


def test_every_lesson_that_has_a_notebook_is_listed_and_linked(tmp_path: Path) -> None:
    shown = cv.contents(tmp_path)
    for lesson in course.lessons():
        is_there = lesson.notebook.is_file()
        assert (f"{lesson.number}  {lesson.title} ({lesson.minutes} minutes)" in repr(shown)) == is_there
        assert (f"href='{lesson.notebook.name}'" in shown._repr_html_()) == is_there
    assert "New:" not in shown._repr_html_()


def test_a_new_version_is_announced(tmp_path: Path) -> None:
    (tmp_path / "04_lifetime_value.new.ipynb").touch()
    shown = cv.contents(tmp_path)
    said = "04_lifetime_value.new.ipynb is a newer version of that lesson. Your own copy is unchanged."
    assert said in repr(shown)
    assert f"<b>New:</b> {said}" in shown._repr_html_()
