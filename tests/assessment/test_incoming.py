"""Whatever the browser reports, the session goes on, and the next answer is graded and saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.assessment import incoming
from customer_value.assessment.attempts import Attempts
from customer_value.assessment.grading import grade
from customer_value.assessment.item import Item
from customer_value.assessment.model import Bank
from customer_value.assessment.questions.code import Code
from customer_value.assessment.session import Session
from customer_value.assessment.variants import make

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
)
ODD: list[Any] = [
    json.loads(r'"5 \ud83d"'), json.loads(r'["\ud83d"]'), {"text": json.loads(r'"\ud83d"') * 30, "met": [0]},
    10**5000, float("nan"), float("inf"), "&#xe000;5&#xe001;", "\ue0005\ue001", "x" * 10**6, [[[[[[1]]]]]],
    list(range(10**5)), {"a" * 10**6: 1}, {"met": [10**400]}, -1, True, "", [None] * 5, {}, [{}], "**5**", "<b>5</b>",
]  # fmt: skip


places = st.lists(st.integers(-2, 9) | st.none() | st.booleans() | st.floats() | st.text(max_size=3), max_size=9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=anything | places)
def test_whatever_is_reported_is_graded_or_left_out(
    example: Bank, facts: dict[str, Callable[..., float]], sent: object
) -> None:
    for question in example.questions:
        if not isinstance(question, Code):
            item = Item(question, make(question, 1, facts))
            item.take(item.from_screen(sent), None)
            assert grade(question, item.variant, sent).status in {
                "correct",
                "partial",
                "wrong",
                "malformed",
                "not_attempted",
            }
            assert item.view(unsaved="")["id"] == question.id


@given(anything)
def test_what_is_left_can_be_saved(reported: object) -> None:
    json.dumps(incoming.message({"answer": reported}), allow_nan=False).encode()
    assert isinstance(incoming.message(reported), dict)


@pytest.fixture
def quiz(
    example: Bank, facts: dict[str, Callable[..., float]], tmp_path: Path
) -> Callable[..., tuple[Session, Attempts]]:
    def start() -> tuple[Session, Attempts]:
        log = Attempts(tmp_path / "progress.sqlite")
        asked = [each for each in example.questions if not isinstance(each, Code)]
        return Session("Q", asked, log, seed=1, facts=facts, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)), log

    return start


def test_no_message_stops_a_quiz(quiz: Callable[..., tuple[Session, Attempts]]) -> None:
    session, log = quiz()
    for answer in ODD:
        for key in session.items:
            session.receive({"do": "check", "item": key, "answer": answer, "confidence": answer, "seconds": answer})
            session.view()
    for message in (None, [], "check", {"do": ["check"]}, {"item": {}}, {"token": "t" * 10**7}):
        session.receive(message)  # type: ignore[arg-type]
        assert len(json.dumps(session.view())) < 100_000
    before = len(log.all())
    item = session.items["04.Q03"]
    session.receive({"do": "check", "item": "04.Q03", "answer": item.to_screen(item.variant.answer)})
    assert item.right
    assert len(log.all()) == before + 1


def test_the_same_slip_is_kept_once(quiz: Callable[..., tuple[Session, Attempts]]) -> None:
    session, log = quiz()
    for _ in range(5):
        session.receive({"do": "check", "item": "04.Q02", "answer": "12,5O"})
    assert [each.status for each in log.all()] == ["malformed"]


def test_a_shown_solution_stays_shown(quiz: Callable[..., tuple[Session, Attempts]]) -> None:
    session, _ = quiz()
    for answer in ("1", "2"):
        session.receive({"do": "check", "item": "04.Q02", "answer": answer})
    session.receive({"do": "solution", "item": "04.Q02"})
    again, _ = quiz()
    assert again.items["04.Q02"].closed
    assert not again.items["04.Q02"].right


def test_nobody_scores_what_was_not_compared(quiz: Callable[..., tuple[Session, Attempts]], example: Bank) -> None:
    short = next(each for each in example.questions if each.self_scored)
    session, _ = quiz()
    answer = {"text": "Customers differ from the start, and some leave.", "met": list(range(len(short.rubric)))}
    session.receive({"do": "check", "item": short.id, "answer": answer})
    assert session.items[short.id].kept
    session.receive({"do": "check", "item": short.id, "answer": answer})
    assert session.items[short.id].right
