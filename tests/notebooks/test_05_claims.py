"""Every claim of lesson 5 that carries a number or a direction holds in Larkspur's books, or fails here."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value import course

DAYS_OF_THE_LETTER = ["180 to 479 days", "€45 and more"]


@pytest.fixture(scope="module")
def ran(run_lesson: Callable[..., SimpleNamespace]) -> SimpleNamespace:
    """What the lesson's variables hold after all cells have run, top to bottom, with the blanks unfilled."""
    return run_lesson("05")


@pytest.fixture(scope="module")
def effects() -> pd.DataFrame:
    """What each campaign truly did to each customer."""
    return cv.load_truth("campaign_effects", quiet=True).set_index("customer_id")


# The story


def test_the_three_proposals_quote_numbers_that_are_right(ran: SimpleNamespace) -> None:
    """Almost four times as many customers, twice the spending, 1,822 silent for two years and more."""
    rate = ran.offers["won"] / ran.offers["letters"]
    assert 3.5 < rate[50] / rate[0] < 4
    assert ran.members / ran.others == pytest.approx(2, abs=0.15)
    assert (ran.known["silent_days"] >= 730).sum() == 1_822


def test_the_first_five_contacts_show_both_arms_of_the_letter(ran: SimpleNamespace) -> None:
    """One row is a contact, or a customer held out, who cost nothing."""
    first = ran.contacts.loc[ran.contacts["campaign_id"] == 2, ran.shown].head()
    assert set(first["arm"]) == {"treated", "control"}
    assert (first.loc[first["arm"] == "control", "cost_eur"] == 0).all()


# 1. Whom do we want to win?


def test_deep_discount_costs_8_euros_10_by_hand(ran: SimpleNamespace) -> None:
    """€2,698 for 333 customers."""
    spent = ran.spent.loc["deep_discount"]
    assert (round(spent["spend_eur"]), spent["new_customers"]) == (2698, 333)
    assert ran.channels.loc["deep_discount", "cac"] == pytest.approx(8.10, abs=0.005)


def test_the_cheapest_channel_leaves_less_than_a_referral(ran: SimpleNamespace) -> None:
    """A referral leaves €47, deep discount €30; walk-in is best by both, but is no channel to buy."""
    channels = ran.channels
    assert channels["cac"].idxmin() == "deep_discount"
    assert channels.loc["referral", "cac"] / channels.loc["deep_discount", "cac"] == pytest.approx(2, abs=0.1)
    left = (channels["ltv"] - channels["cac"]).round()
    assert (left["referral"], left["deep_discount"]) == (47, 30)
    assert (channels["ltv_to_cac"].idxmax(), left.idxmax(), left.idxmin()) == ("walk_in", "walk_in", "social")


def test_ratio_and_difference_rank_two_channels_differently(ran: SimpleNamespace) -> None:
    """So it matters whether money or people are scarce."""
    two = ran.channels.loc[["deep_discount", "referral"]]
    assert two["ltv_to_cac"].idxmax() == "deep_discount"
    assert (two["ltv"] - two["cac"]).idxmax() == "referral"


def test_social_brings_about_what_it_costs(ran: SimpleNamespace) -> None:
    """As the figure says: the difference is within chance."""
    social = ran.brought.reindex(ran.won.index)[ran.won["acquisition_channel"] == "social"]
    assert abs(social.mean() - ran.channels.loc["social", "cac"]) < 1.96 * social.std() / len(social) ** 0.5


def test_the_offers_of_2024_were_drawn_at_random_among_6000(ran: SimpleNamespace) -> None:
    """Five arms of about the same size, alike before the letters went out."""
    prospects, campaign = ran.prospects, ran.campaigns.set_index("campaign_id").loc[1]
    assert len(prospects) == 6_000
    assert (campaign["assignment"], campaign["starts_on"].year) == ("randomised", 2024)
    assert campaign["cost_per_contact_eur"] == 0.60
    assert ran.offers["letters"].between(1_150, 1_250).all()
    mean = prospects.groupby("offer_percent")[["distance_km", "household_size"]].mean()
    assert (mean.std() / prospects[mean.columns].std() < 0.06).all()


