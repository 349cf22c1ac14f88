"""A forecast is held against what came: the titles give the totals, whichever way it misses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.errors import DataError
from customer_value.figures import calibration, reveal
from customer_value.figures.l04_lifetime_value.forecast import _means, _tenths

RANDOM = np.random.default_rng(8)
EXPECTED = RANDOM.gamma(0.5, 4, 2000)
CAME = RANDOM.poisson(EXPECTED).astype(float)


def test_the_title_compares_the_totals(readable) -> None:
    alt = readable(lambda: calibration([2.0] * 100, [1.0] * 100)).alt
    assert alt.startswith("The forecast is 100 % too high: 200 expected, 100 came.")
    assert calibration([1.0] * 100, [2.0] * 100).alt.startswith("The forecast is 50 % too low")
    assert "right to the percent" in calibration(EXPECTED, EXPECTED).alt
    assert "a total of nothing" in calibration(EXPECTED, EXPECTED * 0).alt


def test_money_is_written_as_money(readable) -> None:
    alt = readable(lambda: calibration(EXPECTED * 1000, CAME * 1000, what="€ of sales in 2025")).alt
    assert "€" in alt.split(":")[1]


def test_series_are_matched_by_customer(readable) -> None:
    guess = pd.Series(EXPECTED, index=range(2000))
    truth = pd.Series(CAME, index=range(2000)).sample(frac=1, random_state=1)
    assert readable(lambda: calibration(guess, truth)).alt == calibration(EXPECTED, CAME).alt


def test_the_reveal_tells_the_total_and_the_single_customer(readable) -> None:
    truth = EXPECTED * 10
    alt = readable(lambda: reveal(truth + 50, truth)).alt
    assert "for a customer of the top tenth it is typically €50 off" in alt
    assert "rank correlation 1.00" in alt


def test_the_reveal_shows_negative_values(readable) -> None:
    assert readable(lambda: reveal(EXPECTED * 40 - 30, CAME * 30 - 40, what="€ of value left"))


@given(st.lists(st.floats(0, 1e6), min_size=10, max_size=80))
def test_ten_groups_are_as_large_as_can_be_and_in_order(values: list[float]) -> None:
    guess = np.array(values)
    tenth = _tenths(guess)
    assert np.ptp(np.bincount(tenth, minlength=10)) <= 1
    assert (np.diff(_means(guess, tenth)) >= -1e-9).all()


@pytest.mark.parametrize(
    ("guess", "truth", "message"),
    [
        ([1.0] * 10, [1.0] * 11, "the shapes"),
        ([1.0] * 9, [1.0] * 9, "ten customers or more"),
        ([float("nan")] + [1.0] * 9, [1.0] * 10, "1 of the numbers are missing"),
        (pd.Series([1.0] * 10), pd.Series([1.0] * 10, index=range(5, 15)), "5 of the numbers are missing"),
    ],
)
def test_bad_input_is_refused(guess, truth, message: str) -> None:
    for figure in (calibration, reveal):
        with pytest.raises(DataError, match=message):
            figure(guess, truth)
