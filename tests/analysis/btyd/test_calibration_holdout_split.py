"""Calibration and hold-out: what was known on a day, and what came after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import btyd
from customer_value.errors import DataError, UnknownNameError

split = btyd.calibration_holdout_split


def test_the_numbers_by_hand(orders: pd.DataFrame) -> None:
    """Ana's two orders of 15 January are one purchase; Ben is new in the hold-out, so he is not in the table."""
    table = split(orders, calibration_end="2025-01-14", end="2025-02-11")
    assert table.to_dict("list") == {
        "customer_id": ["Ana"],
        "x": [0],
        "t_x": [0.0],
        "T": [13 / 7],
        "mean_value": [0.0],
        "x_holdout": [2],
        "T_holdout": [4.0],
        "value_holdout": [40.0],
    }
    assert table.attrs == {
        "time_unit": "week",
        "end": "2025-01-14",
        "same_day_orders": 0,
        "holdout_end": "2025-02-11",
        "new_in_holdout": 1,
    }


def test_cdnow(cdnow_orders: pd.DataFrame, cdnow: pd.DataFrame, reference: dict[str, Any]) -> None:
    """1,882 purchases in the second 39 weeks, 334 of them by one-time buyers of the first."""
    table = split(cdnow_orders, calibration_end="1997-09-30", end="1998-06-30")
    known = reference["run"]["holdout"]
    assert table["x"].tolist() == cdnow["x"].tolist()
    assert table["x_holdout"].sum() == known["actual_total"]
    assert table.loc[table["x"] == 0, "x_holdout"].sum() == known["zero_class"]["actual_purchases"]
    assert table["T_holdout"].unique().tolist() == [39.0]


def test_the_calibration_is_the_summary(cdnow_orders: pd.DataFrame) -> None:
    table = split(cdnow_orders, calibration_end="1997-05-01", unit="day")
    summary = btyd.summary(cdnow_orders, end="1997-05-01", unit="day")
    pd.testing.assert_frame_equal(table[list(summary)], summary, check_flags=False)


@settings(max_examples=8)
@given(day=st.dates(pd.Timestamp("1997-02-01").date(), pd.Timestamp("1998-06-01").date()))
def test_no_purchase_is_lost_or_counted_twice(cdnow_orders: pd.DataFrame, day: Any) -> None:
    """Purchase days of known customers: the first one, the repeats, and those of the hold-out."""
    some = cdnow_orders[cdnow_orders["customer_id"] < 300]
    table = split(some, calibration_end=day)
    whole = btyd.summary(some).set_index("customer_id").loc[table["customer_id"]]
    assert (table["x"] + table["x_holdout"]).tolist() == whole["x"].tolist()
    assert table["T"].tolist() == pytest.approx((whole["T"] - table["T_holdout"].iloc[0]).tolist())


def test_every_kind_of_table(
    cdnow_orders: pd.DataFrame, kind: Callable[[pd.DataFrame], Any], to_pandas: Callable[[Any], pd.DataFrame]
) -> None:
    given_table = kind(cdnow_orders)
    table = split(given_table, calibration_end="1997-09-30")
    assert type(table) is type(given_table)
    expected = split(cdnow_orders, calibration_end="1997-09-30")
    pd.testing.assert_frame_equal(to_pandas(table), to_pandas(expected))


def test_without_money(orders: pd.DataFrame) -> None:
    table = split(orders.drop(columns="net_eur"), value=None, calibration_end="2025-01-20", unit="day")
    assert table.to_numpy().tolist() == [["Ana", 1, 14.0, 19.0, 1, 16.0]]


def test_bad_arguments(orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match=r"no day is left for the hold-out: .* must lie before the end, 2025-02-05"):
        split(orders, calibration_end="2025-02-05")
    with pytest.raises(DataError, match="no order lies on or before end=2024-12-31"):
        split(orders, calibration_end="2024-12-31")
    with pytest.raises(UnknownNameError, match="no unit 'weeks'"):
        split(orders, calibration_end="2025-01-20", unit="weeks")
    with pytest.raises(DataError, match="makes a column 'x_holdout' of its own"):
        split(orders.rename(columns={"customer_id": "x_holdout"}), customer="x_holdout", calibration_end="2025-01-20")
