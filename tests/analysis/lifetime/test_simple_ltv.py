"""Simple LTV is size × frequency × duration, in € of sales."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest

from customer_value.analysis import lifetime
from customer_value.errors import DataError


def test_the_course_example() -> None:
    assert lifetime.simple_ltv(50, 8, 5) == 2000


def test_a_monthly_churn_becomes_years() -> None:
    assert lifetime.simple_ltv(50, 8, 50 / 12) == pytest.approx(1666.67, abs=0.01)


def test_what_comes_in_goes_out() -> None:
    index = pd.Index(["Ana", "Ben"], name="customer")
    series = lifetime.simple_ltv(pd.Series([50, 20], index=index), 8, pd.Series([5, 10.0], index=index))
    pd.testing.assert_series_equal(series, pd.Series([2000.0, 1600.0], index=index))
    assert isinstance(lifetime.simple_ltv([50, 20], 8, 5), np.ndarray)
    assert lifetime.simple_ltv(pl.Series("size", [50, 20]), 8, 5).to_list() == [2000, 800]
    assert isinstance(lifetime.simple_ltv(np.float64(50), 8, 5), float)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([50, np.nan], "purchase_size has 1 missing or infinite value; fill"),
        ([np.inf, np.nan], "purchase_size has 2 missing or infinite values"),
        (-1, "purchase_size must be at least 0, not -1"),
        ([], "purchase_size is empty"),
        ("fifty", "purchase_size must be a number or a column of numbers, not 'fifty'"),
        (["a rather long text"] * 9, "not a list"),
        ([1, 2, 3], "purchase_size has 3, duration has 2"),
        (pd.Series([1, 2], index=[5, 6]), "different indexes"),
    ],
)
def test_bad_input_is_named(values: object, said: str) -> None:
    with pytest.raises(DataError, match=said):
        lifetime.simple_ltv(values, 8, pd.Series([5, 5]))
