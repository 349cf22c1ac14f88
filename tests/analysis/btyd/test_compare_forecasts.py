"""Forecasts are measured in total, by customer and by whom they put first; a forecast of nothing wins nowhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import btyd
from customer_value.errors import DataError

CAME = [0, 0, 1, 4, 0]


def test_by_hand() -> None:
    found = btyd.compare_forecasts(CAME, {"a": [1, 0, 0, 5, 0]})
    assert found.loc["a"].tolist() == pytest.approx([6, 0.2, np.sqrt(3 / 5), 0.8])


@given(came=st.lists(st.integers(0, 9), min_size=1, max_size=30).filter(any))
def test_nothing_beats_the_truth_and_the_mean_beats_nothing_at_all(came: list[int]) -> None:
    found = btyd.compare_forecasts(
        came, {"truth": came, "mean": np.full(len(came), np.mean(came)), "nobody": np.zeros(len(came))}
    )
    assert found["typical_miss"].is_monotonic_increasing
    assert found.loc["truth", ["off", "typical_miss"]].tolist() == [0, 0]
    assert found.loc["nobody", "off"] == -1
    assert found["found"].max() == found.loc["truth", "found"]


def test_series_are_matched_by_their_index() -> None:
    came = pd.Series(CAME, index=list("abcde"))
    shuffled = came.iloc[::-1]
    assert btyd.compare_forecasts(came, {"same": shuffled})["typical_miss"].tolist() == [0]


def test_a_frame_of_forecasts_is_read_by_column() -> None:
    frame = pd.DataFrame({"a": CAME, "came": [0, 0, 0, 0, 5]})
    assert btyd.compare_forecasts(CAME, frame).index.tolist() == ["a", "came"]


@pytest.mark.parametrize(
    ("came", "forecasts", "words"),
    [
        (CAME, {}, "needs a forecast"),
        ([0, 0], {"a": [1, 1]}, "nobody bought"),
        (CAME, {"a": [1, 2]}, "a"),
        (CAME, {"a": [1, 2, 3, 4, None]}, "missing"),
        ([-1, 2], {"a": [1, 1]}, "came"),
    ],
)
def test_what_cannot_be_compared_is_refused(came, forecasts, words) -> None:
    with pytest.raises(DataError, match=words):
        btyd.compare_forecasts(came, forecasts)


def test_the_best_part_is_a_share() -> None:
    with pytest.raises(DataError, match="best"):
        btyd.compare_forecasts(CAME, {"a": CAME}, best=20)
