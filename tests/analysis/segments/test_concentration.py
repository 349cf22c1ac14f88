"""Pareto share, Lorenz curve, Gini coefficient and who stays agree with each other and with hand counts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import DataError

VALUES = [380, 260, 90, 70, 60, 50, 40, 25, 15, 10]
money = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=50)


def test_the_best_two_of_ten_hold_64_percent() -> None:
    assert segments.pareto_share(VALUES) == pytest.approx(0.64)


@given(values=money, idle=st.integers(0, 50))
def test_counting_those_who_bought_nothing_raises_the_share(values: list[float], idle: int) -> None:
    everyone = segments.pareto_share(values, customers=len(values) + idle)
    assert everyone >= segments.pareto_share(values) - 1e-9
    assert everyone == pytest.approx(segments.pareto_share([*values, *[0.0] * idle]))


@given(values=money, factor=st.floats(0.01, 100))
def test_the_unit_does_not_matter(values: list[float], factor: float) -> None:
    scaled = np.array(values) * factor
    assert segments.gini(scaled) == pytest.approx(segments.gini(values), abs=1e-9)
    assert segments.pareto_share(scaled) == pytest.approx(segments.pareto_share(values))


@given(values=money)
def test_gini_is_twice_the_area_above_the_diagonal(values: list[float]) -> None:
    curve = segments.lorenz(values)
    area = np.trapezoid(curve["value_share"], curve["customer_share"]) - 0.5
    assert segments.gini(values) == pytest.approx(2 * area, abs=1e-9)
    assert 0 - 1e-9 <= segments.gini(values) < 1


def test_losses_lift_the_curve_above_one() -> None:
    curve = segments.lorenz([60, 50, -10])
    assert curve["value_share"].max() == pytest.approx(1.1)
    assert curve["value_share"].iloc[[0, -1]].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: segments.pareto_share(VALUES, top=0), "above 0"),
        (lambda: segments.pareto_share(VALUES, customers=3), "fewer than the 10"),
        (lambda: segments.gini([-1, 0]), "nothing or less"),
        (lambda: segments.lorenz([]), "empty"),
        (lambda: segments.gini([1, np.nan]), "missing"),
    ],
)
def test_what_cannot_be_shared_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()


def test_who_stays_is_counted_among_the_best_of_the_window_before() -> None:
    before = pd.Series([9.0, 8, 7, 1, 1, 1, 1, 1, 1, 1], index=list("abcdefghij"))
    after = pd.Series([9.0, 8, 7, 1, 1], index=list("bkacd"))
    assert segments.still_best(before, after) == 0.5  # a, b of ten; then b alone of five
    assert segments.still_best(before, after, top=0.3) == pytest.approx(1 / 3)
    assert segments.still_best(before, before) == 1


@pytest.mark.parametrize(
    ("before", "top", "says"),
    [
        (pd.Series([1.0, 2], index=[1, 1]), 0.2, "one row per buyer"),
        (pd.Series([], dtype=float), 0.2, "values"),
        (pd.Series([1.0, 2]), 1.0, "top must be a share"),
    ],
)
def test_windows_without_one_row_per_buyer_are_refused(before: pd.Series, top: float, says: str) -> None:
    with pytest.raises(DataError, match=says):
        segments.still_best(before, pd.Series([1.0, 2]), top=top)
