"""Expected purchases of BG/NBD: published figures, limits, and simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp2f1

from customer_value.analysis import btyd
from customer_value.errors import DataError

CDNOW = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}


def test_the_published_customer(published: btyd.BetaGeometric, reference: dict[str, Any]) -> None:
    known = reference["published"]["bgnbd_customer_x2_tx30_43_T38_86_t39"]["value"]
    assert round(published.expected_purchases(39, x=2, t_x=30.43, T=38.86), 3) == known


def test_single_customers(at_mle: btyd.BetaGeometric, published: btyd.BetaGeometric, reference: dict[str, Any]) -> None:
    for known in reference["run"]["customers"]:
        customer = known["frequency"], known["recency"], known["T"]
        for model, where in ((at_mle, "at_mle"), (published, "at_published_params")):
            expected = known[where]["bgnbd_expected_purchases_t39"]
            assert model.expected_purchases(39, *customer) == pytest.approx(expected, rel=1e-8)


def test_new_customers(at_mle: btyd.BetaGeometric, reference: dict[str, Any]) -> None:
    """The last printed figure, for 78 weeks, is off by 4 in the fourth decimal; its parameters are not printed."""
    for t, value in reference["run"]["bgnbd_unconditional_expected"].items():
        assert at_mle.expected_purchases_of_new(float(t)) == pytest.approx(value, rel=1e-8)
    printed = reference["published"]["bgnbd_unconditional_expected"]
    assert at_mle.expected_purchases_of_new(printed["t"][:5]) == pytest.approx(printed["value"][:5], abs=5e-5)
    assert at_mle.expected_purchases_of_new(printed["t"][5]) == pytest.approx(printed["value"][5], abs=5e-4)


def test_the_holdout(
    at_mle: btyd.BetaGeometric, cdnow: pd.DataFrame, cdnow_orders: pd.DataFrame, reference: dict[str, Any]
) -> None:
    """The next 39 weeks of CDNOW: totals and correlation of the reference, and the zero class of the paper."""
    known = reference["run"]["holdout"]
    expected = at_mle.expected_purchases(known["holdout_weeks"], cdnow["x"], cdnow["t_x"], cdnow["T"])
    before = btyd.summary(cdnow_orders, end="1997-09-30")["x"]
    after = btyd.summary(cdnow_orders, end="1998-06-30")["x"] - before
    assert after.sum() == known["actual_total"]
    assert expected.sum() == pytest.approx(known["bgnbd_total"], rel=1e-6)
    assert expected.corr(after) == pytest.approx(known["bgnbd_corr"], rel=1e-6)
    assert expected[before == 0].mean().round(2) == 0.23


@given(t=st.floats(0, 500), x=st.integers(0, 30), wait=st.floats(0, 200), a=st.floats(1.1, 6), b=st.floats(0.1, 9))
def test_the_formula_as_it_is_printed(t: float, x: int, wait: float, a: float, b: float) -> None:
    """Equation 10, without the transformation that keeps it from overflowing."""
    r, alpha, t_x = 0.5, 5.0, 20.0
    T = t_x + wait
    model = btyd.BetaGeometric.from_parameters(r=r, alpha=alpha, a=a, b=b)
    ratio = (alpha + T) / (alpha + T + t)
    inner = 1 - ratio ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + T + t))
    alive = 1 / (1 + (a / (b + x - 1) * ((alpha + T) / (alpha + t_x)) ** (r + x) if x else 0))
    printed = (a + b + x - 1) / (a - 1) * inner * alive
    assert model.expected_purchases(t, x, t_x, T) == pytest.approx(printed, rel=1e-6, abs=1e-9)


def test_simulated_customers_do_as_expected() -> None:
    """A million new customers, purchase by purchase: the mean within 4 standard errors."""
    rng, n, t = np.random.default_rng(4), 1_000_000, 39.0
    rate, dropout = rng.gamma(0.5, 1 / 4.0, n), rng.beta(0.8, 2.5, n)
    # While active, purchases are Poisson; the number until dropout is geometric: whichever comes first ends it.
    bought = np.minimum(rng.poisson(rate * t), rng.geometric(dropout))
    model = btyd.BetaGeometric.from_parameters(r=0.5, alpha=4.0, a=0.8, b=2.5)
    assert abs(bought.mean() - model.expected_purchases_of_new(t)) < 4 * bought.std() / np.sqrt(n)


@pytest.mark.parametrize("change", [{"a": 1.0}, {"a": 0.4, "b": 0.6}, {"a": 1.0 + 1e-7}])
def test_it_is_smooth_where_the_formula_is_not_defined(change: dict[str, float]) -> None:
    there = btyd.BetaGeometric.from_parameters(**CDNOW | change)
    beside = btyd.BetaGeometric.from_parameters(**CDNOW | change | {"a": change["a"] + 3e-5})
    for x in (0, 1, 5):
        expected = beside.expected_purchases(39, x, 20, 39)
        assert there.expected_purchases(39, x, 20, 39) == pytest.approx(expected, rel=1e-4)


def test_very_frequent_buyers_do_not_overflow(published: btyd.BetaGeometric) -> None:
    """Who bought 5,000 times in 39 weeks until yesterday will hardly stop, and buys 115 times a week."""
    expected = published.expected_purchases(1, x=5000, t_x=39, T=39)
    assert expected == pytest.approx(5000 / (39 + 4.414), rel=0.02)


@given(t=st.floats(0, 300), more=st.floats(0.1, 100), x=st.integers(0, 100))
def test_it_starts_at_zero_and_grows(t: float, more: float, x: int) -> None:
    model = btyd.BetaGeometric.from_parameters(**CDNOW)
    assert model.expected_purchases(0, x, 30, 39) == 0
    assert model.expected_purchases(t + more, x, 30, 39) > model.expected_purchases(t, x, 30, 39)


@pytest.mark.parametrize("a", [0.793, 1, 2.5])
def test_no_purchases_are_not_written_with_a_minus(a: float) -> None:
    model = btyd.BetaGeometric.from_parameters(**(CDNOW | {"a": a}))
    assert str(model.expected_purchases(0, 2, 30, 39)) == "0.0"
    assert str(model.expected_purchases_of_new(0)) == "0.0"


def test_what_comes_in_goes_out(published: btyd.BetaGeometric) -> None:
    x = pd.Series([1, 2], index=["Ana", "Ben"])
    assert list(published.expected_purchases(39, x, 20, 39).index) == ["Ana", "Ben"]
    assert published.expected_purchases([1, 2, 3], 1, 20, 39).shape == (3,)
    with pytest.raises(DataError, match="t must be at least 0"):
        published.expected_purchases(-1, 1, 20, 39)
