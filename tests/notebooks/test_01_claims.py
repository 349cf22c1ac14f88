"""Every claim of lesson 1 that carries a number or a direction holds in Larkspur's books, or fails here."""

from __future__ import annotations

from types import SimpleNamespace

import nbformat
import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value import course

BILL = 1_200_000
PARTS = ["customer", "competitor", "coordination"]


@pytest.fixture(scope="module")
def ran(run_lesson) -> SimpleNamespace:
    """What the lesson's variables hold after all cells have run, top to bottom, with the blanks unfilled."""
    return run_lesson("01")


@pytest.fixture(scope="module")
def solved(run_lesson) -> SimpleNamespace:
    """The same with every exercise solved."""
    return run_lesson("01", solved=True)


def text(cell: str) -> str:
    """Return the words of a cell."""
    notebook = nbformat.read(course.lesson("01").notebook, as_version=4)
    return next(each.source for each in notebook.cells if each.id == cell)


# The story


def test_the_consultant_counts_with_the_slope_over_all_stores(ran: SimpleNamespace) -> None:
    """€39 per m², half a point, 114,530 m²: €2.3 million, and more than a million after the bill."""
    assert round(ran.over_all) == 39
    assert ran.area == 114_530
    brings = ran.over_all * 0.5 * ran.area
    assert round(brings / 1e6, 1) == 2.3
    assert brings - BILL == pytest.approx(1.06e6, abs=0.005e6)


def test_there_are_400_sheets_from_40_stores_and_six_departments(ran: SimpleNamespace) -> None:
    """15 items, from 1 to 7."""
    assert ran.answers["employee_id"].is_unique
    assert ran.answers["store_id"].nunique() == 40
    assert ran.answers["department"].nunique() == 6
    items = ran.answers.filter(regex=r"_\d+$")
    assert items.shape == (400, 15)
    assert (items.min().min(), items.max().max()) == (1, 7)


# 1. Where is Larkspur weakest?


def test_the_statements_are_quoted_from_the_dictionary() -> None:
    """Letter by letter, what the survey asks."""
    from customer_value.data.schema import TABLES

    columns = {each.name: each for each in TABLES["survey_orientation"].columns}
    letters = {"A": "customer_6", "B": "competitor_1", "C": "coordination_2", "D": "competitor_2"}
    letters["E"] = "coordination_3"
    for letter, column in letters.items():
        row = next(line for line in text("section-1").splitlines() if line.startswith(f"| {letter} |"))
        assert row.split('"')[1] in columns[column].meaning
        assert f'"{column}": "{letter}"' in text("statements")


def test_the_first_and_the_last_of_the_five_can_be_computed_by_hand(ran: SimpleNamespace) -> None:
    """5.67 for the first; the last left an answer out, so it is divided by five."""
    first, last = (ran.five.filter(like="customer_").iloc[at] for at in (0, -1))
    assert first.tolist() == [6, 6, 5, 5, 7, 5]
    assert last.count() == 5
    assert last.sum() / 5 == ran.sheets.loc[ran.five.index[-1], "customer"]
    assert round(ran.sheets.loc[ran.five.index[0], "customer"], 2) == 5.67


def test_competitor_orientation_is_weakest_whoever_is_asked(ran: SimpleNamespace) -> None:
    """4.65, 3.90 and 4.27; for marketing and for all others the same component is last."""
    assert ran.sheets[PARTS].mean().round(2).tolist() == [4.65, 3.90, 4.27]
    for group in (ran.sheets[ran.by_marketing], ran.sheets[~ran.by_marketing]):
        assert group[PARTS].mean().idxmin() == "competitor"


def test_the_two_overall_scores_differ_as_the_components_have_6_4_and_5_items(ran: SimpleNamespace) -> None:
    assert [ran.parts[each].shape[1] for each in PARTS] == [6, 4, 5]
    assert round(ran.sheets["mean_of_items"].mean(), 2) != round(ran.sheets["mean_of_components"].mean(), 2)


def test_by_our_sorting_larkspur_knows_more_than_it_shares_or_acts_on(ran: SimpleNamespace) -> None:
    """Nine different items; generate lies above the others."""
    assert len({item for items in ran.behaviour.values() for item in items}) == 9
    points = cv.orientation.scores(ran.answers, ran.behaviour)[list(ran.behaviour)].mean()
    assert points["generate"] > points[["disseminate", "respond"]].max() + 0.1


# 2. Can we trust the score?


def test_marketing_scores_every_component_higher(ran: SimpleNamespace) -> None:
    """4.94 against 4.10 in coordination, and the others by about as much."""
    gap = ran.sheets[ran.by_marketing].mean() - ran.sheets[~ran.by_marketing].mean()
    assert gap[PARTS].between(0.75, 0.90).all()
    assert round(ran.sheets.loc[ran.by_marketing, "coordination"].mean(), 2) == 4.94
    assert round(ran.elsewhere, 2) == 4.10


