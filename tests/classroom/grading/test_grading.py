"""`grade` takes in files, grades them, and grades again only what changed."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest

from customer_value.assessment.messages import say
from customer_value.classroom.assignments.composing import versions
from customer_value.classroom.grading import mending, tasks
from customer_value.classroom.grading.gradebook import Gradebook
from customer_value.errors import CustomerValueError, DataError, SetupError, UnknownNameError


def test_every_type_is_graded_from_the_file_that_was_handed_in(make: Any) -> None:
    """Right answers earn all points, wrong ones none; what was not answered, too; words wait for somebody."""
    course = make()
    course.hand_in("ada")
    course.hand_in("ben", course.shown("ben", status="wrong"))
    course.hand_in("cleo", {})
    done = course.grade()
    points = course.points()
    assert points["ada"].pop("04.Q12") is None
    assert points["ben"].pop("04.Q12") is None
    assert set(points["ada"].values()) == {2.0}
    assert set(points["ben"].values()) == {0.0} == set(points["cleo"].values())
    assert done.new == 3 * len(course.questions)
    statuses = {each.status for each in done.students[2].results.values()}
    assert statuses == {"not_attempted"}


def test_a_number_with_too_few_digits_is_wrong_and_told(make: Any) -> None:
    """To whoever knows the key it has too few digits; nothing could tell the student before."""
    course = make([f"s{number}" for number in range(20)], items=("04.Q02",))
    for each in course.folder.assignment.students:
        right = versions(course.folder.questions, each)["04.Q02"].answer
        course.hand_in(each.id, {"04.Q02": f"{right:.2g}"})
    course.grade()
    results = Gradebook(course.folder.gradebook).results().values()
    told = [each for each in results if each.feedback == (say("rounded_too_much"),)]
    assert told
    assert {(each.status, each.points) for each in told} == {("wrong", 0.0)}


def test_what_is_graded_is_not_graded_again(make: Any) -> None:
    course = make()
    course.hand_in("ada")
    first = course.grade()
    course.hand_in("ben")
    second, third = course.grade(), course.grade()
    one = len(course.questions)
    assert (first.new, second.new, third.new) == (one, one, 0)
    assert third.changes == []
    assert course.grade(workers=2).new == 0


def test_without_new_files_the_old_ones_hold(make: Any) -> None:
    """The folder of submissions may be gone: what was handed in stands in the gradebook."""
    from customer_value.classroom.grading.grading import grade

    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.grade()
    shutil.rmtree(course.submissions)
    assert grade(course.folder).new == 0
    assert course.points() == {"ada": {"04.Q01": 2.0}}


def mend(course: Any, old: str, new: str) -> None:
    [path] = course.folder.banks.glob("*.yaml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_mended_key_regrades_and_says_who_changed(make: Any) -> None:
    """The history holds both results; only those of the mended question are made again."""
    course = make(items=("04.Q01", "04.Q03"))
    course.hand_in("ada")
    course.hand_in("ben", course.shown("ben", status="wrong"))
    course.grade()
    mend(course, "answer: false\n    says", "answer: true\n    says")
    done = course.grade()
    told = {(each.student, each.item, each.before.points, each.after.points, each.why) for each in done.changes}
    why = "04.Q03 was changed in its bank"
    assert told == {("ada", "04.Q03", 2.0, 0.0, why), ("ben", "04.Q03", 0.0, 2.0, why)}
    assert done.new == 2
    with sqlite3.connect(course.folder.gradebook) as connection:
        history = connection.execute("SELECT points FROM result WHERE student = 'ada' AND item = '04.Q03' ORDER BY id")
        assert [row[0] for row in history] == [2.0, 0.0]
    changes = (course.folder.path / "changes.csv").read_text("utf-8-sig").splitlines()
    assert "ada,04.Q03,correct,2,wrong,0,04.Q03 was changed in its bank" in changes
    assert course.grade().new == 0


def test_a_mended_bank_takes_the_place_of_the_old_one(make: Any, tmp_path: Path) -> None:
    course = make(items=("04.Q01", "04.Q03"))
    [old] = course.folder.banks.glob("*.yaml")
    mended = tmp_path / "mended.yaml"
    mended.write_text(old.read_text("utf-8").replace("answer: false\n    says", "answer: true\n    says"), "utf-8")
    assert (
        mending.replace(course.folder, mended)
        == f"{old.name} was replaced; the bank of before is banks/{old.stem}.before-1.yaml."
    )
    assert old.read_text("utf-8") == mended.read_text("utf-8")
    assert "example.before-2" in mending.replace(course.folder, mended)


def test_a_bank_that_lacks_a_question_is_refused(make: Any, own_bank: Path) -> None:
    course = make(items=("04.Q01",))
    with pytest.raises(UnknownNameError, match=r"04\.Q901"):
        mending.replace(course.folder, own_bank)


def test_a_bank_with_other_options_is_refused(make: Any, tmp_path: Path) -> None:
    """Answers are places among the options that were shown; under other texts they would mean something else."""
    course = make(items=("04.Q01",))
    option = course.questions["04.Q01"].options[0].text
    [path] = course.folder.banks.glob("*.yaml")
    before = path.read_text("utf-8")
    mended = tmp_path / "mended.yaml"
    mended.write_text(before.replace(option, f"{option} indeed", 1), "utf-8")
    with pytest.raises(DataError, match=r"04\.Q01: the bank shows other options"):
        mending.replace(course.folder, mended)
    assert path.read_text("utf-8") == before


def test_another_stem_is_told(make: Any) -> None:
    course = make(items=("04.Q03",))
    stem = course.questions["04.Q03"].stem.split()[0]
    mend(course, stem, f"Indeed, {stem}")
    course.hand_in("ada")
    assert "04.Q03: the text is another than was handed out" in course.grade().notes[0]


def test_two_processes_grade_as_one(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "WORTH_A_PROCESS", {False: 1, True: 1})
    course = make([f"s{number}" for number in range(4)], items=("04.Q01", "04.Q02"))
    for number in range(4):
        course.hand_in(f"s{number}", course.shown(f"s{number}", status="correct" if number % 2 else "wrong"))
    assert course.grade(workers=2).new == 8
    assert [sum(points.values()) for _, points in sorted(course.points().items())] == [0, 4, 0, 4]


def test_a_fault_of_one_question_stops_nobody(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from customer_value.assessment.questions.true_false import TrueFalse

    course = make(items=("04.Q01", "04.Q03"))
    course.hand_in("ada")

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(TrueFalse, "grade", broken)
    done = course.grade()
    assert course.points() == {"ada": {"04.Q01": 2.0, "04.Q03": None}}
    assert done.students[0].results["04.Q03"].feedback == ("RuntimeError: a fault of ours",)
    assert "a fault of ours" not in (course.folder.feedback / "ada.html").read_text("utf-8")


def test_a_gradebook_that_cannot_be_used_is_told(make: Any) -> None:
    course = make(items=("04.Q01",))
    course.folder.gradebook.write_bytes(b"no database at all, but some text" * 100)
    with pytest.raises(SetupError, match="cannot be used"):
        course.grade()


@pytest.mark.parametrize(
    ("statement", "word"), [("PRAGMA user_version = 99", "later"), ("PRAGMA application_id = 7", "no gradebook")]
)
def test_another_database_is_left_alone(make: Any, statement: str, word: str) -> None:
    course = make(items=("04.Q01",))
    course.grade()
    with sqlite3.connect(course.folder.gradebook) as connection:
        connection.execute(statement)
    with pytest.raises(CustomerValueError, match=word):
        course.grade()


def test_results_are_never_changed_or_deleted(make: Any) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.grade()
    for statement in ("UPDATE result SET points = 99", "DELETE FROM result"):
        with sqlite3.connect(course.folder.gradebook) as connection, pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


def test_the_work_can_be_done_elsewhere(make: Any) -> None:
    """Such as on a cluster: chunks go out, results come back in any order."""
    course = make([f"s{number}" for number in range(9)], items=("04.Q01",))
    for number in range(9):
        course.hand_in(f"s{number}")
    sent: list[int] = []

    def share(work: Any, chunks: Any) -> Any:
        sent.extend(len(each.tasks) for each in chunks)
        return map(work, reversed(chunks))

    assert course.grade(share=share).new == 9
    assert sum(sent) == 9
    assert len(sent) > 1


def test_whoever_is_on_the_roster_no_more_is_told(make: Any) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.hand_in("ben")
    course.grade()
    fewer = msgspec.structs.replace(course.folder.assignment, students=course.folder.assignment.students[1:])
    (course.folder.path / "assignment.json").write_bytes(msgspec.json.encode(fewer))
    del course.folder.assignment
    shutil.rmtree(course.submissions)
    course.submissions.mkdir()
    course.grade()
    assert course.verdicts() == {"ada.answers": "unknown", "ben.answers": "accepted"}


def test_a_version_that_cannot_be_made_costs_one_question_alone(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as a number of a shop that has none; the student's page is there all the same."""
    from customer_value import facts

    course = make(items=("04.Q01", "04.Q04"))
    course.hand_in("ada", {"04.Q04": "60 €", "04.Q01": course.shown("ada")["04.Q01"]})

    def broken(_shop: int) -> Any:
        def none(**_: object) -> float:
            raise DataError("this shop has no purchases")

        return dict.fromkeys(["lifetime.mean_purchase_size"], none)

    monkeypatch.setattr(facts, "of", broken)
    done = course.grade()
    assert course.points() == {"ada": {"04.Q01": 2.0, "04.Q04": None}}
    assert done.students[0].results["04.Q04"].feedback == ("this student's version of the question cannot be made",)
    assert "Not graded yet" in (course.folder.feedback / "ada.html").read_text("utf-8")


