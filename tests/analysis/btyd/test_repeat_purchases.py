"""Repeat purchases between two days: first purchases and second orders of a day do not count."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.errors import ColumnError, DataError


@pytest.fixture
def orders() -> pd.DataFrame:
    days = ["2024-03-01", "2024-11-05", "2025-02-01", "2025-02-01", "2025-12-31", "2025-06-09", "2026-01-01"]
    return pd.DataFrame({"who": [1, 1, 1, 1, 1, 2, 2], "day": pd.to_datetime(days)})


def test_counts_days_after_the_first_purchase(orders: pd.DataFrame) -> None:
    found = btyd.repeat_purchases(orders, "2025-01-01", "2025-12-31", customer="who", time="day")
    assert found.to_dict() == {1: 2, 2: 0}


def test_before_anybody_bought_nothing_is_taken_off(orders: pd.DataFrame) -> None:
    found = btyd.repeat_purchases(orders, "2023-01-01", "2025-12-31", customer="who", time="day")
    assert found.to_dict() == {1: 3, 2: 0}


def test_windows_side_by_side_add_up(orders: pd.DataFrame) -> None:
    windows = [("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")]
    parts = [btyd.repeat_purchases(orders, *each, customer="who", time="day") for each in windows]
    whole = btyd.repeat_purchases(orders, "2024-01-01", "2026-12-31", customer="who", time="day")
    assert sum(each.sum() for each in parts) == whole.sum() == 4


def test_a_window_that_ends_before_it_begins_is_refused(orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="lies before the first"):
        btyd.repeat_purchases(orders, "2025-12-31", "2025-01-01", customer="who", time="day")


def test_a_column_that_is_missing_is_named(orders: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="customer_id"):
        btyd.repeat_purchases(orders, "2025-01-01", "2025-12-31")
