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


def test_deep_discounts_begin_about_as_well_as_referral_and_end_at_one_cent(ran: SimpleNamespace) -> None:
    """3.76 for the first euro, .60 on average, .01 for the next; referral 3.45 and 2.79."""
    money = pd.Series(ran.director.acquisition)
    first = ran.channels["ltv_eur"] / ran.channels["acquisition_cost_eur"]
    last = first * np.exp(-money / (ran.channels["acquisition_cost_eur"] * ran.channels["reach"]))
    spread = ran.channels["±"] / 1.645 / ran.channels["acquisition_cost_eur"]
    apart = first["deep_discount"] - first["referral"]
    assert abs(apart) < 2 * np.hypot(spread["deep_discount"], spread["referral"])
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


def test_the_other_eight_cells_show_no_gain(ran: SimpleNamespace) -> None:
    """Customers of three orders and more."""
    others = [each for cell, each in ran.found.items() if cell.startswith("3+ orders")]
    assert len(others) == 8
    assert all(each.low <= 0 for each in others)


def test_an_order_under_45_euro_loses_money(ran: SimpleNamespace) -> None:
    """In every cell of 1-2 orders whom a letter reached."""
    small = ran.tested[ran.tested.index.str.startswith("1-2 orders, <€45")]
    assert len(small) == 4
    assert (small["contribution_per_order_eur"] < 0).all()


def test_the_forecast_of_2025_is_an_eighth_too_high(ran: SimpleNamespace) -> None:
    """Fitted on 2023 and 2024, and nothing later."""
    assert ran.forecast.sum() / ran.came.sum() - 1 == pytest.approx(1 / 8, abs=0.01)
    before = ran.orders[ran.orders["ordered_at"] < "2025-01-01"]
    log = cv.btyd.summary(before, end="2024-12-31").set_index("customer_id")
    pd.testing.assert_frame_equal(log, ran.past)


def test_convenience_comes_first_for_more_on_the_list_than_of_all(ran: SimpleNamespace) -> None:
    """By more than chance."""
    on = ran.foremost.index.isin(ran.plan.development)
    wants = ran.foremost == "convenience"
    assert wants[on].mean() == ran.foremost[on].value_counts(normalize=True).max()
    found = cv.cycle.uplift(wants[on].astype(int), wants[~on].astype(int))
    assert found.low > 0


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
    """107, held out in the file that was written; what is shown from no effect is not yet what pays."""
    high, low = ran.rates[True], ran.rates[False]
    assert ran.needed == pytest.approx(7.85 * (high * (1 - high) + low * (1 - low)) / (high - low) ** 2, abs=1)
    assert ran.needed == len(ran.handed_in.held_out) == 107
    assert cv.cycle.sample_size(ran.rates[False], ran.lowest) == 206
    of_list = ran.estimates.loc[list(ran.plan.retention)].mean(numeric_only=True)
    pays = (0.60 + 6 * of_list["coupon_chance"]) / (1.25 * of_list["contribution_per_order_eur"])  # uplift needed
    groups = len(ran.handed_in.retention), len(ran.handed_in.held_out)
    margin = 1.96 * sum(rate * (1 - rate) / n for rate, n in zip((high, low), groups, strict=True)) ** 0.5
    assert high - low - margin > 0
    assert high - low - margin < pays < high - low
    campaign = cv.load("campaigns").set_index("campaign_id").loc[6]
    assert f"{campaign['starts_on']:%-d %B} {campaign['ends_on']:%-d %B}" == "5 January 29 March"


def test_our_own_estimate_is_16000_and_the_truth_36300(ran: SimpleNamespace) -> None:
    """Every stage brings more than we expected; most of the difference is winning."""
    assert round(ran.estimated.sum(), -3) == 16_000
    assert round(ran.ours_year.gain_eur, -2) == 36_300
    assert round(ran.luck, -3) == 5_000
    missed = ran.ours_year.stages["gain_eur"] - ran.estimated
    assert (missed > 0).all()
    assert missed["acquisition"] > 0.75 * missed.sum()


def test_most_of_what_is_missing_to_the_oracle_is_advice(ran: SimpleNamespace) -> None:
    """More than four fifths."""
    missing = ran.gains["oracle"] - ran.ours_year.stages["gain_eur"]
    assert missing["development"] > 0.75 * missing.sum()


