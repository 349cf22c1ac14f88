"""The same silence says more about who used to come often."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def silent(world: Frames) -> pd.DataFrame:
    """Customers whose latest order is half a year old, give or take two months, and whether they are still active."""
    summary = world["customer_summary"].set_index("customer_id")
    silent = summary[summary["recency_days"].between(120, 240)]
    return silent.join(world["truth/customers"].set_index("customer_id")["is_active"])


def test_frequent_buyers_are_gone_rare_buyers_are_not(silent: pd.DataFrame) -> None:
    frequent, rare = (
        silent.loc[rows, "is_active"] for rows in (silent["order_count"] >= 10, silent["order_count"] <= 3)
    )
    assert rare.mean() - frequent.mean() > 0.2


def test_ranking_by_what_they_spent_ranks_the_lost_first(silent: pd.DataFrame) -> None:
    """The tenth that spent most is worth the most effort, it seems; fewer of it are left than of the others."""
    best = silent["net_sales_eur"] >= silent["net_sales_eur"].quantile(0.9)
    assert silent.loc[~best, "is_active"].mean() - silent.loc[best, "is_active"].mean() > 0.1