def test_what_is_chance_among_the_offers_and_what_is_not(ran: SimpleNamespace) -> None:
    """The deepest offer wins most and earns nothing; it is worse than the best three, which chance may order."""
    net, offers = ran.net, ran.offers
    assert offers["won"].is_monotonic_increasing
    assert offers["brought"].is_monotonic_decreasing
    assert (round(net[0], -1), round(net[50])) == (2970, -69)
    assert net[[0, 10, 20]].sum() / net.sum() > 0.9
    each = ran.prospects["brought"].fillna(0) - ran.prospects["given"].fillna(0) - 0.60
    arms = {depth: each[ran.prospects["offer_percent"] == depth] for depth in offers.index}
    assert arms[20].sum() == pytest.approx(net[20])
    apart = {depth: cv.cycle.uplift(arms[depth], arms[50]) for depth in (0, 10, 20)}
    assert all(found.low > 0 for found in apart.values())
    among = [cv.cycle.uplift(arms[20], arms[depth]) for depth in (0, 10)]
    assert all(found.low < 0 < found.high for found in among)


def test_customers_of_the_deep_offers_come_again_more_rarely(ran: SimpleNamespace) -> None:
    """Half the first basket, a lower repeat rate, and the truth of what they are worth: least, but not nothing."""
    assert ran.basket_1[50] / ran.basket_1[0] == pytest.approx(0.5, abs=0.02)
    assert ran.true_net.idxmin() == 50
    assert ran.true_net[50] > 0
    assert max(ran.repeat[35], ran.repeat[50]) < min(ran.repeat[0], ran.repeat[10], ran.repeat[20])
    assert {depth: log["customer_id"].nunique() for depth, log in ran.bought_by.items()} == ran.offers["won"].to_dict()
    lifetime = ran.prospects["won_customer_id"].map(ran.truth["lifetime_value_eur"])
    worth = lifetime.groupby(ran.prospects["offer_percent"])
    assert worth.mean()[50] < 0.5 * worth.mean()[0]
    assert np.allclose(worth.sum() - ran.offers["cac"] * ran.offers["won"], ran.true_net)


# 2. What makes the relationship grow?


def test_members_spent_twice_as_much_before_there_was_a_card(ran: SimpleNamespace) -> None:
    """In 2023, of the same two groups."""
    before = ran.orders[ran.orders["ordered_at"] < ran.card["joined_on"].min()]
    spent = before.groupby("customer_id")["net_eur"].sum()
    later = spent.index.isin(ran.card.index)
    assert spent[later].mean() / spent[~later].mean() == pytest.approx(2, abs=0.1)


def test_the_card_causes_about_a_seventh_and_the_estimate_comes_near(ran: SimpleNamespace) -> None:
    """Truth 1/7; by the members' own baskets about as much; the interval holds the true effect; others stay alike."""
    gap = ran.members - ran.others
    share = 100 * ran.by_card / gap
    assert share == pytest.approx(100 / 7, abs=1)
    assert ran.caused[0] == pytest.approx(share, abs=2)
    assert ran.caused[1] < share < ran.caused[2]
    assert ran.no_card.low < 0 < ran.no_card.high
    assert ran.no_card.high < ran.basket.low
    effect = ran.truth.loc[ran.card.index, "loyalty_effect_share"].mean()
    assert 0 < ran.basket.low < effect < ran.basket.high


def test_one_customer_got_one_message_three_times_on_one_day_with_two_discounts(ran: SimpleNamespace) -> None:
    """205, in June 2025, in three channels."""
    one = ran.one
    assert len(one) == one["channel"].nunique() == 3
    assert one["message_id"].nunique() == one["contacted_at"].dt.date.nunique() == 1
    assert one["offer_percent"].nunique() == 2
    assert (one["contacted_at"].dt.strftime("%Y-%m") == "2025-06").all()


def test_two_contacts_in_five_are_redundant_and_no_channel_sees_it(ran: SimpleNamespace) -> None:
    """What the second exercise tells."""
    assert ran.audit.redundancy_rate == pytest.approx(0.43, abs=0.03)
    alone = [cv.cycle.contact_audit(part).redundancy_rate for _, part in ran.sent.groupby("channel")]
    assert alone == [0] * ran.sent["channel"].nunique()


# 3. Whom is it worth keeping?


