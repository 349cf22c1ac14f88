"""Confidence is told back as the share that was right, once there is enough to tell."""

from __future__ import annotations

from datetime import UTC, datetime

from customer_value.assessment.attempts import Attempt
from customer_value.assessment.calibration import calibration


def _said(confidence: str | None, *statuses: str) -> list[Attempt]:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Attempt(
            kind="question",
            item=f"04.Q{number}",
            revision=str(confidence),
            answer=0,
            status=status,
            confidence=confidence,
            asked_at=when,
        )
        for number, status in enumerate(statuses)
    ]


def test_one_sentence_for_each_level_with_enough_answers() -> None:
    attempts = [
        *_said("sure", "correct", "correct", "wrong", "correct"),
        *_said("guess", "wrong", "wrong", "wrong"),
        *_said("think so", "correct", "correct"),
        *_said(None, "correct", "correct", "correct"),
    ]
    assert calibration(attempts) == [
        "When you said you were sure, you were right 3 of 4 times (75 %).",
        "When you said it was a guess, you were right 0 of 3 times (0 %).",
    ]


def test_malformed_answers_say_nothing() -> None:
    assert calibration(_said("sure", "correct", "correct", "malformed", "malformed")) == []


def test_only_the_first_try_says_how_sure_one_was() -> None:
    first, again = _said("sure", "wrong", "wrong", "correct"), _said("sure", "correct", "correct", "correct")
    assert calibration([*first, *again]) == ["When you said you were sure, you were right 1 of 3 times (33 %)."]
