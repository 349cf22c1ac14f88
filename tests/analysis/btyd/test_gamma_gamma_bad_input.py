"""Customers from whom Gamma-Gamma cannot learn get a plain sentence."""

from __future__ import annotations

import numpy as np
import pytest

from customer_value.analysis import btyd
from customer_value.errors import DataError


@pytest.mark.parametrize(
    ("x", "mean_value", "said"),
    [
        ([0, 0], [0, 0], "no customer bought again"),
        ([1, 2], [0, 20], "1 customers bought again for a mean_value of 0"),
        ([1, 2], [np.nan, 20], "mean_value has 1 missing"),
        ([1, 2], [-5, 20], "mean_value must be at least 0"),
        ([1, 2.5], [5, 20], "whole numbers; 2.5 is none"),
        ([1, 2, 3], [5, 20], "x has 3, mean_value has 2"),
        ([3, 3, 5, 8], [20, 20, 20, 20], "ran away: these averages do not tell"),
    ],
)
def test_bad_customers(x: list[float], mean_value: list[float], said: str) -> None:
    with pytest.raises(DataError, match=said):
        btyd.GammaGamma().fit(x, mean_value)


def test_wrong_use() -> None:
    assert repr(btyd.GammaGamma()) == "GammaGamma(not fitted)"
    assert repr(btyd.GammaGamma.from_parameters(p=1, q=2, v=3)) == "GammaGamma(p=1.000, q=2.000, v=3.000)"
    with pytest.raises(DataError, match="no parameters yet: call fit"):
        btyd.GammaGamma().expected_value(1, 20)
    with pytest.raises(DataError, match="must be above 0, not q=-1"):
        btyd.GammaGamma.from_parameters(p=1, q=-1, v=3)
