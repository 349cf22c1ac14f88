"""Rows that cannot be counted are named, with what to do about them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from customer_value.analysis import btyd, lifetime
from customer_value.errors import ColumnError, DataError, UnknownNameError


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"customer_id": [None, "a", "a", "b", None]}, "2 of 5 rows have no 'customer_id'"),
        ({"ordered_at": pd.NaT}, "5 of 5 rows have no 'ordered_at'"),
        ({"net_eur": [np.nan, 1, 1, 1, 1]}, "1 of 5 rows have no 'net_eur'"),
        ({"net_eur": [-4.0, 1, 1, 1, 1]}, "'net_eur' goes down to -4; a purchase cannot be negative"),
        ({"net_eur": [np.inf, 1, 1, 1, 1]}, "1 of 5 rows have an infinite 'net_eur'"),
        ({"net_eur": "10,5"}, "'net_eur' holds String, not numbers; with pandas"),
        ({"net_eur": pd.Series(["10,5", 1, 1, 1, 1], dtype=object)}, "'net_eur' holds Object, not numbers"),
        ({"ordered_at": "2025-01-01"}, "'ordered_at' holds String, not dates; with pandas"),
    ],
)
def test_bad_rows(orders: pd.DataFrame, change: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError, match=said):
        btyd.summary(orders.assign(**change))


@pytest.mark.parametrize("make", [pl.from_pandas, pa.Table.from_pandas, duckdb.from_df])
def test_bad_rows_of_other_tables(orders: pd.DataFrame, make: Callable[[pd.DataFrame], Any]) -> None:
    for change in ({"net_eur": [np.nan, 1, 1, 1, 1]}, {"net_eur": [-4.0, 1, 1, 1, 1]}):
        with pytest.raises(DataError, match="'net_eur'"):
            btyd.summary(make(orders.assign(**change)))


def test_bad_arguments(orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="the table has no rows"):
        btyd.summary(orders.head(0))
    with pytest.raises(DataError, match="no order lies on or before end=2020-01-01"):
        btyd.summary(orders, end="2020-01-01")
    with pytest.raises(DataError, match=r"'31\.12\.2025' is not a date; write it as '2025-12-31'"):
        btyd.summary(orders, end="31.12.2025")
    with pytest.raises(ColumnError, match="summary needs the columns 'who', 'when'; the table has: customer_id"):
        btyd.summary(orders, customer="who", time="when")
    with pytest.raises(UnknownNameError, match=r"no unit 'weeks'; .*did you mean 'week'"):
        btyd.summary(orders, unit="weeks")
    with pytest.raises(DataError, match="summary needs a table"):
        btyd.summary({"customer_id": [1]})


@pytest.mark.parametrize("end", [2024, pd.NaT, np.datetime64("2025-01-01")])
def test_an_end_that_is_no_date(orders: pd.DataFrame, end: Any) -> None:
    with pytest.raises(DataError, match="is not a date; write it as '2025-12-31'"):
        btyd.summary(orders, end=end)


def test_names_that_would_meet(orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="summary makes a column 'x' of its own"):
        btyd.summary(orders.rename(columns={"customer_id": "x"}), customer="x")
    with pytest.raises(DataError, match="cohorts makes a column 'active' of its own"):
        lifetime.cohorts(orders.rename(columns={"net_eur": "active"}), value="active")
    with pytest.raises(DataError, match="two columns of the table have the same name"):
        btyd.summary(pd.concat([orders, orders[["net_eur"]]], axis=1))


def test_decimals_of_python_are_money(orders: pd.DataFrame) -> None:
    exact = orders.assign(net_eur=[Decimal(str(value)) for value in orders["net_eur"]])
    pd.testing.assert_frame_equal(btyd.summary(exact), btyd.summary(orders))
