"""Importance, willingness to pay, derived importance, opportunity."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import needs
from customer_value.errors import DataError


def test_importance_is_the_share_of_the_ranges() -> None:
    shares = needs.importance(pd.Series({"speed": 0.8, "returns": 0.5, "fee": 1.2}))
    assert shares.index[0] == "fee"
    assert shares["fee"] == pytest.approx(1.2 / 2.5)


@given(ranges=st.lists(st.floats(0.01, 100), min_size=1, max_size=6), factor=st.floats(0.1, 10))
def test_importance_sums_to_one_whatever_the_unit_of_utility(ranges: list[float], factor: float) -> None:
    given_ = pd.Series(ranges)
    shares = needs.importance(given_)
    assert shares.sum() == pytest.approx(1)
    assert needs.importance(given_ * factor).sort_index().to_numpy() == pytest.approx(shares.sort_index().to_numpy())


def test_willingness_to_pay_is_in_euros() -> None:
    assert needs.willingness_to_pay(0.8, 0.12) == pytest.approx(6.67, abs=0.005)
    assert needs.willingness_to_pay(np.array([0.8, -0.4]), 0.1).tolist() == pytest.approx([8, -4])
    with pytest.raises(DataError, match="turn the sign"):
        needs.willingness_to_pay(0.8, -0.12)


def test_derived_weights_find_what_moves_satisfaction() -> None:
    rng = np.random.default_rng(5)
    ratings = pd.DataFrame(rng.normal(4, 1, (800, 3)), columns=["price", "range", "service"])
    ratings["range"] += 0.6 * ratings["service"]  # rides along, moves nothing
    overall = 0.2 * ratings["price"] + 0.8 * ratings["service"] + rng.normal(0, 0.3, 800)
    found = needs.derived_importance(ratings, overall)
    assert found.index[0] == "service"
    assert abs(found.loc["range", "weight"]) < 0.05
    assert found.loc["range", "correlation"] > 0.3


def test_opportunity_adds_only_what_is_not_met() -> None:
    assert needs.opportunity_score(pd.Series([9, 9]), pd.Series([4, 10])).tolist() == [14, 9]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: needs.importance(pd.Series([0.0, 0.0])), "every range is 0"),
        (lambda: needs.importance(pd.Series([1.0, -1.0])), "at least 0"),
        (lambda: needs.opportunity_score(11, 4), "between 0 and 10"),
        (lambda: needs.derived_importance(pd.DataFrame({"a": [1, 2]}), pd.Series([1, 2])), "need at least 3"),
        (lambda: needs.derived_importance(pd.DataFrame({"a": [1, 1, 1]}), pd.Series([1, 2, 3])), "the same points"),
        (
            lambda: needs.derived_importance(
                pd.DataFrame({"a": [1, 2, 3, 5], "b": [2, 4, 6, 10]}), pd.Series([1, 2, 3, 2])
            ),
            "move together",
        ),
        (lambda: needs.derived_importance(pd.DataFrame({"a": [1, 2]}), pd.Series([1, 2], index=[5, 6])), "same index"),
    ],
)
def test_what_cannot_be_told_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()
