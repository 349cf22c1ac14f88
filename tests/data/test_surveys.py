"""The surveys hold together: with each other, with the customers, with the hidden truth, in every edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import needs
from customer_value.data import schema
from customer_value.data.arrow import Raw
from customer_value.data.generate.surveys.choices import designs
from customer_value.data.generate.surveys.kano import CATEGORIES, PAIRS
from customer_value.data.generate.surveys.open_answers import SENTENCES_BY_TOPIC, topic_of_sentence
from customer_value.data.generate.surveys.respondents import answer_chance
from customer_value.data.schema.survey_truth import TOPICS
from customer_value.data.schema.surveys import FEATURES, ITEMS, OPEN_ANSWERS
from customer_value.data.validate import check, check_keys

VISIBLE = ("survey_needs", "survey_kano", "survey_choices", "survey_wallet")
HIDDEN = ("survey", "survey_kano", "parameters")
Frames = Mapping[str, pd.DataFrame]


@pytest.fixture(scope="module")
def world(frames: Callable[[int], Frames]) -> Frames:
    """Frames of world 1."""
    return frames(1)


def test_every_table_keeps_to_the_schema(world: Frames) -> None:
    for name in VISIBLE:
        check(world[name], name)
    for name in HIDDEN:
        check(world[f"truth/{name}"], schema.truth(name))
    check_keys({name: world[name] for name in (*VISIBLE, "customers")})


@pytest.mark.parametrize("name", VISIBLE)
def test_fewer_customers_are_the_first_ones(name: str, books: Mapping[str, Raw], few: Mapping[str, Raw]) -> None:
    for column, values in few[name].items():
        assert len(values)
        np.testing.assert_array_equal(values, books[name][column][: len(values)])


def test_answers_are_there_when_and_only_when_someone_answered(world: Frames) -> None:
    asked = world["survey_needs"]
    always = [name for name in asked if name not in {"customer_id", "is_answered", "open_answer"}]
    assert len(always) == 1 + 12 + 4 + 4 + 2
    assert (asked[always].notna().all(axis=1) == asked["is_answered"]).all()
    assert (asked[always].isna().all(axis=1) != asked["is_answered"]).all()
    assert asked.loc[~asked["is_answered"], "open_answer"].isna().all()


def test_customers_are_asked_who_had_bought(world: Frames) -> None:
    customers, asked = world["customers"], world["survey_needs"]
    before = customers.loc[customers["first_order_on"] < "2025-10-01", "customer_id"]
    assert asked["customer_id"].tolist() == before.tolist()
    assert world["truth/survey"]["customer_id"].tolist() == before.tolist()
    assert asked["answered_on"].dropna().between("2025-10-01", "2025-10-28").all()


@pytest.mark.parametrize("name", VISIBLE[1:])
def test_only_who_answered_goes_on(name: str, world: Frames) -> None:
    answered = world["survey_needs"].query("is_answered")["customer_id"]
    assert world[name]["customer_id"].isin(answered).all()


def test_would_be_scores_are_those_of_the_answers(world: Frames) -> None:
    known = world["survey_needs"].merge(world["truth/survey"], on="customer_id").query("is_answered")
    known["service_2"] = 6 - known["service_2"]
    for need in ("price", "convenience", "quality", "service"):
        score = known[[f"{need}_{number}" for number in (1, 2, 3)]].mean(axis=1)
        assert (score - known[f"would_score_{need}"]).abs().max() < 0.006
    assert (known["overall_satisfaction"] == known["would_satisfaction"]).all()
    assert (known["likely_to_recommend"] == known["would_recommend"]).all()


def test_visible_words_do_not_tell_which_item_is_reversed() -> None:
    texts = [column.meaning + column.made for column in map(schema.table("survey_needs").column, ITEMS)]
    assert not [text for text in texts if "revers" in text.lower() or "recode" in text.lower()]


def test_open_answers_are_on_the_topic(world: Frames) -> None:
    assert len(topic_of_sentence()) == len(OPEN_ANSWERS) == len(set(OPEN_ANSWERS))
    assert len(SENTENCES_BY_TOPIC) == len(TOPICS)
    topic = dict(zip(OPEN_ANSWERS, np.array(TOPICS)[topic_of_sentence()], strict=True))
    written = world["survey_needs"].merge(world["truth/survey"], on="customer_id").dropna(subset=["open_answer"])
    assert (written["open_answer"].map(topic) == written["open_topic"]).all()


def test_chance_to_answer_rises_with_orders_and_falls_with_leaving() -> None:
    orders = np.array([0, 1, 5, 80])
    stays, left = (answer_chance(orders, np.full(4, 3.0), np.full(4, gone)) for gone in (False, True))
    assert all(low < high for low, high in pairwise(stays))
    assert (left < stays).all()
    assert answer_chance(np.array([500]), np.array([52.0]), np.array([False]))[0] < 1


def test_every_respondent_sees_every_feature(world: Frames) -> None:
    assert world["survey_kano"].groupby("customer_id")["feature"].agg(list).map(tuple).unique().tolist() == [FEATURES]


def test_pairs_of_answers_give_their_category() -> None:
    for name, pairs in PAIRS.items():
        there, absent = (pd.Series(side) for side in zip(*pairs, strict=True))
        letters = needs.kano_categories(there, absent)
        assert set(letters) == {name[0].upper()}
        assert sum(pairs.values()) == pytest.approx(1)


def test_kano_shares_sum_to_one_and_are_what_was_answered(world: Frames) -> None:
    truth = world["truth/survey_kano"].set_index(["feature", "need_segment"])
    assert np.allclose(truth.sum(axis=1), 1)
    answers = world["survey_kano"].merge(world["truth/customers"], on="customer_id")
    letter = needs.kano_categories(answers["functional_answer"], answers["dysfunctional_answer"])
    found = pd.crosstab([answers["feature"], answers["need_segment"]], letter, normalize="index")
    expected = truth.set_axis([name[0].upper() for name in CATEGORIES], axis=1)
    assert (found - expected[found.columns].loc[found.index]).abs().max().max() < 0.08


def test_tasks_show_each_level_once_and_ask_for_a_compromise(world: Frames) -> None:
    choices = world["survey_choices"]
    tasks = choices.groupby(["customer_id", "task"])
    assert (tasks["is_chosen"].sum() == 1).all()
    assert (tasks.size() == 3).all()
    for attribute in ("delivery_days", "returns_days", "fee_eur", "assortment"):
        assert (tasks[attribute].nunique() == 3).all()
    good = designs() * np.array([-1, 1, -1, 1])
    beats = (good[:, :, :, None] >= good[:, :, None]).all(axis=4)
    assert beats.sum() == good.shape[0] * good.shape[1] * 3  # each profile only beats itself


def test_fees_are_those_of_the_version(world: Frames) -> None:
    fees = world["survey_choices"].groupby("version")["fee_eur"].agg(lambda fee: sorted(fee.unique()))
    assert fees.to_dict() == {"fee up to €10": [0, 5, 10], "fee up to €20": [0, 10, 20]}


def test_choices_give_the_part_worths_back(world: Frames) -> None:
    """Estimate one need segment alone, where everybody weighs alike: within three standard errors."""
    choices = world["survey_choices"].merge(world["truth/customers"], on="customer_id")
    choices["returns_30"] = (choices["returns_days"] == 30).astype(float)
    choices["returns_60"] = (choices["returns_days"] == 60).astype(float)
    parameters = world["truth/parameters"].set_index("name")["value"]
    for segment in ("price", "convenience", "quality"):
        shown = choices[choices["need_segment"] == segment]
        attributes = ["delivery_days", "returns_30", "returns_60", "fee_eur", "assortment"]
        shown = shown.astype({"assortment": pd.CategoricalDtype(["small", "medium", "large"])})
        found = needs.part_worths(shown, attributes, task=["customer_id", "task"]).table
        for row, name in (
            ("delivery_days", "delivery_per_day"),
            ("returns_60", "returns_range"),
            ("fee_eur", "fee_per_euro"),
            ("assortment: large", "assortment_range"),
        ):
            error = found.loc[row, "part_worth"] - parameters[f"choices.{segment}.{name}"]
            assert abs(error) < 3 * found.loc[row, "standard_error"]


def test_rank_is_one_of_the_shops(world: Frames) -> None:
    wallet = world["survey_wallet"]
    used = wallet.dropna(subset=["rank_of_us"])
    assert (used["rank_of_us"] <= used["brands_used"]).all()
    assert 0.2 < len(used) / len(wallet) < 0.8
    assert (wallet.groupby("customer_id").size() == 8).all()


def test_parameters_are_those_of_the_model(world: Frames) -> None:
    values = world["truth/parameters"].set_index("name")["value"]
    segments = ("price", "convenience", "quality", "service", "gift")
    assert values[[f"segment.{name}.share" for name in segments]].sum() == pytest.approx(1)
    shares = world["truth/customers"]["need_segment"].value_counts(normalize=True)
    for name in segments:
        assert shares[name] == pytest.approx(values[f"segment.{name}.share"], abs=0.02)
        assert values.filter(regex=rf"^segment\.{name}\.(tier)\.").sum() == pytest.approx(1)
        assert values.filter(regex=rf"^segment\.{name}\.(won_by)\.").sum() == pytest.approx(1)
        assert values.filter(regex=rf"^segment\.{name}\.(need)\.").sum() == pytest.approx(1, abs=0.001)
    assert values["channel_effect"] == 0
    mean = sum(values[f"segment.{name}.share"] * values[f"choices.{name}.fee_per_euro"] for name in segments)
    assert values["choices.all.fee_per_euro"] == pytest.approx(mean, abs=0.0001)
