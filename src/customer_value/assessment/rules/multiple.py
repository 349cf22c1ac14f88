"""Rules for questions with several right options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from customer_value.assessment.rules import options
from customer_value.assessment.rules.item import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.questions.multiple import Multiple

FEWEST, MOST = 3, 7
FEWEST_KEYS, MOST_KEYS = 2, 4
_ASKED = re.compile(r"\b(?:which|choose|tick|the) (two|three|four)\b", re.IGNORECASE)
_COUNT = {"two": 2, "three": 3, "four": 4}


def check(question: Multiple) -> Iterator[Finding]:
    """Yield what is wrong with the options of an item that has several right ones."""
    keys = sum(option.correct for option in question.options)
    yield from options.of_any_choice(question.options, FEWEST, MOST)
    if not FEWEST_KEYS <= keys <= MOST_KEYS:
        rule = f"{keys} options are correct."
        yield Finding("keys", ("options",), rule, f"mark {FEWEST_KEYS} to {MOST_KEYS} with `correct: true`.")
    if keys == len(question.options):
        yield Finding("no-wrong", ("options",), "no option is wrong.", "add one that learners take for right.")
    asked = _ASKED.search(question.stem)
    if asked and _COUNT[asked[1].lower()] != keys:
        rule = f"the stem asks for {asked[1]}, and {keys} options are correct."
        yield Finding("stem-keys", ("stem",), rule, "change one of the two.")