def test_those_who_answer_come_back_more_often_so_the_score_flatters(ran: SimpleNamespace) -> None:
    """Retention of those who answered, above that of all buyers; promoters more often than detractors."""
    assert len(ran.asked & ran.buyers[2025]) / len(ran.asked) > ran.retention + 0.1
    score = ran.answers[ran.answers["customer_id"].isin(ran.asked)].set_index("customer_id")["likely_to_recommend"]
    stayed = pd.Series(score.index.isin(ran.buyers[2025]), score.index)
    assert stayed[score >= 9].mean() > stayed[score <= 6].mean() + 0.05
    assert (round(100 * ran.nps.promoters), round(100 * ran.nps.detractors), round(ran.nps.score)) == (45, 20, 25)


def test_the_letter_went_to_a_random_half_of_those_silent_for_90_days(ran: SimpleNamespace) -> None:
    """In May 2025, with a coupon of €6, by post for €0.60."""
    letter = ran.campaigns.set_index("campaign_id").loc[2]
    assert (letter["assignment"], letter["treated_share"], letter["coupon_eur"]) == ("randomised", 0.5, 6)
    assert (letter["starts_on"], letter["cost_per_contact_eur"]) == (pd.Timestamp("2025-05-05"), 0.60)
    assert ran.test["is_treated"].mean() == pytest.approx(0.5, abs=0.02)
    assert ran.test["silent_days"].min() >= 90


def test_of_12_buyers_the_letter_brought_2(ran: SimpleNamespace, effects: pd.DataFrame) -> None:
    """Response 12 %, uplift 2 points; the truth lies in the interval."""
    found = ran.found
    printed = [round(100 * each, 2) for each in (found.treated_mean, found.control_mean, found.difference)]
    assert printed == [11.97, 9.93, 2.04]
    assert (round(100 * found.treated_mean), round(100 * found.difference)) == (12, 2)
    assert found.low > 0
    true = effects[effects["campaign_id"] == 2]
    assert found.low < (true["outcome_treated"] - true["outcome_control"]).mean() < found.high


def test_the_letter_moves_the_middle_and_loses_those_silent_longest(ran: SimpleNamespace) -> None:
    """By days of silence: clearly up in the middle, clearly down after two years."""
    found = cv.cycle.uplift_by(ran.test, ran.silence)
    assert [name for name, each in found.items() if each.low > 0] == ["270-359 days", "360-479 days"]
    assert [name for name, each in found.items() if each.high < 0] == ["730 days or more"]


def test_sleeping_dogs_lie_among_those_silent_longest(ran: SimpleNamespace, effects: pd.DataFrame) -> None:
    """Truth of the same campaign."""
    kind = effects.loc[effects["campaign_id"] == 2, "response_type"].reindex(ran.test.index)
    dogs, moved = (
        (kind == each).groupby(ran.silence, observed=True).mean() for each in ("sleeping_dog", "persuadable")
    )
    assert dogs.idxmax() == "730 days or more"
    assert moved.idxmax() in {"270-359 days", "360-479 days"}


def test_one_group_of_six_pays_and_four_lose_by_more_than_chance(ran: SimpleNamespace, effects: pd.DataFrame) -> None:
    """By the estimate of exercise 3, by each half of the test for the other, and in truth."""
    each = cv.cycle.uplift_by(ran.test, ran.group, outcome="earned")
    assert [name for name, found in each.items() if found.low > 0] == [", ".join(DAYS_OF_THE_LETTER)]
    assert len([name for name, found in each.items() if found.high < 0]) == 4
    profit = ran.groups["uplift"] * ran.groups["contribution"] - (0.60 + 6 * ran.groups["redeemed"])
    assert profit.index[profit > 0].tolist() == [tuple(DAYS_OF_THE_LETTER)]
    true = effects.loc[effects["campaign_id"] == 2, "effect_eur"].reindex(ran.test.index)
    by_group = true.groupby([ran.test["silent"], ran.test["basket"]], observed=True).mean()
    assert by_group.index[by_group > 0].tolist() == [tuple(DAYS_OF_THE_LETTER)]


# The money line and the reveal


def test_the_two_lists_have_the_same_length_and_nobody_on_them_opted_out(ran: SimpleNamespace) -> None:
    """A letter to as many, of those who have not opted out; most are silent for longer than anybody tested."""
    assert len(ran.chosen) == len(ran.longest)
    out = ran.contacts.loc[ran.contacts["has_opted_out"], "customer_id"]
    assert not set(out) & (set(ran.chosen) | set(ran.longest))
    assert ran.known.loc[ran.longest, "silent_days"].min() > 730
    assert 0.5 < ran.beyond < 1


