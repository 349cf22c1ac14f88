"""Every claim of lesson 4 that carries a number or a direction holds in Larkspur's books, or fails here."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from types import SimpleNamespace
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value import course
from customer_value.assessment.placeholder import PLACEHOLDER, TEXT

AGENCY_PRICE, CLUB_COST, RATE = 90, 12, 0.10


@pytest.fixture(scope="module")
def ran() -> SimpleNamespace:
    """What the lesson's variables hold after all cells have run, top to bottom, with the blanks unfilled."""
    space: dict[str, Any] = {TEXT: PLACEHOLDER}
    notebook = nbformat.read(course.lesson("04").notebook, as_version=4)
    with redirect_stdout(io.StringIO()):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, cell.id, "exec"), space)  # noqa: S102  our own notebook
    return SimpleNamespace(**space)


def test_blanks_answer_not_attempted(ran: SimpleNamespace) -> None:
    """A learner who runs all cells first is told that nothing has been tried, not that it is wrong."""
    answers = (ran.limit, ran.ltv, ran.members, ran.most, ran.error)
    exercises = (ran.q1, ran.q2, ran.q3, ran.q4, ran.q5)
    states = [each.check(answer).outcome.status for each, answer in zip(exercises, answers, strict=True)]
    assert states == ["not_attempted"] * 5


def test_what_a_learner_would_fill_in_is_right(ran: SimpleNamespace) -> None:
    """The notebook's own variables lead to the answers that the bank computes by itself."""
    active = ran.truth["is_active"].reindex(ran.today.index).astype(float).groupby(ran.today["x"].clip(upper=5))
    answers = {
        "limit": (ran.q1, 60 * 3 * 5 * 0.20),
        "ltv": (ran.q2, cv.lifetime.margin_ltv(35, 0.44, RATE, first_margin="now")),
        "members": (ran.q3, (ran.past["worth"] > CLUB_COST).sum()),
        "most": (ran.q4, ran.after - ran.before),
        "error": (ran.q5, ran.groups["alive"].mean() - active.mean()),
    }
    states = {name: exercise.check(value).outcome.status for name, (exercise, value) in answers.items()}
    assert states == dict.fromkeys(answers, "correct")


# The story


def test_the_director_counts_with_the_mean_order_and_its_frequency(ran: SimpleNamespace) -> None:
    """€60, three times a year, five years, €900: round figures of 2025."""
    buyers = ran.buyers
    assert buyers["net_eur"].mean() == pytest.approx(60, abs=2.5)
    assert len(buyers) / buyers["customer_id"].nunique() == pytest.approx(3, abs=0.15)
    assert cv.lifetime.simple_ltv(60, 3, 5) == 900


def test_the_club_has_about_3500_members_among_the_customers_won_since_2023(ran: SimpleNamespace) -> None:
    """Whoever bought in 2025 is a member."""
    members = ran.buyers.loc[ran.buyers["customer_id"].map(ran.won) >= 2023, "customer_id"].nunique()
    assert members == pytest.approx(3500, rel=0.02)


# 1. What is one customer worth?


def test_two_of_the_five_customers_look_better_than_they_are(ran: SimpleNamespace) -> None:
    """7129 is second by sales and leaves least; 938 leads by sales and has been silent for two years."""
    five = ran.five
    assert five["sales_ltv_eur"].sort_values(ascending=False).index[:2].tolist() == [938, 7129]
    assert five["contribution_eur"].idxmin() == 7129
    assert five.loc[7129, "contribution_eur"] < 0.03 * five.loc[7129, "net_sales_eur"]
    assert five.loc[938, "recency_days"] > 2 * 365


def test_all_five_lines_are_above_the_agencys_price(ran: SimpleNamespace) -> None:
    """With the director's retention of .80 every definition says: sign."""
    assert len(ran.ladder) == 5
    assert min(ran.ladder.values()) > AGENCY_PRICE


def test_lines_4_and_5_differ_by_one_yearly_margin(ran: SimpleNamespace) -> None:
    """The first margin now is exactly one margin more."""
    lines = list(ran.ladder.values())
    assert lines[4] - lines[3] == pytest.approx(ran.m)


def test_the_last_order_shown_was_sent_back(ran: SimpleNamespace) -> None:
    """So it leaves less than nothing."""
    last = ran.orders.iloc[4]
    assert last["order_id"] in ran.costs.index
    assert last["contribution_eur"] < 0 < last["margin_eur"]


