"""Stores' scores beside their profits: alike is compared with alike, and the interval is that of a regression."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import orientation
from customer_value.analysis.orientation.profits import classes_by_size
from customer_value.errors import ColumnError, DataError

ANSWERS = pd.DataFrame(
    {
        "store_id": [1, 1, 2, 3, 4, 5, 6],
        "customer_1": [5, 7, 4, 3, 2, 2, 6],
        "competitor_1": [5, 7, 4, 3, 2, 4, 6],
        "coordination_1": [5, 7, 4, 3, 2, 6, 6],
    }
)
STORES = pd.DataFrame(
    {"store_id": range(1, 7), "store_name": list("abcdef"), "area_m2": [600, 500, 400, 300, 200, 100]}
)
MONTHS = pd.DataFrame(
    {
        "store_id": list(range(1, 7)) * 24,
        "month_on": np.repeat(pd.date_range("2024-01-01", periods=24, freq="MS"), 6),
        "profit_eur": [600.0, 1000, 1200, 300, 200, 100] * 24,
    }
)


def some_stores(count: int, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "area_m2": rng.integers(500, 6_000, count),
            "orientation": rng.uniform(1, 7, count),
            "profit_eur_per_m2": rng.normal(150, 40, count),
        }
    )


def test_each_store_has_its_mean_score_its_profit_of_one_year_and_its_third() -> None:
    table = orientation.by_store(ANSWERS, STORES, MONTHS)
    assert table["orientation"].tolist() == [6, 4, 3, 2, 4, 6]
    assert table["profit_eur_per_m2"].tolist() == [12, 24, 36, 12, 12, 12]
    assert table["size"].tolist() == ["large", "large", "medium", "medium", "small", "small"]


@pytest.mark.parametrize("size_classes", [1, 2, 3])
@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_slope_and_error_are_those_of_a_regression_with_a_mean_for_each_class(size_classes: int, seed: int) -> None:
    stores = some_stores(20, seed)
    found = orientation.profit_slope(stores, size_classes=size_classes)
    classes = pd.get_dummies(classes_by_size(stores["area_m2"], size_classes)).to_numpy(float)
    design = np.column_stack([stores["orientation"], classes])
    coefficients, squares, rank, _ = np.linalg.lstsq(design, stores["profit_eur_per_m2"].to_numpy(), rcond=None)
    assert found.slope == pytest.approx(coefficients[0])
    variance = squares[0] / (20 - rank) * np.linalg.inv(design.T @ design)[0, 0]
    assert found.standard_error == pytest.approx(variance**0.5)
    assert found.low < found.slope < found.high


def test_the_interval_is_the_textbooks() -> None:
    """Five points by hand: slope 0.6, error √(2.4 / 3 / 10), t with 3 degrees of freedom 3.182; R² is 0.6."""
    stores = pd.DataFrame({"area_m2": 1, "orientation": [1, 2, 3, 4, 5], "profit_eur_per_m2": [2, 4, 5, 4, 5]})
    found = orientation.profit_slope(stores)
    assert found.slope == pytest.approx(0.6)
    assert found.high - found.slope == pytest.approx(3.182 * (2.4 / 3 / 10) ** 0.5, rel=1e-3)
    assert found.correlation**2 == pytest.approx(0.6)
    assert str(found) == "0.6 (95 % interval: -0.3 to 1.5)"


def test_stores_that_earn_the_same_have_no_slope() -> None:
    stores = some_stores(9, 1).assign(profit_eur_per_m2=100)
    assert orientation.profit_slope(stores).correlation == 0
    assert orientation.profit_slope(stores, size_classes=3).slope == 0


@pytest.mark.parametrize(
    ("stores", "options", "says"),
    [
        (some_stores(9, 1), {"size_classes": 0}, "1 .all stores together. to 10"),
        (some_stores(5, 1), {"size_classes": 3}, "not 3 for 5 stores"),
        (some_stores(9, 1), {"confidence": 1}, "between 0 and 1"),
        (some_stores(9, 1).assign(orientation=4), {}, "the same for all stores"),
        (some_stores(2, 1), {}, "too few"),
        (some_stores(9, 1).assign(orientation=np.nan), {}, "orientation has 9 missing"),
    ],
)
def test_what_cannot_be_compared_is_said(stores: pd.DataFrame, options: dict[str, float], says: str) -> None:
    with pytest.raises(DataError, match=says):
        orientation.profit_slope(stores, **options)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ColumnError, match="profit_slope"):
        orientation.profit_slope(some_stores(9, 1), profit="profit")
    with pytest.raises(ColumnError, match="by_store"):
        orientation.by_store(ANSWERS, STORES, MONTHS.drop(columns="profit_eur"))
