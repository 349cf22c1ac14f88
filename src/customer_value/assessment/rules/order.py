"""Rules for things to put into order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.questions.order import Order

FEWEST, MOST = 3, 7
MOST_WORDS = 20
_GIVEAWAY = re.compile(
    r"^\W*(first(ly)?|second(ly)?|third(ly)?|then|next|after that|last(ly)?|finally|step \w+|\(?\d+[.)])(?!\w)",
    re.IGNORECASE,
)


def check(question: Order) -> Iterator[Finding]:
    """Yield what is wrong with the things to put into order."""
    count = len(question.items)
    if not FEWEST <= count <= MOST:
        yield Finding("item-count", ("items",), f"there are {count} items.", f"write {FEWEST} to {MOST}.")
    plain = [" ".join(words(item.text.lower())) for item in question.items]
    for place, item in enumerate(question.items):
        at = ("items", place)
        if plain[place] in plain[:place]:
            yield Finding("same-items", at, "two items say the same.", "change or drop one.")
        if match := _GIVEAWAY.search(item.text):
            yield Finding("order-clue", at, f"“{match[0].strip()}” gives the place away.", "drop it.")
        if not 1 <= len(words(item.text)) <= MOST_WORDS:
            rule = f"the item has {len(words(item.text))} words."
            yield Finding("item-length", at, rule, f"write 1 to {MOST_WORDS}: all are read again and again.")
    if question.items and question.items[-1].says:
        rule = "nothing follows the last item, so its `says` is never said."
        yield Finding("last-says", ("items", count - 1), rule, "move it to `feedback` of the item.")