def test_discounting_by_hand() -> None:
    """€100 in a year at 10 %."""
    assert round(100 / 1.10, 2) == 90.91


def test_the_exercises_take_round_numbers_of_the_books(ran: SimpleNamespace) -> None:
    """€35 a year, .44 that come back, a fifth of the sales: as the cells above them print."""
    sales = ran.buyers["net_eur"].sum() / ran.count
    assert ran.m == pytest.approx(35, abs=0.5)
    assert ran.m / sales == pytest.approx(0.20, abs=0.005)
    assert ran.bought.loc[ran.bought[2024], 2025].mean() == pytest.approx(0.44, abs=0.005)


# 2. What does keeping customers do to the sum?


def test_retention_is_far_below_80_per_cent_and_rises_with_age(ran: SimpleNamespace) -> None:
    """Of the customers of 2023 fewer come back in the second year than, of these, in the third."""
    first = ran.cohort[2024].mean()
    second = ran.cohort.loc[ran.cohort[2024], 2025].mean()
    assert first < 0.5
    assert first + 0.1 < second < 0.8


def test_five_customers_who_never_change_show_a_rising_retention() -> None:
    """The table by hand: two stay with .9, three with .5."""
    years = np.arange(4)
    faithful, fickle = 2 * 0.9**years, 3 * 0.5**years
    left = faithful + fickle
    assert faithful.round(2).tolist() == [2.0, 1.8, 1.62, 1.46]
    assert fickle[1:3].tolist() == [1.5, 0.75]
    assert fickle[3] == pytest.approx(0.38, abs=0.006)
    assert left.round(2).tolist() == [5.0, 3.3, 2.37, 1.83]
    assert (left[1:] / left[:-1]).round(2).tolist() == [0.66, 0.72, 0.77]


def test_margin_moves_the_value_in_step_and_retention_bends_it() -> None:
    """Ten per cent of margin is ten per cent of value; each point of retention adds more than the one before."""
    assert cv.lifetime.margin_ltv(110, 0.8, RATE) == pytest.approx(1.1 * cv.lifetime.margin_ltv(100, 0.8, RATE))
    steps = np.diff(cv.lifetime.margin_multiple(np.arange(0.40, 0.96, 0.01), RATE))
    assert (np.diff(steps) > 0).all()


def test_the_two_tasks_of_the_sliders_end_where_the_text_says() -> None:
    """Twice €320 at 93 %, €35 at 70 %."""
    assert cv.lifetime.margin_ltv(120, 0.92, RATE) < 640 <= cv.lifetime.margin_ltv(120, 0.93, RATE)
    assert cv.lifetime.margin_ltv(20, 0.70, RATE) == pytest.approx(35)


def test_those_who_bought_again_are_mostly_frequent_buyers(ran: SimpleNamespace) -> None:
    """Rare buyers skip a year without leaving."""
    rate = ran.truth.loc[ran.cohort.index, "purchase_rate_per_year"].groupby(ran.cohort[2024]).median()
    assert rate[True] > 3 * rate[False]


def test_of_those_who_skipped_a_year_about_a_quarter_had_left(ran: SimpleNamespace) -> None:
    """65 % of the customers of 2023 bought nothing in 2024, and 27 % of these were gone."""
    assert 1 - ran.cohort[2024].mean() == pytest.approx(0.65, abs=0.005)
    assert ran.gone.mean() == pytest.approx(0.27, abs=0.005)


def test_exercise_2_says_do_not_sign() -> None:
    """With the retention of the books a new customer is worth less than the agency asks."""
    assert cv.lifetime.margin_ltv(35, 0.44, RATE, first_margin="now") < AGENCY_PRICE


# 3. Who is still a customer?


def test_two_customers_have_been_silent_for_19_weeks(ran: SimpleNamespace) -> None:
    """5634 came back 16 times, 6439 twice; seven usual gaps of silence against less than one."""
    two = ran.past.loc[[5634, 6439]]
    silence, gap = two["T"] - two["t_x"], two["t_x"] / two["x"]
    assert two["x"].tolist() == [16, 2]
    assert silence.astype(int).tolist() == [19, 19]
    assert (silence / gap)[5634] == pytest.approx(7, abs=0.5)
    assert (silence / gap)[6439] < 1


