"""The rules of item writing that a program can check, item by item and over a whole set.

They follow Haladyna, Downing & Rodriguez 2002 (Applied Measurement in Education 15, 309-334) and Rodriguez 2005;
the numbers in them are ours. CONTRIBUTING.md lists them for authors.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment.parts import Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.questions.question import Question


class Finding(msgspec.Struct, frozen=True):
    """A broken rule: its short name, where in the item, what is wrong, and what to do."""

    code: str
    at: Path
    rule: str
    mend: str


class Known(msgspec.Struct, frozen=True):
    """What items may point at; where `sections`, `facts` or `charts` are not known, they are not checked."""

    objectives: frozenset[str]
    items: frozenset[str]
    misconceptions: frozenset[str]
    lesson: str
    sections: frozenset[str] = frozenset()
    facts: Mapping[str, Any] | None = None
    charts: Mapping[str, Any] | None = None


def check(question: Question, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with one item."""
    from customer_value.assessment.rules import variables, wording

    yield from _references(question, known)
    yield from wording.check(question)
    yield from variables.check(question, known.facts)
    yield from variables.distinct(question, known.facts)
    yield from question.problems(known)


def _references(question: Question, known: Known) -> Iterator[Finding]:
    if question.objective not in known.objectives:
        yield Finding(
            "objective",
            ("objective",),
            f"there is no objective {question.objective}.",
            f"use one of {', '.join(sorted(known.objectives)) or 'the course (none is known)'}.",
        )
    if not question.id.startswith(known.lesson[:2]):
        yield Finding(
            "id", ("id",), f"{question.id} is not of lesson {known.lesson}.", f"begin with {known.lesson[:2]}."
        )
    for enemy in question.enemies:
        if enemy == question.id or (enemy.startswith(known.lesson[:2]) and enemy not in known.items):
            yield Finding("enemies", ("enemies",), f"the enemy {enemy} is no other item here.", "correct the id.")
    section = question.source.section if question.source else None
    if section and known.sections and section not in known.sections:
        close = get_close_matches(section, known.sections, n=1, cutoff=0.3)
        mend = f"did you mean {close[0]}?" if close else "write a heading in small letters, with hyphens."
        yield Finding("section", ("source",), f"the notebook has no heading {section}.", mend)
    for each in question.sentences():
        named = each.misconception
        if named and named.startswith(known.lesson[:2]) and named not in known.misconceptions:
            yield Finding(
                "misconception",
                each.at,
                f"the misconception {named} is not in the list.",
                "add it to `misconceptions:` at the top of the bank, or correct the id.",
            )
