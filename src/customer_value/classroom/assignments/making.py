"""Make an assignment: draw each student's version, write the bundles and the instructor's folder."""

from __future__ import annotations

import csv
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from customer_value.assessment.variants import key
from customer_value.classroom.assignments import edition, preview
from customer_value.classroom.assignments.composing import bundle
from customer_value.classroom.assignments.files import write_bundle
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.names import safe as safe_name
from customer_value.classroom.assignments.opening import write_notebook
from customer_value.classroom.assignments.records import Asked, Assignment, Student
from customer_value.classroom.assignments.roster import Row
from customer_value.classroom.assignments.sealing import new_keys
from customer_value.classroom.assignments.telling import SECONDS
from customer_value.classroom.csv_cells import safe as safe_cell
from customer_value.errors import DataError, SetupError, UnknownNameError
from customer_value.whole import whole_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from customer_value.classroom.assignments.choosing import Chosen
    from customer_value.classroom.assignments.roster import Roster

LONGEST_TITLE = 120
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_SEEDS = 2**62  # more than anybody can try until one gives the numbers and the order that a student sees
_FIRST_SHOP, _SHOPS = 100_000, 900_000  # shops have six digits, which a student can type


@dataclass(frozen=True)
class Terms:
    """What an instructor decides beside the questions.

    Attributes
    ----------
    seed
        The same seed, name and ids draw the same versions and shops.
    shops
        How many different shops there are; None for one each.
    points
        What a question is worth by its id or its type; "" stands for all others.
    """

    name: str
    title: str
    seed: int
    due: datetime | None = None
    minutes: int | None = None
    attempts: int = 1
    shops: int | None = None
    points: Mapping[str, float] = field(default_factory=dict)


def check_place(out: Path) -> None:
    """Refuse a folder that cannot become the instructor's.

    Raises
    ------
    SetupError
        If it lies in a git work tree, where the key would be one `git add` from being published, or holds anything.
    """
    place = out.resolve()
    for each in (place, *place.parents):
        if (each / ".git").exists():
            raise SetupError(
                f"{out} lies in the git work tree {each}: there the private key and the right answers are one "
                f"`git add` away from everybody. Choose a folder outside, such as {Path.home() / 'classes' / out.name}."
            )
    if place.exists() and not place.is_dir():
        raise SetupError(f"{out} is a file; choose a new folder with --out")
    if place.exists() and any(place.iterdir()):
        raise SetupError(f"{out} is not empty; choose a new folder with --out")


def plan(terms: Terms, chosen: Sequence[Chosen], roster: Roster | None, when: datetime) -> Assignment:
    """Return the record of an assignment, without its seal; nothing is written.

    Parameters
    ----------
    terms, chosen
        What to ask, and how.
    roster
        The students; None for one bundle for all.
    when
        The time of now.

    Raises
    ------
    DataError
        If the name cannot be part of a file's name, or the title is empty or too long.
    UnknownNameError
        If points are given for a question that is not asked, or a type that does not exist.
    """
    _check_words(terms)
    return Assignment(
        id=secrets.token_hex(8),
        name=terms.name,
        title=terms.title,
        made_at=when,
        course=edition.course_version(),
        edition=edition.edition(),
        seal="",
        questions=_asked(terms.points, chosen),
        students=_students(terms, roster),
        is_listed=roster is not None,
        due=terms.due,
        minutes=terms.minutes,
    )


def write(out: Path, planned: Assignment, chosen: Sequence[Chosen], done: Callable[[int], None]) -> Folder:
    """Write the instructor's folder with all bundles, whole or not at all.

    Parameters
    ----------
    out
        From `check_place`.
    planned, chosen
        From `plan`, and what it was made of.
    done
        Is told 1 after each bundle.

    Raises
    ------
    SetupError
        If it cannot be written.
    """
    import msgspec

    keys = new_keys()
    assignment = msgspec.structs.replace(planned, seal=keys.public)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with whole_folder(out.resolve()) as part:
            folder = Folder(part)
            folder.create(assignment, keys.private, {each.source.name: each.source.path for each in chosen})
            _write_bundles(folder, assignment, chosen, done)
            (part / "preview.html").write_text(preview.page(folder), encoding="utf-8")
    except OSError as error:
        raise SetupError(f"{out} cannot be written: {error.strerror}. Choose another place.") from error
    return Folder(out)


def _write_bundles(
    folder: Folder, assignment: Assignment, chosen: Sequence[Chosen], done: Callable[[int], None]
) -> None:
    questions = [each.question for each in chosen]
    for student in sorted(assignment.students, key=lambda each: each.shop):  # a shop is opened once
        write_bundle(folder.bundles[student.id], bundle(assignment, questions, student))
        done(1)
    write_notebook(folder.hand_out / f"{assignment.name}.ipynb", assignment.name)
    if assignment.is_listed:
        with (folder.path / "hand-out.csv").open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["id", "file"])
            rows.writerows([safe_cell(key), path.name] for key, path in folder.bundles.items())


def _check_words(terms: Terms) -> None:
    if not _NAME.fullmatch(terms.name) or safe_name(terms.name) != terms.name.lower().strip("-"):
        raise DataError(
            f"{terms.name!r} cannot name the files; take up to 40 letters, digits, - and _, such as week3. "
            f"What students read goes with --title."
        )
    if not terms.title.strip() or len(terms.title) > LONGEST_TITLE or not terms.title.isprintable():
        raise DataError(f"a title has 1 to {LONGEST_TITLE} characters on one line; --title has {len(terms.title)}")


def _asked(points: Mapping[str, float], chosen: Sequence[Chosen]) -> tuple[Asked, ...]:
    kinds = {each.question.id: str(each.question.__struct_config__.tag) for each in chosen}
    for name in points:
        if name not in {"", *kinds, *SECONDS}:
            raise UnknownNameError.among("question or type", name, [*kinds, *SECONDS])

    def worth(item: str) -> float:
        return points.get(item, points.get(kinds[item], points.get("", 1.0)))

    return tuple(
        Asked(id=item, bank=each.source.name, points=worth(item)) for item, each in zip(kinds, chosen, strict=True)
    )


def _students(terms: Terms, roster: Roster | None) -> tuple[Student, ...]:
    rows = [Row(0, "")] if roster is None else roster.rows
    shops = _shops(terms, [each.id for each in rows])
    return tuple(
        Student(
            id=row.id,
            token=secrets.token_urlsafe(16),
            seed=key(terms.name, terms.seed, row.id, "version") % _SEEDS,
            shop=shop,
            extra_time=row.extra_time,
            extra_days=row.extra_days,
            attempts=row.attempts or terms.attempts,
        )
        for row, shop in zip(rows, shops, strict=True)
    )


def _shops(terms: Terms, ids: Sequence[str]) -> list[int]:
    """Return a shop for each student: one each, or one of so many."""

    def draw(whose: object, taken: set[int]) -> int:
        tries = (key(terms.name, terms.seed, whose, "shop", again) % _SHOPS + _FIRST_SHOP for again in range(10_000))
        shop = next(each for each in tries if each not in taken)
        taken.add(shop)
        return shop

    taken: set[int] = set()
    if terms.shops is None or terms.shops >= len(ids):
        return [draw(each, taken) for each in ids]
    shops = [draw(number, taken) for number in range(terms.shops)]
    return [shops[key(terms.name, terms.seed, each, "shop") % len(shops)] for each in ids]
