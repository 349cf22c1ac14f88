"""Lift says what accuracy hides, and a feature from the future stands out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import DataError


@given(
    actual=st.lists(st.floats(0, 1e4), min_size=4, max_size=60).filter(lambda v: sum(v) > 1), groups=st.integers(2, 4)
)
def test_shares_sum_to_one_and_knowing_all_is_best(actual: list[float], groups: int) -> None:
    perfect = segments.lift_table(actual, actual, groups=groups)
    assert perfect["share"].sum() == pytest.approx(1)
    assert perfect["customers"].sum() == len(actual)
    assert perfect["mean_actual"].is_monotonic_decreasing
    worst = segments.lift_table(actual, -np.array(actual), groups=groups)
    assert worst["cumulative_share"].iloc[0] <= perfect["cumulative_share"].iloc[0] + 1e-9


def test_lift_of_a_useless_guess_is_about_one() -> None:
    rng = np.random.default_rng(3)
    table = segments.lift_table(rng.random(20_000) < 0.05, rng.random(20_000))
    assert table["lift"].between(0.8, 1.2).all()


def test_the_future_among_the_features_is_marked() -> None:
    rng = np.random.default_rng(4)
    later = rng.gamma(1, 100, 2_000)
    features = pd.DataFrame(
        {
            "orders_last_year": later * 0.02 + rng.gamma(1, 5, 2_000),
            "distance_km": rng.random(2_000),
            "coupons_next_half_year": rng.poisson(later / 20),
        }
    )
    checked = segments.leakage_check(features, pd.Series(later))
    assert checked.index[checked["is_suspicious"]].tolist() == ["coupons_next_half_year"]
    assert (
        not segments.leakage_check(
            features.drop(columns="coupons_next_half_year"), pd.Series(later * 0 + rng.random(2_000))
        )["rank_correlation"]
        .gt(0.1)
        .any()
    )


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: segments.lift_table([1, 2], [1, 2], groups=3), "between 2 and 2"),
        (lambda: segments.lift_table([0, 0], [1, 2], groups=2), "nothing came out"),
        (lambda: segments.lift_table([1, 2], [1], groups=2), "differ in length"),
        (lambda: segments.leakage_check(pd.DataFrame({"a": [1, 2]}), pd.Series([1, 2])), "two or more features"),
        (lambda: segments.leakage_check(pd.DataFrame({"a": [1, 2], "b": [2, 1]}), pd.Series([1, 1])), "varies"),
        (
            lambda: segments.leakage_check(pd.DataFrame({"a": [1, 2], "b": [2, 1]}), pd.Series([1, 2], index=[5, 6])),
            "different indexes",
        ),
    ],
)
def test_what_cannot_be_judged_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()
