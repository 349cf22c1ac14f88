"""Members spend twice as much as others; the card causes a seventh of the gap."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def orders(world: Frames) -> pd.DataFrame:
    """Orders with the days since joining, missing for who is no member."""
    orders = world["orders"].merge(world["loyalty"][["customer_id", "joined_on"]], how="left")
    return orders.assign(days=(orders["ordered_at"].dt.normalize() - orders["joined_on"]).dt.days)


def _spend(orders: pd.DataFrame, year: int) -> tuple[pd.Series, pd.Series]:
    """Net sales of a year of members and others, by customer."""
    rows = orders[orders["ordered_at"].dt.year == year]
    spend = rows.groupby("customer_id")["net_eur"].sum()
    is_member = rows.groupby("customer_id")["joined_on"].first().notna()
    return spend[is_member], spend[~is_member]


def test_the_naive_gap_is_seven_times_the_effect(orders: pd.DataFrame, world: Frames) -> None:
    members, others = _spend(orders, 2025)
    caused = world["truth/customers"].set_index("customer_id")["loyalty_extra_2025_eur"][members.index].mean()
    gap = members.mean() - others.mean()
    assert 1.7 < members.mean() / others.mean() < 2.6
    assert 5 < gap / caused < 9.5


def test_members_were_heavy_buyers_before_there_was_a_card(orders: pd.DataFrame) -> None:
    """In 2023, the year before the programme, the later members spent about as much more."""
    members, others = _spend(orders, 2023)
    assert members.mean() > 1.7 * others.mean()


def test_before_and_after_errs_both_ways(orders: pd.DataFrame, world: Frames) -> None:
    """Twelve months before joining, that day included, against the twelve after.

    With new customers in it the card seems to add a tenth too much or more; of old customers it seems to take away
    what it adds, since a year that ends with an order is a good year, and some leave.
    """
    joined = orders[orders["joined_on"].dt.year == 2024]
    effect = world["truth/customers"].set_index("customer_id")["loyalty_effect_share"]
    true = effect[joined["customer_id"].unique()].mean()
    first = world["customers"].set_index("customer_id")["first_order_on"]
    old = joined[joined["customer_id"].map(first) < "2023-07-01"]
    naive, of_old = (
        rows.loc[rows["days"].between(1, 365), "net_eur"].sum()
        / rows.loc[rows["days"].between(-364, 0), "net_eur"].sum()
        for rows in (joined, old)
    )
    assert naive - (1 + true) > 0.04
    assert of_old - (1 + true) < -0.06


def test_baskets_of_the_same_member_show_the_effect(orders: pd.DataFrame, world: Frames) -> None:
    """The card works on what is in a basket: compare each member's baskets before and after joining."""
    rows = orders[orders["days"].notna() & (orders["days"] != 0)]
    baskets = rows.pivot_table(
        index="customer_id", columns=rows["days"] > 0, values="net_eur", aggfunc=["mean", "size"]
    ).dropna()
    weight = 1 / (1 / baskets["size"]).sum(axis=1)
    change = np.log(baskets["mean"][True] / baskets["mean"][False])
    true = world["truth/customers"].set_index("customer_id")["loyalty_effect_share"][baskets.index]
    error = 0.7 / np.sqrt(weight.sum())  # baskets of one customer scatter by about .7 in logarithms
    assert np.average(change, weights=weight) == pytest.approx(np.average(true, weights=weight), abs=3 * error)
