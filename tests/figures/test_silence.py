"""Silence is read against a customer's usual gap, and the title says so with the customers' own numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.errors import ColumnError, DataError
from customer_value.figures import silence

CDNOW = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
START = pd.Timestamp("2025-01-01")


def orders_of(**weeks: list[float]) -> pd.DataFrame:
    rows = [(number, START + pd.Timedelta(weeks=week)) for number, name in enumerate(weeks) for week in weeks[name]]
    return pd.DataFrame(rows, columns=["customer_id", "ordered_at"])


ORDERS = orders_of(ana=[0, 10, 20], ben=[2 * turn for turn in range(11)], eve=[0, 5, 37])
PEOPLE = {"Ana": 0, "Ben": 1, "Eve": 2}
END = str((START + pd.Timedelta(weeks=39)).date())


def test_the_frequent_buyer_is_lost_and_the_rare_one_is_not(readable) -> None:
    alt = readable(lambda: silence(ORDERS, CDNOW, PEOPLE, end=END)).alt
    assert alt.startswith("Silent for 19 weeks, Ben is active with a chance of 4 %; silent for 19, Ana with 54 %.")
    assert "Eve bought 3 times, usually every 18 weeks, and has been silent for 2:" in alt


def test_customers_may_go_by_their_numbers(readable) -> None:
    alt = readable(lambda: silence(ORDERS, CDNOW, [0, 1], end=END)).alt
    assert alt.startswith("Silent for 19 weeks, customer 1 is active with a chance of 4 %; silent for 19, customer 0")
    assert " Customer 1 bought 11 times" in alt


def test_later_orders_and_other_customers_do_not_count() -> None:
    later = pd.concat(
        [ORDERS, pd.DataFrame({"customer_id": [0, 7], "ordered_at": [START + pd.Timedelta(weeks=50)] * 2})]
    )
    assert silence(later, CDNOW, PEOPLE, end=END).alt == silence(ORDERS, CDNOW, PEOPLE, end=END).alt


def test_the_models_unit_of_time_counts() -> None:
    in_days = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414 * 7, a=0.793, b=2.426)
    assert silence(ORDERS, in_days, PEOPLE, end=END, unit="day").alt == silence(ORDERS, CDNOW, PEOPLE, end=END).alt


def test_bad_input_is_refused() -> None:
    with pytest.raises(ColumnError, match="'when'"):
        silence(ORDERS, CDNOW, PEOPLE, end=END, time="when")
    with pytest.raises(DataError, match="two to five customers"):
        silence(ORDERS, CDNOW, {"Ana": 0}, end=END)
    with pytest.raises(DataError, match="Zoe has no order"):
        silence(ORDERS, CDNOW, {"Ana": 0, "Zoe": 99}, end=END)
