"""A year is played on the truth: no plan beats the oracle, doing nothing gains nothing, money has an end."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis.cycle import Plan, Rules, Simulator
from customer_value.errors import ColumnError, CustomerValueError, DataError, UnknownNameError

Frames = Callable[[int], tuple[pd.DataFrame, ...]]
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": [1, 2, 3, 4, 5],
        "acquisition_channel": ["referral", "referral", "social", "social", "social"],
        "lifetime_value_eur": [90.0, 70.0, 30.0, 20.0, 10.0],
        "contribution_per_order_eur": [12.0, 12.0, 12.0, 8.0, 8.0],
        "purchase_rate_per_year": [2.0, 2.0, 2.0, 1.0, 0.0],
        "dropout_chance": [0.2, 0.2, 0.2, 0.0, 0.5],
        "actual_value_eur": [20.0, 20.0, 20.0, 5.0, 0.0],
        "potential_value_eur": [220.0, 25.0, 25.0, 105.0, 400.0],
        "revenue_eur": [0.0, 50.0, 400.0, 100.0, 10.0],
        "risk": [1.0, 2.0, 9.0, 8.0, 3.0],
        "has_opted_out": [False, False, False, False, True],
    }
)
EFFECTS = pd.DataFrame(
    {
        "customer_id": [2, 3, 4],
        "outcome_treated": [1, 0, 1],
        "outcome_control": [0, 1, 1],
        "effect_eur": [6.0, -12.6, -4.8],
    }
)
CHANNELS = pd.DataFrame(
    {"acquisition_channel": ["referral", "social"], "acquisition_cost_eur": [16.0, 15.0], "reach": [4, 6]}
)


def game(budget: float = 80.0, rules: Rules | None = None, **more: Any) -> Simulator:
    return Simulator(CUSTOMERS, EFFECTS, CHANNELS, budget=budget, rules=rules, **more)


def test_a_plan_brings_what_can_be_worked_out_by_hand() -> None:
    stages = game().play(Plan({"referral": 32}, development=[1], retention=[2, 3])).stages
    won = 4 * (1 - math.exp(-32 / (16 * 4)))
    assert stages.loc["acquisition", "gain_eur"] == pytest.approx(won * 80 - 32)
    orders_in_half_a_year = 1 + (1 - math.exp(-2 * 0.2 / 2)) / 0.2
    assert stages.loc["acquisition", "contribution_eur"] == pytest.approx(won * 12 * orders_in_half_a_year)
    assert stages.loc["development"].tolist() == pytest.approx([6, 20, 5, 19])
    # One order more less its coupon, and one less: the true effects, before the contacts; then what carries over.
    assert stages.loc["retention"].tolist() == pytest.approx([1.2, (6 + 0.6) + (-12.6 + 0.6), 0, -6.6])


def test_nothing_scores_nothing_and_the_oracle_all() -> None:
    table = game().compare(mine=Plan({"social": 10}))
    assert table.loc["nothing", ["gain_eur", "low_eur", "high_eur", "score"]].tolist() == [0, 0, 0, 0]
    assert table.loc["oracle", "score"] == 1
    assert set(table.index) == {"nothing", "random", "top revenue", "highest risk", "oracle", "mine"}
    assert table["gain_eur"].is_monotonic_decreasing


@settings(max_examples=30)
@given(
    st.floats(1, 400),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.sets(st.sampled_from([1, 2, 3, 4])),
    st.sets(st.sampled_from([2, 3, 4])),
    st.floats(0, 1),
)
def test_no_plan_beats_the_oracle(
    budget: float, money: tuple[float, float], develop: set[int], retain: set[int], wins: float
) -> None:
    simulator = game(budget, Rules(wins_share=wins), futures=2)
    contacts = Plan({}, tuple(develop), tuple(retain))
    left = budget - simulator.cost(contacts)
    if left < 0:
        contacts, left = Plan(), budget
    spend = {"referral": money[0] * left, "social": money[1] * (1 - money[0]) * left}
    assert simulator.play(replace(contacts, acquisition=spend)).score <= 1 + 1e-9


@pytest.mark.parametrize("budget", [7.0, 40.0, 300.0])
def test_the_oracle_is_the_best_of_all_lists(budget: float) -> None:
    simulator = game(budget, Rules(wins_share=0.3), futures=2)
    best = simulator.play(simulator.oracle()).gain_eur
    found = []
    lists = [tuple(c) for n in range(4) for c in itertools.combinations([1, 2, 4], n)]
    for develop, retain in itertools.product(lists, [(), (2,)]):
        left = budget - simulator.cost(Plan({}, develop, retain))
        for share, part in itertools.product(np.linspace(0, 1, 9), (0.5, 1.0)):
            spend = {"referral": share * part * left, "social": (1 - share) * part * left}
            if left >= 0:
                found.append(simulator.play(Plan(spend, develop, retain)).gain_eur)
    assert max(found) <= best + 1e-9
    assert max(found) > 0.95 * best


@settings(max_examples=20)
@given(st.floats(0.7, 300), st.floats(0, 100))
def test_more_budget_never_lowers_the_oracle_and_no_rule_overspends(budget: float, more: float) -> None:
    poor, rich = game(budget, futures=2), game(budget + more, futures=2)
    best = poor.play(poor.oracle())
    assert rich.play(rich.oracle()).gain_eur >= best.gain_eur - 1e-9
    for plan in (poor.oracle(), *poor.baselines().values()):
        assert poor.cost(plan) <= budget + 1e-6


def test_the_futures_scatter_around_what_is_expected() -> None:
    plan = Plan({"referral": 40, "social": 10}, development=[1, 4], retention=[2, 3, 4])
    year = game(futures=4_000).play(plan)
    error = year.futures["gain_eur"].std() / math.sqrt(4_000)
    for name in ("contribution_eur", "equity_eur", "gain_eur"):
        assert abs(year.futures[name].mean() - getattr(year, name)) < 4 * error
    assert year.low_eur < year.gain_eur < year.high_eur
    assert year.score_low < year.score < year.score_high
    within = year.futures["gain_eur"].between(year.low_eur, year.high_eur).mean()
    assert within == pytest.approx(0.9, abs=0.01)


def test_luck_hangs_on_meaning_not_on_the_plan_or_the_order_of_rows() -> None:
    first = game().play(Plan({"referral": 30}, [1, 4], [2])).futures
    shuffled = Simulator(CUSTOMERS[::-1], EFFECTS[::-1], CHANNELS[::-1], budget=80)
    pd.testing.assert_frame_equal(shuffled.play(Plan({"referral": 30}, [4, 1], [2])).futures, first)
    alone, with_more = game().play(Plan({}, [1])).futures, game().play(Plan({"social": 20}, [1])).futures
    rest = game().play(Plan({"social": 20})).futures
    np.testing.assert_allclose(with_more - rest, alone)
    as_others_write_ids = Plan({}, np.array([1.0]), pd.Series([2]))
    pd.testing.assert_frame_equal(game().play(as_others_write_ids).futures, game().play(Plan({}, [1], [2])).futures)
    assert not game(seed=7).play(Plan({}, [1], [2])).futures.equals(game().play(Plan({}, [1], [2])).futures)


def test_a_second_contact_of_a_kind_costs_and_brings_nothing() -> None:
    once, twice = (game().play(Plan({}, [1] * n, [2] * n)) for n in (1, 2))
    assert twice.cost_eur == pytest.approx(2 * once.cost_eur)
    assert twice.contribution_eur == once.contribution_eur
    pd.testing.assert_series_equal(
        twice.futures["gain_eur"] + twice.cost_eur, once.futures["gain_eur"] + once.cost_eur, check_names=False
    )


def test_without_a_coupon_an_order_counts_in_full() -> None:
    bare = Simulator(CUSTOMERS, EFFECTS, CHANNELS, budget=80, rules=Rules(coupon=0, carry_over=0))
    assert bare.play(Plan({}, [], [2])).gain_eur == pytest.approx(12 - 0.6)


def test_the_oracle_never_contacts_who_opted_out() -> None:
    assert game(1_000).oracle().development == (1, 4)
    assert all(5 not in plan.development for plan in game(1_000).baselines().values())


@pytest.mark.parametrize(
    ("plan", "error", "says"),
    [
        (Plan({"referral": 90}), DataError, "the plan costs €90.00, which is €10.00 over the budget of €80.00"),
        (Plan({"referrals": 1}), UnknownNameError, "did you mean 'referral'"),
        (Plan({"social": -1}), DataError, "the spending on social"),
        (Plan({"social": math.nan}), DataError, "the spending on social"),
        (Plan({}, development=[1, 99]), DataError, "1 of the contacts goes to customers who are unknown, such as 99"),
        (Plan({}, development=[5]), DataError, "have opted out of contacts, such as 5"),
        (Plan({}, development="12"), DataError, "lists of customer ids, not '12'"),
        (Plan({}, development=[{}]), DataError, "lists of customer ids"),
        (Plan({}, retention=2), DataError, "lists of customer ids, not 2"),  # type: ignore[arg-type]
        (Plan({}, retention=[1]), DataError, "not in the audience of the retention campaign, such as 1"),
        (Plan({}, development=[1, 2, 2, 2], retention=[2, 2]), DataError, "more than 4 contacts, such as 2"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan: Plan, error: type[CustomerValueError], says: str) -> None:
    with pytest.raises(error, match=says.replace(".", r"\.")):
        game().play(plan)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda c, e, h: (c.drop(columns="risk"), e, h), "needs the column 'risk'"),
        (lambda c, e, h: (c.head(0), e, h), "customers needs rows"),
        (lambda c, e, h: (c.assign(acquisition_channel=None), e, h), "needs rows, each with"),
        (lambda c, e, h: (c.assign(lifetime_value_eur=math.nan), e, h), "lifetime_value_eur has 5 missing"),
        (lambda c, e, h: (c.assign(purchase_rate_per_year=-1.0), e, h), "purchase_rate_per_year must be at least 0"),
        (lambda c, e, h: (c.assign(dropout_chance=20.0), e, h), "dropout_chance must lie between"),
        (lambda c, e, h: (c, pd.concat([e, e]), h), "stands there twice"),
        (lambda c, e, h: (c, e.assign(customer_id=[7, 8, 9]), h), "not in the customers' table"),
        (lambda c, e, h: (c, e.assign(outcome_treated=2), h), "outcome_treated must lie between"),
        (lambda c, e, h: (c, e, h.assign(acquisition_channel=["referral", "radio"])), "no customer was won by 'radio'"),
        (lambda c, e, h: (c, e, h.assign(acquisition_cost_eur=0)), "acquisition_cost_eur must be at least"),
        (lambda c, e, h: (c, e, h.assign(reach=0)), "reach must be at least 1"),
    ],
)
def test_frames_that_cannot_be_are_refused(change: Callable[..., tuple[pd.DataFrame, ...]], says: str) -> None:
    with pytest.raises((ColumnError, DataError), match=says):
        Simulator(*change(CUSTOMERS, EFFECTS, CHANNELS))


@pytest.mark.parametrize(
    "given_settings", [{"budget": -1}, {"budget": math.nan}, {"futures": 1}, {"futures": 2.5}, {"seed": -1}]
)
def test_settings_that_cannot_be_are_refused(given_settings: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        game(**given_settings)


@pytest.mark.parametrize(
    "rules", [{"cap": 1}, {"wins_share": 10}, {"coupon": -1}, {"carry_over": -1}, {"retention_cost": 0}]
)
def test_rules_that_cannot_be_are_refused(rules: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        Rules(**rules)


def test_without_money_there_is_no_score() -> None:
    with pytest.raises(DataError, match="no plan gains anything"):
        game(budget=0).play(Plan())


def test_in_larkspur_knowledge_pays_and_rules_of_thumb_do_not(larkspur: Frames) -> None:
    customers, effects, channels = larkspur(1)
    simulator = Simulator(customers, effects, channels)
    potential = customers.set_index("customer_id").eval("potential_value_eur - actual_value_eur")
    table = simulator.compare(cheapest=Plan({"deep_discount": 21_000}))
    assert 0.1 < table.loc["highest risk", "score"] < table.loc["random", "score"] < 0.5
    assert table.loc["cheapest", "score"] < 0
    assert simulator.oracle().acquisition["social"] == 0
    break_even = 6.0 / (0.10 * 1.25)
    assert potential.loc[list(simulator.oracle().development)].min() > break_even
    assert table.loc["oracle", "cost_eur"] == pytest.approx(25_000)


def test_in_larkspur_moving_money_gains_more_than_ten_percent_more_of_it(larkspur: Frames) -> None:
    customers, effects, channels = larkspur(1)
    simulator = Simulator(customers, effects, channels)
    silent = customers.set_index("customer_id")["risk"].loc[effects["customer_id"].tolist()]
    ids = silent[~customers.set_index("customer_id")["has_opted_out"].loc[silent.index]].sort_values(ascending=False)
    money = {"deep_discount": 10_000, "referral": 1_000, "search": 5_000}
    naive = Plan(money, retention=tuple(ids.index[:3_000]))
    more = Plan({name: 1.1 * eur for name, eur in money.items()}, retention=tuple(ids.index[:3_300]))
    persuadable = ids.index.isin(effects.query("response_type == 'persuadable'")["customer_id"])
    moved = Plan({**money, "deep_discount": 4_000, "referral": 7_000}, retention=tuple(ids.index[persuadable]))
    before, after_more, after_move = (simulator.play(plan) for plan in (naive, more, moved))
    assert before.score < 0.3
    assert after_move.cost_eur < before.cost_eur
    assert after_move.gain_eur > 1.5 * max(before.gain_eur, after_more.gain_eur)
