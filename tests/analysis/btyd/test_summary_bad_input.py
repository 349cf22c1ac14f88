"""Rows that cannot be counted are named, with what to do about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from customer_value.analysis import btyd
from customer_value.errors import ColumnError, DataError, UnknownNameError


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"customer_id": [None, "a", "a", "b", None]}, "2 of 5 rows have no 'customer_id'"),
        ({"ordered_at": pd.NaT}, "5 of 5 rows have no 'ordered_at'"),
        ({"net_eur": [np.nan, 1, 1, 1, 1]}, "1 of 5 rows have no 'net_eur'"),
        ({"net_eur": [-4.0, 1, 1, 1, 1]}, "'net_eur' goes down to -4; a purchase cannot be negative"),
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
