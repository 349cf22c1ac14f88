"""Plans that take no analysis, to be beaten: nothing, random, and the first of a ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .futures import uniform
from .plans import Plan

if TYPE_CHECKING:
    from .truth import Truth

SHARE = 0.2  # of the customers whom a baseline may contact
MONEY = 0.25  # of the budget, at most, for each kind of contact


def rankings(truth: Truth, seed: int) -> dict[str, pd.Series]:
    """Rank the customers by luck and by what the shop sees, the first to contact highest."""
    known = truth.customers
    luck = uniform(seed, "random baseline", known.index.to_numpy(), 1)[:, 0]
    seen = {"random": pd.Series(luck, index=known.index), "top revenue": known["revenue_eur"]}
    seen["highest risk"] = known["risk"]
    if "uplift" in known:
        seen["uplift"] = known.loc[known["uplift"] > 0, "uplift"]
    return seen


def ranked(ranking: pd.Series, may_contact: list[object] | pd.Index) -> tuple[object, ...]:
    """List those who may be contacted, the highest of a ranking first; who has no rank is left out."""
    may = ranking.reindex(may_contact).dropna()
    return tuple(may.sort_values(ascending=False, kind="stable").index)


def first_by(ranking: pd.Series, truth: Truth, budget: float) -> Plan:
    """Contact the first fifth by a ranking, and give the rest of the money to channels by cost × reach."""
    chosen = []
    for contacts in truth.contacts():
        number = int(min(SHARE * len(contacts.customer), MONEY * budget / contacts.cost))
        chosen.append(ranked(ranking, contacts.customer.tolist())[:number])
    scale = truth.channels.cost * truth.channels.reach
    rest = budget - truth.costs(Plan({}, *chosen)).sum()
    return Plan(dict(zip(truth.channels.names, (rest * scale / scale.sum()).tolist(), strict=True)), *chosen)
