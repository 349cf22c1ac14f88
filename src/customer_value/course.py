"""The course's folders and lessons: where they are, what a lesson is called, which objectives it has.

A checkout is read where it lies; without one, the copy that the wheel carries is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from customer_value.errors import CustomerValueError, UnknownNameError

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[1]


@dataclass(frozen=True)
class Objective:
    """What a learner can do after a lesson, such as 04.O2."""

    id: str
    verb: str
    text: str


@dataclass(frozen=True)
class Lesson:
    """One lesson: its notes, notebook and bank carry its number and name."""

    name: str
    title: str
    decision: str
    minutes: int
    level: str
    needs: str
    objectives: tuple[Objective, ...]

    @property
    def number(self) -> str:
        """Two digits, such as "04"."""
        return self.name[:2]

    @property
    def notes(self) -> Path:
        """Path of notes.md."""
        return folder("lessons") / self.name / "notes.md"

    @property
    def notebook(self) -> Path:
        """Path of the notebook."""
        return folder("notebooks") / f"{self.name}.ipynb"

    @property
    def bank(self) -> Path:
        """Path of the question bank."""
        return folder("quizzes") / f"{self.name}.yaml"


def root() -> Path:
    """Return the folder that holds notebooks/, lessons/, quizzes/ and datasets/."""
    return _CHECKOUT if (_CHECKOUT / "quizzes").is_dir() else _HERE / "_course"


def folder(name: str) -> Path:
    """Return one of the course's folders, such as `folder("datasets")`."""
    return root() / name


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all lessons that have notes, in order."""
    return tuple(_read(path) for path in sorted(folder("lessons").glob("[0-9][0-9]_*/notes.md")))


def lesson(key: str | int) -> Lesson:
    """Find a lesson by its number or name: `lesson("04")`, `lesson(4)`, `lesson("04_lifetime_value")`."""
    wanted = str(key).zfill(2)
    for each in lessons():
        if wanted in (each.number, each.name):
            return each
    raise UnknownNameError.among("lesson", key, [each.name for each in lessons()])


def objectives() -> dict[str, Objective]:
    """Return every objective of the course by its id."""
    return {objective.id: objective for each in lessons() for objective in each.objectives}


def headings(notebook: Path) -> dict[str, str]:
    """Return a notebook's headings by the name that `source: {section: ...}` gives them; none without a notebook.

    Examples
    --------
    >>> headings(lesson("04").notebook)["1-what-is-one-customer-worth"]
    '1. What is one customer worth?'
    """
    if not notebook.exists():
        return {}
    cells = json.loads(notebook.read_bytes())["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    found: list[str] = re.findall(r"^#{1,4} +(.+?) *$", "\n".join(texts), re.MULTILINE)
    return {re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-"): heading for heading in found}


def _read(notes: Path) -> Lesson:
    from ruamel.yaml import YAML

    _, front, *_ = notes.read_text(encoding="utf-8").split("---\n", 2)
    head = YAML(typ="safe").load(front)
    try:
        return Lesson(
            name=notes.parent.name,
            title=head["title"],
            decision=head["decision"],
            minutes=int(head["minutes"]),
            level=head["level"],
            needs=head["needs"],
            objectives=tuple(Objective(**each) for each in head["objectives"]),
        )
    except (KeyError, TypeError) as error:
        raise CustomerValueError(
            f"{notes}: the front matter lacks or misspells {error}; it needs title, decision, minutes, level, "
            f"needs and objectives (each with id, verb and text)"
        ) from error
