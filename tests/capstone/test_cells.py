"""A cell knows what was there before a day, and nothing of what came after it."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.capstone import cells
from customer_value.errors import ColumnError, DataError

DAY = pd.Timestamp("2025-05-05")


def orders(*rows: tuple[int, int, float]) -> pd.DataFrame:
    """Make orders of (customer, days before the day, €)."""
    return pd.DataFrame(
        [(customer, DAY - pd.Timedelta(days=days), euros) for customer, days, euros in rows],
        columns=["customer_id", "ordered_at", "net_eur"],
    )


@pytest.mark.parametrize(
    ("days", "months"),
    [(1, "under 6"), (182, "under 6"), (183, "6-12"), (365, "6-12"), (366, "12-18"), (547, "12-18"), (548, "18+")],
)
def test_silence_is_told_in_half_years(days: int, months: str) -> None:
    assert cells(orders((1, days, 50.0)), DAY).to_dict() == {1: f"1-2 orders, €45+, {months} months"}


def test_many_and_small_orders_are_told_apart() -> None:
    found = cells(orders((1, 9, 44), (1, 8, 45), (2, 9, 45), (3, 9, 60), (3, 8, 30), (3, 7, 45)), DAY)
    assert found.str.split(", ").str[:2].to_dict() == {
        1: ["1-2 orders", "<€45"],
        2: ["1-2 orders", "€45+"],
        3: ["3+ orders", "€45+"],
    }


def test_what_comes_later_changes_nothing() -> None:
    before = orders((1, 200, 50.0), (2, 30, 20.0))
    after = pd.concat([before, orders((1, 0, 9.0), (2, -5, 500.0), (3, -1, 70.0))])
    pd.testing.assert_series_equal(cells(before, DAY), cells(after, DAY))


def test_tables_that_cannot_be_are_refused() -> None:
    with pytest.raises(ColumnError, match="'net_eur'"):
        cells(orders((1, 1, 1.0)).drop(columns="net_eur"), DAY)
    with pytest.raises(DataError, match="before 2025-05-05"):
        cells(orders((1, -1, 1.0)), DAY)
