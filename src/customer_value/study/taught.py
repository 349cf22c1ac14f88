"""Where each objective is taught: the section of the lesson's notebook that its questions point at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from customer_value import course

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from customer_value.assessment.model import AnyQuestion

# What an address may hold as it is. JupyterLab compares a link's target with a heading letter by letter.
_AS_IT_IS = "?!$&'()*+,;:@/"


def links(lesson: course.Lesson, questions: Iterable[AnyQuestion]) -> dict[str, str]:
    """Return a link to where each objective of a lesson is taught, by objective id.

    The section is the one that most questions of the objective name (`source: {section: ...}`), the first of equals;
    without one, the link leads to the top of the notebook. Empty for a lesson that has no notebook.

    Examples
    --------
    >>> from customer_value.assessment import bank
    >>> links(course.lesson("04"), bank.read(course.lesson("04").bank).questions)["04.O4"]
    '04_lifetime_value.ipynb#heading=3.-Who-is-still-a-customer?'
    """
    if not lesson.notebook.exists():
        return {}
    headings, asked = course.headings(lesson.notebook), list(questions)
    places = {
        each.id: _place(headings, (question for question in asked if question.objective == each.id))
        for each in lesson.objectives
    }
    return {objective: f"{lesson.notebook.name}{place}" for objective, place in places.items()}


def _place(headings: Mapping[str, str], questions: Iterable[AnyQuestion]) -> str:
    named = Counter(each.source.section for each in questions if each.source and each.source.section in headings)
    if not named:
        return ""
    ((section, _),) = named.most_common(1)
    return f"#heading={_anchor(headings[section or ''])}"


def _anchor(heading: str) -> str:
    """Return the name that JupyterLab gives to a heading: its words as shown, with hyphens for spaces."""
    shown = heading.replace("*", "").replace("`", "")
    return quote(shown.replace(" ", "-"), safe=_AS_IT_IS)