def test_all_alphas_lie_above_the_limit(ran: SimpleNamespace) -> None:
    """.85, .75 and .76, all 15 items .88."""
    alphas = {name: round(cv.orientation.cronbach_alpha(items), 2) for name, items in ran.parts.items()}
    assert alphas == {"customer": 0.85, "competitor": 0.75, "coordination": 0.76, "all 15 items": 0.88}


def test_marketings_high_scores_make_alpha_higher(ran: SimpleNamespace) -> None:
    """With everybody in one table alpha is above that of either group."""
    asked = {who: sheets.filter(like="coordination_") for who, sheets in ran.groups.items()}
    alphas = {who: cv.orientation.cronbach_alpha(items) for who, items in asked.items()}
    assert alphas["all"] > max(alphas["marketing"], alphas["all others"]) + 0.005


def test_the_tasks_of_the_chart_end_as_the_text_says() -> None:
    """Ten items at .20 are the fewest above .70; five items need .39 for .76."""
    alpha = cv.orientation.standardised_alpha
    assert alpha(9, 0.20) < 0.70 <= alpha(10, 0.20)
    assert [round(alpha(5, r), 2) for r in (0.38, 0.39, 0.40)] == [0.75, 0.76, 0.77]


def test_the_guess_about_the_chart_is_told_by_the_formula(ran: SimpleNamespace) -> None:
    """The fewest items are ten."""
    assert min(ran.enough) == 10


# 3. Would a higher score pay?


def test_score_and_profit_share_about_an_eighth_of_their_variance(ran: SimpleNamespace) -> None:
    assert round(ran.r, 2) == 0.34
    assert ran.r**2 == pytest.approx(1 / 8, abs=0.015)


def test_two_of_the_five_stores_have_the_same_score_and_quite_different_profits(ran: SimpleNamespace) -> None:
    """Store 20 is small, store 8 large."""
    small, large = ran.stores.loc[20], ran.stores.loc[8]
    assert small["orientation"] == pytest.approx(large["orientation"], abs=0.05)
    assert (small["size"], large["size"]) == ("small", "large")
    assert large["profit_eur_per_m2"] > 2 * small["profit_eur_per_m2"]


def test_large_stores_score_higher_and_earn_more(ran: SimpleNamespace) -> None:
    """From small to medium to large both rise."""
    means = ran.stores.groupby("size", observed=True)[["orientation", "profit_eur_per_m2"]].mean()
    assert (means.diff().dropna() > 0).all(axis=None)


def test_among_stores_of_like_size_less_than_half_is_left(ran: SimpleNamespace) -> None:
    """r from .34 to .16, the slope from €39 to €18."""
    assert round(ran.alike["orientation"].corr(ran.alike["profit_eur_per_m2"]), 2) == 0.16
    assert round(ran.like_size) == 18
    assert ran.like_size < 0.5 * ran.over_all


def test_the_interval_of_the_slope_is_the_one_of_a_regression_on_size_classes(ran: SimpleNamespace) -> None:
    """The same slope and standard error by least squares with a mean for each class."""
    design = np.column_stack([ran.stores["orientation"], pd.get_dummies(ran.stores["size"]).to_numpy(float)])
    y = ran.stores["profit_eur_per_m2"].to_numpy()
    coefficients, squares, rank, _ = np.linalg.lstsq(design, y, rcond=None)
    variance = squares[0] / (40 - rank) * np.linalg.inv(design.T @ design)[0, 0]
    assert coefficients[0] == pytest.approx(ran.like_size)
    assert variance**0.5 == pytest.approx(ran.error)
    assert (round(ran.low), round(ran.high)) == (-20, 56)


def test_the_quantile_of_the_interval_belongs_to_its_degrees_of_freedom() -> None:
    """2.03 for 36 (the slope), and within a hundredth for 38 (the test by lot)."""
    from scipy.stats import t

    assert t.ppf(0.975, 36) == pytest.approx(2.03, abs=0.005)
    assert t.ppf(0.975, 38) == pytest.approx(2.03, abs=0.01)


# When this fails, the money line and the test


def test_three_classes_leave_some_of_the_effect_of_size(ran: SimpleNamespace) -> None:
    """Large stores have 3,280 to 6,410 m²; with the floor space itself in the sum the slope comes to the truth."""
    large = ran.stores.loc[ran.stores["size"] == "large", "area_m2"]
    assert (large.min(), large.max()) == (3280, 6410)
    design = np.column_stack([ran.stores["orientation"], np.log(ran.stores["area_m2"]), np.ones(40)])
    slope = np.linalg.lstsq(design, ran.stores["profit_eur_per_m2"].to_numpy(), rcond=None)[0][0]
    assert slope == pytest.approx(ran.effect, rel=0.15)
    assert slope < ran.like_size


def test_the_money_line_holds_gain_and_loss(ran: SimpleNamespace) -> None:
    """It loses €181,000 by the slope, and the interval holds 0."""
    net, low, high = ran.earns
    assert round(net, -3) == -181_000
    assert low < 0 < high
    assert str(cv.money_line("It", net, interval=(low, high))).endswith("neither a gain nor a loss is shown.")


