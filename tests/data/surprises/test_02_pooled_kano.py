"""Over all customers free returns look one-dimensional, and are so to no need segment."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
# Rows: the feature is there; columns: it is not; both from "like" to "dislike".
KANO = np.array([list("QAAAO"), list("RIIIM"), list("RIIIM"), list("RIIIM"), list("RRRRQ")])


@pytest.fixture
def kano(world: Frames) -> pd.DataFrame:
    answers = world["survey_kano"].merge(world["truth/customers"][["customer_id", "need_segment"]], on="customer_id")
    answers["letter"] = KANO[answers["functional_answer"] - 1, answers["dysfunctional_answer"] - 1]
    return answers


def test_pooled_winner_wins_in_no_segment(kano: pd.DataFrame) -> None:
    free_returns = kano[kano["feature"] == "free returns"]
    pooled = free_returns["letter"].value_counts(normalize=True)
    by_segment = free_returns.groupby("need_segment")["letter"].agg(lambda letters: letters.mode()[0])
    assert pooled.idxmax() == "O"
    assert pooled["O"] - pooled.drop("O").max() > 0.03
    assert by_segment.to_dict() == {"price": "M", "convenience": "M", "quality": "A", "service": "A", "gift": "A"}


def test_advice_is_a_must_to_some_and_a_nuisance_to_others(kano: pd.DataFrame) -> None:
    advice = kano[kano["feature"] == "personal advice"]
    by_segment = advice.groupby("need_segment")["letter"].agg(lambda letters: letters.mode()[0])
    assert (by_segment["service"], by_segment["convenience"], by_segment["quality"]) == ("M", "R", "A")
    assert advice["letter"].mode()[0] == "I"


def test_some_answers_contradict_themselves(kano: pd.DataFrame) -> None:
    assert 0.005 < (kano["letter"] == "Q").mean() < 0.04
