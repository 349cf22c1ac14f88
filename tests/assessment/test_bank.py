"""Banks are read once per change, checked in one go, and those of the course keep all rules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from customer_value.assessment import bank
from customer_value.assessment.parsing import Problem, short


def test_a_changed_file_is_read_again(example_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "04_other.yaml"
    text = example_path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert bank.read(path) is bank.read(str(path))
    path.write_text(text.replace("id: 04.Q03", "id: 04.Q09").replace("[04.Q03]", "[]"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert bank.read(path).question("04.Q09").objective == "04.O6"


def test_the_banks_of_the_course_keep_all_rules() -> None:
    assert [str(each) for each in bank.check_files()] == []


@pytest.mark.all
def test_the_exercises_of_the_course_run() -> None:
    assert [str(each) for each in bank.check_files(run=True)] == []


def test_problems_print_as_editors_read_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    problem = Problem("quizzes/a.yaml", 7, "04.Q01", "unit", "the unit is empty.", "write €.")
    assert str(problem) == "quizzes/a.yaml:7: 04.Q01: the unit is empty. To mend it: write €. [unit]"
    monkeypatch.chdir(tmp_path)
    assert short(tmp_path / "quizzes" / "a.yaml") == "quizzes/a.yaml"
    assert short(Path("/elsewhere/a.yaml")) == "/elsewhere/a.yaml"
