"""Answers to an assignment are kept, exported and forgotten like all others, and say nothing of what one can do."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from customer_value import course
from customer_value.assessment.attempts import Attempt, Attempts
from customer_value.assessment.calibration import calibration
from customer_value.study import asking, practice, progress
from customer_value.study.evidence import counts
from customer_value.study.flashcards import show

WHEN = datetime(2026, 1, 1, 12, tzinfo=UTC)
TO_AN_ASSIGNMENT = Attempt(
    kind="assignment", item="04.x/04.Q02", answer="a secret answer", status="kept", confidence="sure", asked_at=WHEN
)


def _log(tmp_path: Path, *rows: Attempt) -> Attempts:
    log = Attempts(tmp_path / "progress.sqlite")
    for each in rows or (TO_AN_ASSIGNMENT,):
        log.add(each)
    return log


def test_it_comes_back_is_exported_and_forgotten(tmp_path: Path) -> None:
    log = _log(tmp_path)
    assert log.all(kind="assignment") == log.all() == [TO_AN_ASSIGNMENT]
    assert log.export(tmp_path / "mine.json") == 1
    (row,) = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert (row["kind"], row["answer"]) == ("assignment", "a secret answer")
    assert log.forget() == 1
    assert log.all() == []
    assert b"a secret answer" not in log.path.read_bytes()


def test_it_is_no_evidence(tmp_path: Path) -> None:
    log = _log(tmp_path)
    assert log.studied() == []
    assert not counts(TO_AN_ASSIGNMENT)
    assert calibration([TO_AN_ASSIGNMENT] * 3) == []


def test_progress_practice_and_cards_are_those_of_a_learner_without_it(tmp_path: Path) -> None:
    empty = Attempts(tmp_path / "empty" / "progress.sqlite")
    log, day, lessons = _log(tmp_path), date(2026, 1, 1), (course.lesson("04"),)
    assert str(progress.of(lessons, log, day)) == str(progress.of(lessons, empty, day))
    assert asking.read(log) == []
    asked = [practice.session(2, day=day, log=each, clock=lambda: WHEN).text() for each in (log, empty)]  # type: ignore[union-attr]
    assert asked[0] == asked[1]
    cards = [show.session(day=day, log=each, clock=lambda: WHEN).view() for each in (log, empty)]
    assert cards[0] == cards[1]
