"""P(alive) of BG/NBD: published figures, and the shape that lesson 4 teaches."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import btyd
from customer_value.errors import DataError

positive = st.floats(0.05, 20)
weeks = st.floats(0.1, 500)


def test_a_silent_frequent_buyer_is_more_suspicious(published: btyd.BetaGeometric) -> None:
    alive = published.probability_alive([1, 2, 3, 5, 8, 10], t_x=20, T=39)
    assert alive.round(2).tolist() == [0.60, 0.54, 0.46, 0.28, 0.09, 0.04]


def test_single_customers(at_mle: btyd.BetaGeometric, published: btyd.BetaGeometric, reference: dict[str, Any]) -> None:
    for known in reference["run"]["customers"]:
        customer = known["frequency"], known["recency"], known["T"]
        for model, where in ((at_mle, "at_mle"), (published, "at_published_params")):
            assert model.probability_alive(*customer) == pytest.approx(known[where]["bgnbd_p_alive"], abs=1e-8)


def test_a_customer_without_a_repeat_counts_as_alive(published: btyd.BetaGeometric) -> None:
    """The model's assumption: dropout comes only after a repeat purchase. t_x does not matter then."""
    assert published.probability_alive(0, [0, 20, 60], 39).tolist() == [1, 1, 1]


@given(r=positive, alpha=positive, a=positive, b=positive, x=st.integers(0, 300), times=st.tuples(weeks, weeks, weeks))
def test_it_is_a_probability_that_falls_with_silence(
    r: float, alpha: float, a: float, b: float, x: int, times: tuple[float, float, float]
) -> None:
    model = btyd.BetaGeometric.from_parameters(r=r, alpha=alpha, a=a, b=b)
    t_x, wait, more = times
    sooner, later = model.probability_alive(x, t_x, [t_x + wait, t_x + wait + more])
    assert 0 <= later <= sooner <= 1
    assert later < sooner or x == 0 or sooner <= 1e-9


@given(unit=st.floats(1e-3, 1e3))
def test_the_unit_of_time_does_not_matter(unit: float) -> None:
    weekly = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
    other = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414 * unit, a=0.793, b=2.426)
    assert other.probability_alive(3, 20 * unit, 39 * unit) == pytest.approx(weekly.probability_alive(3, 20, 39))


def test_what_comes_in_goes_out(published: btyd.BetaGeometric) -> None:
    index = pd.Index([7, 9], name="customer_id")
    alive = published.probability_alive(pd.Series([1, 2], index=index), pd.Series([20.0, 20], index=index), 39)
    assert alive.index.equals(index)
    assert isinstance(published.probability_alive(1, 20, 39), float)
    assert published.probability_alive(np.array([[1], [2], [3]]), 20, np.array([39, 50])).shape == (3, 2)
    assert published.probability_alive(pd.Series([1]), 20, np.array([39, 50])).shape == (2,)


def test_bad_customers(published: btyd.BetaGeometric) -> None:
    with pytest.raises(DataError, match="t_x is later than T"):
        published.probability_alive(1, 40, 39)
    with pytest.raises(DataError, match="x must be at least 0"):
        published.probability_alive(-1, 20, 39)
