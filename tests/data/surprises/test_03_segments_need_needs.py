"""k-means on behaviour finds value, not needs, and the silhouette is content with two groups where there are five."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

Frames = dict[str, pd.DataFrame]
NEEDS = ("price", "convenience", "quality", "service")
TRUE_SEGMENTS = 5


@pytest.fixture
def buyers(world: Frames) -> pd.DataFrame:
    frame = world["survey_needs"].query("is_answered").merge(world["customer_summary"], on="customer_id")
    frame["service_2"] = 6 - frame["service_2"]
    return frame.query("order_count > 0").merge(world["truth/customers"], on="customer_id")


def _groups(table: pd.DataFrame, k: int) -> np.ndarray:
    return KMeans(k, n_init=5, random_state=1).fit_predict(table)


def _scaled(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(StandardScaler().fit_transform(table), columns=table.columns)


def test_needs_find_the_segments_that_behaviour_hides(buyers: pd.DataFrame) -> None:
    money = buyers[["order_count", "net_sales_eur", "recency_days"]]
    behaviour = _scaled(np.log1p(money))
    needs = pd.DataFrame({need: buyers.filter(regex=f"^{need}_[123]$").mean(axis=1) for need in NEEDS})
    both = behaviour.join(_scaled(needs))
    truth = buyers["need_segment"]
    unscaled, naive, right = (
        adjusted_rand_score(truth, _groups(table, TRUE_SEGMENTS)) for table in (money, behaviour, both)
    )
    assert unscaled < 0.05
    assert naive < 0.06
    assert right > naive + 0.18


def test_silhouette_favours_two(buyers: pd.DataFrame) -> None:
    behaviour = _scaled(np.log1p(buyers[["order_count", "net_sales_eur", "recency_days"]]))
    silhouette = {k: silhouette_score(behaviour, _groups(behaviour, k)) for k in (2, 3, TRUE_SEGMENTS)}
    assert max(silhouette, key=silhouette.__getitem__) == 2
    assert silhouette[2] - silhouette[TRUE_SEGMENTS] > 0.08
