"""Distinct pairs of customer and time by one sort, in keys of 32 and of 64 bits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis.local_orders import distinct, spans

pairs = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), min_size=1, max_size=40)


@pytest.mark.parametrize("stretch", [1, 10**9])
@given(pairs=pairs)
def test_each_pair_comes_once_and_in_order(pairs: list[tuple[int, int]], stretch: int) -> None:
    who, when = np.array(pairs).T
    found = np.array(distinct(who, when * stretch))
    assert found.T.tolist() == [[one, day * stretch] for one, day in sorted(set(pairs))]


@given(pairs=pairs)
def test_first_last_and_count(pairs: list[tuple[int, int]]) -> None:
    count, first, last = spans(*distinct(*np.array(pairs).T), 7)
    for one in range(7):
        days = {when for who, when in pairs if who == one}
        assert count[one] == len(days)
        assert (first[one], last[one]) == ((min(days), max(days)) if days else (0, 0))
