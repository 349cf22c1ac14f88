"""Every claim of the capstone that carries a number or a direction holds in Larkspur's books, or fails here."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import customer_value as cv

BEST, SECOND = "1-2 orders, €45+, 6-12 months", "1-2 orders, €45+, 12-18 months"


@pytest.fixture(scope="module")
def ran(run_lesson: Callable[..., SimpleNamespace]) -> SimpleNamespace:
    """What the lesson's variables hold after all cells have run, top to bottom, with the blanks unfilled."""
    return run_lesson("06")


# The data, and 1. Where does the next euro bring most?


def test_the_director_does_what_he_says(ran: SimpleNamespace) -> None:
    """Most money for deep discounts at €8, 500 calls to the biggest, 3,000 coupons to the most silent."""
    money = ran.director.acquisition
    assert money["deep_discount"] == 15_000 > 0.5 * 25_000
    assert ran.channels["acquisition_cost_eur"].idxmin() == "deep_discount"
    assert round(ran.channels.loc["deep_discount", "acquisition_cost_eur"]) == 8
    assert (len(ran.director.development), len(ran.director.retention)) == (500, 3000)
    assert ran.game.cost(ran.director) == pytest.approx(25_000)
    assert (ran.game.rules.costs, ran.game.rules.coupon) == ((6.0, 0.60), 6.0)


def test_marketing_rates_itself_highest() -> None:
    """So the diagnosis leaves it out; the others see Larkspur strongest on customers, weakest on rivals."""
    staff = cv.load("survey_orientation")
    by = cv.orientation.scores(staff)["mean_of_items"].groupby(staff["department"]).mean()
    assert by.idxmax() == "marketing"
    others = cv.orientation.scores(staff.query("department != 'marketing'"))[["customer", "competitor", "coordination"]]
    assert list(others.mean().sort_values().index) == ["competitor", "coordination", "customer"]


def test_the_directors_coupons_take_contribution_away(ran: SimpleNamespace) -> None:
    """The plan scores 10 %."""
    assert ran.directors_year.stages.loc["retention", "contribution_eur"] < 0
    assert ran.directors_year.score == pytest.approx(0.10, abs=0.005)


def test_deep_discounts_begin_best_and_end_at_one_cent(ran: SimpleNamespace) -> None:
    """3.76 for the first euro, .60 on average, .01 for the next; referral 3.45 and 2.79."""
    money = pd.Series(ran.director.acquisition)
    first = ran.channels["ltv_eur"] / ran.channels["acquisition_cost_eur"]
    last = first * np.exp(-money / (ran.channels["acquisition_cost_eur"] * ran.channels["reach"]))
    assert first.idxmax() == "deep_discount"
    assert first.round(2)[["deep_discount", "referral"]].tolist() == [3.76, 3.45]
    assert last.round(2)[["deep_discount", "referral"]].tolist() == [0.01, 2.79]
    assert round(ran.average["deep_discount"], 2) == 0.60


# 2. Whom do we contact, and how do we know?


def test_the_letter_was_tested_on_5300_by_lot(ran: SimpleNamespace) -> None:
    """Half of them, in May 2025, on the day from which the cells know nothing."""
    assert round(len(ran.test), -2) == 5_300
    assert ran.test["is_treated"].mean() == pytest.approx(0.5, abs=0.005)
    campaign = cv.load("campaigns").set_index("campaign_id").loc[2]
    assert (campaign["assignment"], f"{campaign['starts_on']:%Y-%m-%d}") == ("randomised", "2025-05-05")
    assert campaign[["coupon_eur", "cost_per_contact_eur"]].tolist() == [6.0, 0.60]
    before = ran.orders[ran.orders["ordered_at"] < "2025-05-05"]
    pd.testing.assert_series_equal(ran.test["cell"], cv.capstone.cells(before, "2025-05-05")[ran.test.index])


