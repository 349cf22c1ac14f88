"""Plans and memos among the submissions are known by what they hold: plans are scored, memos marked by hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from customer_value import capstone as game
from customer_value import course as lessons
from customer_value.analysis.cycle import Plan
from customer_value.classroom.grading import capstone
from customer_value.classroom.grading.gradebook import Gradebook


def table(course: Any) -> dict[str, list[str]]:
    text = (course.folder.path / "capstone.csv").read_text("utf-8-sig")
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}


@pytest.fixture
def course(make: Any) -> Any:
    return make(items=("04.Q01",))


def test_a_plan_is_scored_once(course: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan({"deep_discount": 15_000}).write(tmp_path / "plan.json")
    course.put("anything.txt", plan.read_bytes())
    course.grade()
    assert table(course)["anything.txt"] == ["plan", "", "", str(game.grade(plan))]
    monkeypatch.setattr(capstone, "told", lambda *_: pytest.fail("scored again"))
    course.grade()


def test_a_plan_that_breaks_a_rule_is_told(course: Any) -> None:
    course.put("a.json", b'{"format": "customer-value plan 1"}')
    course.put("b.json", b'{"format": "customer-value plan 1", "shop": 99}')
    course.put("c.json", b'{"format": "customer-value plan 1", "shop": [' + b"[" * 100_000)
    course.grade()
    found = table(course)
    assert "not scored:" in found["a.json"][3]
    assert found["b.json"][3] == "it is a plan for a shop that nobody in the class has"
    assert "not scored:" in found["c.json"][3]


def test_a_memo_is_marked_by_its_rubric(course: Any) -> None:
    memo = lessons.lesson("06").notes.with_name("memo.md").read_bytes()
    course.put("ada_memo.md", memo + b"<script>alert(1)</script>")
    course.grade()
    page = (course.folder.path / "marking.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "ada_memo" not in page
    path = course.folder.path / "marking.csv"
    head, row = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    worth = [each.points for each in capstone.memo_rubric().rubric]
    assert len(head) == 3 + len(worth)
    filled = [*row[:2], *map(str, worth[:-1]), "0", "A good page."]
    path.write_text("\n".join([",".join(head), ",".join(filled)]), "utf-8")
    course.grade()
    assert table(course)["ada_memo.md"] == ["memo", str(sum(worth[:-1])), str(sum(worth)), "A good page."]
    assert Gradebook(course.folder.gradebook).results() == {}
