"""Measures agree with other libraries, and do not change when only the unit does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from customer_value.audit.measures import area_under_curve, measure, rank_correlation, tenths

NUMBERS = arrays(float, 60, elements=st.floats(-1e6, 1e6).map(lambda number: round(number, 3)))


@given(NUMBERS, NUMBERS)
def test_ranking_is_spearmans_and_the_auc_of_sklearn(one: np.ndarray, other: np.ndarray) -> None:
    if np.ptp(one) and np.ptp(other):
        assert rank_correlation(one, other) == pytest.approx(spearmanr(one, other).statistic, abs=1e-9)
    yes = other > np.median(other)
    if yes.any():
        assert area_under_curve(one, yes) == pytest.approx(roc_auc_score(yes, one))


@given(NUMBERS, NUMBERS, st.floats(0.01, 100))
def test_errors_grow_with_the_unit_and_ranks_do_not(estimate: np.ndarray, truth: np.ndarray, unit: float) -> None:
    one, other = measure(estimate, truth), measure(estimate * unit, truth * unit)
    assert other.bias == pytest.approx(one.bias * unit, abs=1e-6)
    assert other.root_mean_squared_error == pytest.approx(one.root_mean_squared_error * unit, abs=1e-6)
    assert one.mean_absolute_error >= abs(one.bias) - 1e-9
    assert one.root_mean_squared_error >= one.mean_absolute_error - 1e-9


def test_without_order_there_is_no_ranking() -> None:
    assert np.isnan(rank_correlation(np.ones(5), np.arange(5.0)))
    assert np.isnan(area_under_curve(np.arange(5.0), np.ones(5, dtype=bool)))


@given(NUMBERS)
def test_tenths_are_of_one_size_and_in_order(values: np.ndarray) -> None:
    group = tenths(values)
    assert np.bincount(group).tolist() == [6] * 10
    assert all(values[group == low].max() <= values[group == low + 1].min() for low in range(9))


def test_the_top_tenth_of_a_perfect_estimate_holds_what_is_largest() -> None:
    truth = np.arange(1.0, 101.0)
    assert measure(truth, truth).top_tenth_capture == pytest.approx(sum(range(91, 101)) / 5050)
    assert np.isnan(measure(truth, -truth).top_tenth_capture)
