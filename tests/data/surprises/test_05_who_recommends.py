"""The net promoter score of those who answer is too rosy: content customers buy more, and heavy buyers answer more."""

from __future__ import annotations

import pandas as pd

Frames = dict[str, pd.DataFrame]


def _net_promoter_score(answers: pd.Series) -> float:
    return 100 * float((answers >= 9).mean() - (answers <= 6).mean())


def test_net_promoter_score_of_the_answers_is_too_high(world: Frames) -> None:
    naive = _net_promoter_score(world["survey_needs"]["likely_to_recommend"].dropna())
    truth = _net_promoter_score(world["truth/survey"]["would_recommend"])
    assert 8 < truth < 20
    assert 4 < naive - truth < 14
