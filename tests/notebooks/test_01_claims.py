"""Every claim of lesson 1 that carries a number or a direction holds in Larkspur's books, or fails here."""

from __future__ import annotations

from types import SimpleNamespace

import nbformat
import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value import course
from customer_value.assessment import bank
from customer_value.study.quiz import choose

COST = 1_200_000
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
    """€39.40 per m², half a point, 114,530 m²: €2.3 million on a calculator too, and more than a million is left."""
    assert round(ran.over_all.slope, 1) == 39.4
    assert ran.area == 114_530
    brings = ran.over_all.slope * 0.5 * ran.area
    assert round(brings / 1e6, 1) == round(39.40 * 0.5 * 114_530 / 1e6, 1) == 2.3
    assert brings - COST == pytest.approx(1.06e6, abs=0.005e6)


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

    meanings = {each.name: each.meaning for each in TABLES["survey_orientation"].columns}
    for pair in bank.read(course.lesson("01").bank).question("01.Q52").pairs:
        column = next(name for name, meaning in meanings.items() if pair.text in meaning)
        assert column.startswith(pair.match.removeprefix("interfunctional ").removesuffix(" orientation"))


def test_the_first_and_the_last_of_the_five_can_be_computed_by_hand(ran: SimpleNamespace) -> None:
    """5.67 for the first; the last left an answer out, so it is divided by five."""
    first, last = (ran.five.filter(like="customer_").iloc[at] for at in (0, -1))
    assert first.tolist() == [6, 6, 5, 5, 7, 5]
    assert last.count() == 5
    assert last.sum() / 5 == ran.sheets.loc[ran.five.index[-1], "customer"]
    assert round(ran.sheets.loc[ran.five.index[0], "customer"], 2) == 5.67
    assert ran.five.index[-1] == 8
    assert "row 8" in text("scoring")


def test_competitor_orientation_is_weakest_whoever_is_asked(ran: SimpleNamespace) -> None:
    """4.65, 3.90 and 4.27; for marketing and for all others the same component is last."""
    assert ran.sheets[PARTS].mean().round(2).tolist() == [4.65, 3.90, 4.27]
    for group in (ran.sheets[ran.by_marketing], ran.sheets[~ran.by_marketing]):
        assert group[PARTS].mean().idxmin() == "competitor"


def test_the_two_overall_scores_differ_as_the_components_have_6_4_and_5_items(ran: SimpleNamespace) -> None:
    assert ran.alphas.loc[PARTS, "items"].tolist() == [6, 4, 5]
    assert round(ran.sheets["mean_of_items"].mean(), 2) != round(ran.sheets["mean_of_components"].mean(), 2)


def test_generating_looks_best_and_would_lie_even_higher_by_its_components(ran: SimpleNamespace) -> None:
    """Nine different items; none of the three that generate is on rivals, two of the others are each."""
    table = cv.orientation.behaviour_scores(ran.answers)
    assert table["points"].idxmax() == table["by_components"].idxmax() == "generate"
    assert table.loc["generate", "by_components"] > table.loc["generate", "points"] + 0.1
    items = table["items"].str.split(", ")
    assert items.map(lambda names: sum(name.startswith("competitor") for name in names)).tolist() == [0, 2, 2]
    assert items.explode().nunique() == 9


def test_ostrel_offers_more_goods_for_less_and_ferncastle_better_service_for_more(ran: SimpleNamespace) -> None:
    """As shoppers saw them in 2025, Larkspur at 100."""
    ostrel, ferncastle = ran.seen.loc["Ostrel"], ran.seen.loc["Ferncastle"]
    assert ran.seen["range_index"].idxmax() == "Ostrel"
    assert ostrel["range_index"] - 10 > 100 > ostrel["price_index"] + 5
    assert ran.seen["service_index"].idxmax() == "Ferncastle"
    assert ferncastle[["service_index", "price_index"]].min() > 110


# 2. Can we trust the score?


def test_marketing_scores_every_component_higher(ran: SimpleNamespace) -> None:
    """4.94 against 4.10 in coordination, and the others by about as much."""
    gap = ran.sheets[ran.by_marketing].mean() - ran.sheets[~ran.by_marketing].mean()
    assert gap[PARTS].between(0.75, 0.90).all()
    assert round(ran.sheets.loc[ran.by_marketing, "coordination"].mean(), 2) == 4.94
    assert round(ran.sheets.loc[~ran.by_marketing, "coordination"].mean(), 2) == 4.10


