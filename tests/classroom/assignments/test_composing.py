"""What a student gets: the own extras, the version of the own seed, and no key on the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from customer_value import facts
from customer_value.assessment import bank
from customer_value.classroom.assignments import composing
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.assignments.records import Asked, Assignment, Student
from customer_value.errors import UnknownNameError

ADA = Student(id="ada", token="t", seed=5, shop=123456, extra_time=15, extra_days=2, attempts=3)  # noqa: S106  of a test


@pytest.fixture
def assignment(when) -> Assignment:
    return Assignment(
        id="a1", name="week3", title="Week 3", made_at=when, course=course_version(), edition=edition(), seal="s",
        questions=(Asked(id="04.Q02", bank="b", points=2.5),), students=(ADA,), due=when, minutes=30,
    )  # fmt: skip


def test_extras_are_the_students_own(assignment: Assignment) -> None:
    mine = composing.bundle(assignment, [], ADA)
    assert (mine.minutes, mine.attempts, mine.due) == (45, 3, assignment.due + timedelta(days=2))
    assert (mine.token, mine.shop, mine.points) == ("t", 123456, {"04.Q02": 2.5})
    free = msgspec.structs.replace(assignment, due=None, minutes=None)
    assert (composing.bundle(free, [], ADA).due, composing.bundle(free, [], ADA).minutes) == (None, None)


def test_a_bundle_shows_the_version_that_is_graded_and_computes_no_fact(
    assignment: Assignment, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    source = bank.read(project / "tests/assessment/example.yaml")
    asked = [source.question(each) for each in ("04.Q04", "04.Q14", "04.Q02")]
    points = tuple(Asked(id=each.id, bank="b") for each in asked)
    assignment = msgspec.structs.replace(assignment, questions=points)
    with monkeypatch.context() as patched:
        patched.setattr(facts, "of", lambda _: {})
        sheets = composing.bundle(assignment, asked, ADA).questions
        with pytest.raises(UnknownNameError, match="no fact"):
            composing.versions(asked, ADA)
    graded = composing.versions(asked, msgspec.structs.replace(ADA, shop=1))
    assert [each.stem for each in sheets] == [graded[each.id].stem for each in asked]
    assert all(each.answer is not None for each in graded.values())


def test_the_edition_is_a_hash_of_the_data() -> None:
    assert len(edition()) == 16
    assert int(edition(), 16) >= 0
    assert course_version()[0].isdigit()
