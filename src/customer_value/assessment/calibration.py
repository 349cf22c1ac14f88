"""How well a learner knows what they know: how often they were right when they said that they were sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.attempts import COUNTED
from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from customer_value.assessment.attempts import Attempt

LEVELS = {"sure": "calibration_sure", "think so": "calibration_think_so", "guess": "calibration_guess"}
ENOUGH = 3  # below this, a share says nothing


def calibration(attempts: Iterable[Attempt]) -> list[str]:
    """Return one sentence per level of confidence that was chosen at least three times.

    Only the first try at a question counts: after its feedback, being sure says little.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from customer_value.assessment.attempts import Attempt
    >>> when = datetime(2026, 1, 1, tzinfo=UTC)
    >>> said = [Attempt(kind="question", item="04.Q01", answer=0, status=status, confidence="sure", seed=seed,
    ...                 asked_at=when) for seed, status in enumerate(("correct", "correct", "wrong"))]
    >>> calibration(said)
    ['When you said you were sure, you were right 2 of 3 times (67 %).']
    """
    first: dict[tuple[str, str, int], Attempt] = {}
    for each in attempts:
        if each.status in COUNTED:
            first.setdefault((each.item, each.revision, each.seed), each)
    sentences = []
    for level, name in LEVELS.items():
        said = [each.status == "correct" for each in first.values() if each.confidence == level]
        if len(said) >= ENOUGH:
            right = sum(said)
            sentences.append(say(name, right=right, all=len(said), percent=round(100 * right / len(said))))
    return sentences
