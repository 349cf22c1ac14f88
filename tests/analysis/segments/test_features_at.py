"""Features of a day come from the months before it: neither later orders nor older ones change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import ColumnError, DataError

DAY = pd.Timestamp("2025-01-01")
minutes = st.integers(0, 364 * 24 * 60)
rows = st.lists(st.tuples(st.integers(1, 6), minutes, st.floats(0, 1e4)), max_size=25)


def _orders(rows: list[tuple[int, int, float]], start: str) -> pd.DataFrame:
    """Orders so many minutes after the start, and one at the start that keeps the books long enough."""
    each = [(9, 0, 1.0), *rows]
    table = pd.DataFrame(each, columns=["customer_id", "minute", "net_eur"])
    return table.assign(ordered_at=pd.Timestamp(start) + pd.to_timedelta(table["minute"], unit="min"))


@settings(max_examples=40)
@given(before=rows, after=rows, older=rows, shuffle=st.integers(0, 99))
def test_orders_of_other_days_change_nothing(before, after, older, shuffle) -> None:
    inside = pd.concat([_orders(before, "2024-01-01"), _orders([], "2024-12-31 23:59:59")])
    others = [_orders(older, "2023-01-01"), _orders(after, "2025-01-01")]
    every = pd.concat([*others, inside]).sample(frac=1, random_state=shuffle)
    pd.testing.assert_frame_equal(segments.features_at(every, DAY), segments.features_at(inside, DAY))


@settings(max_examples=40)
@given(before=rows, factor=st.floats(0.5, 100))
def test_money_in_another_unit_changes_money_only(before, factor: float) -> None:
    orders = pd.concat([_orders(before, "2024-01-01"), _orders([], "2024-12-31")])
    euro = segments.features_at(orders, DAY)
    other = segments.features_at(orders.assign(net_eur=orders["net_eur"] * factor), DAY)
    money = ["value_eur", "mean_order_eur"]
    pd.testing.assert_frame_equal(euro.assign(**(euro[money] * factor)), other)
    assert euro["late_share"].between(0, 1 + 1e-9).all()
    assert euro["recency_days"].between(1, 366).all()
    assert (euro["first_order_days"] >= euro["recency_days"]).all()


def test_any_kind_of_table(five_orders: pd.DataFrame, kind: Callable[[pd.DataFrame], Any]) -> None:
    found = segments.features_at(kind(five_orders), "2025-02-01", months=1)
    assert found.index.tolist() == [1]
    assert found.loc[1].to_dict() == pytest.approx(
        {
            "recency_days": 3,
            "first_order_days": 31,
            "order_count": 4,
            "value_eur": 120.0,
            "mean_order_eur": 30.0,
            "late_share": 5 / 120,
        }
    )
    assert found.attrs == {"cutoff": "2025-02-01", "months": 1}


@pytest.mark.parametrize("dtype", ["M8[s]", "M8[ms]", "M8[ns]", "datetime64[us, Europe/Berlin]"])
def test_any_kind_of_date(five_orders: pd.DataFrame, dtype: str) -> None:
    dates = five_orders["ordered_at"]
    turned = dates.dt.tz_localize("Europe/Berlin") if "Berlin" in dtype else dates.astype(dtype)
    found = segments.features_at(five_orders.assign(ordered_at=turned.astype(dtype)), "2025-02-01", months=1)
    pd.testing.assert_frame_equal(found, segments.features_at(five_orders, "2025-02-01", months=1))


def test_months_may_come_from_numpy(five_orders: pd.DataFrame) -> None:
    assert segments.features_at(five_orders, "2025-02-01", months=np.int64(1)).attrs["months"] == 1


def test_who_paid_nothing_has_no_late_money(five_orders: pd.DataFrame) -> None:
    free = segments.features_at(five_orders.assign(net_eur=0.0), "2025-02-01", months=1)
    assert free["late_share"].tolist() == [0.0]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda t: segments.features_at(t, "2025-02-05"), "from 2024-02-05 to 2025-02-04, but these run from 2025-01"),
        (lambda t: segments.features_at(t, "2025-03-01", months=2), "to 2025-02-28, but .* to 2025-02-05"),
        (lambda t: segments.features_at(t, "2025-02-01", months=0), "whole number, 1 or more, not 0"),
        (lambda t: segments.features_at(t, "2025-02-01", months=-1), "whole number, 1 or more, not -1"),
        (lambda t: segments.features_at(t, "2025-02-01", months=1.5), "whole number"),
        (lambda t: segments.features_at(t, "soon"), "not a date"),
        (lambda t: segments.features_at(t, "0001-02-01"), "beyond the calendar"),
        (lambda t: segments.features_at(t.iloc[[0, 4]], "2025-02-01", months=1), None),
        (lambda t: segments.features_at(_gap(t), "2025-03-01", months=1), "no order lies between 2025-02-01"),
        (lambda t: segments.features_at(t.head(0), "2025-02-01"), "no rows"),
        (lambda t: segments.features_at(t.assign(net_eur=-1.0), "2025-02-01"), "cannot be negative"),
        (lambda t: segments.features_at(t.assign(net_eur=None), "2025-02-01"), "net_eur"),
    ],
)
def test_windows_that_cannot_be_counted(five_orders: pd.DataFrame, call, says: str | None) -> None:
    if says is None:
        assert len(call(five_orders)) == 1
        return
    with pytest.raises(DataError, match=says):
        call(five_orders)


def _gap(orders: pd.DataFrame) -> pd.DataFrame:
    """Orders on both sides of a month, none in it."""
    return orders.iloc[[0, 1]].assign(ordered_at=pd.to_datetime(["2025-01-31", "2025-03-01"]))


def test_missing_columns_are_named(five_orders: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="'sales'"):
        segments.features_at(five_orders, "2025-02-01", value="sales")
