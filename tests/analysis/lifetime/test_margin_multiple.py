"""The margin multiple is the endless discounted sum, in either timing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import lifetime
from customer_value.errors import DataError, UnknownNameError

rates = st.floats(0, 0.99)
discounts = st.floats(0.01, 0.5)


@pytest.mark.parametrize(
    ("retention_rate", "multiples"),
    [
        (0.60, (1.20, 1.15, 1.09, 2.20)),
        (0.70, (1.75, 1.67, 1.56, 2.75)),
        (0.80, (2.67, 2.50, 2.29, 3.67)),
        (0.90, (4.50, 4.09, 3.60, 5.50)),
    ],
)
def test_the_published_table(retention_rate: float, multiples: tuple[float, ...]) -> None:
    """Gupta & Lehmann (2003): discount rates of 10, 12 and 15 %; the last column has the first margin now."""
    in_a_year = lifetime.margin_multiple(retention_rate, [0.10, 0.12, 0.15])
    now = lifetime.margin_multiple(retention_rate, 0.10, first_margin="now")
    assert np.round([*in_a_year, now], 2) == pytest.approx(multiples)


@given(r=rates, i=discounts, g=st.floats(-0.5, 0.0))
def test_it_is_the_sum_written_out(r: float, i: float, g: float) -> None:
    yearly = (r * (1 + g) / (1 + i)) ** np.arange(3000)
    assert lifetime.margin_multiple(r, i, growth=g) == pytest.approx((r / (1 + i) * yearly).sum())
    assert lifetime.margin_multiple(r, i, "now", g) == pytest.approx(yearly.sum())


@given(r=rates, i=discounts)
def test_the_timings_differ_by_one_margin(r: float, i: float) -> None:
    assert lifetime.margin_multiple(r, i, "now") - lifetime.margin_multiple(r, i) == pytest.approx(1)


@given(r=st.floats(0.01, 0.98), i=discounts, more=st.floats(1e-6, 0.01))
def test_it_rises_with_retention_and_falls_with_the_discount_rate(r: float, i: float, more: float) -> None:
    assert lifetime.margin_multiple(r + more, i) > lifetime.margin_multiple(r, i)
    assert lifetime.margin_multiple(r, i + more) < lifetime.margin_multiple(r, i)


def test_the_leverage_of_a_tenth() -> None:
    before = lifetime.margin_multiple(0.80, 0.10)
    assert lifetime.margin_multiple(0.88, 0.10) / before - 1 == pytest.approx(0.50)
    assert lifetime.margin_multiple(0.80, 0.09) / before - 1 == pytest.approx(0.034, abs=0.0005)
    assert lifetime.margin_multiple(0.82, 0.10) / before - 1 == pytest.approx(0.098, abs=0.0005)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"retention_rate": 80}, "write 80 % as 0.8"),
        ({"retention_rate": 1.5}, "between 0 and 1, not 1.5.$"),
        ({"retention_rate": -0.1}, "between 0 and 1, not -0.1.$"),
        ({"discount_rate": -0.1}, "discount_rate must lie between 0 and 1"),
        ({"retention_rate": 1, "discount_rate": 0}, "the sum has no end"),
        ({"growth": 0.5}, "the sum has no end"),
        ({"retention_rate": [0.8, 0.7], "discount_rate": [0.1, 0.1, 0.1]}, "differ in length"),
    ],
)
def test_rates_out_of_range(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(DataError, match=said):
        lifetime.margin_multiple(**{"retention_rate": 0.8, "discount_rate": 0.1} | arguments)


def test_an_unknown_timing() -> None:
    with pytest.raises(UnknownNameError, match="no timing 'later'; timings: in a year, now"):
        lifetime.margin_multiple(0.8, 0.1, first_margin="later")


def test_a_discount_rate_in_per_cent_is_told_from_a_share() -> None:
    said = "discount_rate must lie between 0 and 1, not 10. It is a share: write 10 % as 0.1"
    for refused in (
        lambda: lifetime.margin_ltv(100, 0.8, 10),
        lambda: lifetime.discounted_ltv(100, [1, 0.8], 10),
        lambda: lifetime.break_even_retention(100, 10, 45),
        lambda: lifetime.payback_years(100, 0.8, 10, 45),
        lambda: lifetime.customer_equity([320], new_customers=[1], discount_rate=10),
        lambda: lifetime.ShiftedBetaGeometric.from_parameters(alpha=1, beta=1).discounted_lifetime(10),
        lambda: lifetime.explain(100, 0.8, 10),
    ):
        with pytest.raises(DataError, match=said):
            refused()
