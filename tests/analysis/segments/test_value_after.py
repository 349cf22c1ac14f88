"""What came after a day is counted from that day on, for those who were known, and only when the window is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import DataError


@settings(max_examples=40)
@given(money=st.lists(st.floats(0, 1e4), min_size=2, max_size=30), cut=st.integers(1, 27))
def test_before_and_after_hold_everything_once(money: list[float], cut: int) -> None:
    days = [pd.Timestamp("2025-01-01"), *pd.date_range("2025-02-28", periods=len(money) - 1, freq="-1D")]
    orders = pd.DataFrame({"customer_id": 1, "ordered_at": days, "net_eur": money})
    day = pd.Timestamp("2025-02-01")
    after = segments.value_after(orders, day, [1], months=1)[1]
    before = segments.features_at(orders, day, months=1)["value_eur"][1]
    assert before + after == pytest.approx(sum(money))


def test_customers_keep_their_order_and_who_stays_away_counts_nothing(
    five_orders: pd.DataFrame, kind: Callable[[pd.DataFrame], Any]
) -> None:
    came = segments.value_after(kind(five_orders), "2025-01-07", [4, 8, 1], months=1)
    assert came.to_dict() == {4: 60.0, 8: 0.0, 1: 40.0}
    assert came.index.tolist() == [4, 8, 1]
    assert came.attrs == {"cutoff": "2025-01-07", "months": 1}


@pytest.mark.parametrize(
    ("cutoff", "customers", "says"),
    [
        ("2025-02-01", [1], "a window that they do not cover would count too little"),
        ("2025-01-08", ["1", "4"], "none of the 2 customers bought from 2025-01-08 to 2025-02-07"),
        ("2024-11-01", [1], "but these run from 2025-01-01"),
        ("9999-12-05", [1], "beyond the calendar"),
    ],
)
def test_what_is_not_over_is_not_counted(five_orders: pd.DataFrame, cutoff: str, customers: list, says: str) -> None:
    with pytest.raises(DataError, match=says):
        segments.value_after(five_orders, cutoff, customers, months=1)
