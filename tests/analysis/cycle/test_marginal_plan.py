"""A plan from estimates spends as the oracle would if they were right, and in Larkspur it beats every rule of thumb."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis.cycle import Rules, Simulator, best_spend, marginal_plan, uplift
from customer_value.errors import ColumnError, CustomerValueError

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": [1, 2, 3, 4],
        "has_opted_out": [False, False, False, True],
        "unrealised_eur": [200.0, 0.0, 60.0, 900.0],
        "uplift": [None, 0.25, 0.05, 0.9],
        "contribution_per_order_eur": [np.nan, 12.0, 12.0, 12.0],
        "coupon_chance": [np.nan, 0.1, 0.0, 0.0],
    }
)
CHANNELS = pd.DataFrame(
    {
        "acquisition_channel": ["referral", "social", "search"],
        "acquisition_cost_eur": [16.0, 35.0, 20.0],
        "reach": [100, 100, 50],
        "ltv_eur": [80.0, 30.0, 70.0],
    }
)


def test_without_a_limit_each_channel_gets_its_best_spend() -> None:
    plan = marginal_plan(CUSTOMERS, CHANNELS, budget=1e6)
    best = CHANNELS["reach"] * best_spend(CHANNELS["ltv_eur"], 1.0, 1 / CHANNELS["acquisition_cost_eur"])
    assert plan.acquisition == pytest.approx(dict(zip(CHANNELS["acquisition_channel"], best, strict=True)))
    assert plan.acquisition["social"] == 0


def test_with_a_limit_the_last_euro_brings_the_same_in_each_channel() -> None:
    plan = marginal_plan(CUSTOMERS, CHANNELS, budget=1_000)
    table = CHANNELS.set_index("acquisition_channel").drop("social")
    spend = pd.Series(plan.acquisition).drop("social")
    last = (
        table["ltv_eur"] / table["acquisition_cost_eur"] * np.exp(-spend / table.eval("acquisition_cost_eur * reach"))
    )
    assert last["referral"] == pytest.approx(last["search"])
    assert sum(plan.acquisition.values()) + 2 * 6 + 2 * 0.6 == pytest.approx(1_000, abs=12.1)


def test_contacts_go_where_they_bring_more_than_they_cost() -> None:
    plan = marginal_plan(CUSTOMERS, CHANNELS)
    assert plan.development == (1, 3)  # 25 and 7.50 against 6; nobody who has opted out
    assert plan.retention == (2, 3)  # 3.15 and 0.75 against 0.60; customer 1 is not in the audience
    assert marginal_plan(CUSTOMERS, CHANNELS, rules=Rules(coupon=40)).retention == (3,)


@settings(max_examples=25)
@given(st.floats(0, 5_000), st.floats(0, 2_000))
def test_it_never_overspends_and_more_money_buys_no_less(budget: float, more: float) -> None:
    spent = []
    for money in (budget, budget + more):
        plan = marginal_plan(CUSTOMERS, CHANNELS, budget=money)
        spent.append(sum(plan.acquisition.values()) + 6 * len(plan.development) + 0.6 * len(plan.retention))
        assert spent[-1] <= money + 1e-6
    assert spent[1] >= spent[0] - 1e-6


def test_true_estimates_make_the_oracles_plan(larkspur: Callable[[int], tuple[pd.DataFrame, ...]]) -> None:
    truth, effects, channels = larkspur(1)
    game = Simulator(truth, effects, channels)
    known = truth.set_index("customer_id").join(effects.set_index("customer_id"))
    change = (known["outcome_treated"] - known["outcome_control"]) * known["contribution_per_order_eur"]
    estimates = known.assign(
        unrealised_eur=known["potential_value_eur"] - known["actual_value_eur"],
        uplift=known["outcome_treated"] - known["outcome_control"],
        coupon_chance=((change - 0.60 - known["effect_eur"]) / 6).clip(0, 1),
    ).reset_index()
    worth = truth.groupby("acquisition_channel")["lifetime_value_eur"].mean()
    plan = marginal_plan(estimates, channels.assign(ltv_eur=channels["acquisition_channel"].map(worth)))
    assert plan.acquisition == pytest.approx(game.oracle().acquisition)
    assert (plan.development, plan.retention) == (game.oracle().development, game.oracle().retention)


def _cell(orders: pd.DataFrame, day: str, customers: pd.Index) -> pd.Series:
    """Tell customers apart by what the shop sees on a day: many orders, large baskets, how long silent."""
    before = orders[orders["ordered_at"] < day].groupby("customer_id")
    silent = (pd.Timestamp(day) - before["ordered_at"].max()).dt.days
    parts = [before.size() <= 2, before["gross_eur"].mean() >= 45, pd.cut(silent, [-1, 179, 479, 9_999]).astype(str)]
    return parts[0].astype(str).str.cat([part.astype(str) for part in parts[1:]], " ").reindex(customers)


def _estimated(load: Callable[[str], pd.DataFrame], customers: pd.Index, audience: pd.Index) -> pd.DataFrame:
    """Estimate what contacts bring from the books alone: the test of 2025, customers' margins, the wallet survey."""
    orders, contacts, summary = load("orders"), load("contacts"), load("customer_summary").set_index("customer_id")
    test = contacts[contacts["campaign_id"] == 2].drop_duplicates("customer_id").set_index("customer_id")["arm"]
    came = orders.loc[orders["ordered_at"].between("2025-05-05", "2025-07-28"), "customer_id"]
    coupons = load("coupons").query("campaign_id == 2 and redeemed_on.notna()")["customer_id"]
    cells = _cell(orders, "2025-05-05", test.index)
    rows = {}
    for name, group in test.groupby(cells):
        one, none = group.index[group == "treated"], group.index[group == "control"]
        rows[name] = (uplift(one.isin(came), none.isin(came)).difference, one.isin(coupons).mean())
    now = _cell(orders, "2026-01-01", audience).map(rows)
    year = orders[orders["ordered_at"] >= "2025-01-01"].groupby("customer_id")["net_eur"].sum()
    wallet = load("survey_wallet").groupby("customer_id")["stated_spend_eur_per_year"].sum()
    left = 0.3 * (wallet - year.reindex(wallet.index, fill_value=0)).clip(lower=0)
    margin = summary["margin_eur"] / summary["order_count"]
    return pd.DataFrame(
        {
            "has_opted_out": customers.isin(contacts.loc[contacts["has_opted_out"], "customer_id"]),
            "unrealised_eur": (0.3 * left).reindex(customers).fillna(0.0),
            "uplift": now.str[0].reindex(customers),
            "coupon_chance": now.str[1].reindex(customers),
            "contribution_per_order_eur": margin.reindex(customers).fillna(margin.mean()) - 3,
        },
        index=customers.rename("customer_id"),
    )


