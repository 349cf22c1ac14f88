"""BG/NBD is fitted to the published estimates, whatever the order and the unit of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from customer_value.analysis import btyd
from customer_value.analysis.btyd.beta_dropout import Parameters, likelihood
from customer_value.analysis.btyd.customers import compressed

NAMES = ("r", "alpha", "a", "b")
positive = st.floats(0.05, 30)


def parameters(model: btyd.BetaGeometric) -> list[float]:
    return [model.r_, model.alpha_, model.a_, model.b_]


@pytest.fixture(scope="module")
def fitted(cdnow: pd.DataFrame) -> btyd.BetaGeometric:
    return btyd.BetaGeometric().fit(cdnow["x"], cdnow["t_x"], cdnow["T"])


def test_cdnow(fitted: btyd.BetaGeometric, reference: dict[str, Any]) -> None:
    known = reference["run"]["bgnbd"]
    assert parameters(fitted) == pytest.approx([known["independent_mle"][name] for name in NAMES], rel=1e-5)
    assert fitted.log_likelihood_ == pytest.approx(known["loglik"], abs=1e-6)
    assert list(fitted.standard_errors_.values()) == pytest.approx(
        [known["lifetimes_standard_errors"][name] for name in NAMES], rel=1e-3
    )


def test_the_printed_figures(fitted: btyd.BetaGeometric, reference: dict[str, Any]) -> None:
    printed = reference["published"]["bgnbd"]
    assert [round(value, 3) for value in parameters(fitted)] == list(printed["params"].values())
    assert round(fitted.log_likelihood_, 1) == printed["loglik"]
    assert repr(fitted) == "BetaGeometric(r=0.243, alpha=4.414, a=0.793, b=2.426)"


def test_from_the_log_in_exact_weeks(cdnow_orders: pd.DataFrame, reference: dict[str, Any]) -> None:
    table = btyd.summary(cdnow_orders, end="1997-09-30")
    model = btyd.BetaGeometric().fit(table["x"], table["t_x"], table["T"])
    known = reference["run"]["bgnbd_fit_days_over_7"]
    assert parameters(model) == pytest.approx([known[name] for name in NAMES], rel=1e-5)


def test_the_log_likelihood_elsewhere(
    published: btyd.BetaGeometric, cdnow: pd.DataFrame, reference: dict[str, Any]
) -> None:
    value = published.log_likelihood(cdnow["x"], cdnow["t_x"], cdnow["T"])
    assert value == pytest.approx(reference["run"]["bgnbd"]["loglik_at_published"], abs=1e-6)


@given(r=positive, alpha=positive, a=positive, b=positive)
def test_derivatives_are_those_of_the_value(r: float, alpha: float, a: float, b: float) -> None:
    """First and second derivatives against central differences."""
    customers = compressed(
        np.array([0.0, 0, 1, 2, 7, 30]),
        np.array([0.0, 0, 2, 30.43, 29.4, 5]),
        np.array([3.0, 39, 38, 38.86, 38.86, 31]),
    )
    point = np.array([r, alpha, a, b])
    found = likelihood(Parameters(*point), customers, first=0)
    for axis in range(4):
        step = np.zeros(4)
        step[axis] = 1e-4 * point[axis]
        after = likelihood(Parameters(*(point + step)), customers, first=0)
        before = likelihood(Parameters(*(point - step)), customers, first=0)
        width = 2 * step[axis]
        assert (after.value - before.value) / width == pytest.approx(found.gradient[axis], rel=1e-4, abs=1e-4)
        slopes = (after.gradient - before.gradient) / width
        assert slopes == pytest.approx(found.hessian[axis], rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("truth", [(0.5, 1, 0.3, 5), (2, 10, 1, 1), (0.1, 0.5, 2, 2), (30, 100, 0.5, 2)])
def test_an_independent_optimiser_finds_no_better_place(
    truth: tuple[float, ...], simulated: Callable[..., dict[str, np.ndarray]]
) -> None:
    drawn = simulated(400, **dict(zip(NAMES, truth, strict=True)), seed=11)
    model = btyd.BetaGeometric().fit(**drawn)

    def loss(logs: np.ndarray) -> float:
        other = btyd.BetaGeometric.from_parameters(**dict(zip(NAMES, np.exp(logs), strict=True)))
        return -other.log_likelihood(**drawn)

    other = minimize(loss, np.log(truth), method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-9, "maxiter": 3000})
    assert model.log_likelihood_ >= -other.fun - 1e-7
    assert parameters(model) == pytest.approx(np.exp(other.x), rel=2e-3)


def test_the_truth_lies_within_the_errors(simulated: Callable[..., dict[str, np.ndarray]]) -> None:
    truth = {"r": 0.5, "alpha": 4.0, "a": 0.8, "b": 2.5}
    model = btyd.BetaGeometric().fit(**simulated(3000, **truth, seed=5))
    for name, value in truth.items():
        assert abs(getattr(model, f"{name}_") - value) < 3 * model.standard_errors_[name]


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), unit=st.floats(1e-3, 1e3))
def test_neither_order_nor_unit_of_time_matters(
    fitted: btyd.BetaGeometric, cdnow: pd.DataFrame, seed: int, unit: float
) -> None:
    mixed = cdnow.sample(frac=1, random_state=seed)
    model = btyd.BetaGeometric().fit(mixed["x"], mixed["t_x"] * unit, mixed["T"] * unit)
    scaled = [fitted.r_, fitted.alpha_ * unit, fitted.a_, fitted.b_]
    assert parameters(model) == pytest.approx(scaled, rel=1e-6)
