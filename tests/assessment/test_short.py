"""A short answer: kept first, then scored by its writer point by point, and nothing that was written is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment import bank, variants
from customer_value.assessment.attempts import Attempts
from customer_value.assessment.grading import grade
from customer_value.assessment.model import Bank
from customer_value.assessment.questions.short import LONGEST, Short
from customer_value.assessment.session import Session

TEXT = "Some leave easily and go first, so that the mix changes."
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "met", "x"]), inner),
)


@pytest.fixture(scope="module")
def short() -> Short:
    example: Bank = bank.read(Path(__file__).parent / "example.yaml")
    found = example.question("04.Q12")
    assert isinstance(found, Short)
    return found


@pytest.fixture
def start(tmp_path: Path, short: Short) -> Callable[[], Session]:
    def open_one() -> Session:
        log = Attempts(tmp_path / "progress.sqlite")
        return Session("Quiz", [short], log, seed=1, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))

    return open_one


def _check(session: Session, answer: Any) -> dict[str, Any]:
    session.receive({"do": "check", "item": "04.Q12", "answer": answer})
    return session.view()["items"][0]


def test_points_weigh_what_the_bank_says(short: Short) -> None:
    variant = variants.make(short, 1)
    scores = {met: grade(short, variant, {"text": TEXT, "met": list(met)}) for met in ((), (0,), (1,), (0, 1))}
    assert [each.status for each in scores.values()] == ["wrong", "partial", "partial", "correct"]
    assert [each.score for each in scores.values()] == [0, 2 / 3, 1 / 3, 1]
    assert scores[0,].feedback == ("By your own scoring: 2 of 3 points.", short.rubric[1].says)
    assert scores[1,].misconceptions == ("04.M5",)
    assert scores[0, 1].feedback[-1] == "This is the sorting effect."


def test_the_model_answer_comes_after_the_learners_own(start: Callable[[], Session], short: Short) -> None:
    session = start()
    before = session.view()["items"][0]
    assert "model" not in before
    assert "rubric" not in before
    assert before["button"] == "compare"
    short_of_words = _check(session, {"text": "The mix.", "met": None})
    assert short_of_words["status"] == "malformed"
    assert "model" not in short_of_words
    kept = _check(session, {"text": TEXT, "met": None})
    assert (kept["status"], kept["button"], kept["counted"]) == ("kept", "check", False)
    assert kept["rubric"][0].endswith("(2 points)")
    assert "although no customer changes" in kept["model"]
    assert "Kept" not in kept["feedback"][0]


def test_a_killed_kernel_loses_neither_text_nor_ticks(start: Callable[[], Session]) -> None:
    _check(start(), {"text": TEXT, "met": None})
    again = start()
    item = again.view()["items"][0]
    assert (item["status"], item["answer"]) == ("kept", {"text": TEXT})
    assert len(item["rubric"]) == 2
    _check(again, {"text": TEXT, "met": [0]})
    item = start().view()["items"][0]
    assert (item["status"], item["answer"], item["tries"]) == ("partial", {"text": TEXT, "met": [0]}, 1)
    assert item["marks"] == ["correct", ""]


def test_taking_it_again_forgets_a_text_that_was_only_kept(start: Callable[[], Session]) -> None:
    session = start()
    _check(session, {"text": TEXT, "met": None})
    session.receive({"do": "again"})
    for each in (session, start()):
        item = each.view()["items"][0]
        assert (item["status"], item["answer"]) == (None, None)
        assert "model" not in item


def test_hint_and_solution(start: Callable[[], Session]) -> None:
    session = start()
    _check(session, {"text": TEXT, "met": None})
    session.receive({"do": "hint", "item": "04.Q12"})
    assert len(session.view()["items"][0]["hints"]) == 1
    session.receive({"do": "solution", "item": "04.Q12"})
    assert session.view()["items"][0]["solution"] == ""  # two tries come first
    for _ in range(2):
        _check(session, {"text": TEXT, "met": [1]})
    session.receive({"do": "solution", "item": "04.Q12"})
    item = session.view()["items"][0]
    assert item["closed"]
    assert "One good way to say it:" in item["solution"]
    assert "By your own scoring" not in item["solution"]


def test_the_result_says_what_was_scored_by_oneself(start: Callable[[], Session]) -> None:
    session = start()
    assert "yourself" not in session.view()["result"]["sentence"]
    _check(session, {"text": TEXT})
    _check(session, {"text": TEXT, "met": [0, 1]})
    assert session.view()["result"]["sentence"].endswith("Of these, scored by yourself: 1.")


def test_a_full_log_keeps_the_text_and_says_so(start: Callable[[], Session], monkeypatch: pytest.MonkeyPatch) -> None:
    from customer_value.errors import ProgressError

    def full(*_: object) -> None:
        raise ProgressError("The disk is full.")

    session = start()
    monkeypatch.setattr(session._saver.log, "add", full)
    kept = _check(session, {"text": TEXT, "met": None})
    assert kept["answer"] == {"text": TEXT}
    assert kept["unsaved"] == "The disk is full."


def test_half_a_character_is_no_fault(start: Callable[[], Session], tmp_path: Path) -> None:
    item = _check(start(), {"text": TEXT + "\ud83d", "met": None})
    assert item["answer"]["text"] == TEXT + "?"
    with sqlite3.connect(tmp_path / "progress.sqlite") as log:
        assert log.execute("SELECT status FROM attempt").fetchall() == [("kept",)]


def test_long_texts_are_cut(start: Callable[[], Session]) -> None:
    assert len(_check(start(), {"text": "long " * 9999, "met": None})["answer"]["text"]) == LONGEST


@given(ANYTHING)
def test_whatever_the_browser_reports_is_graded(short: Short, shown: Any) -> None:
    variant = variants.make(short, 1)
    answer = short.from_screen(variant, shown)
    assert answer is None or grade(short, variant, answer).status in (
        "malformed",
        "not_attempted",
        "wrong",
        "partial",
        "correct",
    )
    assert grade(short, variant, shown).status != "error"
    assert len(short.marks(variant, shown, closed=False)) == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rubric": ()}, "rubric-count"),
        ({"model": "The mix changes."}, "model-length"),
        ({"bloom": "remember"}, "short-bloom"),
    ],
)
def test_rules(short: Short, change: dict[str, Any], code: str) -> None:
    from customer_value.assessment.rules import rubric

    assert not list(rubric.check(short))
    assert [each.code for each in rubric.check(msgspec.structs.replace(short, **change))] == [code]


def test_its_own_examples_hold(short: Short) -> None:
    variant = variants.make(short, 1)
    tried = list(short.examples(variant))
    assert {each.status for each in tried} == {"correct", "partial", "wrong", "malformed", "not_attempted"}
    for each in tried:
        outcome = grade(short, variant, each.answer)
        assert outcome.status == each.status
        assert each.says is None or each.says in outcome.feedback


def test_rules_for_points(short: Short) -> None:
    from customer_value.assessment.rules import rubric

    first = short.rubric[0]
    twice = msgspec.structs.replace(short, rubric=(first, msgspec.structs.replace(first, text=f"{first.text}!")))
    brief = msgspec.structs.replace(short, rubric=(first, msgspec.structs.replace(first, text="the mix")))
    assert [(each.code, each.at) for each in rubric.check(twice)] == [("same-points", ("rubric", 1))]
    assert [(each.code, each.at) for each in rubric.check(brief)] == [("point-length", ("rubric", 1))]


def test_on_paper_and_for_its_author(short: Short) -> None:
    variant = variants.make(short, 1)
    assert short.on_paper(variant).lines == ("Your answer: ____",)
    keys = short.keys(variant)
    assert [each.sign for each in keys] == ["✓", "☐", "☐"]
    assert keys[1].says == short.rubric[0].says
    assert "{{" not in keys[0].text
