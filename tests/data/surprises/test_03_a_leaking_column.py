"""`coupons_next_half_year` makes a model of the next year look better, and worse on the day when it is needed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

LEAK = "coupons_next_half_year"
Frames = dict[str, pd.DataFrame]


@pytest.fixture
def features(world: Frames) -> pd.DataFrame:
    """Columns of the export without missing values; counts and euros as logarithms."""
    snapshot = world["customer_snapshot"].set_index("customer_id").drop(columns=["discount_share", "online_share"])
    return snapshot.drop(columns="is_member").apply(np.log1p).join(snapshot["is_member"])


@pytest.fixture
def grows(world: Frames, features: pd.DataFrame) -> pd.Series:
    """Tell who spends at least €50 more in 2025 than in 2024."""
    orders = world["orders"].assign(year=world["orders"]["ordered_at"].dt.year)
    spend = orders.pivot_table(index="customer_id", columns="year", values="net_eur", aggfunc="sum", fill_value=0)
    return (spend[2025] - spend[2024] > 50).reindex(features.index, fill_value=False)


def test_the_leak_flatters_and_then_fails(features: pd.DataFrame, grows: pd.Series) -> None:
    """Learn from one half of the customers, predict the other; then the other way round."""

    def auc(columns: pd.DataFrame, at_prediction: pd.DataFrame) -> float:
        areas = []
        for known in (features.index % 2 == 0, features.index % 2 == 1):
            model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(columns[known], grows[known])
            areas.append(roc_auc_score(grows[~known], model.predict_proba(at_prediction[~known])[:, 1]))
        return float(sum(areas) / len(areas))

    honest = auc(features.drop(columns=LEAK), features.drop(columns=LEAK))
    in_hindsight = auc(features, features)
    # On the day of the prediction nobody has redeemed a coupon of the half year to come.
    in_use = auc(features, features.assign(**{LEAK: 0.0}))
    assert in_hindsight - honest > 0.03
    assert in_hindsight - in_use > 0.06
    assert honest - in_use > 0.01


def test_no_other_column_goes_with_the_next_year_as_closely(features: pd.DataFrame, world: Frames) -> None:
    orders = world["orders"]
    spend = orders[orders["ordered_at"] >= "2025-01-01"].groupby("customer_id")["net_eur"].sum()
    ranks = features.corrwith(spend.reindex(features.index, fill_value=0), method="spearman").abs()
    assert ranks.idxmax() == LEAK
