"""Market-oriented stores earn more per square metre, mostly because they are larger."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def stores(world: Frames) -> pd.DataFrame:
    """Join orientation and yearly profit per square metre to the stores."""
    survey, months, stores = world["survey_orientation"], world["store_months"], world["stores"].set_index("store_id")
    items = survey.filter(regex=r"_\d$")
    stores["orientation"] = items.mean(axis=1).groupby(survey["store_id"]).mean()
    stores["profit"] = months.groupby("store_id")["profit_eur"].sum() / 3 / stores["area_m2"]
    return stores


@pytest.mark.parametrize("classes", [3, 4, 5])
def test_correlation_falls_within_classes_of_size(stores: pd.DataFrame, classes: int) -> None:
    size = pd.qcut(stores["area_m2"], classes, labels=False)
    both = stores[["orientation", "profit"]]
    naive = both.corr().iloc[0, 1]
    within = (both - both.groupby(size).transform("mean")).corr().iloc[0, 1]
    assert 0.30 < naive < 0.40
    assert 0.10 < within < 0.20
    assert naive - within > 0.14


def test_naive_slope_is_three_times_the_true_effect(stores: pd.DataFrame, world: Frames) -> None:
    truth = world["truth/stores"]["effect_per_point"].iloc[0]
    naive = np.polyfit(stores["orientation"], stores["profit"], 1)[0]
    columns = np.column_stack([np.ones(len(stores)), stores["orientation"], np.log(stores["area_m2"])])
    right = np.linalg.lstsq(columns, stores["profit"], rcond=None)[0][1]
    assert naive > 3 * truth
    assert right == pytest.approx(truth, rel=0.15)


def test_it_holds_for_the_last_year_alone(stores: pd.DataFrame, world: Frames) -> None:
    months = world["store_months"]
    last = months[months["month_on"] >= "2025-01-01"].groupby("store_id")["profit_eur"].sum() / stores["area_m2"]
    assert 0.28 < stores["orientation"].corr(last) < 0.42


def test_size_goes_with_both(stores: pd.DataFrame) -> None:
    size = np.log(stores["area_m2"])
    assert stores["orientation"].corr(size) > 0.4
    assert stores["profit"].corr(size) > 0.4
