"""A campaign aimed at heavy buyers looks four times as good as it is; the drawn one with the same offer tells."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
DRAWN, TARGETED = 2, 4


def _difference(results: pd.DataFrame) -> float:
    rate = results.groupby("is_treated")["buys"].mean()
    return rate[True] - rate[False]


def _truth(world: Frames, campaign: int) -> float:
    effects = world["truth/campaign_effects"]
    effects = effects[effects["campaign_id"] == campaign]
    return effects["outcome_treated"].mean() - effects["outcome_control"].mean()


def test_the_draw_tells_the_truth(world: Frames, results: Callable[[int], pd.DataFrame]) -> None:
    drawn = results(DRAWN)
    rate = drawn.groupby("is_treated")["buys"].mean()
    assert rate[False] == pytest.approx(0.10, abs=0.012)
    assert rate[True] == pytest.approx(0.12, abs=0.012)
    size = drawn["is_treated"].value_counts()
    error = (rate * (1 - rate) / size).sum() ** 0.5
    assert abs(_difference(drawn) - _truth(world, DRAWN)) < 2 * error


def test_the_naive_comparison_is_wrong_by_six_points_or_more(
    world: Frames, results: Callable[[int], pd.DataFrame]
) -> None:
    assert _truth(world, TARGETED) == pytest.approx(_truth(world, DRAWN), abs=0.004)
    assert _difference(results(TARGETED)) - _truth(world, TARGETED) > 0.05


def test_comparing_like_with_like_mends_it(world: Frames, results: Callable[[int], pd.DataFrame]) -> None:
    targeted = results(TARGETED)
    heavy = targeted["orders"] >= 3
    within = [(len(part), _difference(part)) for _, part in targeted.groupby(heavy)]
    mean = sum(size * gap for size, gap in within) / len(targeted)
    assert mean == pytest.approx(_truth(world, TARGETED), abs=0.015)


def test_arms_are_alike_before_the_campaign(world: Frames, results: Callable[[int], pd.DataFrame]) -> None:
    drawn = results(DRAWN).join(world["customers"].set_index("customer_id"))
    drawn["spend"] = drawn["orders"] * drawn["basket"]
    seen = ["orders", "silent_days", "basket", "spend", "discount_share", "online_orders"]
    seen += ["household_size", "distance_km"]
    mean = drawn.groupby("is_treated")[seen].mean()
    assert ((mean.loc[True] - mean.loc[False]).abs() / drawn[seen].std()).max() < 0.05
