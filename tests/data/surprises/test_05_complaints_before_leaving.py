"""Orders with a complaint are twice as often the last; by customer it does not show, since heavy buyers complain."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def orders(world: Frames) -> pd.DataFrame:
    """Orders of 2024: whether the customer complained, and whether a year of silence followed."""
    cases, orders = world["service_cases"], world["orders"].sort_values(["customer_id", "ordered_at"])
    wait = orders.groupby("customer_id")["ordered_at"].shift(-1) - orders["ordered_at"]
    complained = orders["order_id"].isin(cases.loc[cases["case_type"] == "complaint", "order_id"])
    orders = orders.assign(complained=complained, is_last=~(wait <= pd.Timedelta(days=365)))
    return orders[orders["ordered_at"].dt.year == 2024]


def test_orders_with_a_complaint_are_often_the_last(orders: pd.DataFrame) -> None:
    is_last = orders.groupby("complained")["is_last"].mean()
    assert is_last[True] > 1.4 * is_last[False]


def test_who_complained_buys_again_about_as_often(orders: pd.DataFrame, world: Frames) -> None:
    """The naive table by customer shows no such difference: complaints come from those who buy most."""
    complained = orders.groupby("customer_id")["complained"].any()
    later = world["orders"].loc[world["orders"]["ordered_at"].dt.year == 2025, "customer_id"]
    again = pd.Series(complained.index.isin(later), index=complained.index).groupby(complained).mean()
    assert (1 - again[True]) < 1.2 * (1 - again[False])
    count = orders["customer_id"].value_counts()
    assert count[complained[complained].index].mean() > 2 * count[complained[~complained].index].mean()