def test_the_frequent_buyer_is_the_more_suspicious_one(ran: SimpleNamespace) -> None:
    """The same silence says more about the customer who used to come often."""
    assert ran.past.loc[5634, "alive"] < 0.5 < ran.past.loc[6439, "alive"]


def test_the_model_has_seen_neither_2025_nor_customers_of_before_2023(ran: SimpleNamespace) -> None:
    """Fit on 2023-24 and on customers whose first order is in the books."""
    first = ran.customers.set_index("customer_id").loc[ran.past.index, "first_order_on"]
    assert first.between("2023-01-01", "2024-12-31").all()
    assert ran.past["T"].max() <= 731 / 7


def test_repeat_purchases_are_nearer_in_total_and_the_model_for_single_customers(ran: SimpleNamespace) -> None:
    """Three forecasts of 2025: all are too high, and the order turns round."""
    miss = ran.rules.drop(columns="came").sub(ran.past["came"], axis=0)  # with its sign
    assert (miss.sum() > 0).all()
    assert miss.sum().sort_values().index.tolist() == ["repeats_only", "expected", "last_year"]
    assert miss.abs().mean().sort_values().index.tolist() == ["expected", "repeats_only", "last_year"]


def test_returns_of_the_orders_counted_were_known_by_the_end_of_2024(ran: SimpleNamespace) -> None:
    """Nothing of 2025 is in the contribution of a purchase."""
    returned = cv.load("returns").set_index("order_id")["returned_on"]
    assert returned[returned.index.isin(ran.settled["order_id"])].max() < pd.Timestamp("2025-01-01")


AFTER_CHRISTMAS = {"2023-12-31": 0.20, "2024-12-31": 0.09, "2025-12-31": 0.15}


@pytest.mark.all
@pytest.mark.parametrize(
    "end", [*AFTER_CHRISTMAS, "2024-06-30", "2024-09-30", "2025-06-30", "2025-09-30", "2025-10-31"]
)
def test_a_fit_that_ends_at_christmas_forecasts_too_much(ran: SimpleNamespace, end: str) -> None:
    """Ends from June to October miss the next year by 4 % at most, ends after Christmas by 9 to 20 %."""
    until, year = pd.Timestamp(end), pd.DateOffset(years=1)
    table = cv.btyd.summary(ran.won_since_2023, end=end).set_index("customer_id")
    fitted = cv.btyd.BetaGeometric().fit(table["x"], table["t_x"], table["T"])
    expected = fitted.expected_purchases(52, table["x"], table["t_x"], table["T"]).sum()
    log = pd.concat([ran.won_since_2023, ran.orders_2026])[["customer_id", "ordered_at"]]
    log = log.assign(day=log["ordered_at"].dt.normalize()).drop_duplicates(["customer_id", "day"])
    came = (log["day"].gt(until) & log["day"].le(until + year) & log["customer_id"].isin(table.index)).sum()
    error = expected / came - 1
    assert error == pytest.approx(AFTER_CHRISTMAS.get(end, 0), abs=0.005 if end in AFTER_CHRISTMAS else 0.0405)


# When this fails, and word traps


def test_one_rate_for_all_undervalues_a_mixed_base() -> None:
    """The mean of the values lies above the value of the mean."""
    each = cv.lifetime.margin_multiple(np.array([0.5, 0.9]), RATE)
    assert each.mean() > cv.lifetime.margin_multiple(0.7, RATE)


def test_without_a_repeat_purchase_the_chance_is_one_by_construction(ran: SimpleNamespace) -> None:
    """For x = 0 the model says 1, however long the silence."""
    assert (ran.past.loc[ran.past["x"] == 0, "alive"] == 1).all()


# The money line and the reveal


def test_seats_by_expected_contribution_earn_more_than_seats_by_habit(ran: SimpleNamespace) -> None:
    """In 2025, which the model has not seen, and the interval leaves out 0."""
    assert (ran.gain == _gain(ran.past, ran.past["worth"], ran.past["last_year"] > 0, ran.came_in)).all()
    assert cv.money_line("It", ran.gain).low > 0


def test_the_model_beats_habit_at_every_share_and_no_club_beats_both_below_a_quarter(ran: SimpleNamespace) -> None:
    """The share of the contribution that the seat causes decides."""
    model, none = (
        {s: float((by * (s * ran.came_in - CLUB_COST)).sum()) for s in (0, 0.20, 0.25, 0.5, 1)}
        for by in (ran.change, -ran.by_habit)
    )
    assert min(model.values()) > 0
    assert [none[s] > model[s] for s in (0, 0.20, 0.25, 0.5, 1)] == [True, True, False, False, False]


