"""The log gives back every answer as it was given, in order, and never changes one."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.assessment.attempts import Attempt, Attempts, _draw_number, log_path, open_log
from customer_value.errors import ProgressError

WHEN = datetime(2026, 1, 1, 12, tzinfo=UTC)
answers = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
attempts = st.builds(
    Attempt,
    kind=st.sampled_from(["question", "exercise", "guess"]),
    item=st.text(min_size=1),
    answer=answers,
    status=st.sampled_from(["correct", "wrong", "malformed"]),
    score=st.floats(0, 1),
    revision=st.text(),
    seed=st.integers(0, 2**31),
    seconds=st.none() | st.floats(0, 1e6),
    confidence=st.none() | st.sampled_from(["sure", "think so", "guess"]),
    misconceptions=st.lists(st.from_regex(r"\A\d\d\.M\d\Z"), max_size=2).map(tuple),
    asked_at=st.just(WHEN),
)


@settings(max_examples=25)
@given(st.lists(attempts, max_size=5))
def test_gives_back_what_was_added_in_order(given: list[Attempt]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "progress.sqlite"
        for each in given:
            Attempts(path).add(each)
        assert Attempts(path).all() == given


def test_an_answer_is_found_by_kind_and_by_item(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "new" / "progress.sqlite")
    assert log.all() == []
    assert log.last("04.Q01") is None
    assert not log.path.exists()  # reading makes no file
    for kind, item, answer in [("question", "04.Q01", "1"), ("guess", "04.G1", "2"), ("question", "04.Q01", "3")]:
        log.add(Attempt(kind=kind, item=item, answer=answer, status="wrong", asked_at=WHEN))
    assert [each.answer for each in log.all(kind="question")] == ["1", "3"]
    assert [each.answer for each in log.all(item="04.G1")] == ["2"]
    assert log.last("04.Q01").answer == "3"
    assert log.notice == ""
    assert log.set_aside() == []


def test_time_is_kept_in_utc(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    east = WHEN.astimezone(timezone(timedelta(hours=5)))
    log.add(Attempt(kind="guess", item="04.G1", answer=1, status="kept", asked_at=east))
    assert log.last("04.G1").asked_at.isoformat() == "2026-01-01T12:00:00+00:00"


@pytest.mark.parametrize("statement", ["UPDATE attempt SET score = 1", "DELETE FROM attempt"])
def test_no_statement_changes_an_answer(tmp_path: Path, statement: str) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    log.add(Attempt(kind="question", item="04.Q01", answer="1", status="wrong", asked_at=WHEN))
    connection = sqlite3.connect(log.path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement)
    connection.close()


def test_a_row_that_breaks_a_rule_of_the_table_is_refused_whole(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    with pytest.raises(ProgressError, match="CHECK constraint"):
        log.add(Attempt(kind="question", item="04.Q01", answer="1", status="wrong", score=2, asked_at=WHEN))
    assert log.all() == []


def test_the_learner_keeps_one_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    assert log.learner_number() == 1  # the tests' own CVM_LEARNER_SEED
    monkeypatch.delenv("CVM_LEARNER_SEED")
    drawn = log.learner_number()
    assert 1000 <= drawn <= 9999
    assert Attempts(log.path).learner_number() == drawn
    monkeypatch.setenv("CVM_LEARNER_SEED", "seven")
    with pytest.raises(ProgressError, match="whole number, not 'seven'"):
        log.learner_number()


def test_two_notebooks_that_draw_a_number_at_once_get_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CVM_LEARNER_SEED")
    log, drawn = Attempts(tmp_path / "progress.sqlite"), []

    def other_was_faster(connection: sqlite3.Connection) -> int:
        drawn.append(_draw_number(connection))
        return _draw_number(connection)

    monkeypatch.setattr("customer_value.assessment.attempts._draw_number", other_was_faster)
    assert [log.learner_number()] == drawn
    assert log.learner_number() == drawn[0]


def test_the_log_lies_in_cvm_home_or_among_the_users_data(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_log().path == log_path() == home / "progress.sqlite"
    monkeypatch.delenv("CVM_HOME")
    assert log_path().name == "progress.sqlite"
    assert log_path().parent.name == "customer-value"
