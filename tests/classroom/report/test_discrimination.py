"""Item-rest correlations leave the item itself out, compare like with like, and are NaN where nothing can be said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import orientation
from customer_value.classroom.report.discrimination import above_mean, correlation, item_rest, rest_scores, thirds


def a_class(students: int = 200, items: int = 6) -> pd.DataFrame:
    draw = np.random.default_rng(1)
    ability = draw.normal(size=(students, 1))
    return pd.DataFrame((ability + draw.normal(size=(students, items)) > 0).astype(float)).add_prefix("q")


def test_with_all_items_asked_it_is_the_item_total_correlation_of_the_surveys() -> None:
    scores = a_class()
    expected = orientation.item_analysis(scores)["item_total"]
    assert item_rest(scores)["item_rest"].to_numpy() == pytest.approx(expected.to_numpy())


def test_the_interval_is_fishers() -> None:
    scores = a_class()
    rest = scores[["q1", "q2", "q3", "q4", "q5"]].sum(axis=1)
    from scipy import stats

    expected = stats.pearsonr(scores["q0"], rest)
    assert item_rest(scores).loc["q0"].tolist() == pytest.approx([expected[0], *expected.confidence_interval()])


def test_points_weigh_the_rest() -> None:
    scores = a_class()
    rest = rest_scores(scores, {"q0": 1, "q1": 3, "q2": 1, "q3": 1, "q4": 1, "q5": 1})["q0"]
    plain = scores["q2"] + scores["q3"] + scores["q4"] + scores["q5"] + 3 * scores["q1"]
    assert rest.corr(plain) == pytest.approx(1)


def test_who_drew_hard_items_is_not_taken_for_weak() -> None:
    draw = np.random.default_rng(2)
    ability = draw.normal(size=400)
    hard = np.array([-2.0] * 10 + [2.0] * 10)
    scores = pd.DataFrame((ability[:, None] - hard + draw.logistic(size=(400, 20)) > 0).astype(float))
    scores = scores.mask(np.arange(400)[:, None] % 2 == np.arange(20) // 10)
    assert above_mean(scores).corr(pd.Series(ability)) > scores.mean(axis=1).corr(pd.Series(ability)) + 0.3


def test_nothing_is_said_where_nobody_differs_or_hardly_anybody_was_asked() -> None:
    scores = pd.DataFrame({"all": [1.0] * 6, "few": [1, 0, 1, *[np.nan] * 3], "a": [1, 0, 1, 0, 1, 0.0]})
    assert item_rest(scores)["item_rest"].isna().to_dict() == {"all": True, "few": True, "a": False}
    alone = pd.DataFrame({"a": [1, 0, 1, 0, 1.0]})
    assert item_rest(alone).isna().all(axis=None)
    assert above_mean(alone.assign(a=np.nan)).isna().all()


def test_a_perfect_correlation_has_no_interval() -> None:
    line = pd.Series([1.0, 2, 3, 4, 5])
    assert correlation(line, 2 * line) == pytest.approx((1, 1, 1))
    assert correlation(line, -line) == pytest.approx((-1, -1, -1))


def test_equal_scores_stay_in_the_same_third() -> None:
    found = thirds(pd.Series([0, 0, 0, 1, 1, 2, 2, 2, 2, np.nan], dtype=float))
    assert found.isna().tolist() == [False] * 9 + [True]
    assert set(found[:3]) == {"lower"}
    assert set(found[5:9]) == {"upper"}
