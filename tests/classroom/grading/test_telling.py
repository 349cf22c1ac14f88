"""What `cvm grade` tells at the end: what needs a look, and what to do next."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from customer_value.classroom.grading import csv_files, mending, telling
from customer_value.errors import DataError, SetupError


def test_long_lists_end_and_name_the_table(make: Any) -> None:
    course = make(items=("04.Q12",))
    for number in range(25):
        course.put(f"{number:02}.txt", b"x")
    course.hand_in("ada")
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "Files to look at (25):" in told
    assert told.count("no file of answers: it does not begin") == 20
    assert "... all of them are in files.csv" in told
    assert "Next: mark 1 answer: open" in told
    assert "0.0  points on average so far, of 2" in told


def test_a_fault_is_told_with_its_student(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from customer_value.assessment.questions.single import Single

    course = make(items=("04.Q01",))
    course.hand_in("ada")
    monkeypatch.setattr(Single, "grade", lambda *_: 1 / 0)
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "ada, 04.Q01: ZeroDivisionError: division by zero" in told


def test_before_anything_came_nothing_is_next(make: Any) -> None:
    course = make(items=("04.Q01",))
    told = "\n".join(telling.lines(course.folder, course.grade()))
    assert "3  students without a file that counts" in told
    assert "Next" not in told


def test_without_bundles_in_the_folder_nothing_is_compared(make: Any) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    shutil.rmtree(course.folder.hand_out)
    assert course.grade().notes == ()
    assert course.verdicts() == {"ada.answers": "accepted"}


def test_banks_that_cannot_be_replaced_are_told(make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = make(items=("04.Q01",))
    mended = shutil.copy(next(course.folder.banks.glob("*.yaml")), tmp_path / "mended.yaml")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(SetupError, match="No space left on device"):
        mending.replace(course.folder, Path(mended))


def test_a_table_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(csv_files.LARGEST + 1)
    with pytest.raises(DataError, match="too much for such a table"):
        csv_files.read(tmp_path / "large.csv", ["code"])
