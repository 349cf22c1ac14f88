"""Facts about the loyalty programme: who is in it, and what it causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .gate import Gate

if TYPE_CHECKING:
    import pandas as pd

    from .gate import Books


def _spend(books: Books) -> tuple[pd.Series, pd.Series]:
    """Give the net sales of 2025 of members and of the other buyers, by customer."""
    orders = books["orders"][books["orders"]["ordered_at"].dt.year == 2025]
    spend = orders.groupby("customer_id")["net_eur"].sum()
    is_member = spend.index.isin(books["loyalty"]["customer_id"])
    return spend[is_member], spend[~is_member]


def _share(books: Books) -> float:
    members, others = _spend(books)
    return float(members.sum() / (members.sum() + others.sum()))


def _naive(books: Books) -> float:
    members, others = _spend(books)
    return float(members.mean() / others.mean())


def _true_part(books: Books) -> float:
    """Give what the card causes, as a part of the gap between members and others."""
    members, others = _spend(books)
    caused = books["truth/customers"].set_index("customer_id")["loyalty_extra_2025_eur"]
    return float(caused[members.index].mean() / (members.mean() - others.mean()))


GATES = (
    Gate("loyalty members, share of the year's net sales", ".44 (Nordstrom 2014)", 0.40, 0.55, _share),
    Gate("spend of the year: loyalty members / other buyers", "design", 1.8, 2.5, _naive),
    Gate("true effect of the card / gap to other buyers", "about .14 (Leenheer et al. 2007)", 0.11, 0.18, _true_part),
)
