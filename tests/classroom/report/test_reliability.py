"""Alpha comes with Feldt's interval, which covers the truth as often as it says, or with the reason for none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import orientation
from customer_value.classroom.report.reliability import alpha_interval, reliability, standard_error
from customer_value.errors import DataError

SCORES = pd.DataFrame({"a": [1, 1, 0, 0, 1], "b": [1, 1, 0, 0, 0], "c": [1, 0, 0, 0, 1]}, dtype=float)


def test_the_interval_covers_the_truth_in_95_of_100_classes() -> None:
    draw, students, items = np.random.default_rng(1), 40, 10
    truth = items * 0.25 / (1 + (items - 1) * 0.25)  # items that correlate .25, by Spearman and Brown
    answers = draw.normal(size=(600, students, 1)) + np.sqrt(3) * draw.normal(size=(600, students, items))
    variances = answers.var(axis=1, ddof=1).sum(axis=1)
    alphas = items / (items - 1) * (1 - variances / answers.sum(axis=2).var(axis=1, ddof=1))
    inside = [low < truth < high for _, low, high in (alpha_interval(float(each), students, items) for each in alphas)]
    assert np.mean(inside) == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize(("alpha", "students", "items"), [(1.1, 10, 3), (0.5, 1, 3), (0.5, 10, 1), (np.nan, 10, 3)])
def test_no_interval_of_what_is_no_alpha(alpha: float, students: int, items: int) -> None:
    with pytest.raises(DataError, match="interval of alpha"):
        alpha_interval(alpha, students, items)


def test_right_and_wrong_is_kr_20_and_part_marks_are_alpha() -> None:
    assert reliability(SCORES).name == "KR-20"
    assert reliability(SCORES.replace(1, 0.5)).name == "alpha"


def test_points_weigh() -> None:
    found = reliability(SCORES, {"a": 2, "b": 1, "c": 1})
    assert found.alpha.value == pytest.approx(orientation.cronbach_alpha(SCORES.assign(a=SCORES["a"] * 2)))


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        (SCORES.iloc[:1], "two students"),
        (SCORES[["a"]], "two questions"),
        (SCORES.mask(SCORES.index.to_numpy()[:, None] == np.arange(3)), "other ones were drawn"),
        (SCORES * 0, "same total"),
    ],
)
def test_where_there_is_none_it_says_why(scores: pd.DataFrame, says: str) -> None:
    found = reliability(scores)
    assert says in found.why_not
    assert np.isnan(found.alpha.value)


def test_a_negative_alpha_makes_no_error_larger_than_the_spread() -> None:
    assert standard_error(pd.Series([2, 4, 6]), alpha=-1) == 2
