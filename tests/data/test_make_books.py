"""The books add up: to the cent, and in time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.data.arrow import MISSING, Raw, content_hash
from customer_value.data.schema import TABLES, TRUTH

DAY = 86_400
TODAY = 1_767_225_600  # 2026-01-01
WINDOW_START = 1_672_531_200  # 2023-01-01
# Whole numbers only, so that any machine can come to the same. Change these on purpose only: they change every number
# in the lessons.
GOLDEN = {
    "customers": "6e0a12e76c18ece4",
    "orders": "68e0aa4117553668",
    "order_lines": "b68a41d2aa4b4500",
    "returns": "aa7de6c543158a7b",
    "customer_summary": "1d12b87ea8a1dcee",
    "loyalty": "be4cc51efd04aa56",
    "contacts": "92e1971bf4903e86",
    "coupons": "847e04eecd5b2e3d",
    "prospects": "c431c9d0d3f84e5f",
    "web_weeks": "117feccc7883e630",
    "service_cases": "3abd171e06161027",
    "customer_snapshot": "bbf73e9bcbb0b277",
    "survey_needs": "65eb5df194d8b1fb",
    "survey_kano": "62f7bdfb9f08d60f",
    "survey_choices": "c58eecdd41eaa6c7",
    "survey_wallet": "2eb82f888cc0b806",
    "truth/customers": "833ca6901a88f82f",
    "truth/campaign_effects": "9e51ebed28f2a0fe",
    "truth/contact_habits": "faadb63ebe98535c",
    "truth/prospects": "949de3a057ce3189",
    "truth/survey": "ad7d1bc85bfbddcf",
    "truth/orders_2026": "8b14d209a9978da6",
    "truth/returns_2026": "f85bd236d32a6406",
    "products": "bda172fed850857d",
    "stores": "aaeaf647ed9ea3bb",
    "campaigns": "8a67386c00adb6d9",
    "rivals": "be4e8d55c0f3b23c",
    "calendar": "722a82b6d002aa46",
    "survey_orientation": "9209a46283d8bb94",
    "truth/survey_kano": "510b14e3eff49b57",
    "truth/parameters": "e0e0521dcefb39e7",
    "truth/stores": "2ee20ee1670dd6ba",
    "truth/rivals": "37e57c4854173e3e",
    "acquisition_spend": "76edd86cdd27e365",
    "store_months": "d60c3e22f83ab274",
}


def _sum(keys: np.ndarray, values: np.ndarray) -> pd.Series:
    return pd.Series(values).groupby(keys).sum()


def test_golden_hashes(few: dict[str, Raw]) -> None:
    assert {name: content_hash(raw)[:16] for name, raw in few.items()} == GOLDEN


def test_books_hold_the_schema_s_columns(few: dict[str, Raw]) -> None:
    for tables, prefix in ((TABLES, ""), (TRUTH, "truth/")):
        for name, table in tables.items():
            assert tuple(few[prefix + name]) == table.column_names


@pytest.mark.parametrize(("total", "part"), [("net_eur", "net_eur"), ("discount_eur", "discount_eur")])
def test_lines_sum_to_orders(books: dict[str, Raw], total: str, part: str) -> None:
    orders, lines = books["orders"], books["order_lines"]
    assert np.array_equal(_sum(lines["order_id"], lines[part]).to_numpy(), orders[total])


def test_prices_and_costs_come_from_products(books: dict[str, Raw]) -> None:
    orders, lines, products = (books[name] for name in ("orders", "order_lines", "products"))
    row = lines["product_id"] - 1
    assert np.array_equal(lines["unit_price_eur"], products["list_price_eur"][row])
    gross = lines["unit_price_eur"] * lines["quantity"]
    assert np.array_equal(gross - lines["discount_eur"], lines["net_eur"])
    assert np.array_equal(_sum(lines["order_id"], gross).to_numpy(), orders["gross_eur"])
    margin = lines["net_eur"] - products["unit_cost_eur"][row] * lines["quantity"]
    assert np.array_equal(_sum(lines["order_id"], margin).to_numpy(), orders["margin_eur"])
    assert (orders["net_eur"] > 0).all()


def test_returns_are_whole_lines_after_their_order(books: dict[str, Raw]) -> None:
    orders, lines, returns = (pd.DataFrame(books[name]) for name in ("orders", "order_lines", "returns"))
    back = returns.merge(lines, on=["order_id", "line_no"], validate="one_to_one")
    back = back.merge(orders, on=["order_id", "customer_id"], suffixes=("", "_order"))
    assert len(back) == len(returns)
    assert (back["refund_eur"] == back["net_eur"]).all()
    days = (back["returned_on"] - back["ordered_at"] // DAY * DAY) // DAY
    assert days.between(1, 60).all()
    assert (back["returned_on"] < TODAY).all()


def test_each_customer_s_orders_are_counted_in_time(books: dict[str, Raw]) -> None:
    customers, truth = books["customers"], books["truth/customers"]
    every = {
        column: np.concatenate([books["orders"][column], books["truth/orders_2026"][column]])
        for column in ("order_id", "customer_id", "ordered_at")
    }
    orders = pd.DataFrame(every).sort_values("order_id")
    assert (orders["order_id"] // 1_000 == orders["customer_id"]).all()
    number = orders["order_id"] % 1_000
    place = orders.groupby("customer_id").cumcount() + 1
    assert (number == place + customers["orders_before"][orders["customer_id"] - 1]).all()
    assert (orders.groupby("customer_id")["ordered_at"].diff().dropna() >= 0).all()
    first = orders[number == 1]
    day = first["ordered_at"] // DAY * DAY
    assert (day == customers["first_order_on"][first["customer_id"] - 1]).all()
    left = truth["dropout_on"][orders["customer_id"] - 1]
    assert ((left == MISSING) | (orders["ordered_at"] < left + DAY)).all()


def test_times_lie_inside_the_books(books: dict[str, Raw]) -> None:
    assert books["orders"]["ordered_at"].min() >= WINDOW_START
    assert books["orders"]["ordered_at"].max() < TODAY <= books["truth/orders_2026"]["ordered_at"].min()
    before = books["customers"]["orders_before"] > 0
    assert np.array_equal(before, books["customers"]["first_order_on"] < WINDOW_START)


def test_nobody_began_all_at_once(books: dict[str, Raw]) -> None:
    first = books["customers"]["first_order_on"]
    assert (first < WINDOW_START).mean() == pytest.approx(0.45, abs=0.02)
    january = books["orders"]["ordered_at"] < WINDOW_START + 31 * DAY
    next_january = np.abs(books["orders"]["ordered_at"] - WINDOW_START - 380.5 * DAY) < 15.5 * DAY
    assert january.sum() == pytest.approx(next_january.sum(), rel=0.35)


def test_spend_is_what_customers_cost(books: dict[str, Raw]) -> None:
    customers, spend = books["customers"], books["acquisition_spend"]
    inside = customers["first_order_on"] >= WINDOW_START
    assert spend["new_customers"].sum() == inside.sum()
    assert spend["spend_eur"].sum() == customers["acquisition_cost_eur"][inside].sum()
    assert len(spend["month_on"]) == 36 * 5


def test_summary_adds_up(books: dict[str, Raw]) -> None:
    summary, orders, returns = (books[name] for name in ("customer_summary", "orders", "returns"))
    assert summary["net_sales_eur"].sum() == orders["net_eur"].sum()
    assert summary["refund_eur"].sum() == returns["refund_eur"].sum()
    assert summary["margin_eur"].sum() == orders["margin_eur"].sum() - returns["lost_margin_eur"].sum()
    assert np.array_equal(summary["contribution_eur"], summary["margin_eur"] - summary["cost_to_serve_eur"])
    years = pd.DataFrame(
        {"customer": orders["customer_id"], "year": pd.to_datetime(orders["ordered_at"], unit="s").year}
    ).drop_duplicates()
    direct = orders["serving_cost_eur"].sum() + returns["handling_cost_eur"].sum()
    assert summary["cost_to_serve_eur"].sum() == direct + 500 * len(years)
    never = summary["order_count"] == 0
    for column in ("recency_days", "mean_basket_eur", "online_share", "returned_share", "discount_share"):
        assert np.array_equal(summary[column] == MISSING, never)


def test_need_weights_sum_to_one(books: dict[str, Raw]) -> None:
    truth = books["truth/customers"]
    assert (sum(truth[f"need_{n}_share"] for n in ("price", "convenience", "quality", "service")) == 10_000).all()


def test_channels_win_the_same_mix(books: dict[str, Raw]) -> None:
    """Referral and walk-in differ by their own effect, not by who happened to land in them."""
    segment, channel = books["truth/customers"]["need_segment"], books["customers"]["acquisition_channel"]
    share = pd.crosstab(segment, channel, normalize="index").to_numpy()
    assert share[0] == pytest.approx([0.33, 0.18, 0.13, 0.12, 0.24], abs=0.01)
