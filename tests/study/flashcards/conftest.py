"""A learner who has missed and answered questions of lesson 4."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from customer_value import course
from customer_value.assessment import bank, variants
from customer_value.assessment.attempts import Attempt, Attempts

WHEN = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Attempts:
    return Attempts(tmp_path / "progress.sqlite")


@pytest.fixture
def answer(log: Attempts):
    """Return a function that answers an item, each time a minute later; `keep=False`: outside the log."""
    minutes = iter(range(1000))

    def add(
        item: str, status: str, *, seed: int = 1, revision: str | None = None, keep: bool = True, **more
    ) -> Attempt:
        question = bank.read(course.lesson(item[:2]).bank).question(item)
        row = Attempt(
            kind=more.pop("kind", "question"),
            item=item,
            answer=more.pop("answer", "1"),
            status=status,
            seed=seed,
            revision=variants.revision(question) if revision is None else revision,
            asked_at=WHEN + timedelta(minutes=next(minutes)),
        )
        if keep:
            log.add(row)
        return row

    return add
