"""Survival, retention and hazard follow from one column of survivors."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import lifetime
from customer_value.errors import DataError

YEARS = np.arange(6)
MIXED = (0.9**YEARS + 0.5**YEARS) / 2  # half of the customers churn by 10 % a year, half by 50 %


def test_retention_rises_though_nobody_changes() -> None:
    """The sorting effect; the fourth rate is (.9^4 + .5^4) / (.9^3 + .5^3) = .7186 / .8540."""
    rates = lifetime.retention_rates(MIXED)
    assert np.isnan(rates[0])
    assert rates[1:].round(3).tolist() == [0.700, 0.757, 0.806, 0.841, 0.865]


def test_one_over_mean_churn_is_not_the_mean_duration() -> None:
    years = np.arange(2000)
    assert ((0.9**years + 0.5**years) / 2).sum() == pytest.approx(6.0)
    assert 1 / lifetime.hazard_rates(MIXED)[1] == pytest.approx(3.33, abs=0.005)


def test_survival_is_the_product_of_retention() -> None:
    counts = pd.Series([1000, 700, 530, 400], index=[2022, 2023, 2024, 2025])
    curve = lifetime.survival_curve(counts)
    assert curve.index.equals(counts.index)
    assert curve.tolist() == [1, 0.7, 0.53, 0.4]
    assert lifetime.retention_rates(counts)[1:].cumprod().tolist() == pytest.approx(curve[1:].tolist())
    assert lifetime.hazard_rates(counts)[1:].tolist() == pytest.approx([0.3, 170 / 700, 130 / 530])


def test_nobody_left_has_no_retention() -> None:
    assert np.isnan(lifetime.retention_rates([10, 0, 0])[2])


@pytest.mark.parametrize(
    ("survivors", "said"),
    [
        ([100, 70, 80], "rises at period 2 \\(70 to 80\\)"),
        ([100], "column of one cohort"),
        (100, "column of one cohort"),
        ([[100, 50], [10, 5]], "column of one cohort"),
        ([0, 0], "begins with 0 customers"),
        ([100, np.nan], "survivors has 1 missing"),
        ([100, -1], "at least 0, not -1"),
    ],
)
@pytest.mark.parametrize("rate", [lifetime.survival_curve, lifetime.retention_rates, lifetime.hazard_rates])
def test_what_is_no_column_of_survivors(rate: object, survivors: object, said: str) -> None:
    with pytest.raises(DataError, match=said):
        rate(survivors)
