"""Every claim of lesson 3 that carries a number or a direction holds in Larkspur's books, or fails here."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import customer_value as cv


@pytest.fixture(scope="module")
def ran(run_lesson: Callable[..., SimpleNamespace]) -> SimpleNamespace:
    """What the lesson's variables hold after all cells have run, top to bottom, with the blanks unfilled."""
    return run_lesson("03")


# 1. What is a customer worth to us now?


def test_a_customer_with_43_orders_costs_money(ran: SimpleNamespace) -> None:
    """9528: much is sent back; contribution is margin minus cost to serve in every row."""
    row = ran.five.loc[9528]
    assert row["order_count"] == 43
    assert row["contribution_eur"] < 0
    assert row["returned_share"] > 2 * ran.bought["returned_share"].mean()
    by_hand = ran.five["margin_eur"] - ran.five["cost_to_serve_eur"]
    assert by_hand.to_numpy() == pytest.approx(ran.five["contribution_eur"].to_numpy(), abs=0.011)


def test_the_best_fifth_does_not_bring_80_per_cent(ran: SimpleNamespace) -> None:
    """66 % of one year, 71 % of three; of all ever won 88 and 78 %."""
    every = [ran.ratios[name] for name in ("2025", "2023 to 2025")]
    assert np.round(every, 2).tolist() == [[0.66, 0.88], [0.71, 0.78]]


def test_a_quarter_is_below_zero_and_one_order_is_enough(ran: SimpleNamespace) -> None:
    """They take away €21,800, so that the curve rises above 100 %."""
    below = ran.bought[ran.bought["contribution_eur"] < 0]
    assert len(below) / len(ran.bought) == pytest.approx(0.25, abs=0.005)
    assert round(below["contribution_eur"].sum(), -2) == -21_800
    assert cv.segments.lorenz(ran.bought["contribution_eur"])["value_share"].max() > 1
    assert (below["order_count"] == 1).any()


def test_half_of_the_best_stay_and_some_of_the_others_left(ran: SimpleNamespace) -> None:
    """Of those who had not left by 2026 a third is missing too: luck."""
    assert ran.stays.mean() == pytest.approx(0.5, abs=0.005)
    best = ran.best_of[2024]
    left = ran.truth.loc[best, "dropout_on"] < "2026"
    assert left[~ran.stays].any()
    assert ran.stays[~left.to_numpy()].mean() == pytest.approx(0.68, abs=0.01)


def test_rfm_finds_who_buys(ran: SimpleNamespace) -> None:
    """90 % of those with 5 and 5, 37 % of all."""
    best = ran.scores[(ran.scores["r"] == 5) & (ran.scores["f"] == 5)]
    assert best["again"].mean() == pytest.approx(0.90, abs=0.005)
    assert ran.scores["again"].mean() == pytest.approx(0.37, abs=0.005)


# 2. What could we still win?


def test_the_rule_by_hand(ran: SimpleNamespace) -> None:
    """Line 91 is rank 2 of 2."""
    assert ran.asked.loc[91, ["brands_used", "rank_of_us"]].tolist() == [2, 2]
    assert ran.ours[91] == pytest.approx((1 - 2 / 3) * 2 / 2)


def test_the_best_fifth_holds_a_fifth_of_the_money_elsewhere(ran: SimpleNamespace) -> None:
    """21 %: sales say next to nothing about it; 11 % of the wallets are ours, €1,212 go elsewhere."""
    assert ran.held == pytest.approx(0.21, abs=0.005)
    assert abs(ran.sales_of_asked.corr(ran.stated, method="spearman")) < 0.15
    assert ran.share_of_wallet == pytest.approx(0.11, abs=0.005)
    assert round(ran.stated.mean()) == 1212
    assert len(ran.stated) == 917


def test_the_model_learns_from_468_buyers_and_knows_nothing_of_2026(ran: SimpleNamespace) -> None:
    """Orders, visits, household and distance; the tables end with 2025."""
    assert len(ran.respondents) == 468
    assert ran.orders["ordered_at"].max() < pd.Timestamp("2026-01-01")
    assert ran.weeks["week_on"].max() < pd.Timestamp("2026-01-01")
    assert set(ran.known.columns[-4:]) == {"sessions", "cart_adds", "household_size", "distance_km"}


def test_the_tiers_are_what_the_text_says(ran: SimpleNamespace) -> None:
    """A fifth each; below zero even with the potential."""
    share = ran.buyers["tier"].value_counts(normalize=True)
    assert share["most valuable"] == pytest.approx(0.2, abs=0.005)
    assert share["most growable"] == pytest.approx(0.2, abs=0.005)
    assert (ran.buyers.loc[ran.buyers["tier"] == "below zero", "potential_value_eur"] < 0).all()


# 3. Which segments need which treatment?


def test_k_means_finds_groups_in_noise() -> None:
    """As many as it is told."""
    noise = pd.DataFrame(np.random.default_rng(1).normal(size=(300, 3)), columns=list("abc"))
    assert cv.segments.clusters(noise, 5).labels.nunique() == 5


