"""Pareto/NBD: published estimates and customers of CDNOW, and an integral that survives extreme customers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import gammaln, hyp2f1

from customer_value.analysis import btyd
from customer_value.errors import DataError

NAMES = ("r", "alpha", "s", "beta")


@pytest.fixture(scope="module")
def fitted(cdnow: pd.DataFrame) -> btyd.ParetoNBD:
    return btyd.ParetoNBD().fit(cdnow["x"], cdnow["t_x"], cdnow["T"])


def parameters(model: btyd.ParetoNBD) -> list[float]:
    return [model.r_, model.alpha_, model.s_, model.beta_]


def test_cdnow(fitted: btyd.ParetoNBD, reference: dict[str, Any]) -> None:
    known = reference["run"]["pareto_nbd"]
    assert parameters(fitted) == pytest.approx([known["independent_mle"][name] for name in NAMES], rel=1e-5)
    assert fitted.log_likelihood_ == pytest.approx(known["loglik"], abs=1e-6)


def test_the_printed_figures(fitted: btyd.ParetoNBD, reference: dict[str, Any]) -> None:
    """Table 2 of the paper; its beta is printed as 11.669 where the maximum lies at 11.668."""
    printed = reference["published"]["pareto_nbd"]
    assert parameters(fitted) == pytest.approx(list(printed["params"].values()), abs=0.0015)
    assert round(fitted.log_likelihood_, 1) == printed["loglik"]


def test_the_customer_of_the_walkthrough(reference: dict[str, Any]) -> None:
    """Customer 1516 in the manual of the R package BTYD."""
    model = btyd.ParetoNBD.from_parameters(**reference["published"]["pareto_nbd"]["params"])
    known = reference["published"]["pareto_customer_1516"]
    customer = known["x"], known["t_x"], known["T"]
    assert round(model.expected_purchases(52, *customer), 2) == known["expected_purchases_t52"]
    assert round(model.probability_alive(*customer), 4) == known["p_alive"]


def test_single_customers(pareto_at_mle: btyd.ParetoNBD, reference: dict[str, Any]) -> None:
    for known in reference["run"]["customers"]:
        customer, found = (known["frequency"], known["recency"], known["T"]), known["at_mle"]
        expected = pareto_at_mle.expected_purchases(39, *customer)
        assert expected == pytest.approx(found["pareto_expected_purchases_t39"], rel=1e-8)
        assert pareto_at_mle.probability_alive(*customer) == pytest.approx(found["pareto_p_alive"], rel=1e-8)


def test_the_holdout(
    pareto_at_mle: btyd.ParetoNBD, cdnow: pd.DataFrame, cdnow_orders: pd.DataFrame, reference: dict[str, Any]
) -> None:
    known = reference["run"]["holdout"]
    split = btyd.calibration_holdout_split(cdnow_orders, calibration_end="1997-09-30")
    expected = pareto_at_mle.expected_purchases(known["holdout_weeks"], cdnow["x"], cdnow["t_x"], cdnow["T"])
    assert expected.sum() == pytest.approx(known["pareto_total"], rel=1e-8)
    assert expected.corr(split["x_holdout"]) == pytest.approx(known["pareto_corr"], rel=1e-8)
    assert expected[cdnow["x"] == 0].mean() == pytest.approx(known["zero_class"]["pareto_mean"], rel=1e-8)


@settings(max_examples=50)
@given(
    r=st.floats(0.1, 3),
    alpha=st.floats(1, 30),
    s=st.floats(0.1, 3),
    beta=st.floats(1, 30),
    x=st.integers(0, 20),
    waits=st.tuples(st.floats(0.5, 40), st.floats(0.5, 60)),
)
def test_the_formula_as_it_is_printed(
    r: float, alpha: float, s: float, beta: float, x: int, waits: tuple[float, float]
) -> None:
    """Equations 18 and 19 with their Gauss functions, for customers tame enough for those."""
    t_x = waits[0] if x else 0.0
    T = sum(waits)
    low, gap = max(alpha, beta), abs(alpha - beta)
    n, c = r + s + x, (s + 1 if alpha >= beta else r + x)

    def part(t: float) -> float:
        return hyp2f1(n, c, n + 1, gap / (low + t)) * np.exp(-n * np.log(low + t) + n * np.log(low + T))

    active = np.exp(-(r + x) * np.log(alpha + T) - s * np.log(beta + T) + n * np.log(low + T))
    gone = s / n * (part(t_x) - part(T))
    log = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta) - n * np.log(low + T)
    model = btyd.ParetoNBD.from_parameters(r=r, alpha=alpha, s=s, beta=beta)
    assert model.log_likelihood(x, t_x, T) == pytest.approx(log + np.log(active + gone), rel=1e-7, abs=1e-7)
    assert model.probability_alive(x, t_x, T) == pytest.approx(active / (active + gone), rel=1e-6)


@settings(max_examples=50)
@given(
    logs=st.tuples(st.floats(-4, 3), st.floats(-5, 7), st.floats(-4, 6), st.floats(-5, 12)),
    x=st.sampled_from([0, 1, 3, 40, 2000, 50_000]),
    times=st.tuples(st.floats(-9, 9), st.floats(-14, 9)),
)
def test_extreme_customers(logs: tuple[float, ...], x: int, times: tuple[float, float]) -> None:
    """P(alive) against adaptive integration of the same integral, panel by panel, on the scale of its own decay."""
    r, alpha, s, beta = np.exp(logs)
    t_x, wait = (np.exp(times[0]) if x else 0.0), np.exp(times[1])
    T = t_x + wait

    def log_density(y: float) -> float:
        return -(r + x) * np.log((alpha + y) / (alpha + T)) - (s + 1) * np.log((beta + y) / (beta + T))

    start = min(alpha, beta) + t_x
    edges = np.unique(np.clip(start * np.expm1(np.append(0, np.geomspace(1e-9, 60, 80))), 0, T - t_x))
    peak = max(log_density(t_x), log_density(T))
    parts = [
        quad(lambda y: np.exp(log_density(t_x + y) - peak), one, two, epsrel=1e-9)[0] for one, two in pairwise(edges)
    ]
    gone = s / (beta + T) * sum(parts)
    model = btyd.ParetoNBD.from_parameters(r=r, alpha=alpha, s=s, beta=beta)
    found = model.probability_alive(x, t_x, T)
    assert found == pytest.approx(np.exp(-peak) / (np.exp(-peak) + gone), rel=1e-6, abs=1e-12)
    assert np.isfinite(model.log_likelihood(x, t_x, T))
    assert model.expected_purchases(30, x, t_x, T) >= 0


def test_a_smooth_passage_at_s_1() -> None:
    """The note's formula is 0 / 0 there."""
    at, beside = (btyd.ParetoNBD.from_parameters(r=0.5, alpha=10, s=s, beta=12) for s in (1.0, 1.0 + 1e-7))
    assert at.expected_purchases(39, 2, 20, 39) == pytest.approx(beside.expected_purchases(39, 2, 20, 39), rel=1e-6)


@settings(max_examples=50)
@given(x=st.integers(0, 30), T=st.floats(1, 200), rate=st.floats(0.01, 1))
def test_discounted_purchases_are_the_integral_over_all_time(x: int, T: float, rate: float) -> None:
    model = btyd.ParetoNBD.from_parameters(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    weekly = np.log1p(rate) / 365.25 * 7
    t_x = T / 2 if x else 0.0
    step = 0.02
    v = np.exp(np.arange(-35, 4.5, step))
    fading = np.exp(-v) * model.expected_purchases(v / weekly, x, t_x, T)
    whole = (fading * v).sum() * step
    assert model.discounted_purchases(x, t_x, T, discount_rate=rate) == pytest.approx(whole, rel=1e-8)


def test_an_endless_future_needs_a_discount_rate() -> None:
    model = btyd.ParetoNBD.from_parameters(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    with pytest.raises(DataError, match="discount_rate must be above 0: undiscounted"):
        model.discounted_purchases(2, 30, 39, discount_rate=0)
    with pytest.raises(DataError, match=r"write 10 % as 0.1"):
        model.discounted_purchases(2, 30, 39, discount_rate=10)
