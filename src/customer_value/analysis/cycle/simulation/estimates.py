"""A plan that needs no truth: the best division of the budget, if the analyst's estimates are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

from .marginal_rule import Channels, Contacts, best_plan
from .rules import Rules
from .tables import keyed, known_channels

if TYPE_CHECKING:
    import pandas as pd

    from .plans import Plan

WHERE = "cycle.marginal_plan"
OF_RETENTION = ("uplift", "contribution_per_order_eur", "coupon_chance")


def marginal_plan(
    customers: pd.DataFrame, channels: pd.DataFrame, *, budget: float = 25_000, rules: Rules | None = None
) -> Plan:
    """Divide a year's budget by the marginal rule, from estimates alone: each € goes where it brings most.

    A channel gets money until its next € wins no more lifetime value than another channel's, or than the next
    contact; without a limit to the budget that is reach × `best_spend(ltv, ceiling=1, speed=1 / cost)`. Contacts are
    made in the order of what each is expected to bring, and only where that is more than it costs:
    wins_share × unrealised × (1 + carry_over) for development, uplift × contribution × (1 + carry_over) - coupon ×
    coupon_chance for retention, with the numbers of the rules.

    Parameters
    ----------
    customers
        One row per customer: `customer_id`, `has_opted_out`, and estimates: `unrealised_eur` (€ a year, as by
        `segments.unrealised_potential`), `uplift` (orders that a retention contact adds, such as 0.04, as by
        `cycle.uplift` in a test with customers alike; missing for who is not in the campaign's audience),
        `contribution_per_order_eur`, `coupon_chance` (share who redeem, 0 to 1).
    channels
        One row per channel that can be bought: `acquisition_channel`, `acquisition_cost_eur` (for the first customer
        won), `reach` (customers who can be won in the year at most, 1 or more), `ltv_eur` (estimated lifetime value
        before acquisition cost, such as the mean of `btyd.discounted_ltv` over the channel's customers).
    budget
        € for the year, at least 0.
    rules
        What the game assumes; the defaults of `Rules` if left out.

    Returns
    -------
    Plan
        It costs at most the budget, and is to be played by `Simulator.compare(mine=…)`. Estimates that are too sure
        of themselves show there as a gain that did not come.

    Raises
    ------
    ColumnError
        If a frame lacks a column.
    DataError
        If a frame is empty, a number is missing or out of range, or a customer or channel stands there twice.

    References
    ----------
    After Blattberg & Deighton (1996), Harvard Business Review 74(4), 136-144 (channels); Ascarza (2018), Journal of
    Marketing Research 55(1), 80-98 (retention by uplift).

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "has_opted_out": False,
    ...                           "unrealised_eur": [200.0, 0.0, 0.0], "uplift": [None, 0.25, 0.01],
    ...                           "contribution_per_order_eur": 12.0, "coupon_chance": 0.1})
    >>> channels = pd.DataFrame({"acquisition_channel": ["referral", "social"], "acquisition_cost_eur": [16.0, 35.0],
    ...                          "reach": 100, "ltv_eur": [80.0, 30.0]})
    >>> plan = marginal_plan(customers, channels, budget=500)
    >>> plan.development, plan.retention, {name: round(money, 2) for name, money in plan.acquisition.items()}
    ((1,), (2,), {'referral': 493.4, 'social': 0.0})
    """
    arrays(0, np.inf, budget=budget)
    game, rows = rules or Rules(), _customers(customers)
    found = known_channels(channels, f"{WHERE}: channels", "ltv_eur")
    free = rows[rows["has_opted_out"] == 0]
    tried = free[free["in_audience"]]
    develops = game.development(free["unrealised_eur"].to_numpy(dtype=float))
    change = (tried["uplift"] * tried["contribution_per_order_eur"]).to_numpy(dtype=float)
    retains = game.retention(change, tried["coupon_chance"].to_numpy(dtype=float))
    development, retention = (
        Contacts(each.index.to_numpy(dtype=object), year + equity, cost)
        for each, (year, equity), cost in zip((free, tried), (develops, retains), game.costs, strict=True)
    )
    return best_plan(float(budget), Channels.of(found, found["ltv_eur"].to_numpy(dtype=float)), development, retention)


def _customers(table: pd.DataFrame) -> pd.DataFrame:
    """Check the estimates; what a retention contact does need be known of its audience only."""
    where = f"{WHERE}: customers"
    needed = ("customer_id", "has_opted_out", "unrealised_eur", *OF_RETENTION)
    if any(name not in table.columns for name in needed):
        raise ColumnError.missing(needed, table.columns, where=where)
    audience = table["uplift"].notna()
    gaps = table.loc[audience, list(OF_RETENTION)].isna().any(axis=1)
    if gaps.any():
        raise DataError(
            f"{where}: {int(gaps.sum())} customers have an uplift, but no contribution_per_order_eur or coupon_chance: "
            f"fill them in, or leave the uplift missing for who is not in the audience."
        )
    filled = table.assign(in_audience=audience, **{name: table[name].fillna(0.0) for name in OF_RETENTION})
    checked = keyed(filled, "customer_id", (*needed[1:], "in_audience"), where)
    arrays(0, 1, has_opted_out=checked["has_opted_out"], coupon_chance=checked["coupon_chance"])
    return checked.assign(in_audience=checked["in_audience"] > 0)
