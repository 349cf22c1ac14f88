"""Ranking by response spends on sure things, by risk on sleeping dogs; by uplift it pays, up to a point."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier

Frames = dict[str, pd.DataFrame]
MAIN = 2
SEEN = ["orders", "basket", "silent_days"]


def _chance(train: pd.DataFrame, test: pd.DataFrame) -> np.ndarray:
    forest = RandomForestClassifier(n_estimators=40, min_samples_leaf=40, random_state=0)
    return forest.fit(train[SEEN], train["buys"]).predict_proba(test[SEEN])[:, 1]


def _qini(results: pd.DataFrame, score: pd.Series) -> float:
    """Mean gain over random targeting, as a share of the gain of contacting all."""
    ranked = results.loc[score.sort_values(ascending=False, kind="stable").index]
    treated, buys = ranked["is_treated"], ranked["buys"]
    bought = (buys & treated).cumsum() - (buys & ~treated).cumsum() * treated.cumsum() / (~treated).cumsum().clip(1)
    return (bought / bought.iloc[-1]).mean() - 0.5


@pytest.fixture
def scores(results: Callable[[int], pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score each half of the campaign with models of the other half."""
    main = results(MAIN)
    halves = [main.iloc[0::2], main.iloc[1::2]]
    parts = []
    for train, test in (halves, halves[::-1]):
        response = _chance(train[train["is_treated"]], test)
        alone = _chance(train[~train["is_treated"]], test)
        parts.append(pd.DataFrame({"response": response, "uplift": response - alone}, index=test.index))
    scores = pd.concat(parts).loc[main.index]
    return main, scores.assign(risk=main["silent_days"])


def _profit(world: Frames, score: pd.Series, share: float) -> float:
    effects = world["truth/campaign_effects"]
    effect = effects[effects["campaign_id"] == MAIN].set_index("customer_id")["effect_eur"]
    return effect[score.nlargest(round(share * len(score))).index].sum()


def test_uplift_targeting_beats_random_and_risk_does_not(scores: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    main, score = scores
    assert _qini(main, score["uplift"]) > 0.15
    assert _qini(main, score["risk"]) < -0.15


def test_profit_of_a_tenth(world: Frames, scores: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    profit = {name: _profit(world, score, 0.1) for name, score in scores[1].items()}
    assert profit["uplift"] > 0
    assert profit["uplift"] - profit["response"] > 50
    assert profit["risk"] < -400


def test_response_finds_sure_things(world: Frames, scores: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    effects = world["truth/campaign_effects"]
    kind = effects[effects["campaign_id"] == MAIN].set_index("customer_id")["response_type"]
    tenth = {name: kind[score.nlargest(len(score) // 10).index] for name, score in scores[1].items()}
    sure = {name: (part == "sure_thing").mean() for name, part in tenth.items()}
    assert sure["response"] > 1.1 * sure["uplift"]


def test_past_a_point_more_contacts_earn_less(world: Frames, scores: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    earned = [_profit(world, scores[1]["uplift"], share) for share in (0.1, 0.5, 1.0)]
    assert earned[0] > 0 > earned[1] > earned[2]
    assert earned[2] < -2_500
