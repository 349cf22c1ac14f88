"""Chance shrinks with the sample; bias does not, but weights mend what groups explain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import needs
from customer_value.errors import DataError


def test_four_hundred_answers_leave_five_points() -> None:
    assert needs.sampling_margin(0.5, 400) == pytest.approx(0.049, abs=0.0005)


@given(n=st.integers(1, 10**6), share=st.floats(0, 1))
def test_four_times_the_answers_halve_the_margin(n: int, share: float) -> None:
    assert needs.sampling_margin(share, 4 * n) == pytest.approx(needs.sampling_margin(share, n) / 2)


def test_weights_bring_back_the_mean_of_those_invited() -> None:
    rng = np.random.default_rng(2)
    group = pd.Series(rng.choice(["light", "heavy"], 20_000, p=[0.8, 0.2]))
    wants_price = pd.Series(rng.random(20_000) < np.where(group == "light", 0.6, 0.2))
    answered = pd.Series(rng.random(20_000) < np.where(group == "light", 0.1, 0.3))
    weights = needs.response_weights(group, answered)
    naive, truth = wants_price[answered].mean(), wants_price.mean()
    mended = np.average(wants_price[answered], weights=weights)
    assert abs(naive - truth) > 0.08
    assert abs(mended - truth) < 0.02
    assert weights.mean() == pytest.approx(1)


@pytest.mark.parametrize(
    ("group", "answered", "says"),
    [
        (pd.Series(["a", "b"]), pd.Series([True, False]), "nobody of the group 'b'"),
        (pd.Series(["a", None]), pd.Series([True, False]), "known for everyone"),
        (pd.Series(["a"]), pd.Series([True, False]), "same index"),
        (pd.Series([], dtype=object), pd.Series([], dtype=bool), "one row for each"),
    ],
)
def test_groups_that_cannot_be_weighted_are_named(group: pd.Series, answered: pd.Series, says: str) -> None:
    with pytest.raises(DataError, match=says):
        needs.response_weights(group, answered)


def test_response_rates_by_hand() -> None:
    """Three light buyers invited, one answers; two heavy ones, both do."""
    group = pd.Series(["light", "heavy", "light", "light", "heavy"], index=[5, 6, 7, 8, 9])
    found = needs.response_rates(group, pd.Series([False, True, True, False, True], index=group.index))
    assert found["invited"].to_dict() == {"heavy": 2, "light": 3}
    assert found["share_answered"].to_dict() == {"heavy": 1.0, "light": pytest.approx(1 / 3)}
    with pytest.raises(DataError, match="response_rates: both columns"):
        needs.response_rates(group, pd.Series([True]))
