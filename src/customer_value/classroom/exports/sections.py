"""Categories as tests of a platform: one test for each lesson, with a section for each question in several versions."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from customer_value.classroom.exports.asked import Asked
    from customer_value.classroom.exports.categories import Category


class Section(NamedTuple):
    """Questions by a name that no other in the package has; `title` is empty where each of them is asked."""

    title: str
    questions: dict[str, Asked]


def sections(categories: Iterable[Category]) -> dict[str, list[Section]]:
    """Return the sections of each lesson's test; of one with a title a single question is asked.

    Examples
    --------
    >>> from customer_value.classroom.exports.categories import Category
    >>> sections([Category(("Customer Value", "Lesson 04")), Category(("Customer Value", "Lesson 04", "04.Q02"))])
    {'Lesson 04': [Section(title='', questions={}), Section(title='04.Q02', questions={})]}
    """
    tests: dict[str, list[Section]] = {}
    taken: set[str] = set()
    for category in categories:
        _, lesson, *rest = category.path
        questions = {_free(each.key, taken): each for each in category.questions}
        tests.setdefault(lesson, []).append(Section("".join(rest), questions))
    return tests


def _free(key: str, taken: set[str]) -> str:
    """Return a name for a question that no other has: two banks of a lesson may both have a 04.Q901."""
    name = next(name for name in (f"{key}{'-again' * number}" for number in count()) if name not in taken)
    taken.add(name)
    return name
