"""One of three statements on service is keyed the other way: until it is recoded, the scale contradicts itself."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


def alpha(items: pd.DataFrame) -> float:
    k = items.shape[1]
    return k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var())


@pytest.fixture
def answers(world: Frames) -> pd.DataFrame:
    needs = world["survey_needs"]
    return needs[needs["is_answered"]].filter(regex=r"_[123]$")


def test_alpha_flips_when_the_item_is_recoded(answers: pd.DataFrame) -> None:
    service = answers.filter(like="service_")
    assert alpha(service) < -0.3
    assert 0.70 < alpha(service.assign(service_2=6 - service["service_2"])) < 0.85


def test_no_other_item_is_reversed(answers: pd.DataFrame) -> None:
    service = answers.filter(like="service_").corr()
    assert service.loc["service_1", "service_3"] > 0.4
    assert service.loc["service_2", ["service_1", "service_3"]].max() < -0.25
    for need in ("price", "convenience", "quality"):
        assert 0.75 < alpha(answers.filter(like=f"{need}_")) < 0.92


def test_scale_follows_the_true_need_only_when_it_is_recoded(world: Frames) -> None:
    needs = world["survey_needs"].merge(world["truth/customers"], on="customer_id").query("is_answered")
    one, two, three = (needs[f"service_{number}"] for number in (1, 2, 3))
    naive, right = (one + two + three) / 3, (one + 6 - two + three) / 3
    truth = needs["need_service_share"]
    assert naive.corr(truth) < 0.65
    assert right.corr(truth) > 0.75
