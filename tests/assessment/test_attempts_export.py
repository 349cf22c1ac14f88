"""A learner can take their answers along, and can have them forgotten for good."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from customer_value.assessment.attempts import Attempt, Attempts
from customer_value.errors import ProgressError

WHEN = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Attempts:
    log = Attempts(tmp_path / "progress.sqlite")
    for answer in ["320", "größer; than, 3"]:
        log.add(
            Attempt(
                kind="question",
                item="04.Q02",
                answer=answer,
                status="wrong",
                asked_at=WHEN,
                misconceptions=("04.M1",),
            )
        )
    return log


def test_json_holds_every_answer(log: Attempts, tmp_path: Path) -> None:
    assert log.export(tmp_path / "mine.json") == 2
    rows = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert [row["answer"] for row in rows] == ["320", "größer; than, 3"]
    assert rows[0]["asked_at"] == "2026-01-01T12:00:00.000+00:00"


def test_csv_holds_every_answer(log: Attempts, tmp_path: Path) -> None:
    assert log.export(str(tmp_path / "mine.csv")) == 2
    with (tmp_path / "mine.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [json.loads(row["answer"]) for row in rows] == ["320", "größer; than, 3"]
    assert rows[0]["misconceptions"] == "04.M1"


def test_other_endings_and_places_are_refused(log: Attempts, tmp_path: Path) -> None:
    with pytest.raises(ProgressError, match=r"as \.csv or \.json, not as 'mine.xls'"):
        log.export(tmp_path / "mine.xls")
    with pytest.raises(ProgressError, match="cannot be written: No such file"):
        log.export(tmp_path / "nowhere" / "mine.csv")


def test_forgetting_leaves_no_trace_in_the_file(log: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CVM_LEARNER_SEED")
    log.learner_number()
    assert "größer".encode() in log.path.read_bytes()
    assert log.forget() == 2
    assert log.all() == []
    assert "größer".encode() not in log.path.read_bytes()
    log.add(Attempt(kind="guess", item="04.G1", answer=1, status="kept", asked_at=WHEN))
    assert len(Attempts(log.path).all()) == 1


def test_forgetting_nothing_makes_no_file(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    assert log.forget() == 0
    assert not log.path.exists()
