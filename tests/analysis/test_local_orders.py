"""Distinct pairs of customer and time by one sort, in keys of 32 and of 64 bits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis.local_orders import distinct

pairs = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), min_size=1, max_size=40)


@pytest.mark.parametrize("stretch", [1, 10**9])
@given(pairs=pairs)
def test_each_pair_comes_once_and_in_order(pairs: list[tuple[int, int]], stretch: int) -> None:
    who, when = np.array(pairs).T
    found = distinct(who, when * stretch)
    said = list(zip(found.customer.tolist(), found.when.tolist(), strict=True))
    assert said == [(one, day * stretch) for one, day in sorted(set(pairs))]


@pytest.mark.parametrize("stretch", [1, 10**9])
@given(pairs=pairs)
def test_first_last_and_count(pairs: list[tuple[int, int]], stretch: int) -> None:
    customer, time = np.array(pairs).T
    count, first, last = distinct(customer, time * stretch).spans(7)
    for one in range(7):
        days = {when * stretch for who, when in pairs if who == one}
        assert count[one] == len(days)
        assert (first[one], last[one]) == ((min(days), max(days)) if days else (0, 0))
