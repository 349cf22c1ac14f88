"""The market adds up: with the orders to the cent, with the clock, with the hidden truth, in every edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import dateutil.easter
import numpy as np
import pandas as pd
import pytest

from customer_value.data import schema
from customer_value.data.arrow import MISSING, Raw
from customer_value.data.generate.clock import WEEKDAY_FACTORS
from customer_value.data.generate.market.earnings import true_stores
from customer_value.data.generate.market.orientation import scores, survey
from customer_value.data.generate.market.rivals_and_days import easter
from customer_value.data.validate import check, check_keys

MARKET = ("store_months", "rivals", "calendar", "survey_orientation", "truth/stores", "truth/rivals")
WITH_AN_EMPTY_COMPONENT = 3121
Frames = Mapping[str, pd.DataFrame]


@pytest.fixture(scope="module")
def world(frames: Callable[[int], Frames]) -> Frames:
    """Frames of world 1."""
    return frames(1)


@pytest.mark.parametrize("edition", ["books", "few"])
def test_account_sales_are_the_orders_in_the_store_to_the_cent(edition: str, request: pytest.FixtureRequest) -> None:
    tables = request.getfixturevalue(edition)
    orders, months = (pd.DataFrame(tables[name]) for name in ("orders", "store_months"))
    orders = orders[orders["store_id"] > 0]
    month = orders["ordered_at"].astype("datetime64[s]").dt.to_period("M").dt.start_time.astype("datetime64[s]")
    summed = orders.groupby(["store_id", month.astype("int64")])["net_eur"].sum()
    account = months.set_index(["store_id", "month_on"])["account_net_eur"]
    assert account[account > 0].index.equals(summed.index)
    assert (account[account > 0].to_numpy() == summed.to_numpy()).all()


def test_every_store_has_every_month(world: Frames) -> None:
    months = world["store_months"]
    assert months.groupby("store_id")["month_on"].nunique().tolist() == [36] * 40


@pytest.mark.parametrize("name", MARKET)
def test_tables_hold_the_schema(world: Frames, name: str) -> None:
    table = schema.truth(name.removeprefix("truth/")) if name.startswith("truth/") else schema.table(name)
    check(world[name], table)


def test_keys_exist(world: Frames) -> None:
    check_keys({name: world[name] for name in ("stores", "store_months", "survey_orientation")})


def test_market_is_the_same_for_any_number_of_customers(books: Mapping[str, Raw], few: Mapping[str, Raw]) -> None:
    for name in MARKET:
        for column in set(few[name]) - {"account_net_eur"}:
            assert np.array_equal(few[name][column], books[name][column]), (name, column)


def test_worlds_differ(frames: Callable[[int], Frames]) -> None:
    for name, column in (("store_months", "sales_eur"), ("rivals", "price_index"), ("truth/stores", "profit")):
        assert not frames(1)[name][column].equals(frames(2)[name][column])


def test_profit_of_36_months_is_the_true_profit(world: Frames) -> None:
    stores, truth = world["stores"].set_index("store_id"), world["truth/stores"].set_index("store_id")
    profit = world["store_months"].groupby("store_id")["profit_eur"].sum() / 3 / stores["area_m2"]
    assert (profit - truth["profit"]).abs().max() < 0.05


def test_true_profit_is_the_sum_of_its_causes(world: Frames) -> None:
    truth = world["truth/stores"]
    parts = truth.filter(like="profit_from_").sum(axis=1)
    assert np.allclose(truth["profit"] - parts, 160)
    steps = truth["profit_from_orientation"] / truth["effect_per_point"]
    assert (steps - steps.mean() - truth["true_orientation"] + truth["true_orientation"].mean()).abs().max() < 0.02


def test_true_orientation_is_the_mean_of_15_items(world: Frames) -> None:
    truth = world["truth/stores"]
    parts = 6 * truth["true_customer"] + 4 * truth["true_competitor"] + 5 * truth["true_coordination"]
    assert (truth["true_orientation"] - parts / 15).abs().max() < 0.006


def test_what_comes_from_elsewhere_has_nothing_to_do_with_the_rest(world: Frames) -> None:
    truth = world["truth/stores"]
    for cause in ("profit_from_orientation", "profit_from_size"):
        assert truth["profit_from_elsewhere"].corr(truth[cause]) == pytest.approx(0, abs=0.01)


def test_staff_come_from_every_department_of_every_store(world: Frames) -> None:
    survey = world["survey_orientation"]
    assert len(survey) == 400
    assert survey["store_id"].value_counts().between(8, 12).all()
    assert (survey.groupby("store_id")["department"].nunique() == 6).all()
    assert (survey[survey["department"] == "marketing"]["store_id"].value_counts() == 2).all()


def test_answers_are_missing_here_and_there(world: Frames) -> None:
    items = world["survey_orientation"].filter(regex=r"_\d$")
    assert 0.01 < items.isna().mean().mean() < 0.05
    assert items.notna().any(axis=1).all()


def test_one_rival_at_a_time_has_a_campaign(world: Frames) -> None:
    rivals = world["rivals"]
    running = rivals.groupby("month_on")["has_campaign"].sum()
    assert running.max() == 1
    assert running.groupby(running.index.year).sum().tolist() == [5, 5, 5]
    assert rivals.groupby("rival")["has_campaign"].sum().tolist() == [5, 5, 5]


def test_calendar_lists_every_day_once(world: Frames) -> None:
    days = world["calendar"]["day_on"]
    assert days.tolist() == pd.date_range("2023-01-01", "2025-12-31").tolist()
    assert (world["calendar"]["weekday"] == days.dt.day_name()).all()
    assert (world["calendar"]["month"] == days.dt.month).all()
    assert (world["calendar"]["year"] == days.dt.year).all()


def test_season_is_the_clock_s(world: Frames) -> None:
    calendar = world["calendar"]
    factor = calendar["seasonal_factor"]
    assert factor.groupby(calendar["year"]).mean().to_numpy() == pytest.approx([1, 1, 1], abs=1e-4)
    june = calendar[(calendar["month"] == 6) & (calendar["year"] == 2024)].groupby("weekday")["seasonal_factor"].mean()
    assert june["Saturday"] / june["Monday"] == pytest.approx(WEEKDAY_FACTORS[5] / WEEKDAY_FACTORS[0], rel=1e-3)


def test_easter_is_the_one_that_dateutil_computes() -> None:
    assert [easter(year) for year in range(1900, 2100)] == [dateutil.easter.easter(year) for year in range(1900, 2100)]


def test_holidays(world: Frames) -> None:
    calendar = world["calendar"]
    holidays = calendar[calendar["is_public_holiday"]]
    assert holidays.groupby("year").size().tolist() == [5, 5, 5]
    assert calendar["holiday"].notna().equals(calendar["is_public_holiday"])
    assert (holidays.loc[holidays["holiday"] == "Easter Monday", "weekday"] == "Monday").all()


def test_shops_sell_on_holidays(world: Frames) -> None:
    calendar, orders = world["calendar"], world["orders"]
    holidays = calendar.loc[calendar["is_public_holiday"], "day_on"]
    assert holidays.isin(orders["ordered_at"].dt.normalize()).all()


def test_an_employee_may_leave_out_a_whole_component() -> None:
    answers = survey(WITH_AN_EMPTY_COMPONENT)
    left_out = [answers[f"competitor_{number}"] == MISSING for number in range(1, 5)]
    assert np.logical_and.reduce(left_out).any()
    assert np.isfinite(scores(WITH_AN_EMPTY_COMPONENT)).all()
    assert np.abs(true_stores(WITH_AN_EMPTY_COMPONENT)["profit"]).max() < 60_000
