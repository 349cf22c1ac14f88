"""Banks are read once per change, checked in one go, and those of the course keep all rules."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from customer_value import facts
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
    assert [str(each) for each in bank.check_files(facts=facts.of(1))] == []


def test_a_section_is_a_heading_of_the_notebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    notebook = {
        "cells": [{"cell_type": "markdown", "source": ["# One\n", "## 2. What, then?\n"]}, {"cell_type": "code"}]
    }
    (tmp_path / "04_lifetime_value.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    monkeypatch.setattr("customer_value.course.folder", lambda name: tmp_path)
    text = """
lesson: 04_lifetime_value
questions:
  - {id: 04.Q1, type: true_false, objective: 04.O1, bloom: apply, answer: true, says: This is the other way round.,
     stem: One of the two is so., source: {section: SECTION}}
"""
    path = tmp_path / "04_lifetime_value.yaml"
    found = {}
    for section in ("2-what-then", "one", "2-what", "zzz"):
        path.write_text(text.replace("SECTION", section), encoding="utf-8")
        found[section] = [each.mend for each in bank.check(path, objectives=["04.O1"]) if each.code == "section"]
    assert found["2-what-then"] == found["one"] == []
    assert found["2-what"] == ["did you mean 2-what-then?"]
    assert found["zzz"] == ["write a heading in small letters, with hyphens."]


def test_a_bank_of_the_course_names_its_schema(project: Path, tmp_path: Path) -> None:
    text = (project / "quizzes" / "00_start_here.yaml").read_text(encoding="utf-8")
    path = tmp_path / "00_start_here.yaml"
    for above, line in (("", []), ("\n", [1]), ("# Lesson 0\n", [1])):
        path.write_text(above + text, encoding="utf-8")
        assert [each.line for each in bank.check(path) if each.code == "schema"] == line


@pytest.mark.all
def test_the_numbers_of_other_learners_keep_all_rules_too() -> None:
    for learner in (7, 1234, 9999):
        assert [str(each) for each in bank.check_files(facts=facts.of(learner))] == []


@pytest.mark.all
def test_the_exercises_of_the_course_run() -> None:
    assert [str(each) for each in bank.check_files(run=True)] == []


def test_problems_print_as_editors_read_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    problem = Problem("quizzes/a.yaml", 7, "04.Q01", "unit", "the unit is empty.", "write €.")
    assert str(problem) == "quizzes/a.yaml:7: 04.Q01: the unit is empty. To mend it: write €. [unit]"
    monkeypatch.chdir(tmp_path)
    assert short(tmp_path / "quizzes" / "a.yaml") == "quizzes/a.yaml"
    assert short(Path("/elsewhere/a.yaml")) == "/elsewhere/a.yaml"


# The same id in two files


def _small(path: Path, *ids: str) -> Path:
    items = [
        f"  - {{id: {key}, type: true_false, objective: 04.O1, bloom: apply, answer: true, "
        f"stem: One of the two is so and no other., says: This is number {place} and the other way round., "
        f"feedback: Yes.}}"
        for place, key in enumerate(ids)
    ]
    path.write_text("\n".join(["lesson: 04_lifetime_value", "questions:", *items]), encoding="utf-8")
    return path


def _twice(*paths: Path) -> list[tuple[str, int, str]]:
    found = [each for each in bank.check_files(paths) if each.code == "duplicate-id"]
    return [(Path(each.file).name, each.line, each.item) for each in found]


def test_an_id_that_stands_in_two_files_is_named_in_the_later_one(tmp_path: Path) -> None:
    first, second = _small(tmp_path / "a.yaml", "04.Q901", "04.Q902"), _small(tmp_path / "b.yaml", "04.Q903", "04.Q902")
    assert _twice(first, second) == [("b.yaml", 4, "04.Q902")]
    assert _twice(first) == _twice(first, first) == []


def test_an_id_of_the_course_is_taken(tmp_path: Path) -> None:
    own = _small(tmp_path / "mine.yaml", "04.Q901", "04.Q01")
    assert _twice(own) == [("mine.yaml", 4, "04.Q01")]
    assert "04_lifetime_value.yaml has this id too" in [each.rule for each in bank.check_files([own])][-1]


def test_of_a_copy_by_another_name_it_is_said_once_and_drowns_no_fault(tmp_path: Path, project: Path) -> None:
    text = (project / "quizzes/04_lifetime_value.yaml").read_text(encoding="utf-8")
    count = text.count("\n  - id: ")
    mended, both = tmp_path / "mended.yaml", tmp_path / "both.yaml"
    mended.write_text(text.replace("bloom: apply", "bloom: applied", 1), encoding="utf-8")
    first, fault = sorted(bank.check_files([mended]), key=lambda each: each.code)
    assert (first.code, first.rule) == ("duplicate-id", f"its {count} ids are those of quizzes/04_lifetime_value.yaml.")
    assert "mended bank of an assignment" in first.mend
    assert "applied" in fault.rule
    _small(both, "04.Q01", "04.Q02", "04.Q901", "04.Q03", "05.Q01")
    said = [each.rule for each in bank.check_files([both]) if each.code == "duplicate-id"]
    assert [each[:20] for each in said] == ["3 of its 5 ids are t", "quizzes/05_cvm_cycle"]


def test_a_copy_of_a_lessons_bank_may_keep_its_ids(tmp_path: Path) -> None:
    assert _twice(_small(tmp_path / "04_lifetime_value.yaml", "04.Q01")) == []


def test_a_file_that_cannot_be_read_has_no_ids(tmp_path: Path) -> None:
    assert _twice(tmp_path / "none.yaml") == []
