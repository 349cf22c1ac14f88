"""Any input gives a fitted model or a plain sentence, from all three purchase models alike."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import btyd
from customer_value.errors import CustomerValueError, DataError

MODELS = (btyd.BetaGeometric, btyd.ModifiedBetaGeometric, btyd.ParetoNBD)
anything = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.integers(-3, 40), st.text(max_size=3), st.none(), st.booleans()
)


@pytest.mark.parametrize("kind", MODELS)
@settings(max_examples=25)
@given(rows=st.lists(st.tuples(anything, anything, anything), max_size=6))
def test_anything_at_all(kind: type, rows: list[tuple[Any, ...]]) -> None:
    x, t_x, T = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    with suppress(CustomerValueError):
        model = kind().fit(x, t_x, T)
        assert all(np.isfinite(list(model.standard_errors_.values())))


@pytest.mark.parametrize("kind", MODELS)
@settings(max_examples=25)
@given(rows=st.lists(st.tuples(st.integers(0, 12), st.floats(0, 50), st.floats(0, 50)), min_size=1, max_size=20))
def test_customers_that_could_be(kind: type, rows: list[tuple[int, float, float]]) -> None:
    """Few or odd customers: finite parameters, errors and chances, or one of our sentences."""
    x, last, wait = np.array(rows, dtype=float).T
    t_x = np.where(x > 0, last, 0)
    with suppress(DataError):
        model = kind().fit(x, t_x, t_x + wait)
        assert np.isfinite([model.log_likelihood_, *model.standard_errors_.values()]).all()
        alive = model.probability_alive(x, t_x, t_x + wait)
        assert ((alive >= 0) & (alive <= 1)).all()


@pytest.mark.parametrize(
    ("x", "t_x", "T", "said"),
    [
        ([0, 0], [0, 0], [5, 6], "no customer bought again \\(x is 0 for all\\)"),
        ([1, 2], [5, 7], [5, 6], "t_x is later than T for 1 of 2 customers"),
        ([1, 0], [5, 2], [5, 6], "1 customers have x = 0 but t_x above 0"),
        ([1, 1.5], [5, 2], [5, 6], "whole numbers; 1.5 is none"),
        ([1, -1], [5, 2], [5, 6], "x must be at least 0, not -1"),
        ([1, np.nan], [5, 2], [5, 6], "x has 1 missing"),
        (["one", "two"], [5, 2], [5, 6], "x must be a number or a column of numbers"),
        (pd.to_datetime(["2025-01-01", "2025-01-02"]), [5, 2], [5, 6], "x must be a number or a column of numbers"),
        ([1, 1], [0, 0], [0, 0], "T is 0 for all customers"),
        ([1, 1], [0, 0], [1e-200, 0], "T goes up to 1e-200 units of time"),
        ([1, 1], [5, 5], [9, 1.7e18], "T goes up to 1.7e\\+18 units of time"),
        ([4711, 20250101], [5, 5], [9, 9], "2.02501e\\+07 are more than anybody makes"),
        ([], [], [], "x is empty"),
        ([1, 1], [5, 4], [5, 6, 7], "x has 2, t_x has 2, T has 3"),
    ],
)
def test_bad_customers(x: Any, t_x: list[float], T: list[float], said: str, world: Any) -> None:
    with pytest.raises(DataError, match=said):
        type(world)().fit(x, t_x, T)


def test_all_alike(world: Any) -> None:
    """A hundred customers with one history tell nothing about how customers differ."""
    with pytest.raises(DataError, match=r"ran away: these customers do not tell .* observe more customers"):
        type(world)().fit([3] * 100, [20] * 100, [30] * 100)


def test_one_customer(world: Any) -> None:
    with pytest.raises(DataError, match="ran away"):
        type(world)().fit([3], [20], [30])


def test_nobody_ever_leaves(world: Any, shop: Callable[..., Any]) -> None:
    """Then the parameters of dropout run away, and are named."""
    loyal = {"s": 1e-7, "beta": 10} if isinstance(world, btyd.ParetoNBD) else {"a": 1e-9, "b": 5}
    drawn = shop(type(world).from_parameters(r=2, alpha=6, **loyal), 500, seed=2)
    with pytest.raises(DataError, match=r"(a|b|s|beta)( and (a|b|s|beta))? ran away"):
        type(world)().fit(**drawn)
