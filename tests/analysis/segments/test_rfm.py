"""Recency, frequency and money from an order log of any kind, and fair scores."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import ColumnError, DataError

ORDERS = pd.DataFrame(
    {
        "customer_id": [1, 1, 2, 3, 3],
        "ordered_at": pd.to_datetime(
            ["2025-01-01 10:00", "2025-01-15 23:59", "2025-02-05 12:00", "2025-02-01 00:00", "2025-03-01 08:00"]
        ),
        "net_eur": [80.0, 20.0, 60.0, 5.0, 7.0],
    }
)


def test_the_summary_is_what_one_would_count_by_hand() -> None:
    table = segments.rfm(ORDERS, end="2025-03-01")
    assert table.to_dict("list") == {
        "customer_id": [1, 2, 3],
        "recency_days": [45, 24, 0],
        "frequency": [2, 1, 2],
        "monetary": [100.0, 60.0, 12.0],
    }
    assert table.attrs["end"] == "2025-03-01"


def test_later_orders_are_left_out() -> None:
    assert segments.rfm(ORDERS, end="2025-02-10")["frequency"].tolist() == [2, 1, 1]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_the_precision_of_times_does_not_matter(unit: str) -> None:
    other = ORDERS.astype({"ordered_at": f"datetime64[{unit}]"})
    pd.testing.assert_frame_equal(segments.rfm(other), segments.rfm(ORDERS))


def test_polars_and_duckdb_say_the_same() -> None:
    expected = segments.rfm(ORDERS)
    assert segments.rfm(pl.from_pandas(ORDERS)).to_pandas().equals(expected)
    relation = duckdb.from_df(ORDERS)
    pd.testing.assert_frame_equal(segments.rfm(relation).df(), expected, check_dtype=False)


def test_wrong_tables_are_named() -> None:
    with pytest.raises(ColumnError, match="'net_eur'"):
        segments.rfm(ORDERS.drop(columns="net_eur"))
    with pytest.raises(DataError, match="frequency"):
        segments.rfm(ORDERS.rename(columns={"customer_id": "frequency"}), customer="frequency")
    with pytest.raises(DataError, match="no rows"):
        segments.rfm(ORDERS.iloc[:0])
    with pytest.raises(DataError, match="cannot be negative"):
        segments.rfm(ORDERS.assign(net_eur=-1.0))


@given(frequency=st.lists(st.integers(1, 3), min_size=2, max_size=40), groups=st.integers(2, 10))
def test_equals_get_equal_scores_and_more_is_never_worse(frequency: list[int], groups: int) -> None:
    table = pd.DataFrame({"recency_days": 10, "frequency": frequency, "monetary": np.arange(len(frequency)) * 1.5})
    scored = segments.rfm_scores(table, groups=groups)
    assert len(scored[["frequency", "f"]].drop_duplicates()) == len(set(frequency))
    assert scored.sort_values("frequency")["f"].is_monotonic_increasing
    assert scored[["r", "f", "m"]].min(axis=None) >= 1
    assert scored[["r", "f", "m"]].max(axis=None) <= groups


def test_without_ties_the_groups_are_equal() -> None:
    table = pd.DataFrame({"recency_days": range(100), "frequency": range(100), "monetary": range(100)})
    assert segments.rfm_scores(table)["f"].value_counts().to_dict() == dict.fromkeys(range(1, 6), 20)
    assert segments.rfm_scores(table)["rfm"].iloc[[0, -1]].tolist() == ["511", "155"]


@pytest.mark.parametrize(
    ("change", "groups", "says"),
    [
        (lambda t: t.assign(recency_days=[1.0, None]), 5, "1 customers have no 'recency_days'"),
        (lambda t: t, 1, "2 or more"),
        (lambda t: t.iloc[:0], 5, "no rows"),
        (lambda t: t.assign(monetary="much"), 5, "monetary must hold numbers"),
    ],
)
def test_what_cannot_be_scored_is_said(change, groups: int, says: str) -> None:
    table = pd.DataFrame({"recency_days": [1, 2], "frequency": [1, 2], "monetary": [1, 2]})
    with pytest.raises(DataError, match=says):
        segments.rfm_scores(change(table), groups=groups)


def test_missing_score_columns_are_named() -> None:
    with pytest.raises(ColumnError, match="'monetary'"):
        segments.rfm_scores(pd.DataFrame({"recency_days": [1], "frequency": [1]}))
