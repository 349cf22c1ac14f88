"""Who codes open answers by one word miscodes some: "price" also stands in answers on service and quality."""

from __future__ import annotations

import pandas as pd

Frames = dict[str, pd.DataFrame]


def test_one_word_finds_a_part_of_the_topic_and_something_else(world: Frames) -> None:
    written = world["survey_needs"].dropna(subset=["open_answer"]).merge(world["truth/survey"], on="customer_id")
    naive = written["open_answer"].str.contains("price", case=False)
    truth = written["open_topic"] == "price"
    assert 0.5 < len(written) / world["survey_needs"]["is_answered"].sum() < 0.75
    assert truth[naive].mean() < 0.6
    assert naive[truth].mean() < 0.3
    better = written["open_answer"].str.contains(
        "expensive|offer|€|sales|costs|lower price|discount|cheaper|fees|afford", case=False
    )
    assert truth[better].mean() > 0.9
    assert better[truth].mean() > 0.9


def test_answers_speak_of_what_matters_most(world: Frames) -> None:
    known = world["truth/survey"].merge(world["truth/customers"], on="customer_id")
    shares = pd.crosstab(known["need_segment"], known["open_topic"], normalize="index")
    for need in ("price", "convenience", "quality", "service"):
        assert shares[need].idxmax() == need
