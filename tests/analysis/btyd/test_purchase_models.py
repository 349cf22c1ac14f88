"""What BG/NBD, MBG/NBD and Pareto/NBD have in common: one face, and what must hold in each."""

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
from customer_value.analysis.btyd import beta_dropout, pareto_dropout
from customer_value.analysis.btyd.customers import compressed
from customer_value.errors import DataError

MODELS = (btyd.BetaGeometric, btyd.ModifiedBetaGeometric, btyd.ParetoNBD)
LIKELIHOODS: dict[str, Callable[..., Any]] = {
    "BG/NBD": lambda p, c: beta_dropout.likelihood(beta_dropout.Parameters(*p), c, 0),
    "MBG/NBD": lambda p, c: beta_dropout.likelihood(beta_dropout.Parameters(*p), c, 1),
    "Pareto/NBD": lambda p, c: pareto_dropout.likelihood(pareto_dropout.Parameters(*p), c),
}
positive = st.floats(0.05, 30)
weeks = st.floats(0.1, 500)


def made(kind: type, values: tuple[float, ...]) -> Any:
    return kind.from_parameters(**dict(zip(kind._names, values, strict=True)))


@pytest.mark.parametrize("which", list(LIKELIHOODS))
@settings(max_examples=40)
@given(point=st.tuples(positive, positive, positive, positive))
def test_derivatives_are_those_of_the_value(which: str, point: tuple[float, ...]) -> None:
    """First and second derivatives against central differences."""
    customers = compressed(
        np.array([0.0, 0, 1, 2, 7, 30, 4]),
        np.array([0.0, 0, 2, 30.43, 29.4, 5, 20]),
        np.array([3.0, 39, 38, 38.86, 38.86, 31, 20]),
    )
    found = LIKELIHOODS[which](point, customers)
    for axis in range(4):
        step = np.zeros(4)
        step[axis] = 1e-4 * point[axis]
        after, before = (LIKELIHOODS[which](np.array(point) + way * step, customers) for way in (1, -1))
        width = 2 * step[axis]
        assert (after.value - before.value) / width == pytest.approx(found.gradient[axis], rel=1e-4, abs=1e-4)
        slopes = (after.gradient - before.gradient) / width
        assert slopes == pytest.approx(found.hessian[axis], rel=1e-4, abs=1e-4)


def test_an_independent_optimiser_finds_no_better_place(world: Any, shop: Callable[..., Any]) -> None:
    drawn = shop(world, 500, seed=11)
    model = type(world)().fit(**drawn)
    names = list(model.standard_errors_)

    def loss(logs: np.ndarray) -> float:
        return -made(type(world), tuple(np.exp(logs))).log_likelihood(**drawn)

    start = np.log([getattr(world, f"{name}_") for name in names])
    other = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-5, "fatol": 1e-8, "maxiter": 1500})
    assert model.log_likelihood_ >= -other.fun - 1e-6
    assert [getattr(model, f"{name}_") for name in names] == pytest.approx(np.exp(other.x), rel=5e-3)


def test_the_truth_lies_within_the_errors(world: Any, shop: Callable[..., Any]) -> None:
    model = type(world)().fit(**shop(world, 4000, seed=5))
    for name, error in model.standard_errors_.items():
        assert abs(getattr(model, f"{name}_") - getattr(world, f"{name}_")) < 3 * error


def test_expectations_come_true(world: Any, shop: Callable[..., Any]) -> None:
    """Of simulated customers: the purchases to come, the share still buying, and how many a new one makes."""
    drawn = shop(world, 8000, seed=8, later=52)
    columns = drawn["x"], drawn["t_x"], drawn["T"]
    bought = np.array([len(after) for after in drawn["after"]], dtype=float)
    expected = world.expected_purchases(52, *columns)
    for group in (drawn["x"] == 0, drawn["x"] == 1, drawn["x"] > 4):
        error = bought[group].std() / np.sqrt(group.sum())
        assert abs(bought[group].mean() - expected[group].mean()) < 4 * error
    again = (drawn["x"] > 0).mean()
    assert again == pytest.approx(1 - world.probability_of_purchases(0, drawn["T"]).mean(), abs=0.02)
    mean = world.expected_purchases_of_new(drawn["T"]).mean()
    assert abs(drawn["x"].mean() - mean) < 4 * drawn["x"].std() / np.sqrt(8000)


