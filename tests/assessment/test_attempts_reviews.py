"""Ratings of flashcards are kept beside the answers, in a file that an older version of the course may have begun."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from customer_value.assessment.attempts import Attempt, Attempts
from customer_value.assessment.log_tables import MIGRATIONS
from customer_value.assessment.logfile import APPLICATION_ID
from customer_value.assessment.reviews import Review
from customer_value.errors import ProgressError

WHEN = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANSWER = Attempt(kind="question", item="04.Q01", answer="größer", status="wrong", asked_at=WHEN)
# The file as version 1 of the log made it, to the letter.
FIRST = """
CREATE TABLE learner (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL);
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('question', 'exercise', 'guess')),
    item TEXT NOT NULL, revision TEXT NOT NULL, seed INTEGER NOT NULL, answer TEXT NOT NULL, status TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1), seconds REAL,
    confidence TEXT CHECK (confidence IN ('sure', 'think so', 'guess')),
    misconceptions TEXT NOT NULL, asked_at TEXT NOT NULL);
CREATE INDEX attempt_item ON attempt (item, id);
CREATE TRIGGER attempt_is_never_changed BEFORE UPDATE ON attempt
    BEGIN SELECT RAISE(ABORT, 'an answer in the log is never changed'); END;
CREATE TRIGGER attempt_is_never_deleted BEFORE DELETE ON attempt
    BEGIN SELECT RAISE(ABORT, 'an answer in the log is never deleted'); END;
INSERT INTO learner VALUES (1, 4711);
INSERT INTO attempt (kind, item, revision, seed, answer, status, score, misconceptions, asked_at)
    VALUES ('question', '04.Q01', '', 0, '"größer"', 'wrong', 0, '', '2026-01-01T12:00:00.000+00:00');
PRAGMA user_version = 1;
"""


def _review(rating: str = "good", item: str = "term/Churn rate/meaning") -> Review:
    return Review(item=item, rating=rating, day=date(2026, 1, 1), asked_at=WHEN)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "progress.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(f"{FIRST} PRAGMA application_id = {APPLICATION_ID};")
    connection.close()
    return path


def test_ratings_come_back_in_order_and_are_no_answers(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "new" / "progress.sqlite")
    assert log.reviews() == []
    assert not log.path.exists()  # reading makes no file
    given = [_review("again"), _review("good", "04.Q02"), _review("easy")]
    for each in given:
        log.add(each)
    assert Attempts(log.path).reviews() == given
    assert log.all() == []


def test_the_day_is_the_learners_and_the_time_is_in_utc(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    east = datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=5)))
    log.add(Review(item="04.Q02", rating="hard", day=east.date(), asked_at=east))
    (kept,) = log.reviews()
    assert (kept.day.isoformat(), kept.asked_at.isoformat()) == ("2026-01-02", "2026-01-01T22:00:00+00:00")


@pytest.mark.parametrize("statement", ["UPDATE review SET rating = 'easy'", "DELETE FROM review"])
def test_no_statement_changes_a_rating(tmp_path: Path, statement: str) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    log.add(_review())
    connection = sqlite3.connect(log.path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement)
    connection.close()


def test_another_rating_is_refused(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    with pytest.raises(ProgressError, match="CHECK constraint"):
        log.add(_review("perfect"))
    assert log.reviews() == []


def test_a_file_of_the_first_version_is_taken_over_with_all_its_answers(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CVM_LEARNER_SEED")
    log = Attempts(first)
    assert log.all() == [ANSWER]
    assert log.reviews() == []
    log.add(_review())
    log.add(ANSWER)
    assert (log.all(), log.reviews()) == ([ANSWER, ANSWER], [_review()])
    assert log.learner_number() == 4711
    assert log.notice == ""
    connection = sqlite3.connect(first)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    connection.close()


def test_both_ways_to_the_present_version_end_at_the_same_tables(first: Path, tmp_path: Path) -> None:
    def tables(path: Path) -> list[str]:
        Attempts(path).add(_review())
        connection = sqlite3.connect(path)
        found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        connection.close()
        return [" ".join(sql.replace("( ", "(").split()).replace("( ", "(") for (sql,) in found]

    assert tables(first) == tables(tmp_path / "fresh.sqlite")


def test_ratings_are_exported_with_the_answers_and_forgotten_with_them(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    log.add(ANSWER)
    log.add(_review(item="a secret card"))
    assert log.export(tmp_path / "mine.json") == 2
    _, card = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert (card["kind"], card["item"]) == ("card", "a secret card")
    assert card["answer"] == {"rating": "good", "day": "2026-01-01"}
    assert log.export(tmp_path / "mine.csv") == 2
    assert "card,a secret card," in (tmp_path / "mine.csv").read_text(encoding="utf-8")
    assert log.forget() == 2
    assert (log.all(), log.reviews()) == ([], [])
    assert b"a secret card" not in log.path.read_bytes()
