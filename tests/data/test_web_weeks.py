"""Visits to the web shop: whole weeks, of customers of that time, with every online order among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

Frames = Mapping[str, pd.DataFrame]


@pytest.fixture
def tables(frames: Callable[[int], Frames]) -> Frames:
    return frames(1)


@pytest.fixture
def online(tables: Frames) -> pd.DataFrame:
    """Online orders of 2024 and 2025 with the Monday of their week."""
    orders = tables["orders"]
    orders = orders[(orders["channel"] != "store") & (orders["ordered_at"] >= "2024-01-01")]
    day = orders["ordered_at"].dt.normalize()
    return orders.assign(week_on=day - pd.to_timedelta(day.dt.day_of_week, unit="D"))


def test_a_week_is_one_row_and_begins_on_monday(tables: Frames) -> None:
    weeks = tables["web_weeks"]
    assert not weeks.duplicated(["customer_id", "week_on"]).any()
    assert (weeks["week_on"].dt.day_of_week == 0).all()
    assert weeks["week_on"].min() == pd.Timestamp("2024-01-01")
    assert weeks["week_on"].max() == pd.Timestamp("2025-12-29")


def test_every_online_order_is_a_visit_with_something_in_the_cart(tables: Frames, online: pd.DataFrame) -> None:
    orders = online.groupby(["customer_id", "week_on"]).size().rename("orders").reset_index()
    visits = orders.merge(tables["web_weeks"], how="left")
    assert (visits["sessions"] >= visits["orders"]).all()
    assert (visits["cart_adds"] >= visits["orders"]).all()


def test_who_orders_in_the_app_has_it(tables: Frames, online: pd.DataFrame) -> None:
    app = online[online["channel"] == "app"].merge(tables["web_weeks"])
    assert app["has_app"].all()
    weeks = tables["web_weeks"].sort_values(["customer_id", "week_on"])
    assert (weeks.groupby("customer_id")["has_app"].diff().dropna().astype(int) >= 0).all()


def test_nobody_visits_before_the_first_order(tables: Frames) -> None:
    visits = tables["web_weeks"].merge(tables["customers"][["customer_id", "first_order_on"]])
    assert (visits["week_on"] + pd.Timedelta(days=7) > visits["first_order_on"]).all()


def test_who_has_left_soon_stops_looking(tables: Frames) -> None:
    visits = tables["web_weeks"].merge(tables["truth/customers"][["customer_id", "dropout_on"]])
    after = (visits["week_on"] - visits["dropout_on"]).dt.days
    assert (after > 180).sum() < 0.005 * (after > 0).sum() + 5