def test_two_cells_stand_out_and_the_longest_silence_buys_less(ran: SimpleNamespace) -> None:
    """14 and 11 points; both cells of 18 months and 1-2 orders lie below zero."""
    assert [round(100 * ran.found[cell].difference) for cell in (BEST, SECOND)] == [14, 11]
    assert sorted(ran.found, key=lambda cell: -ran.found[cell].low)[:2] == [BEST, SECOND]
    silent = [each for cell, each in ran.found.items() if cell.startswith("1-2 orders") and "18+" in cell]
    assert len(silent) == 2
    assert all(each.high < 0 for each in silent)


def test_a_letter_pays_in_two_cells_of_sixteen(ran: SimpleNamespace) -> None:
    """About a euro in the best one; the plan's list is made of these two."""
    known = ran.tested
    brings = 1.25 * known["uplift"] * known["contribution_per_order_eur"] - 0.60 - 6 * known["coupon_chance"]
    assert len(brings) == 16
    assert set(brings.index[brings > 0]) == {BEST, SECOND}
    assert brings[BEST] == pytest.approx(1.20, abs=0.005)
    assert set(ran.now[list(ran.plan.retention)]) == {BEST, SECOND}


def test_nothing_from_2026_is_known(ran: SimpleNamespace) -> None:
    """Orders, visits and the model of activity end with 2025."""
    assert ran.orders["ordered_at"].max() < pd.Timestamp("2026-01-01")
    assert ran.weeks["week_on"].max() < pd.Timestamp("2026-01-01")


def test_the_plan_leaves_money_and_keeps_the_cap(ran: SimpleNamespace) -> None:
    """€2,100 stay; at most two contacts; nothing for social."""
    assert round(25_000 - ran.game.cost(ran.plan), -2) == 2_100
    assert pd.Series([*ran.plan.development, *ran.plan.retention]).value_counts().max() == 2
    assert ran.game.rules.cap == 4
    assert ran.plan.acquisition["social"] == 0


# 3. What is the plan worth, and how will we know?


def test_the_control_group_is_as_large_as_the_formula_says(ran: SimpleNamespace) -> None:
    """107, held out in the file that was written."""
    high, low = ran.rates[True], ran.rates[False]
    assert ran.needed == pytest.approx(7.85 * (high * (1 - high) + low * (1 - low)) / (high - low) ** 2, abs=1)
    assert ran.needed == 107


def test_the_plan_beats_every_rule_of_thumb_and_reaches_seven_tenths(ran: SimpleNamespace) -> None:
    """73 %; the interval of its gain runs from 28,000 to 46,000."""
    rules = ran.plans.drop(index=["mine", "oracle"])
    assert ran.plans.loc["mine", "score"] == pytest.approx(0.73, abs=0.005)
    assert ran.plans.loc["mine", "gain_eur"] > rules["gain_eur"].max()
    assert [round(ran.plans.loc["mine", end], -3) for end in ("gain_eur", "low_eur", "high_eur")] == [
        37_000, 28_000, 46_000
    ]  # fmt: skip


def test_moving_money_gains_six_times_and_more_money_nothing() -> None:
    """The explorable's two tasks."""
    from customer_value.explore.l06_capstone.money import MORE, Settings, outcome
    from customer_value.explore.l06_capstone.plan import MOVED, START

    before, more, moved = (outcome(Settings(**each)).gain for each in (START, {**START, "budget": MORE}, MOVED))
    assert more < before
    assert round(moved / before) == 6


def test_the_list_gains_and_the_directors_loses(ran: SimpleNamespace) -> None:
    """Letter by letter."""
    ends = {name: ran.game.cumulative_gain(each.retention)["gain_eur"].iloc[-1] for name, each in ran.lists.items()}
    assert ends["oracle"] > ends["mine"] > 0 > ends["director"]


def test_cells_of_today_hold_the_answer(ran: SimpleNamespace) -> None:
    """The cell under 6 months looks best of all, and before the test it showed next to nothing."""
    uplifts = cv.cycle.uplift_by(ran.test, ran.now.reindex(ran.test.index))
    leaked = "1-2 orders, €45+, under 6 months"
    assert max(uplifts, key=lambda cell: uplifts[cell].difference) == leaked
    assert uplifts[leaked].low > 0
    assert ran.found[leaked].low < 0 < ran.found[leaked].high


