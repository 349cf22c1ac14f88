"""What winning customers costs, when it comes back, how much to spend."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import cycle
from customer_value.errors import DataError


def test_cost_payback_and_ratio_by_hand() -> None:
    assert cycle.acquisition_cost(60_000, 1_000) == 60
    assert cycle.acquisition_cost(np.array([10, 0]), np.array([0, 0])).tolist() == [np.inf, 0]
    assert cycle.payback_months(45, 50, 0.30) == pytest.approx(3)
    assert cycle.ltv_to_cac(160, 55) == pytest.approx(2.909, abs=0.001)


def test_the_worked_example_of_acquisition_spend() -> None:
    spend = cycle.best_spend(160, ceiling=0.4, speed=0.1)
    won = cycle.response_rate(spend, ceiling=0.4, speed=0.1)
    assert spend == pytest.approx(18.56, abs=0.005)
    assert won == pytest.approx(0.3375)
    assert spend / won == pytest.approx(55.00, abs=0.005)
    assert won * 160 - spend == pytest.approx(35.44, abs=0.005)


@given(ltv=st.floats(0, 1_000), ceiling=st.floats(0, 1), speed=st.floats(0.01, 1), other=st.floats(0, 500))
def test_no_other_spend_earns_more(ltv: float, ceiling: float, speed: float, other: float) -> None:
    def profit(spend: float) -> float:
        return cycle.response_rate(spend, ceiling, speed) * ltv - spend

    assert profit(cycle.best_spend(ltv, ceiling, speed)) >= profit(other) - 1e-9


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cycle.payback_months(45, 0, 0.3), "nothing ever pays"),
        (lambda: cycle.payback_months(45, 50, 30), "0.3"),
        (lambda: cycle.ltv_to_cac(160, 0), "no ratio"),
        (lambda: cycle.acquisition_cost(-1, 5), "at least 0"),
        (lambda: cycle.best_spend(160, 0.4, 0), "above 0"),
    ],
)
def test_what_cannot_be_computed_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()
