"""MBG/NBD: customers may drop out after the first purchase, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln, gammaln, hyp2f1

from customer_value.analysis import btyd

NAMES = ("r", "alpha", "a", "b")


def test_cdnow(cdnow: pd.DataFrame, reference: dict[str, Any]) -> None:
    """The reference stopped early, so its figures hold to about five digits."""
    model = btyd.ModifiedBetaGeometric().fit(cdnow["x"], cdnow["t_x"], cdnow["T"])
    known = reference["run"]["mbgnbd"]["lifetimes"]
    found = {name: getattr(model, f"{name}_") for name in NAMES}
    assert found == pytest.approx({name: known[name] for name in NAMES}, rel=2e-5)
    stopped = btyd.ModifiedBetaGeometric.from_parameters(**{name: known[name] for name in NAMES})
    assert model.log_likelihood_ >= stopped.log_likelihood(cdnow["x"], cdnow["t_x"], cdnow["T"])


@given(x=st.integers(0, 30), times=st.tuples(st.floats(0, 60), st.floats(0, 60)), a=st.floats(1.1, 6))
def test_the_formulas_as_they_are_printed(x: int, times: tuple[float, float], a: float) -> None:
    r, alpha, b, t = 0.5, 5.0, 1.6, 39.0
    t_x = times[0] if x else 0.0
    T = t_x + times[1]
    active = np.exp(betaln(a, b + x + 1) - betaln(a, b)) * (alpha + T) ** -(r + x)
    gone = np.exp(betaln(a + 1, b + x) - betaln(a, b)) * (alpha + t_x) ** -(r + x)
    log = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + np.log(active + gone)
    model = btyd.ModifiedBetaGeometric.from_parameters(r=r, alpha=alpha, a=a, b=b)
    assert model.log_likelihood(x, t_x, T) == pytest.approx(log, rel=1e-9)
    assert model.probability_alive(x, t_x, T) == pytest.approx(active / (active + gone), rel=1e-9)
    shrink = ((alpha + T) / (alpha + T + t)) ** (r + x)
    gauss = hyp2f1(r + x, b + x + 1, a + b + x, t / (alpha + T + t))
    future = (a + b + x) / (a - 1) * (1 - shrink * gauss)
    assert model.expected_purchases(t, x, t_x, T) == pytest.approx(future * active / (active + gone), rel=1e-6)


def test_one_time_buyers_come_into_doubt(shop: Callable[..., dict[str, np.ndarray]]) -> None:
    """Of simulated customers without a repeat, as many buy later as the model says; BG/NBD takes all for active."""
    truth = btyd.ModifiedBetaGeometric.from_parameters(r=1.5, alpha=6, a=0.8, b=1.5)
    drawn = shop(truth, 20_000, seed=9, later=200)
    once = drawn["x"] == 0
    bought = np.array([len(after) > 0 for after in drawn["after"][once]])
    T = drawn["T"][once]
    comes_again = 1 - ((6 + T) / (6 + T + 200)) ** 1.5
    expected = truth.probability_alive(0, 0, T) * comes_again
    assert abs(bought.mean() - expected.mean()) < 4 * bought.std() / np.sqrt(bought.size)
    assert btyd.BetaGeometric.from_parameters(r=1.5, alpha=6, a=0.8, b=1.5).probability_alive(0, 0, 60) == 1