def test_without_standardising_the_number_of_orders_hardly_counts(ran: SimpleNamespace) -> None:
    """The groups are nearly the same without it."""
    every = cv.segments.clusters(ran.raw, 5, standardise=False).labels
    fewer = cv.segments.clusters(ran.raw.drop(columns="order_count"), 5, standardise=False).labels
    assert cv.segments.agreement(every, fewer) > 0.9


def test_the_silhouette_prefers_two_and_five_groups_come_back(ran: SimpleNamespace) -> None:
    """Stability .81 for five."""
    assert ran.silhouette[2] > ran.silhouette[5]
    assert ran.stable[5] == pytest.approx(0.81, abs=0.01)


def test_each_need_has_a_group_that_stands_out(ran: SimpleNamespace) -> None:
    """So the four groups have names."""
    centres = ran.by_needs.centres[ran.names]
    assert sorted(centres.idxmax(axis=1)) == sorted(ran.names)
    assert (centres.max(axis=1) > centres.mean(axis=1) + 0.5).all()


def test_the_cell_exists_and_not_all_agreed(ran: SimpleNamespace) -> None:
    """Most growable, convenience."""
    assert 0 < ran.agreed.sum() < ran.growable.sum()


# The money line and the reveal


def test_the_money_line_is_a_gain_and_the_truth_lies_inside(ran: SimpleNamespace) -> None:
    """€22,100 (14,200 to 29,900), €20,900 in truth."""
    assert round(ran.more, -2) == 22_100
    assert [round(each, -2) for each in ran.interval] == [14_200, 29_900]
    true = ran.open_to_us[ran.elsewhere.nlargest(1000).index].sum() - ran.open_to_us[ran.big].sum()
    assert round(true, -2) == 20_900
    assert ran.interval[0] < true < ran.interval[1]


def test_a_simple_rule_does_no_worse(ran: SimpleNamespace) -> None:
    """The thousand with most cart_adds."""
    true = ran.open_to_us[ran.carts].sum()
    assert round(true, -2) == 80_100
    assert true >= ran.open_to_us[ran.elsewhere.nlargest(1000).index].sum()


def test_groups_by_behaviour_say_next_to_nothing_about_needs(ran: SimpleNamespace) -> None:
    """.02, with needs .34, needs alone .45."""
    assert {name: round(each, 2) for name, each in ran.agree.items()} == {
        "behaviour": 0.02,
        "behaviour and needs": 0.34,
        "needs": 0.45,
    }


# Go further


def test_a_model_of_growth_is_not_one_of_potential(ran: SimpleNamespace) -> None:
    """Lift 3.3 in growth, 1.4 in unrealised potential."""
    first = {name: round(each["lift"].iloc[0], 1) for name, each in ran.lifts.items()}
    assert first == {"growth": 3.3, "unrealised potential": 1.4}


def test_the_leak_helps_in_hindsight_and_hurts_on_the_day(ran: SimpleNamespace) -> None:
    """4.1; then less than without it."""
    hindsight, day, without = (
        ran.lift_of(*pair)
        for pair in ((ran.export, ran.export), (ran.export, ran.on_the_day), (ran.honest, ran.honest))
    )
    assert round(hindsight, 1) == 4.1
    assert day < without < hindsight


def test_two_channels_add_nothing_at_equal_numbers_of_orders(ran: SimpleNamespace) -> None:
    """Several times as much, and 1.0."""
    assert ran.means["both"] / ran.means["store"] == pytest.approx(3.5, abs=0.05)
    assert ran.alike == pytest.approx(1.0, abs=0.05)


def test_not_everybody_agreed_to_be_contacted(ran: SimpleNamespace) -> None:
    """68 % of the buyers."""
    assert ran.consent.mean() == pytest.approx(0.68, abs=0.005)


@pytest.mark.all
@pytest.mark.parametrize("seed", range(1, 6))
def test_every_shop_shows_what_the_lesson_is_about(seed: int) -> None:
    """No 80/20 law, half of the best stay, and the best fifth holds no more than its part of the money elsewhere."""
    orders, asked = cv.load("orders", seed=seed), cv.load("survey_wallet", seed=seed)
    year = orders["ordered_at"].dt.year
    spent = orders.pivot_table(index="customer_id", columns=year, values="net_eur", aggfunc="sum", fill_value=0)
    one, three = spent.loc[spent[2025] > 0, 2025], spent.sum(axis=1)
    customers = len(cv.load("customers", seed=seed))
    pareto = cv.segments.pareto_share
    assert pareto(one) < pareto(three) < 0.8
    assert pareto(one, customers=customers) > pareto(three, customers=customers)
    best = {y: spent[y].nlargest(round(0.2 * (spent[y] > 0).sum())).index for y in (2024, 2025)}
    assert best[2024].isin(best[2025]).mean() == pytest.approx(0.5, abs=0.06)
    ours = cv.segments.wallet_allocation(asked["rank_of_us"].fillna(1), asked["brands_used"])
    ours = ours.where(asked["rank_of_us"].notna(), 0)
    elsewhere = (asked["stated_spend_eur_per_year"] * (1 - ours)).groupby(asked["customer_id"]).sum()
    biggest = one.reindex(elsewhere.index, fill_value=0).nlargest(round(0.2 * len(elsewhere))).index
    assert elsewhere[biggest].sum() / elsewhere.sum() < 0.30
