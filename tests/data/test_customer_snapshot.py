"""The export of 2025-01-01 says what the tables said on that day; one column says what they say later."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

DAY = pd.Timestamp("2025-01-01")
Frames = Mapping[str, pd.DataFrame]


@pytest.fixture
def tables(frames: Callable[[int], Frames]) -> Frames:
    return frames(1)


@pytest.fixture
def snapshot(tables: Frames) -> pd.DataFrame:
    return tables["customer_snapshot"].set_index("customer_id")


@pytest.fixture
def orders(tables: Frames) -> pd.DataFrame:
    """Orders of 2024."""
    orders = tables["orders"]
    return orders[orders["ordered_at"].dt.year == 2024]


def _by_customer(values: pd.Series, of: pd.Series, snapshot: pd.DataFrame) -> np.ndarray:
    return values.groupby(of).sum().reindex(snapshot.index, fill_value=0).to_numpy()


def test_it_holds_the_customers_of_that_day(tables: Frames, snapshot: pd.DataFrame) -> None:
    first = tables["customers"].set_index("customer_id")["first_order_on"]
    assert snapshot.index.tolist() == first.index[first < DAY].tolist()
    assert ((DAY - first[snapshot.index]).dt.days == snapshot["tenure_days"]).all()


def test_orders_of_2024_add_up(snapshot: pd.DataFrame, orders: pd.DataFrame) -> None:
    of = orders["customer_id"]
    net = _by_customer(orders["net_eur"], of, snapshot)
    online = _by_customer(orders["net_eur"].where(orders["channel"] != "store", 0), of, snapshot)
    discount, gross = (_by_customer(orders[name], of, snapshot) for name in ("discount_eur", "gross_eur"))
    assert snapshot["net_sales_eur"].to_numpy() == pytest.approx(net)
    assert (snapshot["order_count"] == of.value_counts().reindex(snapshot.index, fill_value=0)).all()
    bought = net > 0
    assert snapshot["online_share"][bought].to_numpy() == pytest.approx(online[bought] / net[bought], abs=1e-4)
    assert snapshot["discount_share"][bought].to_numpy() == pytest.approx(discount[bought] / gross[bought], abs=1e-4)
    assert snapshot.loc[~bought, ["online_share", "discount_share"]].isna().all(axis=None)


def test_recency_is_known_even_from_before_the_books(tables: Frames, snapshot: pd.DataFrame) -> None:
    orders = tables["orders"][tables["orders"]["ordered_at"] < DAY]
    latest = orders.groupby("customer_id")["ordered_at"].max().dt.normalize()
    assert ((DAY - latest).dt.days == snapshot["recency_days"][latest.index]).all()
    silent = snapshot.index.difference(latest.index)
    assert (snapshot["recency_days"][silent] > 731).all()
    assert (snapshot["recency_days"] <= snapshot["tenure_days"]).all()


def test_nothing_else_is_of_later_days(tables: Frames, snapshot: pd.DataFrame) -> None:
    returns, cases, weeks = (tables[name] for name in ("returns", "service_cases", "web_weeks"))
    returns = returns[returns["returned_on"].dt.year == 2024]
    assert snapshot["refund_eur"].to_numpy() == pytest.approx(
        _by_customer(returns["refund_eur"], returns["customer_id"], snapshot)
    )
    cases = cases[cases["opened_at"].dt.year == 2024]
    counted = cases["customer_id"].value_counts().reindex(snapshot.index, fill_value=0)
    assert (snapshot["service_case_count"] == counted).all()
    weeks = weeks[weeks["week_on"] < "2024-12-30"]
    for column, source in (("web_sessions", "sessions"), ("cart_adds", "cart_adds")):
        assert (snapshot[column] == _by_customer(weeks[source], weeks["customer_id"], snapshot)).all()
    members = tables["loyalty"]
    assert (snapshot["is_member"] == snapshot.index.isin(members.loc[members["joined_on"] < DAY, "customer_id"])).all()


def test_the_coupons_are_of_the_half_year_after(tables: Frames, snapshot: pd.DataFrame) -> None:
    lines = tables["order_lines"].merge(tables["orders"][["order_id", "customer_id", "ordered_at"]], on="order_id")
    later = lines[lines["ordered_at"].between(DAY, pd.Timestamp("2025-06-30 23:59:59")) & (lines["discount_eur"] > 0)]
    counted = later["customer_id"].value_counts().reindex(snapshot.index, fill_value=0)
    assert (snapshot["coupons_next_half_year"] == counted).all()
