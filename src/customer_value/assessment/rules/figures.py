"""Rules for questions about a figure: it exists, it takes the arguments, and it can be drawn for every version."""

from __future__ import annotations

import inspect
from difflib import get_close_matches
from typing import TYPE_CHECKING

from customer_value.assessment.drawings import draw
from customer_value.assessment.rules import variables
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.variants import every
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.drawings import Charts
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.rules.item import Known

MOST_VERSIONS = 12  # a figure takes a second to draw


def check(question: Question, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the figures of an item; where figures are not known, nothing is checked."""
    for _, name, arguments in question.drawings():
        if known.charts is None:
            continue
        if name not in known.charts:
            close = get_close_matches(name, known.charts, n=1)
            mend = f"did you mean {close[0]}? " if close else ""
            mend += f"figures: {', '.join(sorted(known.charts)) or 'none'}."
            yield Finding("figure", ("figure",), f"there is no figure {name}.", mend)
            continue
        wrong = list(_names(name, set(arguments), known.charts))
        yield from wrong
        if not wrong and variables.computable(question, known.facts):
            yield from _versions(question, known)


def _names(name: str, given: set[str], charts: Charts) -> Iterator[Finding]:
    """Hold the names of the arguments to those that the figure takes."""
    takes = inspect.signature(charts[name]).parameters
    needed = {each for each, how in takes.items() if how.default is how.empty}
    mend = f"arguments: {', '.join(takes) or 'none'}."
    for each in sorted(given - set(takes)):
        yield Finding("figure", ("arguments", each), f"the figure {name} takes no {each}.", mend)
    for each in sorted(needed - given):
        yield Finding("figure", ("figure",), f"the figure {name} needs {each}.", mend)


def _versions(question: Question, known: Known) -> Iterator[Finding]:
    """Draw the figure for the versions of an item, each different one once, and yield the first fault."""
    for _, name, arguments in question.drawings():
        try:
            for numbers in every(question, known.facts, most=MOST_VERSIONS):
                draw(name, arguments, numbers, known.charts)
        except CustomerValueError as error:
            yield Finding("figure", ("arguments",), f"{str(error).rstrip('.')}.", "change the arguments.")
