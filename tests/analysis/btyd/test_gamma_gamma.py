"""Gamma-Gamma: published estimates, and shrinkage to the mean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import btyd
from customer_value.analysis.btyd.gamma_gamma import Parameters, _buyers, _likelihood

NAMES = ("p", "q", "v")
positive = st.floats(0.1, 30)


@pytest.fixture(scope="module")
def fitted(cdnow: pd.DataFrame) -> btyd.GammaGamma:
    return btyd.GammaGamma().fit(cdnow["x"], cdnow["zbar"])


def parameters(model: btyd.GammaGamma) -> list[float]:
    return [model.p_, model.q_, model.v_]


def test_cdnow(fitted: btyd.GammaGamma, reference: dict[str, Any]) -> None:
    known = reference["run"]["gamma_gamma"]
    assert parameters(fitted) == pytest.approx([known["independent_mle"][name] for name in NAMES], rel=1e-5)
    assert fitted.log_likelihood_ == pytest.approx(known["loglik"], abs=1e-6)
    assert list(fitted.standard_errors_.values()) == pytest.approx(
        [known["lifetimes_standard_errors"][name] for name in NAMES], rel=1e-3
    )


def test_the_printed_figures(fitted: btyd.GammaGamma, cdnow: pd.DataFrame, reference: dict[str, Any]) -> None:
    """Note 025; its parameters are rounded to 2 decimals, and so is the input: hence a tolerance of a few cents."""
    printed = reference["published"]["gamma_gamma"]["params"]
    assert parameters(fitted) == pytest.approx([printed[name] for name in NAMES], abs=0.011)
    first = reference["published"]["gg_expected_profit_first10"]
    customers = cdnow.set_index("ID").loc[first["ids"]]
    assert fitted.expected_value(customers["x"], customers["zbar"]).tolist() == pytest.approx(first["value"], abs=0.05)


def test_single_customers(spending_at_mle: btyd.GammaGamma, reference: dict[str, Any]) -> None:
    published = btyd.GammaGamma.from_parameters(**reference["published"]["gamma_gamma"]["params"])
    for known in reference["run"]["customers"]:
        customer = known["frequency"], known["monetary_value"]
        for model, where in ((spending_at_mle, "at_mle"), (published, "at_published_params")):
            assert model.expected_value(*customer) == pytest.approx(known[where]["gg_expected_avg_profit"], rel=1e-8)


@given(p=positive, q=positive, v=positive)
def test_derivatives_are_those_of_the_value(p: float, q: float, v: float) -> None:
    x, z = np.array([1.0, 1, 3, 9]), np.array([5.0, 80, 30, 22])
    buyers = _buyers(x, z)
    point = np.array([p, q, v])
    found = _likelihood(Parameters(*point), buyers)
    for axis in range(3):
        step = np.zeros(3)
        step[axis] = 1e-4 * point[axis]
        after = _likelihood(Parameters(*(point + step)), buyers)
        before = _likelihood(Parameters(*(point - step)), buyers)
        width = 2 * step[axis]
        assert (after.value - before.value) / width == pytest.approx(found.gradient[axis], rel=1e-4, abs=1e-4)
        assert (after.gradient - before.gradient) / width == pytest.approx(found.hessian[axis], rel=1e-4, abs=1e-4)


def test_neither_order_nor_currency_matters(fitted: btyd.GammaGamma, cdnow: pd.DataFrame) -> None:
    mixed = cdnow.sample(frac=1, random_state=8)
    model = btyd.GammaGamma().fit(mixed["x"], mixed["zbar"] * 100)
    assert parameters(model) == pytest.approx([fitted.p_, fitted.q_, fitted.v_ * 100], rel=1e-6)


def test_the_truth_lies_within_the_errors() -> None:
    rng = np.random.default_rng(3)
    x = rng.integers(0, 9, 5000)
    scale = rng.gamma(4.0, 1 / 15.0, x.size)
    mean_value = np.array([rng.gamma(6.0 * n, 1 / s) / n if n else 0.0 for n, s in zip(x, scale, strict=True)])
    model = btyd.GammaGamma().fit(x, mean_value)
    for name, value in {"p": 6.0, "q": 4.0, "v": 15.0}.items():
        assert abs(getattr(model, f"{name}_") - value) < 3 * model.standard_errors_[name]


@given(x=st.integers(1, 200), mean_value=st.floats(0.5, 500))
def test_expectation_lies_between_the_own_and_everybodys_mean(x: int, mean_value: float) -> None:
    model = btyd.GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)
    everybody = model.expected_value(0, 0)
    low, high = sorted([everybody, mean_value])
    assert low - 1e-9 <= model.expected_value(x, mean_value) <= high + 1e-9
    assert everybody == pytest.approx(6.25 * 15.44 / 2.74)


def test_everybodys_mean_may_not_exist() -> None:
    model = btyd.GammaGamma.from_parameters(p=2, q=0.9, v=10)
    assert model.expected_value([0, 1], [0, 20]).tolist() == [np.inf, pytest.approx(2 * 30 / 1.9)]
    assert btyd.GammaGamma.from_parameters(p=2, q=1, v=10).expected_value(0, 0) == np.inf