@pytest.mark.parametrize("kind", MODELS)
@settings(max_examples=40)
@given(
    values=st.tuples(positive, positive, positive, positive),
    x=st.integers(0, 300),
    times=st.tuples(weeks, weeks, weeks),
)
def test_alive_is_a_probability_that_falls_with_silence(
    kind: type, values: tuple[float, ...], x: int, times: tuple[float, float, float]
) -> None:
    t_x, wait, more = times
    sooner, later = made(kind, values).probability_alive(x, t_x, [t_x + wait, t_x + wait + more])
    assert 0 <= later <= sooner <= 1


@settings(max_examples=40)
@given(t=st.floats(0.1, 20), third=st.floats(0.3, 4), fourth=st.floats(0.5, 20))
def test_counts_of_new_customers_add_up(t: float, third: float, fourth: float) -> None:
    """To one, and their mean is the expected number of purchases."""
    n = np.arange(300)
    for kind in MODELS:
        model = made(kind, (2.0, 10.0, third, fourth))
        chances = model.probability_of_purchases(n, t)
        assert chances.sum() == pytest.approx(1)
        assert n @ chances == pytest.approx(model.expected_purchases_of_new(t), rel=1e-6)
        assert model.probability_of_purchases([0, 1], t=0).tolist() == pytest.approx([1, 0])


@settings(max_examples=40)
@given(unit=st.floats(1e-3, 1e3))
def test_the_unit_of_time_does_not_matter(unit: float) -> None:
    for kind in MODELS:
        values = dict(zip(kind._names, (0.5, 9.0, 0.7, 12.0), strict=True))
        scaled = {name: value * (unit if name in {"alpha", "beta"} else 1) for name, value in values.items()}
        one, other = kind.from_parameters(**values), kind.from_parameters(**scaled)
        assert other.probability_alive(3, 20 * unit, 39 * unit) == pytest.approx(one.probability_alive(3, 20, 39))
        assert other.expected_purchases(9 * unit, 3, 20 * unit, 39 * unit) == pytest.approx(
            one.expected_purchases(9, 3, 20, 39)
        )


@settings(max_examples=40)
@given(t=st.floats(0, 300), more=st.floats(0.1, 100), x=st.integers(0, 100))
def test_expected_purchases_start_at_zero_and_grow(t: float, more: float, x: int) -> None:
    for kind in MODELS:
        model = made(kind, (0.243, 4.414, 0.793, 2.426))
        assert str(model.expected_purchases(0, x, 30, 39)) == "0.0"
        assert model.expected_purchases(t + more, x, 30, 39) > model.expected_purchases(t, x, 30, 39)


def test_what_comes_in_goes_out(world: Any) -> None:
    index = pd.Index([7, 9], name="customer_id")
    x, t_x = pd.Series([1, 2], index=index), pd.Series([20.0, 20], index=index)
    assert world.probability_alive(x, t_x, 39).index.equals(index)
    assert world.expected_purchases(39, x, t_x, 39).index.equals(index)
    assert isinstance(world.probability_alive(1, 20, 39), float)
    assert isinstance(world.probability_of_purchases(1, 20), float)
    assert world.probability_alive(np.array([[1], [2], [3]]), 20, np.array([39, 50])).shape == (3, 2)


def test_models_without_parameters_say_so(world: Any) -> None:
    empty = type(world)()
    assert repr(empty) == f"{type(world).__name__}(not fitted)"
    for ask in (lambda: empty.probability_alive(1, 1, 2), lambda: empty.expected_purchases_of_new(3)):
        with pytest.raises(DataError, match=r"no parameters yet: call fit\(x, t_x, T\)"):
            ask()
    given_wrong = dict.fromkeys(type(world)._names, 1.0) | {"r": 0.0, "alpha": np.nan}
    with pytest.raises(DataError, match=r"must be above 0, not r=0, alpha=nan\."):
        type(world).from_parameters(**given_wrong)
