"""The distribution of repeat purchases of a new customer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import btyd
from customer_value.errors import DataError


def test_more_than_half_never_buy_again(published: btyd.BetaGeometric, reference: dict[str, Any]) -> None:
    """CDNOW within 39 weeks: 57 %, as the R package BTYD prints it."""
    known = reference["published"]["bgnbd_pmf_zero_39"]["value"]
    assert published.probability_of_purchases(0, t=39) == pytest.approx(known, abs=1e-7)


@given(t=st.floats(0.1, 20), a=st.floats(0.5, 4), b=st.floats(0.5, 4))
def test_it_adds_up(t: float, a: float, b: float) -> None:
    """To one, and its mean is the expected number of purchases."""
    model = btyd.BetaGeometric.from_parameters(r=2.0, alpha=10.0, a=a, b=b)
    n = np.arange(300)
    chances = model.probability_of_purchases(n, t)
    assert chances.sum() == pytest.approx(1)
    assert n @ chances == pytest.approx(model.expected_purchases_of_new(t), rel=1e-6)


def test_nothing_happens_in_no_time(published: btyd.BetaGeometric) -> None:
    assert published.probability_of_purchases([0, 1, 2], t=0).tolist() == [1, 0, 0]


def test_bad_input(published: btyd.BetaGeometric) -> None:
    with pytest.raises(DataError, match=r"n counts purchases, so it holds whole numbers; 0.5 is none"):
        published.probability_of_purchases(0.5, t=39)
    with pytest.raises(DataError, match="t must be at least 0"):
        published.probability_of_purchases(1, t=-1)
