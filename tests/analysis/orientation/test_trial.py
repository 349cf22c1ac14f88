"""A test in stores drawn by chance: its margin of error, from what stores change anyway."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError

STORES = pd.DataFrame({"area_m2": [10, 20]}, index=[1, 2])
MONTHS = pd.DataFrame(
    {
        "store_id": [1, 2] * 4,
        "month_on": np.repeat(pd.to_datetime(["2024-01-01", "2024-02-01", "2025-01-01", "2025-02-01"]), 2),
        "profit_eur": [100.0, 100, 100, 100, 150, 100, 100, 60],
    }
)


def test_the_change_is_that_of_the_year_before_per_square_metre() -> None:
    assert orientation.profit_change(MONTHS, STORES).to_dict() == {1: 5.0, 2: -2.0}


def test_the_margin_holds_the_difference_of_two_random_groups_19_times_in_20() -> None:
    """Drawn again and again from changes without any programme."""
    rng = np.random.default_rng(1)
    changes = rng.normal(0, 5, 40)
    margin = orientation.margin_of_error(changes, 8)
    beyond = 0
    for _ in range(2_000):
        mixed = rng.permutation(changes)
        beyond += abs(mixed[:8].mean() - mixed[8:].mean()) > margin
    assert 0.03 < beyond / 2_000 < 0.07


def test_halves_are_the_most_precise() -> None:
    changes = range(40)
    margins = [orientation.margin_of_error(changes, begin) for begin in (2, 8, 20, 32, 38)]
    assert min(margins) == margins[2]
    assert margins[1] == pytest.approx(margins[3])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: orientation.margin_of_error([1, 2, 3, 4], 1), "two or more stores, not 1 of 4"),
        (lambda: orientation.margin_of_error([1, 2, 3, 4], 3), "two or more stores, not 3 of 4"),
        (lambda: orientation.margin_of_error([1, 2, 3, 4], 2, confidence=0), "between 0 and 1"),
        (lambda: orientation.margin_of_error([1, 2, 3, float("nan")], 2), "changes has 1 missing"),
        (lambda: orientation.profit_change(MONTHS, STORES, 2024), "needs 2023 and 2024"),
    ],
)
def test_what_cannot_be_told_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ColumnError, match="'area_m2'"):
        orientation.profit_change(MONTHS, STORES.rename(columns={"area_m2": "area"}))
