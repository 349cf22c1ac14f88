"""The capstone's figures add a plan up, set it beside rules of thumb, and follow its list contact by contact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from customer_value.analysis.cycle import Year
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import list_gains, plan_scores, plan_waterfall, theme

STAGES = pd.DataFrame(
    {
        "cost_eur": [10_000.0, 3_000.0, 500.0],
        "contribution_eur": [12_000.0, 4_000.0, -700.0],
        "equity_eur": [15_000.0, 1_000.0, -200.0],
        "gain_eur": [17_000.0, 2_000.0, -1_400.0],
    },
    index=pd.Index(["acquisition", "development", "retention"], name="stage"),
)


def year(stages: pd.DataFrame = STAGES) -> Year:
    return Year.of(stages, pd.DataFrame({"gain_eur": [10_000.0, 20_000.0]}), best_gain=30_000.0)


def test_the_steps_lead_to_the_gain(drawn) -> None:
    alt = drawn(lambda: plan_waterfall(year()))
    assert alt.startswith("The plan gains €17,600: the year ends €1,800 above its cost, and equity rises by €15,800.")
    assert "retention brings −€700 in the year and −€200 of equity for €500" in alt
    assert alt.endswith("9 times in 10 the gain lies between €10,500 and €19,500.")


@pytest.mark.parametrize("share", [0.0, 0.1, -0.5])
def test_a_plan_that_loses_says_so(drawn, share: float) -> None:
    stages = STAGES.assign(contribution_eur=share * STAGES["contribution_eur"], equity_eur=-100.0)
    stages["gain_eur"] = stages["contribution_eur"] + stages["equity_eur"] - stages["cost_eur"]
    alt = drawn(lambda: plan_waterfall(year(stages)))
    assert alt.startswith(f"The plan loses €{-stages['gain_eur'].sum():,.0f}: the year ends €")
    assert "below its cost, and equity falls by €300." in alt


@pytest.mark.parametrize("brought", [3_400.0, 3_600.0, 0.0, -2_000.0])
def test_amounts_stand_free_wherever_the_year_ends(drawn, brought: float) -> None:
    stages = STAGES.assign(contribution_eur=[10_000.0, brought, -100.0])
    stages["gain_eur"] = stages["contribution_eur"] + stages["equity_eur"] - stages["cost_eur"]
    assert f"development brings {theme.euro(brought)} in the year" in drawn(lambda: plan_waterfall(year(stages)))


def test_nothing_spent_is_nothing_gained(drawn) -> None:
    assert drawn(lambda: plan_waterfall(year(0 * STAGES))).startswith("The plan gains €0: the year ends €0 above")


def test_a_year_of_other_stages_is_refused() -> None:
    with pytest.raises(ColumnError, match="'equity_eur'"):
        plan_waterfall(replace(year(), stages=STAGES.drop(columns="equity_eur")))
    with pytest.raises(DataError, match="3 rows or more"):
        plan_waterfall(year(STAGES[:2]))


def plans(**more: Any) -> pd.DataFrame:
    names = ["oracle", "mine", "top revenue", "nothing", "deep_discount"]
    table = pd.DataFrame({"score": [1.0, 0.64, 0.45, 0.0, -0.16]}, index=pd.Index(names, name="plan"))
    table["gain_eur"] = 50_000 * table["score"]
    return table.assign(score_low=table["score"] - 0.2, score_high=table["score"] + 0.2, **more)


def test_a_plan_is_compared_with_the_best_rule_of_thumb(drawn) -> None:
    alt = drawn(lambda: plan_scores(plans()))
    told = alt.split(". ")
    assert told[0] == "“Mine” reaches 64 % of what the best plan gains; the best of the others, “top revenue”, 45 %"
    assert "deep discount −€8,000, −16 % (−36 % to 4 %)" in alt
    other = drawn(lambda: plan_scores(plans(), mine="deep_discount"))
    assert other.startswith("“Deep discount” reaches −16 % of what the best plan gains; the best of the others, “mine”")
    alone = drawn(lambda: plan_scores(plans().loc[["oracle", "mine"]]))
    assert alone.startswith("“Mine” reaches 64 % of what the best plan gains. Gain of each plan")


def test_plans_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="no plan 'ours'"):
        plan_scores(plans(), mine="ours")
    with pytest.raises(DataError, match="2 rows"):
        plan_scores(plans()[1:2])
    with pytest.raises(ColumnError, match="'score_low'"):
        plan_scores(plans().drop(columns="score_low"))


def curve(*gains: float) -> pd.DataFrame:
    return pd.DataFrame({"contacts": range(len(gains)), "gain_eur": gains})


LISTS = {"top revenue": curve(0, 5, 3, 1, -1), "oracle": curve(0, 30), "mine": curve(0, 10, 14)}


def test_lists_are_compared_after_as_many_contacts(drawn) -> None:
    told = drawn(lambda: list_gains(LISTS)).split(". ")
    assert told[0] == "After 2 contacts “mine” stands at €14; “top revenue”, the best of the others, at €3"
    assert told[1].startswith("Top revenue peaks at €5 after 1 contacts and ends at −€1 after 4; oracle peaks at €30")
    lost = drawn(lambda: list_gains({"mine": curve(0, -4, -8), "oracle": curve(0, 30)}))
    assert lost.startswith("After 2 contacts “mine” stands at −€8. Mine peaks at €0 after 0 contacts")


def test_seven_lists_have_lines_of_their_own(drawn) -> None:
    drawn(lambda: list_gains({**LISTS, **{f"rule {number}": curve(0, number, 2) for number in range(4)}}))


def test_lists_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="no list 'ours'"):
        list_gains(LISTS, mine="ours")
    with pytest.raises(DataError, match="2 to 7 lists"):
        list_gains({"mine": curve(0, 1)})
    with pytest.raises(DataError, match="2 rows or more"):
        list_gains({**LISTS, "mine": curve(0)})
