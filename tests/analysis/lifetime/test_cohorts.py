"""Cohorts count who bought, who came back later, and how much they spent, on every kind of table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from customer_value.analysis import lifetime
from customer_value.errors import ColumnError, DataError, UnknownNameError


@pytest.fixture
def orders() -> pd.DataFrame:
    """Ana buys in 2022 and 2024, Ben twice in 2022, Eva in 2024."""
    days = ["2022-03-01", "2024-05-01", "2022-12-31 23:59:59", "2022-06-01", "2024-01-01"]
    return pd.DataFrame(
        {
            "customer_id": ["Ana", "Ana", "Ben", "Ben", "Eva"],
            "ordered_at": pd.to_datetime(days, format="mixed"),
            "net_eur": [10.0, 20.0, 30.0, 40.0, 50.0],
        }
    )


def test_the_sums_by_hand(orders: pd.DataFrame) -> None:
    table = lifetime.cohorts(orders, value="net_eur")
    expected = {
        "cohort": ["2022", "2022", "2022", "2024"],
        "age": [0, 1, 2, 0],
        "cohort_size": [2, 2, 2, 1],
        "active": [2, 0, 1, 1],
        "active_share": [1.0, 0.0, 0.5, 1.0],
        "survivors": [2, 1, 1, 1],
        "net_eur": [80.0, 0.0, 20.0, 50.0],
    }
    pd.testing.assert_frame_equal(table, pd.DataFrame(expected))


def test_periods_and_their_names(orders: pd.DataFrame) -> None:
    quarters = lifetime.cohorts(orders, period="quarter", end="2022-12-31")
    assert quarters["cohort"].tolist() == ["2022-Q1"] * 4 + ["2022-Q2"] * 3
    assert quarters["active"].tolist() == [1, 0, 0, 0, 1, 0, 1]
    assert lifetime.cohorts(orders, period="month")["cohort"].unique().tolist() == ["2022-03", "2022-06", "2024-01"]


def test_the_columns_may_have_other_names(orders: pd.DataFrame) -> None:
    renamed = orders.set_axis(["who", "when", "eur"], axis=1)
    table = lifetime.cohorts(renamed, "who", "when", "eur")
    assert table["eur"].sum() == 150


def test_cdnow(cdnow_orders: pd.DataFrame, reference: dict[str, Any]) -> None:
    """Counts and revenue by month age, from the reference."""
    table = lifetime.cohorts(cdnow_orders, value="net_eur", period="month")
    for column, known in (("active", "active_customers"), ("net_eur", "revenue")):
        wide = table.pivot_table(values=column, index="cohort", columns="age", fill_value=0)
        for cohort, values in reference["run"][f"cohort_{known}_by_month_age"].items():
            assert wide.loc[cohort].tolist() == pytest.approx(values, abs=0.006)


def test_every_kind_of_table(
    cdnow_orders: pd.DataFrame, kind: Callable[[pd.DataFrame], Any], to_pandas: Callable[[Any], pd.DataFrame]
) -> None:
    settings = {"value": "net_eur", "period": "quarter", "end": "1998-03-31"}
    table = lifetime.cohorts(kind(cdnow_orders), **settings)
    pd.testing.assert_frame_equal(
        to_pandas(table), to_pandas(lifetime.cohorts(cdnow_orders, **settings)), check_exact=False
    )


def test_small_results_of_lazy_tables_are_pandas(orders: pd.DataFrame) -> None:
    assert isinstance(lifetime.cohorts(pl.from_pandas(orders)), pl.DataFrame)
    assert isinstance(lifetime.cohorts(pl.from_pandas(orders).lazy()), pd.DataFrame)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_every_resolution_of_time(orders: pd.DataFrame, unit: str) -> None:
    other = orders.assign(ordered_at=orders["ordered_at"].astype(f"datetime64[{unit}]"))
    pd.testing.assert_frame_equal(lifetime.cohorts(other), lifetime.cohorts(orders))


def test_the_order_of_rows_does_not_matter(cdnow_orders: pd.DataFrame) -> None:
    shuffled = cdnow_orders.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        lifetime.cohorts(shuffled, value="net_eur"), lifetime.cohorts(cdnow_orders, value="net_eur")
    )


def test_its_survivors_fit_a_model(cdnow_orders: pd.DataFrame) -> None:
    table = lifetime.cohorts(cdnow_orders, period="month", end="1998-03-31")
    survivors = table.loc[table["cohort"] == "1997-01", "survivors"]
    rates = lifetime.ShiftedBetaGeometric().fit(survivors[:-3]).retention(np.arange(1, 12))
    assert np.all(np.diff(rates) > 0)


def test_bad_input(orders: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="cohorts needs the column 'net'; the table has: customer_id, ordered_at"):
        lifetime.cohorts(orders, value="net")
    with pytest.raises(UnknownNameError, match="no period 'week'; periods: month, quarter, year"):
        lifetime.cohorts(orders, period="week")
    with pytest.raises(DataError, match=r"needs a table .*, not a list"):
        lifetime.cohorts([1, 2])
