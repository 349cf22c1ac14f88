"""Each misconception of the course's banks has its three minutes with the class, and none stands for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from customer_value import course
from customer_value.classroom.report.discussions import discussions, read
from customer_value.errors import CustomerValueError


@pytest.mark.parametrize("number", [each.number for each in course.lessons()])
def test_each_misconception_that_a_bank_names_has_a_discussion_and_the_other_way_round(number: str) -> None:
    lesson = course.lesson(number)
    head = lesson.bank.read_text(encoding="utf-8").partition("questions:")[0]
    named = set(re.findall(r"^  (\d\d\.M\d+):", head, re.MULTILINE))
    assert named
    assert set(read(lesson.notes.with_name("misconceptions.yaml"))) == named
    assert all(name.startswith(f"{number}.M") for name in named)


def test_a_discussion_is_short_and_asks_something() -> None:
    for each in discussions().values():
        assert 3 <= len(each.they.split()) <= 10
        assert each.they[0].islower()
        assert not each.they.endswith(".")
        assert 20 <= len(each.prompt.split()) <= 60
        assert "?" in each.prompt
    assert len({each.prompt for each in discussions().values()}) == len(discussions())


@pytest.mark.parametrize("text", ["04.M4: {they: read it so}", "04.M4: text", "- 04.M4"])
def test_an_entry_without_its_parts_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "misconceptions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CustomerValueError, match=r"misconceptions\.yaml: .*`they` and `prompt`"):
        read(path)
