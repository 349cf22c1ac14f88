"""k-means on columns as they are is a histogram of spending; scaled columns find needs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

SEGMENTS = 5
Frames = dict[str, pd.DataFrame]


@pytest.fixture
def customers(world: Frames) -> pd.DataFrame:
    """Customers with three orders or more: how much, how often, and of which kind."""
    summary = world["customer_summary"].set_index("customer_id")
    columns = ["net_sales_eur", "order_count", "mean_basket_eur", "discount_share", "online_share", "returned_share"]
    lines = world["order_lines"].merge(world["products"][["product_id", "brand_tier"]], on="product_id")
    tiers = pd.crosstab(lines["order_id"] // 1_000, lines["brand_tier"], normalize="index")
    return summary.loc[summary["order_count"] >= 3, columns].join(tiers[["value", "premium"]])


def _groups(columns: pd.DataFrame | np.ndarray, k: int = SEGMENTS) -> np.ndarray:
    with threadpool_limits(1):  # more threads only wait for each other here
        return KMeans(k, n_init=2, random_state=0).fit_predict(columns)


def test_scaling_finds_needs(customers: pd.DataFrame, world: Frames) -> None:
    need = world["truth/customers"].set_index("customer_id")["need_segment"][customers.index]
    unscaled, scaled = _groups(customers), _groups(StandardScaler().fit_transform(customers))
    assert adjusted_rand_score(need, unscaled) < 0.05
    assert adjusted_rand_score(need, scaled) > 0.20


def test_unscaled_groups_are_steps_of_spending(customers: pd.DataFrame) -> None:
    """The groups explain nine tenths of the spread of net sales, and hardly any of the share of discounts."""
    group = _groups(customers)
    explained = customers.groupby(group).transform("mean").var() / customers.var()
    assert explained["net_sales_eur"] > 0.85
    assert explained["discount_share"] < 0.10


def test_the_silhouette_asks_for_fewer_groups_than_there_are(customers: pd.DataFrame) -> None:
    scaled = StandardScaler().fit_transform(customers)
    score = {k: silhouette_score(scaled, _groups(scaled, k), sample_size=1_500, random_state=0) for k in (2, 3, 4, 5)}
    assert max(score, key=score.__getitem__) < SEGMENTS
