"""k-means finds planted groups when variables are scaled, and returns k groups of nothing as readily."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import segments
from customer_value.errors import DataError


@pytest.fixture(scope="module")
def planted() -> tuple[pd.DataFrame, np.ndarray]:
    """Three groups that differ in shares, beside an amount of money that says nothing."""
    rng = np.random.default_rng(1)
    truth = np.repeat([0, 1, 2], [150, 100, 50])
    centres = np.array([[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]])
    shares = centres[truth] + rng.normal(0, 0.05, (300, 2))
    table = pd.DataFrame(shares, columns=["online_share", "offer_share"]).assign(spend_eur=rng.gamma(1, 500, 300))
    return table, truth


def test_scaling_decides_what_is_found(planted: tuple[pd.DataFrame, np.ndarray]) -> None:
    table, truth = planted
    scaled, raw = (segments.clusters(table, 3, standardise=each) for each in (True, False))
    assert segments.agreement(raw.labels, truth) < 0.1
    assert segments.agreement(scaled.labels, truth) > 0.5
    assert segments.agreement(segments.clusters(table.drop(columns="spend_eur"), 3).labels, truth) > 0.98


def test_the_silhouette_is_highest_for_the_planted_number(planted: tuple[pd.DataFrame, np.ndarray]) -> None:
    by_k = segments.silhouettes(planted[0].drop(columns="spend_eur"), (2, 3, 4))
    assert by_k.idxmax() == 3
    assert by_k[3] == segments.clusters(planted[0].drop(columns="spend_eur"), 3).silhouette


def test_segments_are_numbered_by_size_and_centres_keep_their_unit(planted: tuple[pd.DataFrame, np.ndarray]) -> None:
    found = segments.clusters(planted[0].drop(columns="spend_eur"), 3)
    assert found.centres["customers"].tolist() == [150, 100, 50]
    assert found.centres["online_share"].round(1).tolist() == [0.1, 0.9, 0.5]
    assert found.silhouette > 0.6


def test_noise_gives_segments_too_but_unstable_ones(planted: tuple[pd.DataFrame, np.ndarray]) -> None:
    noise = pd.DataFrame(np.random.default_rng(2).normal(size=(300, 4)))
    assert segments.clusters(noise, 4).labels.nunique() == 4
    assert segments.stability(noise, 4, rounds=4) < 0.6
    assert segments.stability(planted[0].drop(columns="spend_eur"), 3, rounds=4) > 0.95


def test_the_same_seed_gives_the_same_segments(planted: tuple[pd.DataFrame, np.ndarray]) -> None:
    one, other = (segments.clusters(planted[0], 4, seed=7).labels for _ in range(2))
    assert one.equals(other)


def test_customers_with_a_gap_have_no_segment(planted: tuple[pd.DataFrame, np.ndarray]) -> None:
    gap = planted[0].copy()
    gap.loc[5, "online_share"] = None
    assert 5 not in segments.clusters(gap, 3).labels.index


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda t: segments.clusters(t, 1), "k must lie between 2 and 299"),
        (lambda t: segments.clusters(t, 300), "k must lie"),
        (lambda t: segments.clusters(t.assign(online_share=1.0), 2), "same for all customers"),
        (lambda t: segments.clusters(t.assign(online_share="web"), 2), "numbers only"),
        (lambda t: segments.stability(t, 3, rounds=0), "at least one round"),
        (lambda t: segments.agreement([1, 2], [1]), "2 segments against 1"),
        (lambda t: segments.agreement([1, None], [1, 2]), "no segment"),
    ],
)
def test_what_cannot_be_divided_is_said(planted: tuple[pd.DataFrame, np.ndarray], call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call(planted[0])
