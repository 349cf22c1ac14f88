"""Intervals agree with scipy's, stay within 0 and 1, and widen when answers come from the same students."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from customer_value.classroom.report.intervals import mean_score, share_of_answers, wilson
from customer_value.errors import DataError


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_is_scipys(counts: tuple[int, int]) -> None:
    expected = stats.binomtest(*counts).proportion_ci(method="wilson")
    assert wilson(*counts) == pytest.approx((counts[0] / counts[1], expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize(("count", "of"), [(0, 0), (3, 2), (-1, 2)])
def test_a_share_of_nobody_is_refused(count: int, of: int) -> None:
    with pytest.raises(DataError, match="share"):
        wilson(count, of)


def test_right_and_wrong_get_wilsons_interval_and_part_marks_get_students() -> None:
    assert mean_score(pd.Series([1.0, 0.0, np.nan, 1.0])) == wilson(2, 3)
    marks = [0.2, 0.5, 0.5, 0.75]
    expected = stats.t.interval(0.95, 3, loc=np.mean(marks), scale=stats.sem(marks))
    assert mean_score(pd.Series(marks))[1:] == pytest.approx(expected)


def test_one_mark_says_nothing_and_none_is_nothing() -> None:
    assert mean_score(pd.Series([0.5])) == (0.5, 0.0, 1.0)
    assert np.isnan(mean_score(pd.Series([np.nan]))).all()
    assert np.isnan(share_of_answers(pd.Series([], dtype=bool), pd.Series([], dtype=object))).all()


def test_answers_of_the_same_students_count_for_less() -> None:
    right = pd.Series([True, True, True, False, False, False])
    apart = share_of_answers(right, pd.Series(range(6)))
    assert apart == pytest.approx(wilson(3, 6))
    assert share_of_answers(right, pd.Series([1, 1, 1, 2, 2, 2])) == pytest.approx(wilson(1, 2))
    assert share_of_answers(right, pd.Series([1, 2, 3, 1, 2, 3])) == pytest.approx(apart)
    assert share_of_answers(right[:3], pd.Series([1, 1, 2])) == wilson(2, 2)
    assert share_of_answers(right, pd.Series([1] * 6)) == wilson(0.5, 1)
