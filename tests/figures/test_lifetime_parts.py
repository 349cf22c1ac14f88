"""Lifetime value is a product of three, one customer has a story, and the value of one is a wide range."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import customer_timeline, ltv_intervals, size_frequency_duration

GROUPS = pd.DataFrame(
    {"purchase_size": [60.0, 40, 50], "purchase_frequency": [4.0, 2, 3], "duration": [3.0, 1.5, 2]},
    index=["referral", "deep_discount", "walk_in"],
)


def test_factors_multiply_to_the_distance(drawn) -> None:
    alt = drawn(lambda: size_frequency_duration(GROUPS))
    assert alt.startswith(
        "Referral customers are worth 6.0 times deep discount ones: size 1.5 × frequency 2.0 × duration 2.0."
    )
    assert "walk in €50 × 3.00 × 2.00 = €300" in alt
    assert "worth 2.5 times deep" in drawn(
        lambda: size_frequency_duration(GROUPS, compare=("walk_in", "deep_discount"))
    )


def test_groups_without_orders_or_names_are_refused() -> None:
    with pytest.raises(DataError, match="above 0"):
        size_frequency_duration(GROUPS.assign(duration=0))
    with pytest.raises(DataError, match="2 rows"):
        size_frequency_duration(GROUPS.iloc[:1])
    with pytest.raises(UnknownNameError, match="did you mean 'walk_in'"):
        size_frequency_duration(GROUPS, compare=("walk_i", "referral"))
    with pytest.raises(ColumnError, match="'duration'"):
        size_frequency_duration(GROUPS.drop(columns="duration"))


DAYS = ["2025-01-06 10:00", "2025-01-06 15:00", "2025-03-03", "2025-05-12", "2025-12-30"]
ORDERS = pd.DataFrame(
    {
        "customer_id": [7] * 5,
        "ordered_at": pd.to_datetime(DAYS, format="mixed"),
        "net_eur": [20.0, 30, 40, 50, 999],
        "channel": ["store", "web", "store", "app", "store"],
    }
)


def test_a_story_has_the_models_numbers(drawn) -> None:
    alt = drawn(lambda: customer_timeline(ORDERS, 7, end="2025-09-01", channel="channel"))
    told = btyd.summary(ORDERS[ORDERS["ordered_at"] < "2025-09-01"], end="2025-09-01").iloc[0]
    assert alt.startswith("Customer 7: 2 repeat purchases in 18 weeks, then 16 weeks of silence.")
    assert f"x = {told['x']:.0f}, t_x = {told['t_x']:.1f} weeks, T = {told['T']:.1f} weeks" in alt
    assert "4 orders of €35 on average, €140 in all" in alt


def test_a_single_order_has_a_story_too(drawn) -> None:
    alt = drawn(lambda: customer_timeline(ORDERS.iloc[:1], 7, end="2025-09-01", name="Ana"))
    assert alt.startswith("Ana: 0 repeat purchases in 0 weeks, then 34 weeks of silence.")


def test_time_zones_do_not_count(drawn) -> None:
    zoned = ORDERS.assign(ordered_at=ORDERS["ordered_at"].dt.tz_localize("Europe/Berlin"))
    alt = drawn(lambda: customer_timeline(zoned, 7, end="2025-09-01"))
    assert alt == drawn(lambda: customer_timeline(ORDERS, 7, end="2025-09-01"))


def test_unknown_customers_and_columns_are_refused() -> None:
    with pytest.raises(DataError, match="customer 8 has no order until 2025-09-01"):
        customer_timeline(ORDERS, 8, end="2025-09-01")
    with pytest.raises(ColumnError, match="'customer_id'"):
        customer_timeline(ORDERS.rename(columns={"customer_id": "shopper"}), 7, end="2025-09-01")
    with pytest.raises(DataError, match="'ordered_at' holds str, not dates"):
        customer_timeline(ORDERS.assign(ordered_at="2025-01-06"), 7, end="2025-09-01")
    with pytest.raises(DataError, match="'net_eur' is missing in 5 rows"):
        customer_timeline(ORDERS.assign(net_eur=None), 7, end="2025-09-01")
    with pytest.raises(ColumnError, match="'shop'"):
        customer_timeline(ORDERS, 7, end="2025-09-01", channel="shop")


def test_ranges_are_those_of_the_model(drawn) -> None:
    purchases = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
    values = btyd.GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)
    ltv = btyd.discounted_ltv(purchases, values, [0, 2], [0, 30.43], [38.86, 38.86], [0, 22.35], interval=0.9)
    alt = drawn(lambda: ltv_intervals(ltv, ["Ana", "Ben"], true=[0.0, 60.0]))
    assert alt.startswith(f"Ben is worth €{ltv.ltv[1]:.0f} in the next 12 months; 9 times in 10 it will be between €0")
    assert f"€{ltv.high[1]:.0f}, really €60" in alt
    assert "really" not in ltv_intervals(ltv, ["Ana", "Ben"]).alt


def test_ranges_that_do_not_fit_are_refused() -> None:
    with pytest.raises(DataError, match="each of the 1 names"):
        ltv_intervals(([1, 2], [0, 1], [3, 4]), ["Ana"])
    with pytest.raises(DataError, match="low end lies above"):
        ltv_intervals(([1], [4], [3]), ["Ana"])
    with pytest.raises(DataError, match="1 to 12 customers"):
        ltv_intervals(([], [], []), [])
