"""`cvm grade` and `cvm report`, from an assignment that `cvm assign` made."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from customer_value.assessment.attempts import Attempts, now
from customer_value.assessment.examples import examples
from customer_value.classroom.assignments import show
from customer_value.classroom.assignments.composing import versions
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.grading.class_answers import class_answers
from customer_value.cli import main


def cvm(*words: object) -> str:
    done = CliRunner().invoke(main, [str(each) for each in words])
    assert done.exit_code == 0, done.output
    return str(done.output)


@pytest.fixture
def week(tmp_path: Path) -> Folder:
    """An assignment of three questions for two students."""
    (tmp_path / "class.csv").write_text("id\nada\nben\n")
    items = ["--item", "04.Q01,04.Q02", "--seed", 1, "--due", "2099-01-01"]
    cvm("assign", "week", *items, "--roster", tmp_path / "class.csv", "--out", tmp_path / "week")
    (tmp_path / "in").mkdir()
    return Folder(tmp_path / "week")


def hand_in(week: Folder, name: str, *, status: str = "correct") -> None:
    """Answer in the student's own session, and hand in."""
    student = next(each for each in week.assignment.students if each.id == name)
    asked = versions(week.questions, student)
    log = Attempts(week.path.parent / f"{name}.sqlite")
    session = show.session(week.bundles[name], log=log, clock=now)
    for each in week.questions:
        found = next(one.answer for one in examples(each, asked[each.id]) if one.status == status)
        shown = each.to_screen(asked[each.id], found)
        session.receive({"do": "check", "item": each.id, "answer": shown, "token": "t", "confidence": "sure"})
    session.receive({"do": "hand_in", "token": "t"})
    [file] = week.hand_out.glob(f"*-{name}.answers")
    file.rename(week.path.parent / "in" / f"renamed by the platform {name}")


def test_from_files_to_a_report(week: Folder) -> None:
    hand_in(week, "ada")
    (week.path.parent / "in" / "note.txt").write_text("hello")
    said = cvm("grade", week.path, "--submissions", week.path.parent / "in", "--workers", 1)
    assert "1  accepted" in said
    assert "0  flagged" in said
    assert "note.txt: no file of answers: it does not begin as answers do" in said
    assert "2.0  points on average, of 2 (100 %), 1 students" in said
    assert f"Next: cvm report {week.path}" in said
    hand_in(week, "ben", status="wrong")
    assert "1.0  points on average, of 2 (50 %), 2 students" in cvm(
        "grade", week.path, "--submissions", week.path.parent / "in"
    )
    assert "report.html" in cvm("report", week.path)
    assert (week.path / "report" / "report.html").exists()


def test_a_mended_bank_says_who_changed(week: Folder, tmp_path: Path) -> None:
    hand_in(week, "ada")
    cvm("grade", week.path, "--submissions", week.path.parent / "in")
    [bank] = week.banks.glob("*.yaml")
    mended = tmp_path / "mended.yaml"
    item = week.questions[1]
    text = bank.read_text("utf-8")
    start = text.index("- id: 04.Q02")
    answer = text.index("answer:", start)
    mended.write_text(f"{text[:answer]}answer: 0 * (1 + 0) + 7{text[text.index(chr(10), answer) :]}", "utf-8")
    said = cvm("grade", week.path, "--bank", mended)
    assert f"{bank.name} was replaced; the bank of before is banks/{bank.stem}.before-1.yaml." in said
    assert f"ada, {item.id}: 1 -> 0 ({item.id} was changed in its bank)" in said
    public = [each.id for each in class_answers(week).items if each.is_public]
    assert item.id in public  # its question is still the course's


def test_a_report_needs_a_gradebook(week: Folder) -> None:
    done = CliRunner().invoke(main, ["report", str(week.path)])
    assert "has no gradebook yet; first type: cvm grade" in done.output


def test_help_ends_with_examples() -> None:
    assert "cvm grade ~/classes/week3 --bank mended.yaml" in cvm("grade", "--help")
