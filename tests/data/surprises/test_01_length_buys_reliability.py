"""Fifteen items on three topics reach a higher alpha than four or five on one: length buys reliability."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


def _alpha(items: pd.DataFrame) -> float:
    answered = items.dropna()
    k = answered.shape[1]
    return k / (k - 1) * (1 - answered.var().sum() / answered.sum(axis=1).var())


def _mean_correlation(items: pd.DataFrame) -> float:
    matrix = items.corr().to_numpy()
    return matrix[np.triu_indices(len(matrix), 1)].mean()


@pytest.fixture
def items(world: Frames) -> pd.DataFrame:
    """All 15 items."""
    return world["survey_orientation"].filter(regex=r"_\d$")


@pytest.mark.parametrize("component", ["competitor", "coordination"])
def test_alpha_rises_while_the_items_have_less_in_common(items: pd.DataFrame, component: str) -> None:
    part = items.filter(like=component)
    assert _alpha(items) - _alpha(part) > 0.08
    assert _mean_correlation(items) < _mean_correlation(part)


def test_alpha_is_good_though_items_correlate_modestly(items: pd.DataFrame) -> None:
    assert 0.8 < _alpha(items) < 0.92
    assert 0.25 < _mean_correlation(items) < 0.40


def test_length_and_mean_correlation_explain_alpha(items: pd.DataFrame) -> None:
    k, r = items.shape[1], _mean_correlation(items)
    assert _alpha(items) == pytest.approx(k * r / (1 + (k - 1) * r), abs=0.02)


def test_one_item_for_each_topic_is_the_same_scale_and_unreliable(items: pd.DataFrame) -> None:
    short = items[["customer_1", "competitor_1", "coordination_1"]]
    assert _mean_correlation(short) == pytest.approx(_mean_correlation(items), abs=0.15)
    assert _alpha(short) < 0.7