def test_many_files_are_kept_part_by_part(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from customer_value.classroom.grading import grading

    monkeypatch.setattr(grading, "FILES_AT_ONCE", 2)
    course = make(items=("04.Q01",))
    for number in range(5):
        course.put(f"{number}.txt", b"x")
    told: list[tuple[str, int, int]] = []
    course.grade(follow=lambda *what: told.append(what))
    assert [count for label, count, _ in told if label == "Files"] == [2, 4, 5]
    assert len(course.verdicts()) == 5


def test_a_transaction_is_kept_or_nothing_of_it(make: Any) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.grade()
    gradebook = Gradebook(course.folder.gradebook)
    [result] = gradebook.results().values()
    new = msgspec.structs.replace(result, revision="new")
    with pytest.raises(SetupError, match="Nothing was changed"):
        gradebook.add(1, [new, msgspec.structs.replace(new, score=7.0)])
    assert gradebook.results()["ada", "04.Q01"] == result


def test_another_grader_at_the_same_time_notes_nothing_twice(make: Any) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    done = course.grade()
    gradebook = Gradebook(course.folder.gradebook)
    gradebook.add(done.run + 1, list(gradebook.results().values()))
    with sqlite3.connect(course.folder.gradebook) as connection:
        assert connection.execute("SELECT count(*) FROM result").fetchone() == (1,)
