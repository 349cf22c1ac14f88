"""A big spender can cost money; what could be won adds to what is."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import DataError

money = st.floats(0, 1e6)
share = st.floats(0, 1)


def test_a_big_spender_below_zero() -> None:
    costs = {"return_handling": 40, "cost_to_serve": 180, "extra_discounts": 70}
    assert segments.actual_value(900, 0.30, **costs) == pytest.approx(-20)
    assert segments.actual_value(900, 0.30) == pytest.approx(270)


@given(sales=money, margin=share, cost=money)
def test_every_euro_of_cost_counts_once(sales: float, margin: float, cost: float) -> None:
    plain = segments.actual_value(sales, margin)
    for name in ("return_handling", "cost_to_serve", "extra_discounts"):
        assert segments.actual_value(sales, margin, **{name: cost}) == pytest.approx(plain - cost)


@given(actual=st.floats(-1e6, 1e6), spend=money, elsewhere=st.floats(0.01, 1e6), margin=share, reachable=share)
def test_potential_is_actual_and_unrealised(actual, spend, elsewhere, margin, reachable) -> None:
    room = segments.unrealised_potential(spend, spend + elsewhere, margin, reachable_share=reachable)
    assert room == pytest.approx(elsewhere * margin * reachable, abs=1e-6)
    whole = segments.potential_value(actual, spend, spend + elsewhere, margin, reachable_share=reachable)
    assert whole == pytest.approx(actual + room)
    assert whole >= actual


def test_a_series_stays_one() -> None:
    spend = pd.Series([600.0, 0.0], index=["a", "b"])
    assert segments.unrealised_potential(spend, 1_500, 0.30).to_dict() == pytest.approx({"a": 270, "b": 450})
    assert segments.actual_value(spend, 0.30).to_dict() == pytest.approx({"a": 180, "b": 0})
    assert segments.potential_value(-10, spend, 1_500, 0.30).to_dict() == pytest.approx({"a": 260, "b": 440})


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: segments.actual_value(900, 30), "write 30 % as 0.3"),
        (lambda: segments.actual_value(-900, 0.3), "net_sales must be at least 0"),
        (lambda: segments.actual_value([900, None], 0.3), "net_sales has 1 missing"),
        (lambda: segments.actual_value([], 0.3), "net_sales is empty"),
        (lambda: segments.actual_value([1, 2], 0.3, cost_to_serve=[1, 2, 3]), "differ in length"),
        (lambda: segments.actual_value(1, 0.3, cost_to_serve=-1), "cost_to_serve must be at least 0"),
        (lambda: segments.actual_value([1, 2], [0.3, 0.3, 0.3]), "differ in length"),
        (lambda: segments.actual_value(1, [0.3, 0.3, 0.3], extra_discounts=[1, 2]), "differ in length"),
        (lambda: segments.potential_value([1, 2], [6, 6, 6], 9, 0.3), "actual has 2, the wallet has 3"),
        (lambda: segments.unrealised_potential(600, 500, 0.3), "spend more with us"),
        (lambda: segments.unrealised_potential([1, 2], 5, [0.3, 0.3, 0.3]), "differ in length"),
        (lambda: segments.unrealised_potential(6, 9, 0.3, reachable_share=2), "reachable_share must lie between"),
        (lambda: segments.potential_value(float("nan"), 6, 9, 0.3), "actual has 1 missing"),
    ],
)
def test_what_has_no_value_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()