def test_the_same_choice_earns_in_2026_too(ran: SimpleNamespace) -> None:
    """The year that nobody knew."""
    worth = ran.today["expected"] * ran.per_purchase - 5
    truth = ran.truth["contribution_2026_eur"].reindex(ran.today.index)
    line = cv.money_line("It", _gain(ran.today, worth, ran.today.index.isin(ran.buyers["customer_id"]), truth))
    assert line.low > 0


def test_the_forecast_of_2026_is_too_high_again(ran: SimpleNamespace) -> None:
    """By more than a tenth: the fit ends at Christmas."""
    assert 1.1 < ran.today["expected"].sum() / ran.came_2026.sum() < 1.2


def _gain(table: pd.DataFrame, worth: pd.Series, habit: Any, came_in: pd.Series) -> pd.Series:
    choice = (worth > CLUB_COST).astype(int) - pd.Series(habit, index=table.index).astype(int)
    return choice * (came_in - CLUB_COST)


def test_the_truth_lies_between_exercise_2_and_the_agencys_price(ran: SimpleNamespace) -> None:
    """More than one average retention says, less than the agency asks."""
    true = ran.truth["lifetime_value_eur"].mean()
    assert round(true) == 74
    assert round(cv.lifetime.margin_ltv(35, 0.44, RATE, first_margin="now")) == 58
    assert 1.05 * cv.lifetime.margin_ltv(35, 0.44, RATE, first_margin="now") < true < 0.95 * AGENCY_PRICE


def test_the_truth_of_customers_like_the_models_is_the_same_story(ran: SimpleNamespace) -> None:
    """It does not hang on those who came before 2023."""
    true = ran.truth.loc[ran.today.index, "lifetime_value_eur"].mean()
    assert true < 0.95 * AGENCY_PRICE


def test_p_alive_comes_close_to_the_truth(ran: SimpleNamespace) -> None:
    """Group by group, estimate and share truly active differ by less than eight points."""
    groups = ran.today.groupby(ran.today["x"].clip(upper=5))[["alive", "truly_active"]].mean()
    assert (groups["alive"] - groups["truly_active"]).abs().max() < 0.08


def test_active_is_not_yet_valuable(ran: SimpleNamespace) -> None:
    """With no repeat purchase all are active, and they are expected to order least."""
    groups = ran.today.groupby(ran.today["x"].clip(upper=5))[["truly_active", "expected"]].mean()
    assert groups.loc[0, "truly_active"] > 0.99
    assert groups["expected"].idxmin() == 0
    assert groups.loc[0, "expected"] < 0.5


def test_p_alive_is_a_little_too_high_for_all_who_came_back(ran: SimpleNamespace) -> None:
    """What the feedback of exercise 5 says."""
    groups = ran.today.groupby(ran.today["x"].clip(upper=5))
    error = groups["alive"].mean() - groups["truly_active"].mean()
    assert error[0] == pytest.approx(0, abs=0.01)
    assert (error[1:] > 0).all()


def test_far_fewer_seats_pay_than_there_are_members(ran: SimpleNamespace) -> None:
    """What the feedback of exercise 3 says."""
    assert (ran.past["worth"] > CLUB_COST).sum() < 0.6 * (ran.past["last_year"] > 0).sum()


# Go further


def test_a_spread_of_churn_raises_the_value(ran: SimpleNamespace) -> None:
    """The sBG multiple lies above that of one mean rate, and retention rises."""
    assert ran.sbg.discounted_lifetime(RATE) > cv.lifetime.margin_multiple(ran.one_rate, RATE)
    assert (np.diff(ran.sbg.retention(np.arange(1, 6))) > 0).all()


def test_basket_and_frequency_have_next_to_nothing_to_do_with_each_other(ran: SimpleNamespace) -> None:
    """So Gamma-Gamma's assumption is fair here."""
    assert abs(ran.again["x"].corr(ran.again["mean_value"])) < 0.10


def test_the_dots_stand_above_the_shares_of_the_quarters(ran: SimpleNamespace) -> None:
    """Bought then or later is more than bought then."""
    between = ran.cohorts[
        ran.cohorts["age"].gt(0) & ran.cohorts["age"].lt(ran.cohorts.groupby("cohort")["age"].transform("max"))
    ]
    assert (between["survivors"] > between["active"]).all()


