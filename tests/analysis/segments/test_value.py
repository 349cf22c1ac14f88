"""Wallets, potential value and tiers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import DataError


def test_a_wallet_leaves_room() -> None:
    assert segments.share_of_wallet(600, 1_500) == 0.4
    assert segments.potential_value(90, 600, 1_500, 0.30) - 90 == pytest.approx(270)
    assert segments.potential_value(90, 600, 1_500, 0.30, reachable_share=0.5) - 90 == pytest.approx(135)


@given(n=st.integers(1, 12))
def test_the_rule_shares_out_the_whole_wallet(n: int) -> None:
    assert sum(segments.wallet_allocation(rank, n) for rank in range(1, n + 1)) == pytest.approx(1)


def test_tiers_by_what_is_and_what_could_be() -> None:
    actual = pd.Series([500.0, 20, 30, 40, -20, -30], index=list("abcdef"))
    potential = pd.Series([520.0, 400, 35, 45, -5, 60], index=list("abcdef"))
    tiers = segments.value_tiers(actual, potential)
    assert tiers.to_dict() == {
        "a": "most valuable",
        "b": "most growable",
        "c": "other",
        "d": "other",
        "e": "below zero",
        "f": "other",
    }
    assert tiers.cat.categories.tolist() == ["most valuable", "most growable", "other", "below zero"]


values = st.lists(st.tuples(st.floats(-100, 1e4), st.floats(0, 1e4)), min_size=1, max_size=60)


@given(pairs=values, top=st.floats(0.05, 0.5))
def test_no_tier_holds_customers_who_are_worse_than_those_left_out(
    pairs: list[tuple[float, float]], top: float
) -> None:
    actual = pd.Series([a for a, _ in pairs])
    room = pd.Series([u for _, u in pairs])
    tiers = segments.value_tiers(actual, actual + room, top=top)
    best = actual[tiers == "most valuable"]
    if len(best):
        left_out = actual[tiers.isin(["most growable", "other"])]
        assert left_out.empty or best.min() >= left_out.max()
        assert best.min() > 0
    assert ((actual + room)[tiers == "below zero"] < 0).all()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: segments.share_of_wallet(600, 0), "a wallet is 0"),
        (lambda: segments.share_of_wallet(np.array([600, 10]), np.array([500, 20])), "1 customers spend more"),
        (lambda: segments.wallet_allocation(4, 3), "beyond the number"),
        (lambda: segments.wallet_allocation(0, 3), "at least 1"),
        (lambda: segments.potential_value(90, 600, 1_500, 30), "0.3"),
        (lambda: segments.value_tiers(pd.Series([1.0]), pd.Series([0.5])), "below actual"),
        (lambda: segments.value_tiers(pd.Series([1.0]), pd.Series([2.0]), top=1.5), "between 0 and 1"),
        (lambda: segments.value_tiers(pd.Series([1.0]), pd.Series([2.0], index=[4])), "different indexes"),
    ],
)
def test_what_makes_no_sense_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()
