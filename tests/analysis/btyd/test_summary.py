"""From orders to x, t_x, T: exact on CDNOW, and the same on every kind of table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import btyd

moments = st.datetimes(pd.Timestamp("1950-01-01").to_pydatetime(), pd.Timestamp("2100-01-01").to_pydatetime())


def test_the_numbers_by_hand(orders: pd.DataFrame) -> None:
    table = btyd.summary(orders, end="2025-02-12")
    expected = {"customer_id": ["Ana", "Ben"], "x": [2, 0], "t_x": [4.0, 0], "T": [6.0, 1], "mean_value": [20.0, 0]}
    pd.testing.assert_frame_equal(table, pd.DataFrame(expected))
    assert table.attrs == {"time_unit": "week", "end": "2025-02-12", "same_day_orders": 1}
    assert table["T"].attrs["time_unit"] == "week"


def test_the_log_gives_the_published_summary(cdnow_orders: pd.DataFrame, cdnow: pd.DataFrame) -> None:
    """0 of 2,357 customers differ, at the two decimals that are published."""
    table = btyd.summary(cdnow_orders, end="1997-09-30")
    half_a_cent = 0.005 + 1e-9
    assert (table["x"] == cdnow["x"]).all()
    for ours, theirs in (("t_x", "t_x"), ("T", "T"), ("mean_value", "zbar")):
        assert (table[ours] - cdnow[theirs]).abs().max() <= half_a_cent


def test_days_and_weeks_of_single_customers(cdnow_orders: pd.DataFrame, reference: dict[str, Any]) -> None:
    table = btyd.summary(cdnow_orders, end="1997-09-30", unit="day").set_index("customer_id")
    for known in reference["run"]["summary_in_days"]:
        found = table.loc[known["id"], ["x", "t_x", "T", "mean_value"]].tolist()
        assert found == pytest.approx([known[name] for name in ("frequency", "recency", "T", "monetary_value")])


@pytest.mark.parametrize(("unit", "days"), [("day", 1), ("week", 7), ("month", 30.4375), ("year", 365.25)])
def test_units_only_scale(orders: pd.DataFrame, unit: btyd.Unit, days: float) -> None:
    table = btyd.summary(orders, unit=unit)
    assert (table["t_x"] * days).tolist() == pytest.approx([28, 0])
    assert (table["T"] * days).tolist() == pytest.approx([35, 0])


def test_every_kind_of_table(
    cdnow_orders: pd.DataFrame, kind: Callable[[pd.DataFrame], Any], to_pandas: Callable[[Any], pd.DataFrame]
) -> None:
    given = kind(cdnow_orders)
    table = btyd.summary(given, end="1997-12-31")
    assert type(table) is type(given)
    pd.testing.assert_frame_equal(to_pandas(table), to_pandas(btyd.summary(cdnow_orders, end="1997-12-31")))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_every_resolution_of_time(orders: pd.DataFrame, unit: str, zone: str | None) -> None:
    moments = orders["ordered_at"].astype(f"datetime64[{unit}]").dt.tz_localize(zone)
    pd.testing.assert_frame_equal(btyd.summary(orders.assign(ordered_at=moments)), btyd.summary(orders))


def test_days_without_a_time(orders: pd.DataFrame) -> None:
    dated = pl.from_pandas(orders).with_columns(pl.col("ordered_at").cast(pl.Date))
    assert btyd.summary(dated).rows() == [("Ana", 2, 4.0, 5.0, 20.0), ("Ben", 0, 0.0, 0.0, 0.0)]


@given(moment=moments, days=st.integers(1, 5000))
def test_time_of_day_never_matters(moment: datetime, days: int) -> None:
    last = datetime.combine(moment.date() + timedelta(days), datetime.max.time())
    two = pl.DataFrame({"customer_id": [1, 1], "ordered_at": [moment, last], "net_eur": [1.0, 2.0]})
    assert btyd.summary(two, unit="day").row(0) == (1, 1, days, days, 2.0)


@pytest.mark.parametrize("end", ["2025-01-20", date(2025, 1, 20), pd.Timestamp("2025-01-20 15:00")])
def test_later_orders_are_left_out(orders: pd.DataFrame, end: Any) -> None:
    assert btyd.summary(orders, end=end).to_numpy().tolist() == [["Ana", 1, 2.0, 19 / 7, 35.0]]


def test_without_money_there_is_no_mean(orders: pd.DataFrame) -> None:
    assert list(btyd.summary(orders.drop(columns="net_eur"), value=None)) == ["customer_id", "x", "t_x", "T"]


def test_the_order_of_rows_does_not_matter(cdnow_orders: pd.DataFrame) -> None:
    shuffled = cdnow_orders.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(btyd.summary(shuffled), btyd.summary(cdnow_orders))
