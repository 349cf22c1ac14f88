"""Whose a file is, and which of a student's files counts."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from customer_value.classroom.grading import telling
from customer_value.classroom.grading.gradebook import FileRow, Gradebook
from customer_value.errors import DataError, SetupError

LATE = datetime(2026, 3, 9, tzinfo=UTC)


def rows_of(course: Any) -> dict[str, FileRow]:
    return {each.name: each for each in Gradebook(course.folder.gradebook).files()}


def test_a_file_that_may_not_be_read_is_reported(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.hand_in("ben")
    real = os.open

    def refusing(path: Any, *rest: Any) -> int:
        if str(path).endswith("ben.answers"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refusing)
        course.grade()
    assert course.verdicts() == {"ada.answers": "accepted", "ben.answers": "unreadable"}
    course.grade()
    assert course.verdicts() == {"ada.answers": "accepted", "ben.answers": "accepted"}


def test_a_replay_counts_for_nobody(make: Any) -> None:
    """A copy of Ada's file, also one that was sealed anew, is a duplicate, whoever uploads it."""
    course = make(items=("04.Q01",))
    data = course.hand_in("ada")
    course.put("ben.answers", data)
    course.put("cleo.answers", course.seal(course.submission("ada")))
    course.grade()
    assert course.verdicts() == {"ada.answers": "accepted", "ben.answers": "duplicate", "cleo.answers": "duplicate"}
    assert set(course.points()) == {"ada"}


def test_without_a_roster_names_are_claimed(make: Any) -> None:
    """Two files with one name, and names that look alike, are told; nothing proves which is right."""
    course = make(items=("04.Q01",), listed=False, attempts=2)
    course.hand_in("ada")
    course.hand_in(
        "ada", {}, file="again.answers", handed_in_at=course.submission("ada").handed_in_at + timedelta(hours=1)
    )
    course.hand_in("Аda", file="cyrillic.answers")
    course.hand_in("  ", file="blank.answers")
    course.hand_in("eve", file="eve.answers", token="other")  # noqa: S106
    course.grade()
    rows = {each.name: each for each in Gradebook(course.folder.gradebook).files()}
    assert {name: row.verdict for name, row in rows.items()} == {
        "ada.answers": "superseded", "again.answers": "accepted", "cyrillic.answers": "accepted",
        "blank.answers": "unknown", "eve.answers": "forged",
    }  # fmt: skip
    assert "nothing proves it" in " ".join(rows["again.answers"].flags)
    assert "2 files claim this name" in " ".join(rows["again.answers"].flags)
    assert "may be the same as 'ada'" in " ".join(rows["cyrillic.answers"].flags)
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "nothing proves them" in told
    assert "nothing proves it" not in told
    assert "      3  flagged" in told


def test_the_platform_s_clock_decides(make: Any, tmp_path: Path) -> None:
    """Ben set his clock back, Cleo's is ahead; a file in the list that is not there is told."""
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.hand_in("ben", file="x/ben.answers")
    course.hand_in("cleo", handed_in_at=LATE)
    times = tmp_path / "times.csv"
    times.write_text(
        "\ufefffile;uploaded_at\nben.answers;2026-03-07T08:00+00:00\ncleo.answers;2026-03-02 10:00+01:00\n"
        "dora.answers;2026-03-02 10:00+01:00\n",
        encoding="utf-8",
    )
    done = course.grade(uploaded=times)
    rows = rows_of(course)
    assert {name: row.verdict for name, row in rows.items()} == {
        "ada.answers": "accepted", "x/ben.answers": "late", "cleo.answers": "accepted",
    }  # fmt: skip
    assert rows["x/ben.answers"].reason == "8 h 1 min late by the platform's clock"
    assert rows["ada.answers"].reason == "in time by the student's clock"
    assert rows["cleo.answers"].reason == ""
    assert "dora.answers (no such file)" in done.notes[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"", "needs the columns"),
        (b"name,when\na,b", "it has: name, when"),
        (b"file,uploaded_at\na.answers,tomorrow", "line 2: 'tomorrow' is no time"),
        (b"file,uploaded_at\na.answers", "line 2"),
        (b"\xff\xfe", "it has: "),
        (b"file,uploaded_at\n" + b"x" * 200_000, "is no CSV: line 2"),
    ],
)
def test_a_list_of_times_that_cannot_be_used_is_told(make: Any, tmp_path: Path, text: bytes, word: str) -> None:
    course = make(items=("04.Q01",))
    times = tmp_path / "times.csv"
    times.write_bytes(text)
    with pytest.raises(DataError, match=word):
        course.grade(uploaded=times)


def test_a_folder_or_a_list_that_is_not_there_is_told(make: Any, tmp_path: Path) -> None:
    course = make(items=("04.Q01",))
    with pytest.raises(DataError, match="cannot be read"):
        course.grade(uploaded=tmp_path / "no.csv")
    course.submissions.rmdir()
    with pytest.raises(SetupError, match="is no folder"):
        course.grade()


