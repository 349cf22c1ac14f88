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
    """What is left of January's sales looks 1 % too low or more, and of December's too high."""
    error = (months["net"] - months["booked"]) / (months["net"] - months["belongs"]) - 1
    january, december = error[["2024-01", "2025-01"]].mean(), error[["2023-12", "2024-12"]].mean()
    assert january < -0.01
    assert december > 0.002


def test_january_s_returns_are_read_a_tenth_too_high(months: pd.DataFrame) -> None:
    """And those of December too low, so that a present seems to please more than it does."""
    january, december = months.loc[["2024-01", "2025-01"]].sum(), months.loc[["2023-12", "2024-12"]].sum()
    assert january["booked"] > 1.08 * january["belongs"]
    assert december["booked"] < 0.98 * december["belongs"]
