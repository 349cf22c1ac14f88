"""What cannot be counted is refused in the same words, whatever the kind of table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from customer_value.analysis import btyd, segments
from customer_value.errors import ColumnError, DataError

Function = Callable[[Any], Any]
Turn = Callable[[pd.DataFrame], Any]
Compare = Callable[[Any, Any], None]

BAD = {
    "nobody": ("customer_id", None, "have no 'customer_id'"),
    "no time": ("ordered_at", None, "have no 'ordered_at'"),
    "no money": ("net_eur", None, "have no 'net_eur'"),
    "not a number": ("net_eur", np.nan, "have no 'net_eur'"),
    "endless": ("net_eur", np.inf, "have an infinite 'net_eur'"),
    "negative": ("net_eur", -0.01, "'net_eur' goes down to -0.01"),
}


@pytest.mark.parametrize("case", list(BAD))
def test_bad_rows_are_refused(five_orders: pd.DataFrame, function: Function, kind: Turn, case: str) -> None:
    column, value, said = BAD[case]
    dtype = "Int64" if column == "customer_id" else five_orders[column].dtype
    bad = five_orders.assign(**{column: pd.Series([value, *five_orders[column].iloc[1:]], dtype=dtype)})
    with pytest.raises(DataError, match=f"1 of 5 rows {said}" if value is None else said):
        function(kind(bad))


def test_wrong_tables_are_refused(five_orders: pd.DataFrame, function: Function, kind: Turn) -> None:
    with pytest.raises(DataError, match="the table has no rows"):
        function(kind(five_orders.head(0)))
    with pytest.raises(ColumnError, match="'ordered_at'; the table has"):
        function(kind(five_orders.drop(columns="ordered_at")))
    with pytest.raises(DataError, match="'ordered_at' holds String, not dates"):
        function(kind(five_orders.assign(ordered_at="2025-01-01")))
    with pytest.raises(DataError, match=r"'ordered_at' holds .*, not dates"):
        function(kind(five_orders.assign(ordered_at=20250101)))


def test_floats_may_be_ids_but_not_nan(five_orders: pd.DataFrame, function: Function, alike: Compare) -> None:
    floats = five_orders.assign(customer_id=[1.5, 1.5, 2.0, 2.0, 1.5])
    alike(function(floats), function(pl.from_pandas(floats)))
    for nan in (floats.replace(1.5, np.nan), pl.from_pandas(floats).with_columns(customer_id=pl.lit(np.nan))):
        with pytest.raises(DataError, match="of 5 rows have no 'customer_id'"):
            function(nan)


def test_ids_that_are_no_ids(five_orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="an id must be a number or a text"):
        segments.rfm(five_orders.assign(customer_id=[["a"]] * 5))
    with pytest.raises(DataError, match="an id must be a number or a text"):
        btyd.summary(pa.table({"customer_id": [["a"]], "ordered_at": [datetime(2025, 1, 1)], "net_eur": [1.0]}))  # noqa: DTZ001


def test_years_that_no_shop_has_seen(five_orders: pd.DataFrame) -> None:
    late = np.array(["12025-01-01"] * 5, dtype="datetime64[s]")
    with pytest.raises(DataError, match="'ordered_at' reaches beyond the years 1 to 9999"):
        btyd.summary(five_orders.assign(ordered_at=late))


@pytest.mark.parametrize("never", ["infinity", "-infinity"])
def test_duckdb_knows_times_that_are_no_time(never: str) -> None:
    orders = duckdb.sql(f"SELECT 1 AS customer_id, '{never}'::TIMESTAMP AS ordered_at, 1.0 AS net_eur")
    with pytest.raises(DataError, match="'ordered_at' reaches beyond the years 1 to 9999"):
        btyd.summary(orders)
