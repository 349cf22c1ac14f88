"""Customer equity is the sum of lifetime values, of customers here and to come."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import lifetime
from customer_value.errors import DataError


def test_customers_one_by_one_or_by_segment() -> None:
    assert lifetime.customer_equity(pd.Series([320, 60, 60])) == 440
    assert lifetime.customer_equity([320, 60], customers=[1, 2]) == 440
    assert lifetime.customer_equity(50, customers=12_000) == 600_000


def test_those_who_join_later_are_discounted() -> None:
    equity = lifetime.customer_equity(0, new_customers=[100, 200], new_net_ltv=50, discount_rate=0.25)
    assert equity == pytest.approx(100 * 50 / 1.25 + 200 * 50 / 1.25**2)
    assert lifetime.customer_equity(0, new_customers=100, new_net_ltv=50) == 5000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"ltv": []}, "ltv is empty"),
        ({"ltv": [1, 2], "customers": [1, 2, 3]}, "ltv has 2, customers has 3"),
        ({"ltv": 1, "customers": -5}, "customers must be at least 0"),
        ({"ltv": 1, "new_customers": [-5]}, "new_customers must be at least 0"),
        ({"ltv": 1, "new_customers": [5], "new_net_ltv": float("nan")}, "new_net_ltv has 1 missing"),
        ({"ltv": 1, "new_customers": [5], "discount_rate": -0.1}, "discount_rate must lie between 0 and 1"),
    ],
)
def test_bad_input(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(DataError, match=said):
        lifetime.customer_equity(**arguments)
