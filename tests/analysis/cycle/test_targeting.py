"""Rankings judged by what they cause: a known world, where the truth is at hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import cycle
from customer_value.errors import DataError


@pytest.fixture(scope="module")
def test_() -> pd.DataFrame:
    """A randomised test: persuadables, sure things, lost causes, sleeping dogs."""
    rng = np.random.default_rng(1)
    n = 20_000
    kind = rng.choice(["persuadable", "sure", "lost", "dog"], n, p=[0.15, 0.25, 0.52, 0.08])
    treated = rng.random(n) < 0.5
    buys = (kind == "sure") | ((kind == "persuadable") & treated) | ((kind == "dog") & ~treated)
    return pd.DataFrame(
        {
            "treated": treated,
            "bought": buys.astype(int),
            "effect": np.select([kind == "persuadable", kind == "dog"], [1, -1], 0),
            "uplift": np.select([kind == "persuadable", kind == "dog"], [1.0, -1.0], 0.0) + rng.normal(0, 0.3, n),
            "response": np.isin(kind, ["sure", "persuadable"]) + rng.normal(0, 0.3, n),
            "risk": np.isin(kind, ["lost", "dog"]) + rng.normal(0, 0.3, n),
        }
    )


def test_the_curve_ends_at_the_effect_on_all_and_follows_the_truth(test_: pd.DataFrame) -> None:
    curve = cycle.gain_curve(test_["uplift"], test_["bought"], test_["treated"])
    assert curve["gain"].iloc[-1] == pytest.approx(test_["effect"].sum(), rel=0.15)
    best = test_.sort_values("uplift", ascending=False, kind="stable").head(len(test_) // 5)
    assert curve["gain"].iloc[4] == pytest.approx(best["effect"].sum(), rel=0.10)
    assert curve["gain"].max() > curve["gain"].iloc[-1] * 1.3  # sleeping dogs at the end


def test_uplift_beats_response_and_risk_is_worse_than_a_draw(test_: pd.DataFrame) -> None:
    table = cycle.targeting_table(test_[["uplift", "response", "risk"]], test_["bought"], test_["treated"], share=0.3)
    assert table.index.tolist() == ["uplift", "response", "random", "risk"]
    assert table["response"].idxmax() == "response"
    assert table["qini"].loc["uplift"] > table["qini"].loc["response"] > 0 > table["qini"].loc["risk"]


def test_a_ranking_that_knows_nothing_gains_nothing(test_: pd.DataFrame) -> None:
    luck = np.random.default_rng(5).random(len(test_))
    assert abs(cycle.qini(luck, test_["bought"], test_["treated"])) < 0.01


def test_turning_the_ranking_round_turns_the_sign(test_: pd.DataFrame) -> None:
    up, down = (cycle.qini(sign * test_["uplift"], test_["bought"], test_["treated"]) for sign in (1, -1))
    assert up > 0 > down


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda t: cycle.gain_curve(t["uplift"], t["bought"], t["treated"], steps=0), "1 or more"),
        (lambda t: cycle.gain_curve(t["uplift"], t["bought"], True * (t["uplift"] > 0)), "randomised"),
        (lambda t: cycle.qini(t["uplift"], t["bought"].head(), t["treated"]), "differ in length"),
        (lambda t: cycle.targeting_table(t[["risk"]], t["bought"], t["treated"], share=0), "share"),
        (lambda t: cycle.targeting_table(t[["risk"]], t["bought"].head(), t["treated"], share=1), "different indexes"),
    ],
)
def test_what_cannot_be_judged_is_said(test_: pd.DataFrame, call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call(test_)
