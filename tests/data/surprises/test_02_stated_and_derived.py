"""Asked directly, everybody calls price most important; what moves their satisfaction is anything but price."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
NEEDS = ["price", "convenience", "quality", "service"]


@pytest.fixture
def answered(world: Frames) -> pd.DataFrame:
    return world["survey_needs"].query("is_answered")


def derived(answered: pd.DataFrame) -> pd.Series:
    """Shares of the slopes of overall satisfaction on the four ratings."""
    ratings = answered[[f"rating_{need}" for need in NEEDS]]
    slopes = np.linalg.lstsq(np.c_[np.ones(len(ratings)), ratings], answered["overall_satisfaction"])[0][1:]
    return pd.Series(slopes / slopes.sum(), index=NEEDS)


def test_price_is_first_when_stated_and_last_when_derived(answered: pd.DataFrame) -> None:
    stated = answered[[f"stated_{need}" for need in NEEDS]].mean().set_axis(NEEDS)
    assert list(stated.sort_values(ascending=False).index) == ["price", "quality", "convenience", "service"]
    assert stated["price"] > 78
    found = derived(answered)
    assert (found.idxmin(), found["price"] < 0.16) == ("price", True)
    assert (found.idxmax(), found["convenience"] > 0.28) == ("convenience", True)
    assert found["service"] - found["price"] > 0.12


def test_stated_importance_hardly_tells_the_segments_apart(world: Frames, answered: pd.DataFrame) -> None:
    known = answered.merge(world["truth/customers"], on="customer_id")
    scale = known[["price_1", "price_2", "price_3"]].mean(axis=1)
    assert known["stated_price"].corr(known["need_price_share"]) < 0.4
    assert scale.corr(known["need_price_share"]) > 0.85
