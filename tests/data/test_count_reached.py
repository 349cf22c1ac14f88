"""Counting reached limits is numpy's search to the last number, and so is the clock's table of days."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from customer_value.data.generate import clock
from customer_value.data.generate.choosing import count_reached

SHARES = st.floats(0, 1)


@given(limits=st.lists(SHARES, max_size=255).map(sorted), values=arrays(float, st.integers(0, 50), elements=SHARES))
def test_it_is_a_search(limits: list[float], values: np.ndarray) -> None:
    assert np.array_equal(count_reached(limits, values), np.searchsorted(limits, values, side="right"))


def test_each_value_may_have_its_own_limits() -> None:
    limits = np.array([[0.2, 0.7], [0.5, 0.9]])  # the first and the second limit of two values
    assert count_reached(limits, np.array([0.6, 0.6])).tolist() == [2, 0]


@given(position=arrays(float, 20, elements=st.floats(0, clock.YEARS)), buys_gifts=st.booleans())
def test_the_table_of_days_is_a_search(position: np.ndarray, *, buys_gifts: bool) -> None:
    marks = clock.ticks(buys_gifts=buys_gifts)
    for places in (position, marks, np.nextafter(marks[1:], 0)):
        days = clock._days_begun(places, buys_gifts=buys_gifts)
        assert np.array_equal(days, np.searchsorted(marks, places, side="right"))


def test_no_day_is_shorter_than_a_cell() -> None:
    for buys_gifts in (False, True):
        assert np.diff(clock.ticks(buys_gifts=buys_gifts)).min() > 1 / clock.CELLS
