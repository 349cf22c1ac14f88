"""A third of the returns is booked in a later month than its order: a month's net sales minus its returns mislead."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def months(world: Frames) -> pd.DataFrame:
    """Net sales, and returns by their own month and by the month of their order."""
    orders, returns = world["orders"], world["returns"].merge(world["orders"][["order_id", "ordered_at"]])
    by_month = {
        "net": orders.groupby(orders["ordered_at"].dt.strftime("%Y-%m"))["net_eur"].sum(),
        "booked": returns.groupby(returns["returned_on"].dt.strftime("%Y-%m"))["refund_eur"].sum(),
        "belongs": returns.groupby(returns["ordered_at"].dt.strftime("%Y-%m"))["refund_eur"].sum(),
    }
    return pd.DataFrame(by_month)[:"2025-10"]  # what was ordered later can still come back


def test_a_third_is_booked_later(world: Frames) -> None:
    returns = world["returns"].merge(world["orders"][["order_id", "ordered_at"]])
    assert (returns["returned_on"].dt.month != returns["ordered_at"].dt.month).mean() > 0.3


def test_january_pays_for_december(months: pd.DataFrame) -> None:
    """What is left of January's sales looks 1 % or more too low, and of December's too high."""
    error = (months["net"] - months["booked"]) / (months["net"] - months["belongs"]) - 1
    january, december = error[["2024-01", "2025-01"]].mean(), error[["2023-12", "2024-12"]].mean()
    assert january < -0.01
    assert december > 0.004


def test_december_seems_to_please_more_than_it_does(months: pd.DataFrame) -> None:
    """The share of December's sales that comes back is read a tenth too low or more."""
    decembers = months.loc[["2023-12", "2024-12"]].sum()
    assert decembers["booked"] < 0.95 * decembers["belongs"]
