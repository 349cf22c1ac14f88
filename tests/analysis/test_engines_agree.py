"""numpy (pandas, pyarrow, polars with whole-number ids) and the engines' own counting give the same rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.analysis import btyd, lifetime, segments

Function = Callable[[Any], Any]
Turn = Callable[[pd.DataFrame], Any]
Compare = Callable[[Any, Any], None]

ZONE = "Europe/Berlin"
IDS = {
    "close": st.integers(-3, 3),
    "far apart": st.integers(-(2**62), 2**62),
    "text": st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=3),
}
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001
MONEY = st.integers(0, 10**7).map(lambda cents: cents / 100)


@pytest.mark.parametrize("ids", list(IDS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_pandas_and_polars_count_alike(ids: str, data: st.DataObject, function: Function, alike: Compare) -> None:
    """Any ids, customers with equal days, one row; the lazy table of polars never meets numpy."""
    kind = IDS[ids]
    some = data.draw(st.lists(kind, min_size=1, max_size=5))
    orders = data.draw(st.lists(st.tuples(st.sampled_from(some), MOMENTS, MONEY), min_size=1, max_size=30))
    local = pd.DataFrame(orders, columns=["customer_id", "ordered_at", "net_eur"])
    polars = pl.from_pandas(local)
    expected = function(polars.lazy())
    alike(function(local), expected)
    alike(function(polars), expected)


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int32", "uint64", "Int64", "int64[pyarrow]", "str", "category"])
def test_ids_keep_their_type(five_orders: pd.DataFrame, dtype: str) -> None:
    typed = five_orders.assign(customer_id=pd.Series([7, 7, 120, 7, 7]).astype(dtype))
    for table in (segments.rfm(typed), btyd.summary(typed)):
        assert table["customer_id"].dtype == typed["customer_id"].dtype
        assert table["customer_id"].astype(str).astype(int).sum() == 127


def test_ids_may_be_beyond_every_whole_number_of_numpy(five_orders: pd.DataFrame) -> None:
    far = five_orders.assign(customer_id=np.array([2**64 - 1, 2**64 - 1, 0, 0, 0], dtype=np.uint64))
    assert btyd.summary(far)["customer_id"].tolist() == [0, 2**64 - 1]
    close = five_orders.assign(customer_id=np.array([127, 127, -128, -128, 0], dtype=np.int8))
    assert segments.rfm(close)["frequency"].tolist() == [2, 1, 2]


def test_numbers_that_nobody_has_are_not_in_the_answer(
    five_orders: pd.DataFrame, function: Function, alike: Compare
) -> None:
    gaps = five_orders.assign(customer_id=[3, 3, 9, 9, 6])
    alike(function(gaps), function(pl.from_pandas(gaps).lazy()))
    assert segments.rfm(gaps)["customer_id"].tolist() == [3, 6, 9]


def test_the_labels_of_rows_do_not_matter(five_orders: pd.DataFrame, function: Function, alike: Compare) -> None:
    alike(function(five_orders.set_axis([5, 5, 1, 0, 3])), function(five_orders))
    alike(function(five_orders.set_axis(list("vwxyz"))), function(five_orders))


@pytest.mark.parametrize(("unit", "zone"), [("s", None), ("ms", None), ("ns", None), ("us", ZONE), ("ns", ZONE)])
def test_every_kind_of_time(five_orders: pd.DataFrame, kind: Turn, unit: str, zone: str | None, alike: Compare) -> None:
    """Whatever the engine makes of seconds and zones, days are those of the shop's clock."""
    moments = five_orders["ordered_at"].astype(f"datetime64[{unit}]").dt.tz_localize(zone)
    duckdb.execute(f"SET TimeZone = '{zone or 'UTC'}'")  # it keeps moments, and writes them by the session's clock
    try:
        given = kind(five_orders.assign(ordered_at=moments))
        alike(btyd.summary(given), btyd.summary(five_orders))
        alike(lifetime.cohorts(given, period="month"), lifetime.cohorts(five_orders, period="month"))
    finally:
        duckdb.execute("RESET TimeZone")


def test_days_before_1970_and_before_1900(function: Function, alike: Compare) -> None:
    days = pd.to_datetime(
        ["1899-12-31 23:59:59", "1969-12-31 23:59:59", "1970-01-01 00:00:00", "1900-03-01 00:00:00"]
    ).as_unit("s")
    old = pd.DataFrame({"customer_id": [1, 1, 1, 2], "ordered_at": days, "net_eur": 1.0})
    alike(function(old), function(pl.from_pandas(old).lazy()))
    alike(function(old), function(duckdb.from_df(old)))


def test_one_row_is_a_table(five_orders: pd.DataFrame, function: Function, kind: Turn, alike: Compare) -> None:
    alike(function(kind(five_orders.head(1))), function(five_orders.head(1)))


def test_whole_and_exact_money(five_orders: pd.DataFrame, kind: Turn, alike: Compare) -> None:
    whole = five_orders.assign(net_eur=[10, 20, 30, 40, 50])
    alike(segments.rfm(kind(whole)), segments.rfm(whole.astype({"net_eur": float})))
    exact = pa.Table.from_pandas(whole.assign(net_eur=[Decimal(str(euro)) for euro in whole["net_eur"]]))
    alike(segments.rfm(exact), segments.rfm(whole))
    alike(segments.rfm(pl.from_arrow(exact)), segments.rfm(whole))