@pytest.mark.parametrize("seed", [1, *(pytest.param(each, marks=pytest.mark.all) for each in (2, 3, 4, 5))])
def test_in_larkspur_estimates_beat_every_rule_of_thumb(larkspur: Callable, world: Callable, seed: int) -> None:
    truth, effects, channels = larkspur(seed)
    load = world(seed)
    estimates = _estimated(load, pd.Index(truth["customer_id"]), pd.Index(effects["customer_id"]))
    first = load("customers").set_index("customer_id")
    first = first[pd.to_datetime(first["first_order_on"]).between("2023-01-01", "2023-12-31")]
    earned = load("customer_summary").set_index("customer_id")["contribution_eur"].reindex(first.index, fill_value=0)
    worth = earned.groupby(first["acquisition_channel"]).mean()
    named = channels.assign(ltv_eur=channels["acquisition_channel"].map(worth))
    known = truth.assign(uplift=estimates["uplift"].fillna(0).to_numpy())
    table = Simulator(known, effects, channels).compare(mine=marginal_plan(estimates.reset_index(), named))
    rules = table.loc[["random", "top revenue", "highest risk", "uplift"], "score"]
    assert rules.max() + 0.10 < table.loc["mine", "score"] < 1
    assert rules["uplift"] > rules["random"] > rules["highest risk"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda c, h: (c.drop(columns="uplift"), h, 1), "needs the column 'uplift'"),
        (lambda c, h: (c.head(0), h, 1), "customers needs rows"),
        (lambda c, h: (c.assign(uplift=0.1), h, 1), "1 customers have an uplift, but no contribution_per_order_eur"),
        (lambda c, h: (c.assign(unrealised_eur=np.nan), h, 1), "unrealised_eur has 4 missing"),
        (lambda c, h: (c.assign(coupon_chance=3.0), h, 1), "coupon_chance must lie between"),
        (lambda c, h: (pd.concat([c, c]), h, 1), "a customer_id stands there twice"),
        (lambda c, h: (c, h.assign(ltv_eur=np.nan), 1), "ltv_eur has 3 missing"),
        (lambda c, h: (c, h.assign(reach=0), 1), "reach must be at least 1"),
        (lambda c, h: (c, h, -1), "budget must be at least 0"),
    ],
)
def test_estimates_that_cannot_be_are_refused(change: Callable, says: str) -> None:
    customers, channels, budget = change(CUSTOMERS, CHANNELS)
    with pytest.raises((ColumnError, CustomerValueError), match=says):
        marginal_plan(customers, channels, budget=budget)
