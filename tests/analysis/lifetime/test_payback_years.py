"""Payback is the year whose expected, discounted margin pays the rest of the acquisition cost."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from customer_value.analysis import lifetime
from customer_value.errors import DataError


@given(
    margin=st.floats(5, 400),
    r=st.floats(0, 1),
    i=st.floats(0, 0.3),
    cost=st.floats(0.01, 400),
    timing=st.sampled_from(["in a year", "now"]),
)
def test_a_year_earlier_is_not_enough(margin: float, r: float, i: float, cost: float, timing: str) -> None:
    years = lifetime.payback_years(margin, r, i, cost, timing)
    assume(years < np.inf)

    def earned(until: float) -> float:
        return sum(margin * (r / (1 + i)) ** year for year in range(int(timing == "in a year"), int(until) + 1))

    assert earned(years) >= cost * (1 - 1e-9)
    assert earned(years - 1) < cost


def test_some_are_never_paid_back() -> None:
    assert lifetime.payback_years(120, 0.8, 0.1, [0, 87, 88, 321]).tolist() == [0, 1, 2, np.inf]
    assert lifetime.payback_years(120, 0.8, 0.1, 120, "now") == 0


@pytest.mark.parametrize(("r", "i", "cost", "timing"), [(0.7, 0.1, 35, "in a year"), (0.5, 0, 40, "now")])
def test_a_cost_that_the_margins_only_tend_to_is_never_paid_back(r: float, i: float, cost: float, timing: str) -> None:
    assert lifetime.payback_years(20, r, i, cost, timing) == np.inf
    assert lifetime.payback_years(20, r, i, cost - 1, timing) < np.inf


@given(
    margin=st.floats(1, 400), r=st.floats(0.01, 0.99), i=st.floats(0, 1), timing=st.sampled_from(["in a year", "now"])
)
def test_the_lifetime_value_itself_is_never_paid_back(margin: float, r: float, i: float, timing: str) -> None:
    assert lifetime.payback_years(margin, r, i, lifetime.margin_ltv(margin, r, i, timing), timing) == np.inf


def test_a_single_certain_margin_may_be_all_that_is_needed() -> None:
    assert lifetime.payback_years(20, 0, 0.1, 20, "now") == 0
    assert lifetime.payback_years(20, 0, 0.1, 20) == np.inf
    assert lifetime.payback_years(20, 1, 0, 400) == 20


def test_a_series_keeps_its_index() -> None:
    margins = pd.Series([120, 10], index=["Ana", "Ben"])
    expected = pd.Series([1.0, np.inf], index=["Ana", "Ben"])
    pd.testing.assert_series_equal(lifetime.payback_years(margins, 0.8, 0.1, 45), expected)


def test_lengths_must_fit() -> None:
    with pytest.raises(DataError, match="differ in length"):
        lifetime.payback_years([1, 2], [0.7, 0.8, 0.9], 0.1, 45)