def test_all_alphas_lie_above_the_limit(ran: SimpleNamespace) -> None:
    """.85, .75 and .76, all 15 items .88."""
    alphas = ran.alphas["alpha"].round(2).to_dict()
    assert alphas == {"customer": 0.85, "competitor": 0.75, "coordination": 0.76, "all items": 0.88}


def test_alpha_by_hand_is_that_of_coordination(ran: SimpleNamespace) -> None:
    """The variances add up to 11.5, the sum has 29.5: 5/4 × (1 - 11.5/29.5) = .76."""
    items = ran.answers.filter(like="coordination_").dropna()
    assert (round(items.var().sum(), 1), round(items.sum(axis=1).var(), 1)) == (11.5, 29.5)
    assert round(5 / 4 * (1 - 11.5 / 29.5), 2) == round(ran.alphas.loc["coordination", "alpha"], 2) == 0.76


def test_alpha_does_not_notice_that_marketing_praises(ran: SimpleNamespace) -> None:
    """Coordination has .76 with marketing's sheets and .75 without, though the scores differ by 0.84 points."""
    assert round(ran.others_alone["coordination"], 2) == 0.75
    gap = ran.sheets.loc[ran.by_marketing, "coordination"].mean()
    assert gap - ran.sheets.loc[~ran.by_marketing, "coordination"].mean() > 0.8


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
    assert round(ran.over_all.correlation, 2) == 0.34
    assert ran.over_all.correlation**2 == pytest.approx(1 / 8, abs=0.015)


def test_the_first_two_of_the_five_stores_score_alike_and_earn_quite_differently(ran: SimpleNamespace) -> None:
    """Store 20 is small, store 8 large."""
    small, large = ran.stores.loc[20], ran.stores.loc[8]
    assert small["orientation"] == pytest.approx(large["orientation"], abs=0.05)
    assert (small["size"], large["size"]) == ("small", "large")
    assert large["profit_eur_per_m2"] > 2 * small["profit_eur_per_m2"]


def test_large_stores_score_higher_and_earn_more(ran: SimpleNamespace) -> None:
    """From small to medium to large both rise."""
    means = ran.stores.groupby("size", observed=True)[["orientation", "profit_eur_per_m2"]].mean()
    assert (means.diff().dropna() > 0).all(axis=None)


def test_among_stores_of_similar_size_less_than_half_is_left(ran: SimpleNamespace) -> None:
    """r from .34 to .16, the slope from €39.40 to €17.80; its interval holds 0, that over all stores does not."""
    assert round(ran.alike.correlation, 2) == 0.16
    assert round(ran.alike.slope, 1) == 17.8
    assert ran.alike.slope < 0.5 * ran.over_all.slope
    assert (round(ran.alike.low), round(ran.alike.high)) == (-20, 56)
    assert ran.over_all.low > 0


# When this fails, the money line and the test


def test_three_classes_leave_some_of_the_effect_of_size(ran: SimpleNamespace) -> None:
    """Large stores have 3,280 to 6,410 m²; with the floor space itself in the sum the slope comes to the truth."""
    large = ran.stores.loc[ran.stores["size"] == "large", "area_m2"]
    assert (large.min(), large.max()) == (3280, 6410)
    design = np.column_stack([ran.stores["orientation"], np.log(ran.stores["area_m2"]), np.ones(40)])
    slope = np.linalg.lstsq(design, ran.stores["profit_eur_per_m2"].to_numpy(), rcond=None)[0][0]
    assert slope == pytest.approx(ran.effect, rel=0.15)
    assert slope < ran.alike.slope


def test_the_money_line_holds_gain_and_loss(ran: SimpleNamespace) -> None:
    """It loses €181,000 by the slope, and the interval holds 0."""
    net, low, high = ran.earns
    assert round(net, -3) == -181_000
    assert low < 0 < high
    assert str(cv.money_line("It", net, interval=(low, high))).endswith("neither a gain nor a loss is shown.")


def test_profits_differ_widely_their_changes_little(ran: SimpleNamespace) -> None:
    """€56 per m² from store to store, €6 from year to year."""
    assert ran.change.std() < 0.15 * ran.stores["profit_eur_per_m2"].std()