def test_lots_take_about_half_of_each_class(ran: SimpleNamespace) -> None:
    shares = ran.stores.groupby("size", observed=True)["begins"].mean()
    assert shares.between(0.45, 0.55).all()


def test_profits_differ_widely_their_changes_little(ran: SimpleNamespace) -> None:
    """So the test sees a gain as large as the bill, and the records do not."""
    assert ran.change.std() < 0.15 * ran.spread
    bill = BILL / ran.area
    assert 2 * ran.sees < bill
    assert (ran.high - ran.low) / 4 > bill


# The reveal


def test_the_others_see_the_stores_as_they_are_and_marketing_does_not(ran: SimpleNamespace) -> None:
    true = ran.truth[[f"true_{each}" for each in PARTS]].mean().to_numpy()
    others, marketing = (ran.sheets.loc[who, PARTS].mean().to_numpy() for who in (~ran.by_marketing, ran.by_marketing))
    assert np.abs(others - true).max() < 0.03
    assert (marketing - true).min() > 0.7


def test_a_point_brings_less_than_a_third_of_what_the_consultant_says(ran: SimpleNamespace) -> None:
    """€11 instead of €39; the programme loses €0.56 million, inside the interval."""
    assert round(ran.effect) == 11
    assert 0 < ran.effect < ran.over_all / 3
    true = ran.effect * 0.5 * ran.area - BILL
    assert true == pytest.approx(-0.56e6, abs=0.005e6)
    assert ran.earns[1] < true < ran.earns[2]


# Go further


def test_who_is_asked_changes_the_level_and_hardly_the_correlation(ran: SimpleNamespace) -> None:
    """Marketing alone: the same .34, on scores that are higher by more than half a point."""
    asked = ran.by_marketing_alone
    assert asked.corr(ran.stores["profit_eur_per_m2"]) == pytest.approx(ran.r, abs=0.005)
    assert (asked - ran.stores["orientation"]).mean() > 0.5


def test_ostrel_leads_in_range_and_ferncastle_in_service(ran: SimpleNamespace) -> None:
    """By 23 and 18 points in 2025."""
    gaps = cv.orientation.rival_gaps(ran.needs, "Larkspur")
    assert gaps["best_rival"].to_dict() == {"range_index": "Ostrel", "service_index": "Ferncastle"}
    assert gaps["gap"].round().to_dict() == {"range_index": -23, "service_index": -18}


def test_larkspur_gives_less_for_more_and_its_rank_hangs_on_the_weights(
    ran: SimpleNamespace, solved: SimpleNamespace
) -> None:
    """Ostrel is first with both sets of weights; Larkspur and Ferncastle change places."""
    assert ran.equal.loc["Larkspur", "position"] == "less for more"
    assert ran.equal["value"].sort_values(ascending=False).index.tolist()[:3] == ["Ostrel", "Larkspur", "Ferncastle"]
    assert solved.value.sort_values(ascending=False).index.tolist()[:3] == ["Ostrel", "Ferncastle", "Larkspur"]


def test_months_with_a_campaign_look_better_and_are_worse(ran: SimpleNamespace, solved: SimpleNamespace) -> None:
    """+8.9 % in a plain comparison, 3.7 % less than the same month without a campaign."""
    assert round(100 * (ran.sold[True] / ran.sold[False] - 1), 1) == 8.9
    assert round(solved.loss, 1) == 3.7


def test_november_and_december_have_a_campaign_every_year(ran: SimpleNamespace) -> None:
    assert ran.years[ran.years == 3].index.tolist() == [11, 12]
    ratio = ran.monthly["sales_eur"] / ran.monthly["month"].map(
        ran.monthly[~ran.monthly["has_campaign"]].groupby("month")["sales_eur"].mean()
    )
    assert ratio[ran.monthly["month"].isin([11, 12])].isna().all()


# Other worlds


@pytest.mark.all
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_other_worlds_too_marketing_flatters_and_size_confounds(seed: int) -> None:
    """The lesson's two lessons are no accident of one draw."""
    answers, stores = cv.load("survey_orientation", seed=seed), cv.load("stores", seed=seed).set_index("store_id")
    sheets = cv.orientation.scores(answers)
    marketing = answers["department"] == "marketing"
    assert sheets.loc[marketing, "coordination"].mean() - sheets.loc[~marketing, "coordination"].mean() > 0.5
    both = pd.DataFrame(
        {
            "orientation": sheets["mean_of_items"].groupby(answers["store_id"]).mean(),
            "profit": cv.load("store_months", seed=seed).groupby("store_id")["profit_eur"].sum() / stores["area_m2"],
        }
    )
    alike = both - both.groupby(pd.qcut(stores["area_m2"], 3)).transform("mean")
    assert alike.corr().iloc[0, 1] < both.corr().iloc[0, 1] - 0.1