def test_the_plan_beats_every_rule_of_thumb_and_reaches_seven_tenths(ran: SimpleNamespace) -> None:
    """72 %, as the file that is handed in; by contacts alone as well."""
    rules = ran.plans.drop(index=["mine", "oracle"])
    assert ran.plans.loc["mine", "score"] == pytest.approx(0.72, abs=0.005)
    assert ran.plans.loc["mine", "gain_eur"] > rules["gain_eur"].max()
    assert ran.contacts["mine"] > 2 * ran.contacts.drop(["mine", "oracle"]).max()


def test_all_rules_divide_their_money_over_the_channels_alike(ran: SimpleNamespace) -> None:
    """So even "random" gains, though its contacts lose."""
    plans = {name: each.acquisition for name, each in ran.game.baselines().items() if name != "nothing"}
    first, *others = [{way: round(money, 2) for way, money in each.items()} for each in plans.values()]
    assert all(each == first for each in others)
    assert ran.plans.loc["random", "gain_eur"] > 0 > ran.contacts["random"]


def test_moving_money_gains_six_times_and_more_money_nothing() -> None:
    """The explorable's three tasks: more money, other channels, other people."""
    from customer_value.explore.l06_capstone.money import MORE, Settings, outcome
    from customer_value.explore.l06_capstone.plan import MOVED, SHIFTED, START

    settings = (START, {**START, "budget": MORE}, SHIFTED, MOVED)
    before, more, shifted, moved = (outcome(Settings(**each)).gain for each in settings)
    assert more < before
    assert round(shifted / before) == 4
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


def test_our_year_ends_above_its_cost_and_the_directors_below(ran: SimpleNamespace) -> None:
    """€31,500 (24,500 to 39,400); €5,700 and -€10,900 within the year, the rest as equity."""
    assert [round(each, -2) for each in (ran.gain, *ran.ends)] == [31_500, 24_500, 39_400]
    within = [each.contribution_eur - each.cost_eur for each in (ran.ours_year, ran.directors_year)]
    assert [round(each, -2) for each in within] == [5_700, -10_900]
    assert ran.ours_year.gain_eur - within[0] == pytest.approx(ran.ours_year.equity_eur)


def test_three_years_undervalue_every_channel_but_tell_good_ones_from_bad(ran: SimpleNamespace) -> None:
    """Social is worth less than it costs, and no other channel is, in the books as in truth."""
    channels = ran.channels
    assert (channels["ltv_eur"] < channels["true_ltv_eur"]).all()
    for worth in ("ltv_eur", "true_ltv_eur"):
        pays = channels[worth] > channels["acquisition_cost_eur"]
        assert list(channels.index[~pays]) == ["social"]


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
    kept = {cell: (ran.half[cell].difference, ran.other_half[cell].difference) for cell in ran.looks_good}
    assert [cell for cell, (_, judged) in kept.items() if judged > 0.03] == [BEST]
    assert kept[BEST][1] > 0.8 * kept[BEST][0]


def test_a_control_group_of_200_costs_less_than_2_per_cent(ran: SimpleNamespace) -> None:
    """Of the plan's gain."""
    gain = ran.game.play(ran.plan).gain_eur
    assert 0 < gain - ran.game.play(ran.plan.hold_out(200)).gain_eur < 0.02 * gain


def test_what_the_game_takes_for_granted_moves_the_gain(ran: SimpleNamespace) -> None:
    """By less than a fifth; half the reach by two fifths, far above the director's; unwon advice loses money."""
    gains, his = {}, {}
    for wins, lasts, reach in [(0.10, 0.25, 1), (0.05, 0.25, 1), (0.10, 0.0, 1), (0.10, 0.25, 0.5)]:
        game = cv.capstone.game(rules=cv.cycle.Rules(wins_share=wins, carry_over=lasts), reach=reach)
        gains[wins, lasts, reach] = game.expect(ran.handed_in)["gain_eur"]
        his[wins, lasts, reach] = game.expect(ran.director)["gain_eur"].sum()
    usual, unwon, unlasting, halved = gains.values()
    assert min(unwon.sum(), unlasting.sum()) > 0.8 * usual.sum()
    assert usual["acquisition"] > 0.5 * usual.sum()
    assert halved.sum() / usual.sum() == pytest.approx(0.6, abs=0.03)
    assert halved.sum() - his[0.10, 0.25, 0.5] > 15_000
    assert unwon["development"] < 0 < usual["development"]
