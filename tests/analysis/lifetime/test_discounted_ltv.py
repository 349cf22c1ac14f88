"""Discounted LTV over a horizon: the timing picks points of one survival curve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import lifetime
from customer_value.errors import DataError, UnknownNameError


def test_five_certain_years() -> None:
    assert lifetime.discounted_ltv(120, np.ones(6), 0.10) == pytest.approx(454.89, abs=0.005)


@given(r=st.floats(0, 0.95), i=st.floats(0.01, 0.5), timing=st.sampled_from(["in a year", "now"]))
def test_a_long_constant_curve_is_the_multiple(r: float, i: float, timing: lifetime.FirstMargin) -> None:
    curve = r ** np.arange(1001)
    assert lifetime.discounted_ltv(1, curve, i, timing) == pytest.approx(lifetime.margin_multiple(r, i, timing))


def test_the_timings_use_the_same_curve() -> None:
    curve = [1, 0.5, 0.4]
    assert lifetime.discounted_ltv([100, 200], curve, 0.25) == pytest.approx(100 * 0.5 / 1.25 + 200 * 0.4 / 1.25**2)
    assert lifetime.discounted_ltv([100, 200], curve, 0.25, "now") == pytest.approx(100 + 200 * 0.5 / 1.25)


def test_a_row_per_customer() -> None:
    values = lifetime.discounted_ltv([[100, 100], [50, 50]], [[1, 1, 1], [1, 0, 0]], 0)
    assert values.tolist() == [200, 0]


def test_mixed_churn_is_worth_more_than_its_average() -> None:
    """Half of the customers churn by 10 % a year, half by 50 %: 2.67 margins, not the 1.75 of the average .70."""
    years = np.arange(2001)
    mixed = lifetime.discounted_ltv(1, (0.9**years + 0.5**years) / 2, 0.10)
    assert mixed == pytest.approx(2.667, abs=0.0005)
    assert mixed / lifetime.margin_multiple(0.70, 0.10) - 1 == pytest.approx(0.52, abs=0.005)


@pytest.mark.parametrize(
    ("margins", "survival", "said"),
    [
        (120, 0.8, "survival is a curve"),
        (120, [1], "survival is a curve"),
        (120, [0.8, 0.64], "begins with S\\(0\\) = 1, everybody, not with 0.8"),
        (120, [1, 0.5, 0.6], "survival never rises"),
        (120, [1, 1.2], "survival must lie between 0 and 1"),
        ([1, 2, 3], [1, 0.8, 0.64], "go with 2 margins, not 3"),
        ([1, np.nan], [1, 0.8, 0.64], "margins has 1 missing"),
    ],
)
def test_bad_curves(margins: object, survival: object, said: str) -> None:
    with pytest.raises(DataError, match=said):
        lifetime.discounted_ltv(margins, survival, 0.10)


def test_an_unknown_timing() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'now'"):
        lifetime.discounted_ltv(1, [1, 1], 0.1, "Now")