def test_each_half_of_the_test_chose_the_group_that_the_other_valued(ran: SimpleNamespace) -> None:
    """Both chose those of January's list, so the list is not judged by its own luck."""
    right = ran.test.query(ran.right).index
    assert set(ran.test.index[ran.pays]) == set(right)


def test_the_money_line_leaves_out_0_and_holds_the_truth(ran: SimpleNamespace, effects: pd.DataFrame) -> None:
    """January's letters, which nobody had sent yet; both parts, too: much of it is letters not sent."""
    true = ran.true_eur["right list"] - ran.true_eur["silent longest"]
    assert 0 < ran.more - ran.width < true < ran.more + ran.width
    right, wrong = ran.letter["right list"], ran.letter["silent longest"]
    for name, found in (("right list", right), ("silent longest", wrong)):
        assert found.low < ran.true_eur[name] / len(ran.chosen) < found.high
    assert -wrong.difference / (right.difference - wrong.difference) > 0.35
    assert ran.by_orders.low < 0 < ran.by_orders.high  # by all orders it is open
    may = effects[effects["campaign_id"] == 2]["effect_eur"]
    for name, part in ran.tested.items():
        assert ran.letter[name].low < may.reindex(part.index).mean() < ran.letter[name].high


def test_those_on_the_lists_without_a_truth_bought_in_the_first_days_of_january(ran: SimpleNamespace) -> None:
    """The books end on 31 December; whoever bought before the letters went out gets none."""
    missing = ran.chosen.union(ran.longest).difference(ran.effects.index)
    assert 0 < len(missing) < 0.005 * 2 * len(ran.chosen)
    assert ran.orders["ordered_at"].max() < pd.Timestamp("2026-01-01")


def test_what_is_shown_of_a_further_euro_and_what_is_open(ran: SimpleNamespace) -> None:
    """All rows are uplifts within 84 days: against the letter without an offer, or without a letter."""
    euro = ran.next_euro
    assert list(euro.index[euro["low"] > 0]) == ["keep: right list"]
    lose = {"win: 35 % off", "win: 50 % off", "keep: silent longest", "keep: everybody"}
    assert set(euro.index[euro["high"] < 0]) == lose
    assert len(euro) == len(lose) + 4
    treated = ran.test[ran.test["is_treated"] & ran.pays]
    assert len(ran.chosen) * treated["cost"].mean() == pytest.approx(2_000, rel=0.05)


def test_a_plan_can_be_made_better_by_moving_money_to_what_is_shown(ran: SimpleNamespace) -> None:
    """The plan as it stands may lose; all of it names rows of the table."""
    assert set(ran.plan.index) <= set(ran.next_euro.index)
    assert ran.plan.sum() == 3_000
    assert ran.earns - ran.spread < 0 < ran.next_euro.loc["keep: right list", "low"]


def test_januarys_letters_earn_with_the_right_list_alone(ran: SimpleNamespace) -> None:
    """In truth: more persuadables, fewer sleeping dogs."""
    assert [name for name, sum_ in ran.true_eur.items() if sum_ > 0] == ["right list"]
    assert ran.kinds["right list"]["persuadable"] > 5 * ran.kinds["silent longest"]["persuadable"]
    assert ran.kinds["right list"]["sleeping_dog"] < 0.2 * ran.kinds["silent longest"]["sleeping_dog"]


# Go further


def test_the_model_of_contacts_is_that_of_the_sliders(ran: SimpleNamespace) -> None:
    """The formula of the text, best month at 11, best lifetime value at 2."""
    from customer_value.explore.l05_cvm_cycle import frequency

    assert ran.month == pytest.approx(frequency.month_margin(ran.mails))
    assert ran.value == pytest.approx(frequency.value(ran.mails))
    assert (ran.month.argmax(), ran.value.argmax()) == (11, 2)


def test_many_contacts_end_in_an_opt_out_more_often(ran: SimpleNamespace) -> None:
    """After more than four in 30 days twice as often as after fewer."""
    many = ran.year.contacts["contacts_30_days"] > 4
    rate = ran.year.contacts.groupby(many)["has_opted_out"].mean()
    assert rate[True] > 2 * rate[False]


def test_a_choice_without_lot_flatters_and_like_with_like_comes_near(
    ran: SimpleNamespace, effects: pd.DataFrame
) -> None:
    """10 points of difference; the truth is about 2."""
    true = effects[effects["campaign_id"] == 4]
    uplift = (true["outcome_treated"] - true["outcome_control"]).mean()
    assert ran.campaigns.set_index("campaign_id").loc[4, "assignment"] == "targeted"
    assert ran.naive > 4 * uplift
    assert ran.same == pytest.approx(uplift, abs=0.015)


