"""The Pareto ratio hangs on window and denominator, and half of the top leaves, though no customer's rate changes."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.data.realism import top_share

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def yearly(world: Frames) -> pd.DataFrame:
    """Net sales of each customer ever won, by year."""
    orders = world["orders"].assign(year=world["orders"]["ordered_at"].dt.year)
    spend = orders.pivot_table(index="customer_id", columns="year", values="net_eur", aggfunc="sum", fill_value=0)
    return spend.reindex(world["customers"]["customer_id"], fill_value=0)


def _of_buyers(spend: pd.Series) -> float:
    return top_share(spend[spend > 0])


def test_it_rises_with_the_window_among_buyers(yearly: pd.DataFrame) -> None:
    assert _of_buyers(yearly.sum(axis=1)) - _of_buyers(yearly[2025]) > 0.03


def test_it_falls_with_the_window_among_all_ever_won(yearly: pd.DataFrame) -> None:
    assert top_share(yearly[2025]) - top_share(yearly.sum(axis=1)) > 0.07


def _top(spend: pd.Series) -> pd.Index:
    spend = spend[spend > 0]
    return spend.nlargest(round(0.2 * len(spend))).index


def test_half_of_the_top_fifth_is_not_there_next_year(yearly: pd.DataFrame, world: Frames) -> None:
    """A part of it is dropout; of those who stayed customers all year, at constant rates, a quarter or more is luck."""
    before, after = _top(yearly[2024]), _top(yearly[2025])
    assert 0.40 < before.isin(after).mean() < 0.60
    left = world["truth/customers"].set_index("customer_id")["dropout_on"][before]
    stayed = before[left.isna() | (left >= "2026-01-01")]
    assert 0.60 < stayed.isin(after).mean() < 0.78
