"""An assignment's bundle about every type of question, made from the example bank."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from customer_value import facts
from customer_value.assessment import bank
from customer_value.assessment.questions.code import Code
from customer_value.assessment.sheet import Sheet, sheet, version
from customer_value.classroom.assignments import choosing, making
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.records import Bundle
from customer_value.classroom.assignments.roster import Roster, Row
from customer_value.classroom.assignments.sealing import Keys, new_keys

DUE = datetime(2026, 1, 31, 23, 59, tzinfo=UTC)


@cache
def _sheets(path: Path) -> tuple[Sheet, ...]:
    asked = [each for each in bank.read(path).questions if not isinstance(each, Code)]
    return tuple(sheet(each, version(each, 1, facts.of(1))) for each in asked)


@pytest.fixture(scope="session")
def keys() -> Keys:
    """Return the keys of the instructor."""
    return new_keys()


@pytest.fixture
def bundle(project: Path, keys: Keys) -> Bundle:
    """Return Ada's bundle, with a question of each type."""
    return Bundle(
        assignment="b7Qx",
        name="week3",
        title="Week 3",
        course=course_version(),
        edition=edition(),
        seal=keys.public,
        student="ada",
        token="t0ken",  # noqa: S106  of a test
        shop=4711,
        questions=_sheets(project / "tests/assessment/example.yaml"),
        due=DUE,
        minutes=30,
    )


@pytest.fixture
def assign(tmp_path: Path) -> Callable[..., Folder]:
    """Return a function that makes an assignment, for some ids, with seed 1 where nothing else is said."""

    def make(items: str = "04.Q02 04.Q11", ids: tuple[str, ...] | None = ("ada", "bob"), **terms: object) -> Folder:
        chosen = choosing.choose(choosing.Wish(items=items.split()), 1)
        roster = None if ids is None else Roster(tuple(Row(line, each) for line, each in enumerate(ids, 2)))
        planned = making.plan(
            making.Terms(**{"name": "week3", "title": "Week 3", "seed": 1, **terms}), chosen, roster, DUE
        )
        return making.write(tmp_path / "class" / "week3", planned, chosen, lambda _: None)

    return make