def test_most_of_those_who_were_never_seen_again_were_still_active(ran: SimpleNamespace) -> None:
    """A curve of who is still seen is not a curve of who is still a customer."""
    assert len(ran.never) / len(ran.last) > 0.4
    assert ran.active.mean() > 0.8


def test_the_account_is_about_half_of_the_miss_of_customer_equity(ran: SimpleNamespace) -> None:
    """The truth is taken without the account's €5, from what drives it, over ten years."""
    present = ran.truth.loc[ran.today.index]
    present = present[present["is_active"].astype(bool)]
    rate, leave = present["purchase_rate_per_year"], present["dropout_chance"]
    speed = rate * leave + np.log(1 + RATE)
    without = (present["contribution_per_order_eur"] * rate * -np.expm1(-10 * speed) / speed).sum()
    assert 0.4 < (without - ran.true) / (ran.estimate - ran.true) < 0.6
    assert ran.true < ran.chance.low


# The notes and the recap


def test_what_became_of_the_two_silent_customers(ran: SimpleNamespace) -> None:
    """5634 had left by the end of 2024, 6439 bought on."""
    assert ran.truth.loc[5634, "dropout_on"] < pd.Timestamp("2025-01-01")
    assert ran.past.loc[[5634, 6439], "came"].tolist() == [0, 6]


def test_a_tenth_more_retention_adds_little_at_the_retention_of_the_books() -> None:
    """7 % at .44 with the first margin now, 50 % at .80 with the first margin in a year."""
    here = [cv.lifetime.margin_multiple(rate, RATE, first_margin="now") for rate in (0.44, 0.484)]
    assert here[1] / here[0] - 1 == pytest.approx(0.07, abs=0.005)
    there = [cv.lifetime.margin_multiple(rate, RATE) for rate in (0.80, 0.88)]
    assert there[1] / there[0] - 1 == pytest.approx(0.50)


def test_customers_of_some_channels_are_worth_half_of_the_agencys_price(ran: SimpleNamespace) -> None:
    """So ask which channel's customers come; none of the means reaches €90."""
    channel = ran.customers.set_index("customer_id")["acquisition_channel"]
    means = ran.truth["lifetime_value_eur"].groupby(channel).mean()
    assert means.min() < 0.5 * AGENCY_PRICE
    assert means.max() < AGENCY_PRICE


def test_the_five_lines_of_the_notes_are_right() -> None:
    """€50 × 8 × 5, margin 30 %, 10 %, .80."""
    margin = 50 * 8 * 0.30
    assert cv.lifetime.simple_ltv(50, 8, 5) == 2000
    assert 5 * margin == pytest.approx(600)
    assert cv.lifetime.discounted_ltv(margin, np.ones(6), RATE) == pytest.approx(455, abs=0.5)
    assert cv.lifetime.margin_ltv(margin, 0.8, RATE) == pytest.approx(320)
    assert cv.lifetime.margin_ltv(margin, 0.8, RATE, first_margin="now") == pytest.approx(440)


def test_the_levers_of_the_notes_are_right() -> None:
    """+50 % for retention up by a tenth, +3.4 % for the discount rate down and +9.8 % for churn down by a tenth."""
    before = cv.lifetime.margin_multiple(0.80, RATE)
    assert cv.lifetime.margin_multiple(0.88, RATE) / before == pytest.approx(1.5)
    assert cv.lifetime.margin_multiple(0.80, 0.09) / before == pytest.approx(1.034, abs=0.001)
    assert cv.lifetime.margin_multiple(0.82, RATE) / before == pytest.approx(1.098, abs=0.001)


def test_the_mixed_cohort_is_right() -> None:
    """Churn of 10 and 50 %: retention from .70 to .87, multiple 2.67 against 1.75, duration 6 years against 3.3."""
    years = np.arange(6)
    left = (0.9**years + 0.5**years) / 2
    retention = left[1:] / left[:-1]
    assert retention[[0, 4]].round(2).tolist() == [0.70, 0.87]
    assert cv.lifetime.margin_multiple(np.array([0.9, 0.5]), RATE).mean() == pytest.approx(2.67, abs=0.005)
    assert cv.lifetime.margin_multiple(0.7, RATE) == pytest.approx(1.75)
