"""The five lifetime values of one customer are those that their own functions and a hand calculation give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import lifetime
from customer_value.errors import DataError

ONE = {"purchase_size": 50, "purchase_frequency": 8, "duration": 5, "margin": 120}
ONE |= {"retention_rate": 0.8, "discount_rate": 0.1}


def test_by_hand() -> None:
    by_hand = [50 * 8 * 5, 120 * 5, sum(120 / 1.1**t for t in range(1, 6)), 120 * 0.8 / 0.3, 120 * 1.1 / 0.3]
    assert lifetime.five_definitions(**ONE).tolist() == pytest.approx(by_hand)


@given(margin=st.floats(-100, 400), retention=st.floats(0, 0.95), discount=st.floats(0.01, 0.5))
def test_the_last_two_differ_by_one_yearly_margin(margin: float, retention: float, discount: float) -> None:
    found = lifetime.five_definitions(
        **ONE | {"margin": margin, "retention_rate": retention, "discount_rate": discount}
    )
    assert found.iloc[4] - found.iloc[3] == pytest.approx(margin, abs=1e-6)


@pytest.mark.parametrize("wrong", [{"duration": 2.5}, {"duration": 0}, {"margin": None}, {"retention_rate": 1.2}])
def test_what_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(DataError):
        lifetime.five_definitions(**ONE | wrong)
