"""Grades as tables: for people, for Canvas, for Moodle; and every file with its verdict."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from customer_value.classroom.grading import csv_files, telling
from customer_value.classroom.grading.feedback import waits


@pytest.fixture
def course(make: Any) -> Any:
    made = make(("=ada", "ben", "cleo"), items=("04.Q01", "04.Q03", "04.Q12"))
    made.hand_in("=ada", made.shown("=ada"), file="-a.answers")
    made.hand_in("ben", {**made.shown("ben", status="wrong"), "04.Q12": {"text": " "}})
    made.grade()
    return made


def rows(course: Any, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((course.folder.path / name).read_text("utf-8-sig"))))


def test_the_plain_table_has_everybody(course: Any) -> None:
    head, *class_ = rows(course, "grades.csv")
    assert head[:6] == ["student", "points", "of", "percent", "waiting", "unreadable"]
    assert head[-3:] == ["04.Q01", "04.Q03", "04.Q12"]
    assert [each[:7] for each in class_] == [
        ["'=ada", "4.0", "6.0", "66.67", "1", "0", "accepted"],
        ["ben", "0.0", "6.0", "0.0", "0", "1", "accepted"],
        ["cleo", "", "6.0", "", "0", "0", "nothing that counts"],
    ]
    assert [each[-3:] for each in class_] == [["2.0", "2.0", ""], ["0.0", "0.0", "0.0"], ["", "", ""]]
    assert {len(each) for each in class_} == {len(head)}


def test_canvas_has_its_columns_and_the_points_possible(course: Any) -> None:
    assert rows(course, "grades-canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 3 <b>"],
        ["    Points Possible", "", "", "", "", "6.0"],
        ["'=ada", "", "", "'=ada", "", ""],
        ["ben", "", "", "ben", "", "0.0"],
    ]
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "In the tables for Canvas and Moodle 1 student has no grade yet, since answers wait." in told


def test_moodle_gets_grade_and_feedback_together(course: Any) -> None:
    assert rows(course, "grades-moodle.csv") == [
        ["ID number", "Grade", "Feedback"],
        ["'=ada", "", "1 answer waits for its mark."],
        ["ben", "0.0", ""],
    ]
    assert waits(2) == "2 answers wait for their marks."


def test_answers_that_could_not_be_read_are_listed_and_told(course: Any) -> None:
    why = "Write a sentence or two: at least 20 characters."
    assert rows(course, "unreadable.csv") == [["student", "question", "why"], ["ben", "04.Q12", why]]
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "      1  answers that could not be read, worth 0" in told
    assert f"  ben, 04.Q12: {why}" in told


def test_every_file_stands_in_a_table(course: Any) -> None:
    course.put("odd", b"x")
    course.grade()
    found = rows(course, "files.csv")[1:]
    assert [(each[0], each[1]) for each in found] == [
        ("'-a.answers", "accepted"), ("ben.answers", "accepted"), ("odd", "not_answers"),
    ]  # fmt: skip


def test_a_table_that_is_open_elsewhere_is_told(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows locks what a spreadsheet shows; grades are in the gradebook all the same."""

    def locked(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(csv_files, "write", locked)
    course.hand_in("cleo")
    done = course.grade()
    assert "grades.csv cannot be written (Permission denied); close it, and grade again." in done.notes[0]
    assert course.points()["cleo"]["04.Q01"] == 2.0
