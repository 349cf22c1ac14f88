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
    headings = course.headings(lesson.notebook)
    sources = [(each.objective, each.source) for each in questions if each.source]
    sections = {
        each.id: [source.section for key, source in sources if key == each.id and source.lesson in (None, lesson.name)]
        for each in lesson.objectives
    }
    return {key: f"{lesson.notebook.name}{_place(headings, named)}" for key, named in sections.items()}


def _place(headings: Mapping[str, str], named: Iterable[str | None]) -> str:
    """Return the end of a link: the heading that is named most; "" when none of them exists."""
    known = Counter(headings[each] for each in named if each and each in headings)
    return f"#heading={_anchor(known.most_common(1)[0][0])}" if known else ""


def _anchor(heading: str) -> str:
    """Return the name that JupyterLab gives to a heading: its words as shown, with hyphens for spaces."""
    shown = heading.replace("*", "").replace("`", "")
    return quote(shown.replace(" ", "-"), safe=_AS_IT_IS)
