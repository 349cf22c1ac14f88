"""Marketing rates its store 0.8 points higher than all other departments do: one informant flatters."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def survey(world: Frames) -> pd.DataFrame:
    """Score each employee: overall and coordination."""
    survey = world["survey_orientation"]
    return survey.assign(
        overall=survey.filter(regex=r"_\d$").mean(axis=1),
        coordination=survey.filter(like="coordination_").mean(axis=1),
    )


def test_marketing_is_0_8_points_above_the_rest(survey: pd.DataFrame) -> None:
    marketing = survey["department"] == "marketing"
    gap = survey.loc[marketing, "overall"].mean() - survey.loc[~marketing, "overall"].mean()
    assert gap == pytest.approx(0.8, abs=0.1)


def test_coordination_drops_when_all_departments_are_asked(survey: pd.DataFrame, world: Frames) -> None:
    naive = survey.loc[survey["department"] == "marketing", "coordination"].mean()
    everybody = survey["coordination"].mean()
    others = survey.loc[survey["department"] != "marketing", "coordination"].mean()
    truth = world["truth/stores"]["true_coordination"].mean()
    assert naive - everybody > 0.5
    assert naive - truth > 0.65
    assert others == pytest.approx(truth, abs=0.1)


def test_one_informant_ranks_the_stores_badly(survey: pd.DataFrame, world: Frames) -> None:
    truth = world["truth/stores"].set_index("store_id")["true_orientation"]
    one = survey[survey["department"] == "marketing"].groupby("store_id")["overall"].first()
    everybody = survey.groupby("store_id")["overall"].mean()
    assert everybody.corr(truth) > 0.95
    assert one.corr(truth) < everybody.corr(truth) - 0.2
