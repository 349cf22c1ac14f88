"""Cases at the customer service are about orders, and come after them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

Frames = Mapping[str, pd.DataFrame]


@pytest.fixture
def cases(frames: Callable[[int], Frames]) -> pd.DataFrame:
    """Cases of world 1 with their orders."""
    tables = frames(1)
    return tables["service_cases"].merge(tables["orders"], on=["order_id", "customer_id"], how="left")


def test_a_case_comes_after_its_order_in_the_hours_of_the_service(cases: pd.DataFrame) -> None:
    assert (cases["opened_at"] > cases["ordered_at"]).all()
    assert (cases["opened_at"] < "2026-01-01").all()
    assert cases["opened_at"].dt.hour.between(8, 19).all()


def test_only_who_was_not_helped_asks_again(cases: pd.DataFrame) -> None:
    first, again = (cases[cases["case_id"] % 10 == number].set_index("order_id") for number in (1, 2))
    assert len(first) + len(again) == len(cases)
    before = first.loc[again.index]
    assert not before["is_solved"].any()
    assert (again["opened_at"] > before["opened_at"]).all()
    assert (again["case_type"] == before["case_type"]).all()


def test_working_time_costs_36_euros_an_hour(cases: pd.DataFrame) -> None:
    assert cases["cost_eur"].to_numpy() == pytest.approx(cases["minutes"] * 0.6)


def test_delivery_is_a_matter_of_online_orders(cases: pd.DataFrame) -> None:
    assert (cases.loc[cases["case_type"] == "delivery", "channel"] != "store").all()


def test_returns_bring_cases(cases: pd.DataFrame, frames: Callable[[int], Frames]) -> None:
    orders, returns = frames(1)["orders"]["order_id"], frames(1)["returns"]["order_id"]
    complained = orders.isin(cases.loc[cases["case_type"] == "complaint", "order_id"])
    back = orders.isin(returns)
    assert complained[back].mean() > 4 * complained[~back].mean()
