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
