"""Customers from whom BG/NBD cannot learn, and models used before they are fitted, get a plain sentence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from customer_value.analysis import btyd
from customer_value.errors import DataError


def test_who_never_leaves_teaches_nothing_about_leaving(simulated: Callable[..., dict[str, np.ndarray]]) -> None:
    drawn = simulated(300, r=1, alpha=4, a=1e-9, b=5, seed=2)
    with pytest.raises(DataError, match=r"ran away: these customers do not tell .* how they drop out"):
        btyd.BetaGeometric().fit(**drawn)


@pytest.mark.parametrize(
    ("x", "t_x", "T", "said"),
    [
        ([0, 0], [0, 0], [5, 6], "no customer bought again \\(x is 0 for all\\)"),
        ([1, 2], [5, 7], [5, 6], "t_x is later than T for 1 of 2 customers"),
        ([1, 0], [5, 2], [5, 6], "1 customers have x = 0 but t_x above 0"),
        ([1, 1.5], [5, 2], [5, 6], "whole numbers; 1.5 is none"),
        ([1, -1], [5, 2], [5, 6], "x must be at least 0, not -1"),
        ([1, np.nan], [5, 2], [5, 6], "x has 1 missing"),
        ([1, 1], [5, np.nan], [5, 6], "t_x has 1 missing"),
        ([1, 1], [5, 4], [5, np.inf], "T has 1 missing or infinite"),
        ([], [], [], "x is empty"),
        ([1, 1], [5, 4], [5, 6, 7], "x has 2, t_x has 2, T has 3"),
    ],
)
def test_bad_customers(x: list[float], t_x: list[float], T: list[float], said: str) -> None:
    with pytest.raises(DataError, match=said):
        btyd.BetaGeometric().fit(x, t_x, T)


def test_wrong_use() -> None:
    assert repr(btyd.BetaGeometric()) == "BetaGeometric(not fitted)"
    with pytest.raises(DataError, match="no parameters yet: call fit"):
        btyd.BetaGeometric().probability_alive(1, 1, 2)
    with pytest.raises(DataError, match=r"must be above 0, not alpha=0, b=nan\."):
        btyd.BetaGeometric.from_parameters(r=1, alpha=0, a=1, b=np.nan)
