"""At the break-even retention rate a customer is worth what winning them costs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import lifetime
from customer_value.errors import DataError


@given(
    margin=st.floats(1, 400),
    i=st.floats(0.01, 0.3),
    cost=st.floats(1, 300),
    timing=st.sampled_from(["in a year", "now"]),
)
def test_ltv_there_is_the_cost(margin: float, i: float, cost: float, timing: lifetime.FirstMargin) -> None:
    rate = lifetime.break_even_retention(margin, i, cost, timing)
    if 0 < rate < np.inf:
        assert lifetime.margin_ltv(margin, rate, i, timing) == pytest.approx(cost)
    elif rate == 0:
        assert lifetime.margin_ltv(margin, 0, i, timing) >= cost
    else:
        assert lifetime.margin_ltv(margin, 1, i, timing) < cost * (1 + 1e-9)


def test_the_first_margin_may_pay_all() -> None:
    assert lifetime.break_even_retention(120, 0.1, 100, "now") == 0
    assert lifetime.break_even_retention(120, 0.1, [0, 5000]).tolist() == [0, np.inf]


def test_without_a_margin_there_is_no_break_even() -> None:
    with pytest.raises(DataError, match="margin must be above 0"):
        lifetime.break_even_retention(0, 0.1, 45)
