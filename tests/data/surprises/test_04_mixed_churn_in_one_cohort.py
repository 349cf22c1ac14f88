"""Retention rises with the age of a cohort although nobody's chance to leave changes: the quick leavers go first."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def cohort(world: Frames) -> pd.DataFrame:
    """Orders until 2024 of the customers of 2023, with their number and whether a year of silence follows."""
    customers, orders = world["customers"], world["orders"].sort_values(["customer_id", "ordered_at"])
    of_2023 = customers.loc[customers["first_order_on"].dt.year == 2023, "customer_id"]
    wait = orders.groupby("customer_id")["ordered_at"].shift(-1) - orders["ordered_at"]
    orders = orders.assign(number=orders["order_id"] % 1_000, silent=~(wait <= pd.Timedelta(days=365)))
    return orders[orders["customer_id"].isin(of_2023) & (orders["ordered_at"] < "2025-01-01")]


def test_the_share_that_falls_silent_falls_with_every_order(cohort: pd.DataFrame) -> None:
    silent = cohort.groupby(pd.cut(cohort["number"], [1, 2, 4, 7, 1_000]))["silent"].mean()
    assert silent.is_monotonic_decreasing
    assert silent.iloc[0] > 5 * silent.iloc[-1]


def test_nobody_has_become_more_loyal(cohort: pd.DataFrame, world: Frames) -> None:
    """Each customer's chance to leave is one number for life; those who are left are others than those who began."""
    chance = world["truth/customers"].set_index("customer_id")["dropout_chance"]
    begin, late = (cohort.loc[cohort["number"] == number, "customer_id"] for number in (2, 8))
    assert chance[begin].mean() > 1.6 * chance[late].mean()


def test_yearly_retention_rises_with_age(world: Frames) -> None:
    """Of the customers won before 2023: with the true day of leaving, the churn of 2025 is half of that of 2023."""
    customers = world["customers"]
    won = customers.loc[customers["first_order_on"] < "2023-01-01", "customer_id"]
    left = world["truth/customers"].set_index("customer_id")["dropout_on"][won].fillna(pd.Timestamp("2100-01-01"))
    churn = {year: (left[left >= f"{year}-01-01"] < f"{year + 1}-01-01").mean() for year in (2023, 2024, 2025)}
    assert churn[2023] > churn[2024] > churn[2025]
    assert churn[2023] > 1.8 * churn[2025]
