"""The memo's template is laid once; what a learner wrote is never replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from customer_value.capstone import memo
from customer_value.errors import SetupError


def test_the_template_is_laid_once_and_what_is_written_stays(tmp_path: Path) -> None:
    file = tmp_path / "memo.md"
    first = memo(file)
    assert str(first) == "memo.md lies in your folder now: open it in the file browser and write your memo into it."
    assert file.read_text("utf-8").startswith("# Larkspur's year 2026")
    file.write_text("My memo.", encoding="utf-8")
    again = memo(file)
    assert (again.is_new, file.read_text("utf-8")) == (False, "My memo.")
    assert "stays as you left it" in again._repr_html_()
    assert repr(again) == str(again)


def test_the_template_asks_for_each_part_of_the_rubric() -> None:
    from customer_value import course

    text = course.lesson("06").notes.with_name("memo.md").read_text("utf-8")
    for word in ("market orientation", "needs", "Value now", "control group", "Contacts for each customer", "Consent"):
        assert word in text


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"cannot write .*No such file"):
        memo(tmp_path / "nowhere" / "memo.md")