# The money line and the reveal


def test_about_half_of_the_difference_comes_within_the_year(ran: SimpleNamespace) -> None:
    """€31,800 (24,900 to 39,700)."""
    assert [round(each, -2) for each in (ran.gain, *ran.difference.quantile([0.05, 0.95]))] == [31_800, 24_900, 39_700]
    ours, his = ran.ours_year, ran.directors_year
    within = (ours.contribution_eur - ours.cost_eur) - (his.contribution_eur - his.cost_eur)
    assert within / ran.gain == pytest.approx(0.5, abs=0.06)


def test_three_years_undervalue_every_channel_but_keep_the_order(ran: SimpleNamespace) -> None:
    """Social is worth less than it costs."""
    channels = ran.channels
    assert (channels["ltv_eur"] < channels["true_ltv_eur"]).all()
    assert channels["ltv_eur"].rank().tolist() == channels["true_ltv_eur"].rank().tolist()
    assert channels.loc["social", "true_ltv_eur"] < channels.loc["social", "acquisition_cost_eur"]


def test_one_in_five_is_moved_by_our_letters_and_one_in_eighty_by_his(ran: SimpleNamespace) -> None:
    """And three in a hundred of his stay away because of them."""
    shares = {name: each.value_counts(normalize=True) for name, each in ran.on_lists.items()}
    assert shares["ours"]["persuadable"] == pytest.approx(0.2, abs=0.005)
    assert 1 / shares["the director's"]["persuadable"] == pytest.approx(80, abs=2)
    assert shares["the director's"]["sleeping_dog"] == pytest.approx(0.03, abs=0.005)


# Go further


def test_the_own_plan_leaves_something_to_find(ran: SimpleNamespace) -> None:
    """It costs less than the budget, and gains less than the lesson's plan, which does not gain all."""
    assert ran.game.cost(ran.own) < 25_000
    assert ran.game.play(ran.own).gain_eur < ran.plans.loc["mine", "gain_eur"] < ran.plans.loc["oracle", "gain_eur"]


def test_the_luck_of_one_half_does_not_come_again(ran: SimpleNamespace) -> None:
    """Three cells, 12 points; less than half in the other half."""
    good = ran.test[ran.test["cell"].isin(ran.looks_good)]
    assert len(ran.looks_good) == 3
    halves = [good[good.index % 2 == half].groupby("is_treated")["buys"].mean() for half in (0, 1)]
    chosen, honest = (each[True] - each[False] for each in halves)
    assert chosen == pytest.approx(0.12, abs=0.005)
    assert 0 < honest < chosen / 2


def test_a_control_group_of_200_costs_less_than_2_per_cent(ran: SimpleNamespace) -> None:
    """Of the plan's gain."""
    gain = ran.game.play(ran.plan).gain_eur
    assert 0 < gain - ran.game.play(ran.plan.hold_out(200)).gain_eur < 0.02 * gain


def test_what_the_game_takes_for_granted_moves_the_gain_by_less_than_a_fifth(ran: SimpleNamespace) -> None:
    """And advice that wins half as often loses money."""
    gains = {}
    for wins, lasts in [(0.10, 0.25), (0.05, 0.25), (0.05, 0.0)]:
        game = cv.capstone.game(rules=cv.cycle.Rules(wins_share=wins, carry_over=lasts))
        gains[wins, lasts] = game.expect(ran.plan)["gain_eur"]
    assert gains[0.05, 0.0].sum() > 0.8 * gains[0.10, 0.25].sum()
    assert gains[0.10, 0.25]["acquisition"] > 0.5 * gains[0.10, 0.25].sum()
    assert gains[0.05, 0.25]["development"] < 0 < gains[0.10, 0.25]["development"]
