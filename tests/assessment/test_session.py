"""A quiz grades, logs and shows what the browser reports, and tells it nothing before it is answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment.attempts import Attempts
from customer_value.assessment.model import AnyQuestion, Bank
from customer_value.assessment.session import Session

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
SINGLE, NUMERIC, TRUE_FALSE, FACT = "04.Q01", "04.Q02", "04.Q03", "04.Q04"


@pytest.fixture
def start(question: Callable[[str], AnyQuestion], facts: Any, tmp_path: Path) -> Callable[..., Session]:
    """Start a quiz on the same log, as running the cell again does."""

    def begin(*ids: str, seed: int = 1, home: Path = tmp_path, **options: Any) -> Session:
        return Session(
            "Quiz",
            [question(each) for each in ids or (SINGLE, NUMERIC, TRUE_FALSE)],
            Attempts(home / "progress.sqlite"),
            seed=seed,
            facts=facts,
            clock=lambda: WHEN,
            **options,
        )

    return begin


def _item(session: Session, key: str) -> dict[str, Any]:
    return next(each for each in session.view()["items"] if each["id"] == key)


def _right(session: Session, key: str) -> Any:
    """Give the right answer as the browser reports it."""
    item = session.items[key]
    return str(item.variant.answer) if key in (NUMERIC, FACT) else item.to_screen(item.variant.answer)


def _check(session: Session, key: str, answer: Any, **more: Any) -> dict[str, Any]:
    session.receive({"do": "check", "item": key, "answer": answer, "token": "t1", **more})
    return _item(session, key)


def test_a_wrong_answer_then_the_right_one(start: Callable[..., Session]) -> None:
    session = start()
    right = _right(session, SINGLE)
    wrong = _check(session, SINGLE, (right + 1) % 3, confidence="sure", seconds=12.34)
    assert (wrong["status"], wrong["closed"], wrong["tries"]) == ("wrong", False, 1)
    assert "correct" not in wrong["marks"]
    assert wrong["feedback"]
    done = _check(session, SINGLE, right)
    assert (done["status"], done["closed"], done["tries"]) == ("correct", True, 2)
    assert done["marks"].index("correct") == right
    rows = Attempts(session._saver.log.path).all()
    assert [(each.item, each.status, each.score, each.confidence, each.seconds) for each in rows] == [
        (SINGLE, "wrong", 0.0, "sure", 12.3),
        (SINGLE, "correct", 1.0, None, None),
    ]
    assert {each.asked_at for each in rows} == {WHEN}
    assert rows[0].answer == session.items[SINGLE].from_screen((right + 1) % 3)  # a place in the bank, not on screen


def test_a_question_that_is_done_takes_no_more_answers(start: Callable[..., Session]) -> None:
    session = start()
    right = _right(session, TRUE_FALSE)
    _check(session, TRUE_FALSE, right)
    assert _check(session, TRUE_FALSE, 1 - right)["status"] == "correct"
    assert len(session._saver.log.all()) == 1


def test_malformed_answers_cost_no_try_and_nothing_is_no_answer(start: Callable[..., Session]) -> None:
    session = start()
    unclear = _check(session, NUMERIC, "1,234")
    assert (unclear["status"], unclear["tries"], unclear["answer"]) == ("malformed", 0, "1,234")
    assert _check(session, NUMERIC, "  ")["status"] == "not_attempted"
    assert [each.status for each in session._saver.log.all()] == ["malformed"]


@pytest.mark.parametrize("answer", [None, -1, 99, 1.5, "0", True, [0], {"a": 1}])
@pytest.mark.parametrize("key", [SINGLE, TRUE_FALSE])
def test_an_answer_that_no_browser_gives_is_no_answer(start: Callable[..., Session], key: str, answer: Any) -> None:
    session = start()
    assert _check(session, key, answer)["status"] == "not_attempted"
    assert session._saver.log.all() == []


def test_a_very_long_answer_is_cut_before_it_is_kept(start: Callable[..., Session]) -> None:
    session = start()
    assert _check(session, NUMERIC, "9" * 100_000)["status"] == "malformed"
    assert len(session._saver.log.last(NUMERIC).answer) == 200


def test_no_key_is_shown_before_it_is_due(start: Callable[..., Session], question: Callable[..., Any]) -> None:
    session = start(SINGLE, NUMERIC, TRUE_FALSE, FACT)
    sent = json.dumps(session.view(), ensure_ascii=False)
    assert f"{session.items[NUMERIC].variant.answer:.2f}" not in sent
    for key in session.items:
        each = question(key)
        secrets = [each.feedback, getattr(each, "says", ""), *each.hints]
        secrets += [one.says for one in getattr(each, "options", ()) or getattr(each, "mistakes", ())]
        for secret in filter(None, secrets):
            assert secret.split("$")[0].strip() not in sent


def test_hints_come_one_by_one(start: Callable[..., Session]) -> None:
    session = start()
    left = _item(session, SINGLE)["hints_left"]
    for shown in range(1, left + 2):
        session.receive({"do": "hint", "item": SINGLE})
        assert len(_item(session, SINGLE)["hints"]) == min(shown, left)


@pytest.mark.parametrize("key", [SINGLE, NUMERIC, TRUE_FALSE])
def test_the_solution_comes_after_two_tries(start: Callable[..., Session], key: str) -> None:
    session = start()
    wrong = "1" if key == NUMERIC else (_right(session, key) + 1) % 2
    if key == SINGLE:
        wrong = (_right(session, key) + 1) % 3
    for tries in (1, 2):
        session.receive({"do": "solution", "item": key})
        assert _item(session, key)["solution"] == ""
        assert _check(session, key, wrong)["can_show_solution"] == (tries == 2)
    session.receive({"do": "solution", "item": key})
    item = _item(session, key)
    assert "The right answer is" in item["solution"]
    assert item["closed"]
    assert not item["can_show_solution"]
    assert item["marks"] == [] if key == NUMERIC else item["marks"].index("correct") == _right(session, key)


def test_new_numbers_are_new_and_open(start: Callable[..., Session]) -> None:
    session = start()
    before = _check(session, NUMERIC, _right(session, NUMERIC))
    assert before["can_change_numbers"]
    session.receive({"do": "new_numbers", "item": NUMERIC})
    after = _item(session, NUMERIC)
    assert after["stem"] != before["stem"]
    assert (after["status"], after["answer"], after["tries"], after["variant"] == before["variant"]) == (
        None,
        None,
        0,
        False,
    )
    session.receive({"do": "new_numbers", "item": SINGLE})  # it has no numbers
    assert _item(session, SINGLE)["variant"].endswith("-1")


def test_running_the_cell_again_brings_everything_back(start: Callable[..., Session]) -> None:
    session = start()
    _check(session, SINGLE, (_right(session, SINGLE) + 1) % 3, confidence="think so")
    _check(session, NUMERIC, "1")
    session.receive({"do": "new_numbers", "item": NUMERIC})
    _check(session, NUMERIC, _right(session, NUMERIC))
    _check(session, TRUE_FALSE, "unclear")
    again = start().view()
    assert {**again, "reply": ""} == {**session.view(), "reply": "", "items": again["items"]}
    for key in (SINGLE, NUMERIC):
        assert _item(start(), key) == _item(session, key)
    assert _item(start(), TRUE_FALSE)["status"] is None


def test_another_seed_or_another_wording_starts_afresh(
    start: Callable[..., Session], question: Callable[..., Any]
) -> None:
    import msgspec

    session = start()
    _check(session, SINGLE, _right(session, SINGLE))
    assert _item(start(seed=2), SINGLE)["status"] is None
    reworded = msgspec.structs.replace(question(SINGLE), stem="Asked in another way, what is harder to model?")
    other = Session("Quiz", [reworded], session._saver.log, seed=1, clock=lambda: WHEN)
    assert _item(other, SINGLE)["status"] is None


def test_taking_it_again_opens_every_question(start: Callable[..., Session]) -> None:
    session = start()
    for key in session.items:
        _check(session, key, _right(session, key))
    assert session.view()["result"]["sentence"] == "3 of 3 right, 3 of them at the first try."
    session.receive({"do": "again", "token": "t9"})
    view = session.view()
    assert view["reply"] == "t9"
    assert {each["status"] for each in view["items"]} == {None}
    assert view["result"]["sentence"] == "0 of 3 answered so far; 0 right."


def test_taking_it_again_outlives_a_restart(start: Callable[..., Session]) -> None:
    session = start()
    for key in session.items:
        _check(session, key, _right(session, key))
    session.receive({"do": "again"})
    _check(session, SINGLE, _right(session, SINGLE))
    again = start()
    assert [each.tries for each in again.items.values()] == [1, 0, 0]
    assert [each.variant for each in again.items.values()] == [each.variant for each in session.items.values()]
    assert again.view()["result"] == session.view()["result"]


def test_asking_anew_without_a_log_is_no_answer_that_waits(start: Callable[..., Session], tmp_path: Path) -> None:
    session = start()
    _check(session, SINGLE, _right(session, SINGLE))
    (tmp_path / "progress.sqlite").rename(tmp_path / "elsewhere")
    (tmp_path / "progress.sqlite").mkdir()
    session.receive({"do": "again"})
    assert _item(session, SINGLE)["unsaved"] == ""
    _check(session, SINGLE, _right(session, SINGLE))
    assert _item(session, SINGLE)["unsaved"]


def test_the_result_names_objectives_and_where_to_look(
    start: Callable[..., Session], question: Callable[..., Any]
) -> None:
    session = start(SINGLE, NUMERIC, objectives={"04.O3": "Explain settings"})
    _check(session, SINGLE, (_right(session, SINGLE) + 1) % 3)
    _check(session, NUMERIC, _right(session, NUMERIC))
    rows = session.view()["result"]["rows"]
    assert rows == [
        {"text": "Explain settings", "right": 0, "first": 0, "all": 1, "sections": [question(SINGLE).source.section]},
        {"text": "04.O2", "right": 1, "first": 1, "all": 1, "sections": []},
    ]


def test_confidence_is_told_back(start: Callable[..., Session]) -> None:
    session = start()
    assert session.view()["result"]["calibration"] == []
    for _ in range(3):
        _check(session, NUMERIC, "1", confidence="sure")
        session.receive({"do": "new_numbers", "item": NUMERIC})
    _check(session, SINGLE, _right(session, SINGLE), confidence="certain")  # not one of ours
    assert session.view()["result"]["calibration"] == [
        "When you said you were sure, you were right 0 of 3 times (0 %)."
    ]


def test_an_answer_that_cannot_be_saved_waits_and_is_saved_in_order(
    start: Callable[..., Session], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.write_text("a file where the folder should be")
    session = start(home=home)
    for answer in ("1", "2"):
        item = _check(session, NUMERIC, answer)
        assert "cannot be made" in item["unsaved"]
        assert (item["status"], item["answer"]) == ("wrong", answer)
    assert _item(session, SINGLE)["unsaved"] == ""
    session.receive({"do": "save", "item": NUMERIC})
    assert _item(session, NUMERIC)["unsaved"]
    home.unlink()
    session.receive({"do": "save", "item": NUMERIC})
    assert _item(session, NUMERIC)["unsaved"] == ""
    assert [each.answer for each in session._saver.log.all()] == ["1", "2"]


def test_a_log_that_cannot_be_read_is_said_above_the_quiz(start: Callable[..., Session], tmp_path: Path) -> None:
    (tmp_path / "home" / "progress.sqlite").mkdir(parents=True)
    session = start(home=tmp_path / "home", notice="First.")
    assert session.view()["notice"].startswith("First. Your log ")
    _check(session, NUMERIC, "1", confidence="sure")
    assert session.view()["result"]["calibration"] == []


def test_a_log_that_was_set_aside_is_said_above_the_quiz(start: Callable[..., Session], tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite").write_text("not a database")
    assert "kept as progress.set-aside-1.sqlite" in start().view()["notice"]


@pytest.mark.parametrize("message", [{}, {"do": "check"}, {"do": "dance", "item": SINGLE}, {"do": "hint", "item": 3}])
def test_anything_else_is_ignored(start: Callable[..., Session], message: dict[str, Any]) -> None:
    session = start()
    before = session.view()
    session.receive(message)
    assert session.view() == before


@pytest.mark.parametrize("said", ["12", True, -1, 10**9, None])
def test_seconds_that_cannot_be_are_left_out(start: Callable[..., Session], said: object) -> None:
    session = start()
    _check(session, NUMERIC, "1", seconds=said)
    assert session._saver.log.last(NUMERIC).seconds is None


def test_the_fallback_holds_the_questions_and_no_answers(start: Callable[..., Session], example: Bank) -> None:
    session = start()
    before = (session.html(), session.text())
    _check(session, SINGLE, _right(session, SINGLE))
    assert (session.html(), session.text()) == before
    assert "( ) True" in session.text()
    assert "Your answer: ____ €" in session.text()
    assert session.html().count("<li>") == 3 + 3 + 2
    assert "Run this cell" in session.html()


def test_a_question_says_why_it_is_asked_and_may_have_numbers_of_its_own(start: Callable[..., Session]) -> None:
    session = start(SINGLE, NUMERIC, seeds={NUMERIC: 7}, reasons={NUMERIC: "Because <you> asked."})
    assert [each["why"] for each in session.view()["items"]] == ["", "Because <you> asked."]
    assert [each.variant.seed for each in session.items.values()] == [1, 7]
    assert "   Because <you> asked." in session.text().splitlines()
    assert "<em>Because &lt;you&gt; asked.</em>" in session.html()
    session.receive({"do": "again"})
    assert session.items[NUMERIC].why == "Because <you> asked."
    again = start(SINGLE, NUMERIC, seeds={NUMERIC: 7})
    assert again.items[NUMERIC].why == ""
