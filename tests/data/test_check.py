"""The validator finds what is wrong with a frame, and says where."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from customer_value.data.load import load
from customer_value.data.validate import check, check_keys, problems
from customer_value.errors import ColumnError, DataError, UnknownNameError


@pytest.fixture
def orders() -> pd.DataFrame:
    """Orders to break."""
    return load("orders", edition="tiny")


BROKEN: list[tuple[str, Callable[[pd.DataFrame], pd.DataFrame]]] = [
    (
        r"net_eur: 1 value missing, the first in row 3 \(nan\)",
        lambda f: f.assign(net_eur=f["net_eur"].where(f.index != 3)),
    ),
    (r"net_eur: \d+ values below 0, the first in row 0", lambda f: f.assign(net_eur=-f["net_eur"])),
    (r"net_eur: the values are str, they must be number", lambda f: f.assign(net_eur=f["net_eur"].astype(str))),
    (
        r"net_eur: \d+ values with more than 2 decimals, the first in row 0",
        lambda f: f.assign(net_eur=f["net_eur"] + 0.001),
    ),
    (r"item_count: .* must be integer", lambda f: f.assign(item_count=f["item_count"] + 0.5)),
    (r"ordered_at: .* must be datetime", lambda f: f.assign(ordered_at=f["ordered_at"].astype(str))),
    (r"channel: .* must be string", lambda f: f.assign(channel=1)),
    (r"channel: \d+ values not one of store, web, app, .*\(shop\)", lambda f: f.assign(channel="shop")),
    (r"1 row whose order_id occurs twice", lambda f: pd.concat([f, f.iloc[[0]]], ignore_index=True)),
]


@pytest.mark.parametrize(("message", "breaks"), BROKEN)
def test_broken_values_are_named(
    orders: pd.DataFrame, message: str, breaks: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    with pytest.raises(DataError, match=message):
        check(breaks(orders), "orders")


def test_all_problems_are_listed_at_once(orders: pd.DataFrame) -> None:
    broken = orders.assign(net_eur=np.nan, channel="shop")
    assert len(problems(broken, "orders")) == 2


def test_missing_columns_are_named(orders: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="lacks 'channel', 'net_eur' and has: 'order_id'"):
        check(orders.drop(columns=["net_eur", "channel"]), "orders")


def test_empty_frame(orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="orders has no rows"):
        check(orders.iloc[:0], "orders")


def test_unknown_table(orders: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="no table 'order'"):
        check(orders, "order")


def test_more_columns_and_categories_are_welcome(orders: pd.DataFrame) -> None:
    check(orders.assign(mine=1, channel=orders["channel"].astype("category")), "orders")


def test_above_the_maximum_and_wrong_boolean() -> None:
    customers = load("customers", edition="tiny")
    found = problems(customers.assign(household_size=9, has_email_consent=1), "customers")
    assert found[0].startswith("customers.household_size: 300 values above 6, the first in row 0 (9)")
    assert found[1] == "customers.has_email_consent: the values are int64, they must be boolean"


def test_orphans_are_counted(orders: pd.DataFrame) -> None:
    customers = load("customers", edition="tiny")
    with pytest.raises(DataError, match=r"orders: \d+ rows whose customer_id is not in customers"):
        check_keys({"orders": orders, "customers": customers[customers["customer_id"] > 100]})
