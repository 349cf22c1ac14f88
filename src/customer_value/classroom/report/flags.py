"""Which items to look at again, why, and what to do. Nothing is flagged on the word of a few."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from customer_value.classroom.report.confidence import sure_and_wrong
from customer_value.classroom.report.reasons import Evidence, reasons

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from customer_value.classroom.report.answers import Item

ENOUGH = 30  # marked answers; with fewer, an item-rest correlation may be off by .36 or more


class Flag(NamedTuple):
    """One reason to look at an item again: what kind of, what was seen, and what to do."""

    item: str
    kind: str
    seen: str
    advice: str


def judged(table: pd.DataFrame) -> pd.Series:
    """Say for each item whether it has enough marked answers, thirty, to be judged.

    Examples
    --------
    >>> import pandas as pd
    >>> judged(pd.DataFrame({"marked": [300, 12]}, index=["04.Q01", "04.Q02"])).to_dict()
    {'04.Q01': True, '04.Q02': False}
    """
    return table["marked"] >= ENOUGH


def flags(
    items: tuple[Item, ...], table: pd.DataFrame, options: Mapping[str, pd.DataFrame], answers: pd.DataFrame
) -> list[Flag]:
    """Name the items that need a look, those with the gravest reasons first, each with advice.

    Parameters
    ----------
    items
        Of the class's assignment.
    table, options
        As `item_table` gives it, and for each item what `option_table` gives.
    answers
        Of the class, for what they said of their certainty.

    Returns
    -------
    list of Flag
        None for items with fewer than thirty marked answers.

    References
    ----------
    Haladyna, Downing and Rodriguez (2002), Applied Measurement in Education 15(3), 309-334, for the rules; the limits
    are ours.
    """
    sure, typical = sure_and_wrong(answers), float(table["median_seconds"].median())
    enough, found = set(table.index[judged(table)]), []
    for item in (each for each in items if each.id in enough):
        certain, mistaken = (int(sure[each][item.id]) for each in ("sure", "sure_and_wrong"))
        known = Evidence(item, table.loc[item.id], options[item.id], certain, mistaken, typical, len(table))
        found += [(rank, Flag(item.id, *reason)) for rank, reason in reasons(known)]
    worst: dict[str, int] = {}
    for rank, each in found:
        worst[each.item] = min(rank, worst.get(each.item, rank))
    return [each for _, each in sorted(found, key=lambda one: (worst[one[1].item], one[1].item, one[0]))]
