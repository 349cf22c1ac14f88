"""Drawn from Larkspur's books, no text of any figure covers another, and the surprises stand in the titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd
import pytest

from customer_value import figures
from customer_value.analysis import cycle, needs, orientation, segments
from customer_value.data import schema
from customer_value.data.arrow import to_arrow
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config

pytestmark = pytest.mark.all
ATTRIBUTES = ["delivery_days", "returns_days", "fee_eur", "assortment"]
NEEDS = ["price", "convenience", "quality", "service"]
Load = Callable[[str], pd.DataFrame]


@pytest.fixture(params=[1, 2, 101], scope="module")
def load(request: pytest.FixtureRequest) -> Load:
    """Load a table of one world by its name."""
    books: Mapping = make_books(Config(seed=request.param))

    @cache
    def table(name: str) -> pd.DataFrame:
        described = schema.truth(name.removeprefix("truth/")) if name.startswith("truth/") else schema.table(name)
        return to_arrow(described, books[name]).to_pandas()

    return table


def test_lesson_1(load: Load, drawn) -> None:
    answers, stores = load("survey_orientation"), load("stores").set_index("store_id")
    assert drawn(lambda: figures.informant_gap(answers)).startswith("Marketing scores ")
    assert "differ most" in drawn(lambda: figures.store_scores(answers, names=stores["store_name"]))
    scores = orientation.scores(answers)["mean_of_items"].groupby(answers["store_id"]).mean()
    profit = load("store_months").groupby("store_id")["profit_eur"].sum() / 3 / stores["area_m2"]
    table = stores.assign(orientation=scores, profit_eur_per_m2=profit)
    assert "with r = 0.3" in drawn(lambda: figures.orientation_and_profit(table))
    scales = {part: answers.filter(like=f"{part}_") for part in ("customer", "competitor", "coordination")}
    drawn(lambda: figures.alpha_by_length(measured=scales))
    rivals = load("rivals").groupby("rival")[["price_index", "range_index", "service_index"]].mean()
    rivals.loc["Larkspur"] = 100.0
    placed = orientation.value_map(rivals.drop(columns="price_index"), rivals["price_index"])
    drawn(lambda: figures.value_map(placed))


def test_lesson_2(load: Load, drawn) -> None:
    answers = load("survey_kano").merge(load("truth/customers")[["customer_id", "need_segment"]])
    drawn(lambda: figures.kano_map(needs.kano(answers)))
    assert "“free returns” is one-dimensional over all, attractive for" in drawn(lambda: figures.kano_maps(answers))
    assert "one-dimensional over all" in drawn(lambda: figures.kano_split(answers, "free returns"))
    for feature in answers["feature"].unique():
        drawn(lambda feature=feature: figures.kano_split(answers, feature))
    choices = load("survey_choices")
    found = needs.part_worths(choices, ATTRIBUTES, task=["customer_id", "task"])
    drawn(lambda: figures.part_worths(found, price="fee_eur"))
    studies = {
        version: needs.part_worths(shown, ATTRIBUTES, task=["customer_id", "task"])
        for version, shown in choices.groupby("version")
    }
    assert drawn(lambda: figures.importance_by_study(studies)).startswith("The importance of fee eur is ")
    survey = load("survey_needs").query("is_answered")
    ratings = survey[[f"rating_{need}" for need in NEEDS]].set_axis(NEEDS, axis=1)
    weight = needs.derived_importance(ratings, survey["overall_satisfaction"])["weight"]
    stated = survey[[f"stated_{need}" for need in NEEDS]].mean().set_axis(NEEDS)
    assert "Price is number 1 of 4 when people are asked, and number 4" in drawn(
        lambda: figures.stated_and_derived(stated, weight)
    )


def test_lesson_3(load: Load, drawn) -> None:
    summary, orders, truth = load("customer_summary"), load("orders"), load("truth/customers")
    buyers = summary[summary["order_count"] > 0]
    money = {"net sales": buyers["net_sales_eur"], "contribution": buyers["contribution_eur"]}
    assert "below zero" in drawn(lambda: figures.lorenz_curves(money))
    cut = pd.Timestamp("2025-10-01")
    scores = segments.rfm_scores(segments.rfm(orders[orders["ordered_at"] < cut], end="2025-09-30"))
    scores["again"] = scores["customer_id"].isin(orders.loc[orders["ordered_at"] >= cut, "customer_id"])
    assert "R 5 and F 5" in drawn(lambda: figures.rfm_heat_map(scores, "again"))
    tiers = segments.value_tiers(truth["actual_value_eur"], truth["potential_value_eur"])
    table = truth.assign(tier=tiers)
    for by in ("tier", "need_segment"):
        drawn(lambda by=by: figures.unrealised_potential(table, by=by))
    drawn(lambda: figures.tier_by_need(table))
    later = orders[orders["ordered_at"] >= cut].groupby("customer_id")["net_eur"].sum()
    came = later.reindex(scores["customer_id"], fill_value=0).to_numpy()
    lists = {name: segments.lift_table(came, scores[name]) for name in ("monetary", "frequency")}
    drawn(lambda: figures.lift_chart(lists))


def test_lesson_5(load: Load, drawn) -> None:
    customers = load("customers").merge(load("truth/customers")[["customer_id", "lifetime_value_eur"]])
    channels = customers.groupby("acquisition_channel").agg(
        cac=("acquisition_cost_eur", "mean"), ltv=("lifetime_value_eur", "mean"), customers=("customer_id", "size")
    )
    assert " a loss of " in drawn(lambda: figures.acquisition_bubbles(channels))
    contacts, orders = load("contacts"), load("orders")
    campaign = load("campaigns").set_index("campaign_id").loc[2]
    arm = contacts[contacts["campaign_id"] == 2].groupby("customer_id")["arm"].first()
    end = campaign["ends_on"] + pd.Timedelta(days=1)
    inside = orders[orders["ordered_at"].between(campaign["starts_on"], end, inclusive="left")]
    buys = pd.Series(arm.index.isin(inside["customer_id"]), arm.index)
    treated = arm == "treated"
    drawn(
        lambda: figures.uplift_intervals(
            {campaign["campaign_name"]: cycle.uplift(buys[treated], buys[~treated])}, break_even=0.025
        )
    )
    before = orders[orders["ordered_at"] < campaign["starts_on"]].groupby("customer_id").size()
    ranks = {"response": before.reindex(arm.index, fill_value=0), "number": pd.Series(arm.index, arm.index)}
    curves = {name: cycle.gain_curve(score, buys, treated, steps=10) for name, score in ranks.items()}
    drawn(lambda: figures.gain_curves(curves))
    drawn(lambda: figures.contact_weeks(contacts))
    audit = cycle.contact_audit(contacts[contacts["message_id"].notna()])
    drawn(lambda: figures.contact_load(audit.contacts))
    assert drawn(lambda: figures.contact_fatigue(audit.contacts)).startswith("After 5–8")
    assert "times as much before" in drawn(
        lambda: figures.members_before_and_after(orders, load("loyalty")["customer_id"])
    )


def test_capstone(load: Load, drawn) -> None:
    seen = load("customer_summary")[["customer_id", "acquisition_channel", "net_sales_eur", "recency_days"]]
    seen = seen.rename(columns={"net_sales_eur": "revenue_eur", "recency_days": "risk"}).fillna({"risk": 9_999})
    customers = load("truth/customers").merge(seen).assign(has_opted_out=False)
    effects = load("truth/campaign_effects").query("campaign_id == 6")
    channels = load("customers").query("acquisition_channel != 'walk_in'").groupby("acquisition_channel")
    channels = channels["acquisition_cost_eur"].agg(acquisition_cost_eur="mean", reach="size").reset_index()
    game = cycle.Simulator(customers, effects, channels)
    mine = cycle.Plan({"referral": 6_000, "search": 8_000}, retention=tuple(effects["customer_id"].head(600)))
    assert drawn(lambda: figures.plan_waterfall(game.play(mine))).startswith("The plan gains €")
    for plan in game.baselines().values():
        drawn(lambda plan=plan: figures.plan_waterfall(game.play(plan)))
    assert "“Mine” reaches " in drawn(lambda: figures.plan_scores(game.compare(mine=mine)))
    plans = {"mine": mine, **game.baselines(), "oracle": game.oracle()}
    lists = {name: game.cumulative_gain(plan.retention) for name, plan in plans.items() if plan.retention}
    assert drawn(lambda: figures.list_gains(lists)).startswith("After 600 contacts “mine” stands at ")


def test_customers_of_every_kind_have_a_timeline(load: Load, drawn) -> None:
    orders = load("orders")
    count = orders["customer_id"].value_counts()
    for place in (0, 30, 500, 3_000, len(count) - 1):
        customer = count.index[place]
        drawn(
            lambda customer=customer: figures.customer_timeline(orders, customer, end="2025-12-31", channel="channel")
        )
