"""A baseline contacts the first fifth by one ranking; by uplift, nobody whom a contact is not known to move."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis.cycle import Plan, Simulator
from customer_value.errors import DataError, UnknownNameError

IDS = range(1, 21)
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": IDS,
        "acquisition_channel": "referral",
        "lifetime_value_eur": 90.0,
        "contribution_per_order_eur": 12.0,
        "purchase_rate_per_year": 2.0,
        "dropout_chance": 0.2,
        "actual_value_eur": 20.0,
        "potential_value_eur": [20.0 + 10 * each for each in IDS],
        "revenue_eur": [float(each) for each in IDS],
        "risk": [-float(each) for each in IDS],
        "has_opted_out": [each in (4, 20) for each in IDS],
    }
)
EFFECTS = pd.DataFrame({"customer_id": IDS, "outcome_treated": 1, "outcome_control": 0, "effect_eur": 11.4})
EFFECTS.loc[[1, 2], ["outcome_treated", "outcome_control", "effect_eur"]] = [0, 1, -12.6]
CHANNELS = pd.DataFrame({"acquisition_channel": ["referral"], "acquisition_cost_eur": [16.0], "reach": [10]})


def game(uplift: list[float] | None = None, budget: float = 200) -> Simulator:
    customers = CUSTOMERS if uplift is None else CUSTOMERS.assign(uplift=uplift)
    return Simulator(customers, EFFECTS, CHANNELS, budget=budget, futures=2)


def test_each_ranking_gives_the_first_fifth_of_those_who_may_be_contacted() -> None:
    plans = game().baselines()
    assert list(plans) == ["nothing", "random", "top revenue", "highest risk"]
    assert plans["top revenue"].retention == plans["top revenue"].development == (19, 18, 17)
    assert plans["highest risk"].retention == (1, 2, 3)
    assert plans["top revenue"].acquisition["referral"] == pytest.approx(200 - 3 * 6 - 3 * 0.6)
    assert plans["nothing"] == Plan()


def test_money_limits_the_contacts_too() -> None:
    assert len(game(budget=48).baselines()["top revenue"].development) == 2


def test_who_knows_the_uplift_spends_by_it_and_not_on_who_is_not_moved() -> None:
    known = game([0.0, -0.5, 0.0, 0.9, 0.1, 0.3] + [0.0] * 14)
    assert known.baselines()["uplift"].retention == (6, 5)
    assert known.compare().loc["uplift", "cost_eur"] == pytest.approx(200)
    assert game([-1.0] * 20).baselines()["uplift"].retention == ()


def test_an_uplift_that_nobody_knows_is_asked_for_as_zero() -> None:
    with pytest.raises(DataError, match="uplift has 1 missing"):
        game([float("nan")] + [0.1] * 19)


def test_a_list_of_nobody_gains_nothing() -> None:
    assert game().cumulative_gain([]).to_dict("records") == [{"contacts": 0, "cost_eur": 0.0, "gain_eur": 0.0}]


def test_a_list_adds_up_contact_by_contact() -> None:
    curve = game().cumulative_gain([5, 5, 2], stage="retention")
    gained = 12 * 1.25  # the order, and what carries over
    assert curve["contacts"].tolist() == [0, 1, 2, 3]
    assert curve["cost_eur"].tolist() == pytest.approx([0, 0.6, 1.2, 1.8])
    assert curve["gain_eur"].tolist() == pytest.approx([0, gained - 0.6, gained - 1.2, gained - gained - 1.8])
    developed = game().cumulative_gain([19], stage="development")["gain_eur"].to_numpy()[-1]
    assert developed == pytest.approx(0.1 * 190 * 1.25 - 6)


def test_the_end_of_a_plans_list_is_what_the_year_brings() -> None:
    simulator = game()
    plan = Plan({}, development=[1, 9], retention=[7, 2, 3, 1])
    stages = simulator.play(plan).stages
    for stage, ids in (("development", plan.development), ("retention", plan.retention)):
        assert simulator.cumulative_gain(ids, stage)["gain_eur"].to_numpy()[-1] == pytest.approx(
            stages.loc[stage, "gain_eur"]
        )


@pytest.mark.parametrize(
    ("ids", "stage", "says"),
    [([1], "acquisition", "no stage with contacts 'acquisition'"), ([4], "retention", "opted out"), ([1], "x", "'x'")],
)
def test_lists_that_cannot_be_are_refused(ids: list[int], stage: str, says: str) -> None:
    with pytest.raises((UnknownNameError, DataError), match=says):
        game().cumulative_gain(ids, stage)