def test_a_test_in_8_stores_tells_a_gain_that_pays_from_none_and_the_records_do_not(ran: SimpleNamespace) -> None:
    """±4.5 for a fifth of the cost, where €10.50 is what pays; the records have ±19.1 around €8.90."""
    pays = COST / ran.area
    assert round(pays, 1) == 10.5
    assert 2 * cv.orientation.margin_of_error(ran.change, 8) < pays < (ran.alike.high - ran.alike.low) / 4
    assert ran.alike.slope / 2 < pays
    assert [round(cv.orientation.margin_of_error(ran.change, begin), 1) for begin in (20, 8)] == [3.6, 4.5]


# The reveal


def test_the_others_see_the_stores_as_they_are_and_marketing_lifts_the_mean_of_all(ran: SimpleNamespace) -> None:
    true = ran.truth[[f"true_{each}" for each in PARTS]].mean().to_numpy()
    others, marketing = (ran.sheets.loc[who, PARTS].mean().to_numpy() for who in (~ran.by_marketing, ran.by_marketing))
    assert np.abs(others - true).max() < 0.03
    assert (marketing - true).min() > 0.7
    assert (ran.sheets[PARTS].mean().to_numpy() - true).min() > 0.1


def test_a_point_brings_less_than_a_third_of_what_the_consultant_says(ran: SimpleNamespace) -> None:
    """€11 instead of €39.40; the programme loses €0.56 million, inside the interval."""
    assert round(ran.effect) == 11
    assert 0 < ran.effect < ran.over_all.slope / 3
    true = ran.effect * 0.5 * ran.area - COST
    assert true == pytest.approx(-0.56e6, abs=0.005e6)
    assert ran.earns[1] < true < ran.earns[2]


# Go further


def test_who_is_asked_changes_the_level_and_hardly_the_correlation(ran: SimpleNamespace) -> None:
    """Marketing alone: the same .34, on scores that are higher by more than half a point."""
    asked = ran.by_marketing_alone
    assert asked.corr(ran.stores["profit_eur_per_m2"]) == pytest.approx(ran.over_all.correlation, abs=0.005)
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


def test_brimlow_holds_most_of_the_wallet_by_either_decay(ran: SimpleNamespace) -> None:
    """Of the 89 % spent elsewhere; it gives least for the money, and is nearest where most customers do not live."""
    assert round(ran.lost.sum()) == 89
    takes = pd.DataFrame(ran.takes).round()
    assert takes.T.to_dict("list") == {"Brimlow": [35, 43], "Ferncastle": [24, 19], "Ostrel": [30, 28]}
    takes = pd.DataFrame(ran.takes)
    assert (takes.idxmax() == "Brimlow").all()
    assert takes.sum().tolist() == pytest.approx([ran.lost.sum()] * 2)
    assert ran.equal["value"].idxmin() == "Brimlow"
    assert ran.away.loc[["suburb", "country"]].idxmin(axis=1).eq("Brimlow").all()
    assert ran.wallet["brands_used"].max() == 6


def test_a_campaign_of_brimlow_takes_most(ran: SimpleNamespace) -> None:
    """Its interval lies above Ferncastle's, and each holds its truth."""
    losses = ran.losses.assign(truth=ran.true_loss)
    assert losses["loss"].idxmax() == "Brimlow"
    assert losses.loc["Brimlow", "low"] > losses.loc["Ferncastle", "high"]
    assert losses["truth"].between(losses["low"], losses["high"]).all()
    assert (100 * losses["loss"]).round(1).to_dict() == {"Brimlow": 6.0, "Ostrel": 2.8, "Ferncastle": 1.6}
    of_any = cv.orientation.campaign_losses(ran.sales, ran.by_rival.any(axis=1).to_frame("any")).loc["any"]
    assert (100 * of_any).round().tolist() == [4, 2, 6]


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


# The quiz


def test_each_learners_quiz_classifies_and_proposes() -> None:
    """Whatever is drawn asks O2 and O6 once or more, and nothing that the text has asked or that may be skipped."""
    questions = bank.read(course.lesson("01").bank)
    for seed in range(20):
        drawn = choose(questions, 8, None, seed)
        assert {"01.O2", "01.O6"} <= {each.objective for each in drawn}
        assert not {"go-further", "in-lesson"} & {tag for each in drawn for tag in each.tags}


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
