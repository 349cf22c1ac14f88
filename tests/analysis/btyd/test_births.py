"""Customers whose first purchase the log does not hold are left out on demand."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.errors import DataError


def test_who_was_seen_before_is_left_out(orders: pd.DataFrame) -> None:
    table = btyd.summary(orders, births_from="2025-01-02", end="2025-02-12")
    assert table.to_numpy().tolist() == [["Ben", 0, 0.0, 1.0, 0.0]]
    assert table.attrs["same_day_orders"] == 0
    pd.testing.assert_frame_equal(btyd.summary(orders, births_from="2025-01-01"), btyd.summary(orders))


def test_nobody_is_left(orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="no customer made the first purchase on or after births_from=2025-03-01"):
        btyd.summary(orders, births_from="2025-03-01")


def test_unknown_births_flatter_new_customers(cdnow_orders: pd.DataFrame) -> None:
    """Drop the first half year of the log: the customers of old pass for new ones and buy more often than those."""
    cut = cdnow_orders[cdnow_orders["ordered_at"] >= "1997-07-01"]
    table = btyd.summary(cut, value=None, end="1998-06-30")
    honest = btyd.summary(cdnow_orders, value=None, end="1998-06-30")
    models = [btyd.BetaGeometric().fit(*(each[name] for name in ("x", "t_x", "T"))) for each in (table, honest)]
    flattered, known = (model.expected_purchases_of_new(26) for model in models)
    assert flattered > 1.5 * known
