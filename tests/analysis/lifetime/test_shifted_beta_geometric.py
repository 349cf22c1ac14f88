"""The shifted beta-geometric model against Fader & Hardie (2007) and against sums written out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import betaln

from customer_value.analysis.lifetime import ShiftedBetaGeometric, retention_rates
from customer_value.errors import DataError, UnknownNameError

HIGH_END = [1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491]
REGULAR = [1, 0.631, 0.468, 0.382, 0.326, 0.289, 0.262, 0.241]

positive = st.floats(0.05, 20)


@pytest.mark.parametrize(("survivors", "alpha", "beta"), [(HIGH_END, 0.668, 3.806), (REGULAR, 0.704, 1.182)])
def test_the_published_cohorts(survivors: list[float], alpha: float, beta: float) -> None:
    model = ShiftedBetaGeometric().fit(survivors)
    assert repr(model) == f"ShiftedBetaGeometric(alpha={alpha}, beta={beta})"


def test_an_independent_optimiser_agrees() -> None:
    """Nelder-Mead on the likelihood of the paper: beta functions of the period of leaving."""
    alive = 1000 * np.array(REGULAR)
    t = np.arange(1, alive.size)

    def loss(logs: np.ndarray) -> float:
        a, b = np.exp(logs)
        left = -np.diff(alive) @ (betaln(a + 1, b + t - 1) - betaln(a, b))
        return -(left + alive[-1] * (betaln(a, b + t[-1]) - betaln(a, b)))

    other = minimize(loss, [0, 0], method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-10, "maxiter": 2000})
    model = ShiftedBetaGeometric().fit(alive)
    assert [model.alpha_, model.beta_] == pytest.approx(np.exp(other.x), rel=1e-6)
    assert model.log_likelihood_ == pytest.approx(-other.fun, abs=1e-8)


def test_the_truth_lies_within_the_errors_as_often_as_it_should() -> None:
    """Of 300 simulated cohorts, about 90 % hold each parameter within 1.645 standard errors of its logarithm."""
    truth, inside = {"alpha": 0.7, "beta": 1.2}, []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        left = rng.geometric(rng.beta(truth["alpha"], truth["beta"], 2000))
        model = ShiftedBetaGeometric().fit([(left > period).sum() for period in range(8)])
        found = {name: (getattr(model, f"{name}_"), model.standard_errors_[name]) for name in truth}
        inside.append([abs(np.log(one / truth[name])) < 1.645 * error / one for name, (one, error) in found.items()])
    assert np.abs(np.mean(inside, axis=0) - 0.9).max() < 4 * np.sqrt(0.09 / 300)


def test_shares_and_counts_give_the_same_model() -> None:
    shares, counts = ShiftedBetaGeometric().fit(HIGH_END), ShiftedBetaGeometric().fit(1000 * pd.Series(HIGH_END))
    assert (shares.alpha_, shares.beta_) == pytest.approx((counts.alpha_, counts.beta_))


def test_retention_in_the_second_period() -> None:
    model = ShiftedBetaGeometric.from_parameters(alpha=1, beta=2)
    assert model.retention(2) == 0.75
    assert model.survival(2) == pytest.approx(0.5)


@given(alpha=positive, beta=positive)
def test_survival_retention_and_lifetime_belong_together(alpha: float, beta: float) -> None:
    model = ShiftedBetaGeometric.from_parameters(alpha=alpha, beta=beta)
    periods = np.arange(400)
    curve = model.survival(periods)
    kept = curve[1:] > 0
    assert retention_rates(curve)[1:][kept] == pytest.approx(model.retention(periods[1:])[kept])
    written_out = (curve[1:] / 1.25 ** periods[1:]).sum()
    assert model.discounted_lifetime(0.25) == pytest.approx(written_out)
    assert model.discounted_lifetime(0.25, "now") == pytest.approx(1 + written_out)


def test_who_has_stayed_is_worth_more() -> None:
    model = ShiftedBetaGeometric().fit(HIGH_END)
    years = np.arange(1, 400)
    residual = (model.survival(years + 3) / model.survival(3) / 1.25**years).sum()
    assert model.discounted_lifetime(0.25, renewals=3) == pytest.approx(residual)
    lifetimes = model.discounted_lifetime(0.1, renewals=pd.Series([0, 1, 5], index=list("abc")))
    assert lifetimes.is_monotonic_increasing
    assert list(lifetimes.index) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("survivors", "said"),
    [
        ([100, 80], "two periods at least"),
        ([100, 100, 100], "nobody left"),
        ([100, 50, 25, 12.5], "ran away: in these survivors the retention rate does not rise"),
        ([100, 90, 70, 40], "ran away"),
        ([100, 70, 80], "rises at period 2"),
    ],
)
def test_cohorts_that_teach_nothing(survivors: list[float], said: str) -> None:
    with pytest.raises(DataError, match=said):
        ShiftedBetaGeometric().fit(survivors)


def test_wrong_use() -> None:
    assert repr(ShiftedBetaGeometric()) == "ShiftedBetaGeometric(not fitted)"
    with pytest.raises(DataError, match="no parameters yet: call fit"):
        ShiftedBetaGeometric().survival(1)
    with pytest.raises(DataError, match="must be above 0, not 0 and 1"):
        ShiftedBetaGeometric.from_parameters(alpha=0, beta=1)
    model = ShiftedBetaGeometric.from_parameters(alpha=1, beta=1)
    with pytest.raises(DataError, match="discount_rate must be above 0"):
        model.discounted_lifetime(0)
    with pytest.raises(DataError, match="periods must be at least 1"):
        model.retention(0)
    with pytest.raises(UnknownNameError, match="no timing 'soon'"):
        model.discounted_lifetime(0.1, "soon")


def test_who_have_all_left_are_told_from_customers_who_do_not_differ() -> None:
    with pytest.raises(DataError, match=r"nobody is left at the end.*leave its number out"):
        ShiftedBetaGeometric().fit([100, 10, 0])
    with pytest.raises(DataError, match="customers who differ"):
        ShiftedBetaGeometric().fit([100, 10, 1])