def test_most_redeemed_coupons_were_used_by_those_who_would_have_bought(
    ran: SimpleNamespace, effects: pd.DataFrame
) -> None:
    """So redemption is far above the uplift."""
    anyway = effects.loc[effects["campaign_id"] == 2, "outcome_control"].reindex(ran.test.index)
    assert anyway[ran.test["redeemed"] == 1].mean() > 0.5
    assert ran.coupons[2] > 4 * ran.found.difference


def test_complaints_show_by_order_and_hide_by_customer(ran: SimpleNamespace) -> None:
    """Last orders twice as often; customers hardly differ, since those who buy most complain most."""
    last = ran.of_2024.groupby("complained")["last"].mean()
    assert last[True] > 1.4 * last[False]
    away = ran.gone.groupby(ran.customers).mean()
    assert away[True] < 1.15 * away[False]
    count = ran.of_2024["customer_id"].value_counts()
    assert count[ran.customers.index[ran.customers]].mean() > 2 * count[ran.customers.index[~ran.customers]].mean()


def test_silence_is_a_poor_model_where_the_proposal_writes_and_a_better_one_is_the_wrong_list(
    ran: SimpleNamespace,
) -> None:
    """Better than a coin over all, worse from 270 days on; the model beats it, and its list still loses."""

    def auc(part: pd.DataFrame, score: str) -> float:
        stays, buys = part.loc[~part["buys"], score].to_numpy(), part.loc[part["buys"], score].to_numpy()
        return float((1 + np.sign(stays[:, None] - buys).mean()) / 2)

    alone = ran.test[~ran.test["is_treated"]]
    assert auc(alone, "silent_days") > 0.55
    assert auc(alone[alone["silent_days"] >= 270], "silent_days") < 0.5
    assert auc(alone, "risk") > auc(alone, "silent_days")
    assert cv.cycle.qini(ran.test["risk"], ran.test["buys"], ran.test["is_treated"]) < 0


def test_of_three_rankings_uplift_earns_most_and_risk_never(ran: SimpleNamespace) -> None:
    """And writing to everybody loses."""
    best = {name: curve["gain"].max() for name, curve in ran.curves.items()}
    assert best["uplift"] > 2 * best["response"]
    assert best["risk"] == 0  # writing to nobody
    assert ran.curves["uplift"]["gain"].iloc[-1] < 0


def test_half_the_uplift_takes_about_four_times_as_many() -> None:
    """As exercise 4 tells, and its formula is the library's."""
    whole, half = (cv.cycle.sample_size(0.09, d) for d in (0.03, 0.015))
    assert half / whole == pytest.approx(4, abs=0.4)
    by_formula = 7.85 * (0.12 * 0.88 + 0.09 * 0.91) / 0.03**2
    assert by_formula == pytest.approx(whole, abs=2)


def test_what_goes_with_toys_tells_little(ran: SimpleNamespace) -> None:
    """Each of the lifts shown is near 1."""
    shown = cv.cycle.next_product(ran.pairs, ["toys"], count=3)
    assert len(shown) == 3
    assert shown["lift"].between(1, 1.25).all()


def test_the_best_spending_lies_where_the_table_peaks() -> None:
    """Between €6 and €12 a prospect."""
    best = cv.cycle.best_spend(86, 0.30, 0.10)
    assert 6 < best < 12
    around = np.array([best - 0.5, best, best + 0.5])
    profit = 86 * cv.cycle.response_rate(around, 0.30, 0.10) - around
    assert profit.argmax() == 1


# The notes say the same


def test_the_notes_tell_of_larkspur_what_the_lesson_shows(ran: SimpleNamespace) -> None:
    """Their sentences on the offer, the letter and the complaint."""
    notes = course.lesson("05").notes.read_text(encoding="utf-8")
    assert "50 % off won almost four times as many as no offer, and had earned nothing by the end of 2025" in notes
    assert "for 180 to 479 days, and lost some of those silent for two years" in notes
    assert "It was shown to pay only where the usual basket was large" in notes
    middle = cv.cycle.uplift_by(ran.test, ran.test["silent"])["180 to 479 days"]
    assert middle.low > 0
