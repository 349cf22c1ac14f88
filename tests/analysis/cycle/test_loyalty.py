"""Repeat rate and net promoter score."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import cycle
from customer_value.errors import DataError

ORDERS = pd.DataFrame(
    {
        "customer_id": [1, 1, 2, 3, 3, 4],
        "ordered_at": pd.to_datetime(
            [
                "2024-01-05 10:00",
                "2024-05-01 00:00",
                "2024-02-01 09:00",
                "2024-03-01 09:00",
                "2024-03-01 18:00",
                "2025-11-30 12:00",
            ]
        ),
    }
)


def test_two_opposite_firms_have_the_same_score() -> None:
    one = cycle.net_promoter_score([10] * 45 + [8] * 25 + [5] * 30)
    other = cycle.net_promoter_score([9] * 15 + [7] * 85)
    assert one.score == pytest.approx(15)
    assert other.score == pytest.approx(15)
    assert (one.promoters, one.passives, one.detractors) == pytest.approx((0.45, 0.25, 0.30))
    assert one.standard_error > 2 * other.standard_error


@given(answers=st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_the_parts_make_the_score(answers: list[int]) -> None:
    found = cycle.net_promoter_score(answers)
    assert found.score == pytest.approx(100 * (found.promoters - found.detractors))
    assert found.promoters + found.passives + found.detractors == pytest.approx(1)
    points = np.select([np.array(answers) >= 9, np.array(answers) <= 6], [100.0, -100.0], 0.0)
    assert found.standard_error == pytest.approx(points.std() / np.sqrt(len(answers)), abs=1e-5)


@pytest.mark.parametrize(("answers", "says"), [([11], "between 0 and 10"), ([7.5], "whole numbers"), ([], "empty")])
def test_impossible_answers_are_refused(answers: list[float], says: str) -> None:
    with pytest.raises(DataError, match=says):
        cycle.net_promoter_score(answers)


def test_only_customers_whose_days_are_over_count() -> None:
    assert cycle.repeat_rate(ORDERS, end="2025-12-31") == pytest.approx(
        1 / 3
    )  # 1 yes; 2 no; 3 on the same day; 4 too new
    assert cycle.repeat_rate(ORDERS, within_days=100, end="2025-12-31") == 0
    assert cycle.repeat_rate(pl.from_pandas(ORDERS), end="2025-12-31") == pytest.approx(1 / 3)


def test_nobody_to_count_is_said() -> None:
    with pytest.raises(DataError, match="observe longer"):
        cycle.repeat_rate(ORDERS, within_days=3_000)
    with pytest.raises(DataError, match="1 or more"):
        cycle.repeat_rate(ORDERS, within_days=0)