def test_the_last_attempt_in_time_counts(make: Any) -> None:
    """Of three attempts the second counts, since the third is late; it is told so."""
    course = make(("ada",), items=("04.Q01",), attempts=3)
    first = course.submission("ada").handed_in_at
    course.hand_in("ada", {}, file="1.answers")
    course.hand_in("ada", file="2.answers", attempt=2, handed_in_at=first + timedelta(hours=1))
    course.hand_in("ada", {"04.Q01": "1 €"}, file="3.answers", attempt=3, handed_in_at=LATE)
    course.grade()
    rows = rows_of(course)
    assert [rows[f"{number}.answers"].verdict for number in (1, 2, 3)] == ["superseded", "accepted", "superseded"]
    assert rows["3.answers"].reason.endswith("an earlier attempt in time counts")
    assert course.points() == {"ada": {"04.Q01": 2.0}}


def test_where_none_is_in_time_the_last_counts_and_is_late(make: Any) -> None:
    course = make(("ada",), items=("04.Q01",), attempts=2)
    course.hand_in("ada", {}, file="1.answers", handed_in_at=LATE)
    course.hand_in("ada", file="2.answers", attempt=2, handed_in_at=LATE + timedelta(hours=5))
    course.grade()
    assert course.verdicts() == {"1.answers": "superseded", "2.answers": "late"}


def test_extra_days_are_granted(make: Any) -> None:
    import msgspec

    course = make(("ada",), items=("04.Q01",))
    more = tuple(msgspec.structs.replace(each, extra_days=3) for each in course.folder.assignment.students)
    changed = msgspec.structs.replace(course.folder.assignment, students=more)
    (course.folder.path / "assignment.json").write_bytes(msgspec.json.encode(changed))
    del course.folder.assignment
    course.hand_in("ada", handed_in_at=LATE)
    course.grade()
    assert course.verdicts() == {"ada.answers": "accepted"}


def test_a_folder_that_may_not_be_read_is_reported(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.put("closed/ben.answers", b"")
    real = os.scandir

    def refusing(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    course.grade()
    assert course.verdicts() == {"ada.answers": "accepted", "closed": "unreadable"}


def test_what_is_no_bundle_in_the_folder_of_bundles_does_no_harm(make: Any) -> None:
    course = make(items=("04.Q01",))
    (course.folder.hand_out / "stray.cvm").write_bytes(b"{not json")
    course.hand_in("ada")
    course.grade()
    assert rows_of(course)["ada.answers"].flags == ()


def test_a_damaged_list_in_a_zip_file_is_told(make: Any) -> None:
    import io
    import zipfile

    course = make(items=("04.Q01",))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.answers", b"x")
    course.put("a.zip", made.getvalue().replace(b"PK\x01\x02", b"PK\x09\x09"))
    course.grade()
    assert rows_of(course)["a.zip"].reason == "the zip file is damaged (BadZipFile)"


def test_what_came_too_late_is_listed_and_what_was_replaced_in_time_is_not(make: Any) -> None:
    """Whoever handed in again after the due time has to be told; seconds are no minute."""
    course = make(items=("04.Q01",), attempts=2)
    due = course.folder.assignment.due
    course.hand_in("ada", file="ada-1.answers")
    course.hand_in("ada", {}, file="ada-2.answers", attempt=2, handed_in_at=due + timedelta(seconds=8))
    course.hand_in("ben", {}, file="ben-1.answers")
    course.hand_in("ben", file="ben-2.answers", attempt=2, handed_in_at=due - timedelta(hours=1))
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "      2  another attempt counts" in told
    assert "Files to look at (1):" in told
    late = "8 s late by the student's clock (claimed)"
    assert f"  ada-2.answers: another attempt counts: {late}; an earlier attempt in time counts" in told


def test_of_copies_the_one_with_the_plain_name_counts(make: Any) -> None:
    """Until something was graded: a mark by hand stands under the file that was first."""
    course = make(("ada", "ben"), items=("04.Q01",))
    data = {name: course.hand_in(name, file=f"{name} (1).answers") for name in ("ada", "ben")}
    course.put("ada.answers", data["ada"])
    course.grade()
    course.put("ben.answers", data["ben"])
    course.grade()
    assert course.verdicts() == {
        "ada (1).answers": "duplicate", "ada.answers": "accepted", "ben (1).answers": "accepted",
        "ben.answers": "duplicate",
    }  # fmt: skip


def test_a_damaged_file_is_listed_with_what_to_do(make: Any) -> None:
    course = make(items=("04.Q01",))
    course.put("ada.answers", course.hand_in("ada")[:-1])
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "ask the student to send it again" in told
