"""The forecast of the next year learns from the past alone, and counts what came as anybody would."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import btyd

END = "2025-12-31"


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    return btyd.made_up_orders(customers=400, seed=3)


def test_the_columns_agree_with_the_models_own_path(orders: pd.DataFrame) -> None:
    found = btyd.next_year(orders, END)
    table = btyd.summary(orders, value=None, end=END)
    model = btyd.BetaGeometric().fit(table["x"], table["t_x"], table["T"])
    expected = model.expected_purchases(365 / 7, table["x"], table["t_x"], table["T"])
    assert np.allclose(found["model"], expected)
    assert found["x"].tolist() == table["x"].tolist()


def test_last_year_and_what_came_are_days_with_a_purchase(orders: pd.DataFrame) -> None:
    found = btyd.next_year(orders, END)
    days = orders.drop_duplicates()
    year = days["ordered_at"].dt.year
    counts = {y: days[year == y].groupby("customer_id").size().reindex(found.index, fill_value=0) for y in (2025, 2026)}
    won_in_2025 = days.groupby("customer_id")["ordered_at"].min().dt.year == 2025
    assert (found["came"] == counts[2026]).all()
    assert (found["last_year"] == counts[2025] - won_in_2025).all()


def test_what_comes_later_does_not_change_the_forecast(orders: pd.DataFrame) -> None:
    known = orders[orders["ordered_at"] <= END]
    assert btyd.next_year(known, END)["model"].equals(btyd.next_year(orders, END)["model"])


def test_a_history_of_less_than_a_year_is_all_last_year(orders: pd.DataFrame) -> None:
    young = btyd.next_year(orders[orders["ordered_at"] >= "2025-06-01"], END)
    assert (young["last_year"] == young["x"]).all()
