"""An assignment's bundle about every type of question, made from the example bank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec
import pytest

from customer_value import facts
from customer_value.assessment import bank
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.code import Code
from customer_value.assessment.sheet import Sheet, sheet, version
from customer_value.assessment.variants import key
from customer_value.classroom.assignments import choosing, composing, making
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.assignments.files import write_bundle
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.records import Asked, Assignment, Bundle, Student
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


@pytest.fixture
def when() -> datetime:
    """Return a time of day."""
    return DUE


@pytest.fixture
def ada() -> Student:
    """Return one student of an assignment."""
    return Student(id="ada", token="t0ken", seed=7, shop=4711)  # noqa: S106  of a test


class AnyFact(Mapping[str, Callable[..., float]]):
    """A shop that knows every fact at once: some share, the same for the same name and arguments."""

    def __getitem__(self, name: str) -> Callable[..., float]:
        return lambda **given: key(name, sorted(given.items())) % 800 / 1000 + 0.1

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __iter__(self) -> Iterator[str]:
        return iter(["any"])

    def __len__(self) -> int:
        return 1


@cache
def _stock(example: Path) -> tuple[AnyQuestion, ...]:
    items = [each for path in (*bank.files(), example) for each in bank.read(path).questions]
    return tuple({each.id: each for each in items if not isinstance(each, Code)}.values())


@pytest.fixture
def questions(project: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[AnyQuestion, ...]:
    """Return all questions of the course, and of the example bank, which has every type and every field."""
    monkeypatch.setattr(facts, "of", lambda _: AnyFact())
    return _stock(project / "tests/assessment/example.yaml")


@pytest.fixture
def handed_out(when: datetime, tmp_path: Path, ada: Student) -> Callable[..., bytes]:
    """Return a function that writes the file of a student of some seed and gives its bytes."""

    def write(asked: tuple[AnyQuestion, ...], seed: int = 7) -> bytes:
        assignment = Assignment(
            id="a1", name="week3", title="Week 3", made_at=when, course="1", edition="e", seal="s", is_listed=True,
            questions=tuple(Asked(id=each.id, bank="b") for each in asked), students=(ada,),
        )  # fmt: skip
        write_bundle(tmp_path / "a.cvm", composing.bundle(assignment, asked, msgspec.structs.replace(ada, seed=seed)))
        return (tmp_path / "a.cvm").read_bytes()

    return write
