"""Orders per year times a lifetime in months: twelve times too many orders."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def left(world: Frames) -> pd.Series:
    """Day of leaving of the customers of 2025-01-01."""
    first = world["customers"].set_index("customer_id")["first_order_on"]
    left = world["truth/customers"].set_index("customer_id")["dropout_on"].fillna(pd.Timestamp("2100-01-01"))
    return left[(first < "2025-01-01") & (left >= "2025-01-01")]


@pytest.fixture
def monthly(left: pd.Series) -> float:
    """Churn of a month: the mean over 2025."""
    begins = pd.date_range("2025-01-01", periods=13, freq="MS")
    return float(pd.Series([(left[left >= a] < b).mean() for a, b in pairwise(begins)]).mean())


def test_mixed_units_are_wrong_by_a_factor_of_eleven(world: Frames, left: pd.Series, monthly: float) -> None:
    yearly = (left < "2026-01-01").mean()
    orders = world["orders"]
    frequency = (orders.loc[orders["customer_id"].isin(left.index), "ordered_at"].dt.year == 2025).sum() / len(left)
    assert frequency / monthly > 11 * frequency / yearly


def test_twelve_times_the_monthly_churn_is_not_the_yearly_one(left: pd.Series, monthly: float) -> None:
    yearly = (left < "2026-01-01").mean()
    assert 1 - (1 - monthly) ** 12 == pytest.approx(yearly, rel=0.02)
    assert 12 * monthly > 1.03 * yearly
