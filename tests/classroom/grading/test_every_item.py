"""Every question of the course, through real files: right answers earn all, wrong ones less."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment import bank
from customer_value.assessment.examples import examples
from customer_value.assessment.questions.code import Code
from customer_value.classroom.assignments.composing import versions
from customer_value.classroom.grading.gradebook import Gradebook

BANKS = [each.stem for each in bank.files()]
SHOPS = (1, 4711)
SELF_SCORED = {"not_attempted": "open", "correct": "open", "wrong": "open", "partial": "open"}


def check(course: Any, names: list[str]) -> None:
    """Hand in, one student for each place in the lists of examples, and compare status and score."""
    expected: dict[tuple[str, str], tuple[str, float | None]] = {}
    asked = {name: versions(course.folder.questions, course.student(name)) for name in names}
    for number, name in enumerate(names):
        answers = {}
        for question in course.folder.questions:
            variant = asked[name][question.id]
            found = [each for each in examples(question, variant) if each.status in ("correct", "wrong", "partial")]
            example = found[number % len(found)]
            answers[question.id] = question.to_screen(variant, example.answer)
            graded = question.grade(variant, example.answer)
            waits = question.self_scored
            expected[name, question.id] = ("open", None) if waits else (example.status, 2.0 * graded.score)
        course.hand_in(name, answers)
    course.grade()
    results = Gradebook(course.folder.gradebook).results()
    assert {key: (each.status, each.points) for key, each in results.items()} == expected
    assert all(points == 2.0 for status, points in expected.values() if status == "correct")
    assert all(points is None or points < 2.0 for status, points in expected.values() if status != "correct")


def make_all(make: Any, project: Path, name: str, count: int) -> tuple[Any, list[str]]:
    names = [f"s{number}" for number in range(count)]
    path = project / "quizzes" / f"{name}.yaml"
    return make(names, source=path, shop=lambda number: SHOPS[number % 2]), names


def test_a_lesson_s_items_through_files(make: Any, project: Path) -> None:
    path = project / "quizzes" / "04_lifetime_value.yaml"
    asked = [each for each in bank.read(path).questions if not isinstance(each, Code) and not any(each.facts())]
    names = ["s0", "s1", "s2"]
    check(make(names, source=path, items=[each.id for each in asked][:20]), names)


@pytest.mark.all
@pytest.mark.parametrize("name", BANKS)
def test_every_item_through_files(make: Any, project: Path, name: str) -> None:
    check(*make_all(make, project, name, 8))
