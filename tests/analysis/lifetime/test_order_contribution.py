"""An order's contribution is its margin less serving less all its returns."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import lifetime
from customer_value.errors import ColumnError, DataError


@pytest.fixture
def orders() -> pd.DataFrame:
    return pd.DataFrame({"order_id": [3, 1, 2], "margin_eur": [10.0, 20, 30], "serving_cost_eur": [1.0, 2, 3]})


@pytest.fixture
def returns() -> pd.DataFrame:
    return pd.DataFrame({"order_id": [2, 2, 9], "lost_margin_eur": [4.0, 5, 1], "handling_cost_eur": [20.0, 6, 1]})


def test_several_returns_of_an_order_are_all_taken_off(orders: pd.DataFrame, returns: pd.DataFrame) -> None:
    assert lifetime.order_contribution(orders, returns).tolist() == [9, 18, 30 - 3 - 35]


def test_the_index_is_that_of_the_orders(orders: pd.DataFrame, returns: pd.DataFrame) -> None:
    found = lifetime.order_contribution(orders.set_index(pd.Index([7, 8, 9])), returns.iloc[:0])
    assert found.index.tolist() == [7, 8, 9]


def test_an_order_may_be_named_by_a_word(orders: pd.DataFrame, returns: pd.DataFrame) -> None:
    named = [table.assign(order_id="no. " + table["order_id"].astype(str)) for table in (orders, returns)]
    assert lifetime.order_contribution(*named).equals(lifetime.order_contribution(orders, returns))


def test_a_column_that_is_missing_is_named(orders: pd.DataFrame, returns: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="handling_cost_eur"):
        lifetime.order_contribution(orders, returns.drop(columns="handling_cost_eur"))


def test_an_order_twice_and_a_missing_sum_are_refused(orders: pd.DataFrame, returns: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="twice"):
        lifetime.order_contribution(pd.concat([orders, orders]), returns)
    with pytest.raises(DataError, match="missing"):
        lifetime.order_contribution(orders.assign(margin_eur=[1.0, None, 2]), returns)
    with pytest.raises(DataError, match="order_id is missing"):
        lifetime.order_contribution(orders, returns.assign(order_id=[2, None, 9]))
