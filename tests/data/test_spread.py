"""Chance that is made even: no accidental link is left, and nothing else is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.data.generate.spread import classes, even, indicators, unrelated


@given(st.integers(0, 1_000))
def test_unrelated_values_correlate_with_nothing_known(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values, *known = rng.standard_normal((4, 40))
    rest = unrelated(values, *known)
    assert rest.mean() == pytest.approx(0, abs=1e-9)
    assert rest.std() == pytest.approx(1)
    assert [rest @ column for column in known] == pytest.approx([0, 0, 0], abs=1e-9)
    assert np.corrcoef(rest, values)[0, 1] > 0.5


@given(st.integers(0, 1_000))
def test_even_values_have_mean_zero_in_each_group(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one, other = np.arange(60) % 5, np.arange(60) // 12
    values = even(rng.standard_normal(60), one, other)
    for group in (one, other):
        assert np.bincount(group, weights=values) == pytest.approx(np.zeros(5), abs=1e-6)


@given(st.lists(st.integers(0, 9), min_size=6, max_size=60), st.integers(2, 5))
def test_classes_are_equally_large_and_in_order(values: list[int], number: int) -> None:
    array = np.array(values)
    group = classes(array, number)
    assert np.ptp(np.bincount(group, minlength=number)) <= 1
    assert (np.diff(group[np.argsort(array, kind="stable")]) >= 0).all()


def test_indicators_sum_to_one() -> None:
    assert indicators(np.array([3, 1, 3])).sum(axis=1).tolist() == [1, 1, 1]
