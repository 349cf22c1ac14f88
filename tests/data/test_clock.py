"""The seasonal clock: one calendar year is one unit, stores are closed at night."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.data.generate.clock import FIRST_DAY, YEARS, ticks, times


@pytest.mark.parametrize("buys_gifts", [False, True])
def test_new_year_is_a_whole_number(buys_gifts: bool) -> None:
    days = (np.arange(2021, 2028).astype(str).astype("datetime64[D]") - FIRST_DAY).astype(int)
    assert ticks(buys_gifts=buys_gifts)[days] == pytest.approx(range(YEARS + 1))


@given(st.lists(st.floats(0, YEARS, exclude_max=True), min_size=2), st.booleans(), st.booleans())
def test_later_on_the_clock_is_later_in_time(positions: list[float], online: bool, buys_gifts: bool) -> None:
    position = np.sort(positions)
    at = times(position, np.full(len(position), online), buys_gifts=buys_gifts)
    assert (np.diff(at) >= 0).all()
    year = at.astype("datetime64[s]").astype("datetime64[Y]").astype(int) + 1970
    assert (year >= 2021).all()
    assert (year <= 2026).all()
    if not online:
        hour = at // 3600 % 24
        assert ((hour >= 9) & (hour < 21)).all()


def test_gift_buyers_come_in_december() -> None:
    shares = [np.diff(ticks(buys_gifts=gifts))[334:365].sum() for gifts in (False, True)]
    assert shares[1] > 1.5 * shares[0]
