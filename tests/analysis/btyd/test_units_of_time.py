"""The unit of time travels with the table, and a mix of units is refused; so is the other recency."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.errors import DataError, UnknownNameError

SMALL = pd.DataFrame({"x": [0, 1, 4, 2, 0, 6], "t_x": [0, 3, 20, 9, 0, 30], "T": [30, 31, 25, 40, 20, 31]})


def in_unit(unit: str) -> pd.DataFrame:
    table = SMALL.copy()
    table.attrs["time_unit"] = unit
    return table


def columns(table: pd.DataFrame) -> list[Any]:
    return [table["x"], table["t_x"], table["T"]]


def test_a_model_remembers_the_unit(cdnow_orders: pd.DataFrame) -> None:
    table = btyd.summary(cdnow_orders, end="1997-09-30", unit="day")
    model = btyd.ParetoNBD().fit(*columns(table))
    assert model.time_unit_ == "day"
    assert btyd.BetaGeometric().fit(*(column.to_numpy() for column in columns(table))).time_unit_ is None
    with pytest.raises(DataError, match="fitted in days, these customers are described in weeks: make one summary"):
        model.probability_alive(*columns(in_unit("week")))
    with pytest.raises(DataError, match="fitted in days"):
        model.expected_purchases(1, *columns(in_unit("year")))
    assert model.probability_alive(2, 30, 39) > 0


def test_columns_of_two_units() -> None:
    with pytest.raises(DataError, match="the columns mix units of time, t_x in days and T in weeks"):
        btyd.BetaGeometric().fit(SMALL["x"], in_unit("day")["t_x"], in_unit("week")["T"])


def test_a_unit_that_does_not_exist() -> None:
    model = btyd.ParetoNBD.from_parameters(r=0.5, alpha=9, s=0.7, beta=12)
    with pytest.raises(UnknownNameError, match="no unit 'fortnight'; units: day, week, month, year"):
        model.discounted_purchases(*columns(in_unit("fortnight")), discount_rate=0.1)


def test_rfm_recency_is_not_t_x() -> None:
    table = SMALL.rename(columns={"t_x": "recency_days"})
    with pytest.raises(DataError, match=r"recency_days counts the days since the last one. Take t_x from"):
        btyd.BetaGeometric().fit(table["x"], table["recency_days"], table["T"])


def test_discounting_uses_the_unit(cdnow_orders: pd.DataFrame) -> None:
    """In days and in weeks, Pareto/NBD gives the same discounted purchases, told or by the table."""
    found = {}
    for unit in ("day", "week"):
        table = btyd.summary(cdnow_orders, end="1997-09-30", unit=unit)
        model = btyd.ParetoNBD().fit(*columns(table))
        found[unit] = model.discounted_purchases(*columns(table), discount_rate=0.1)
        model.time_unit_ = None
        plain = [column.to_numpy() for column in columns(table)]
        told = model.discounted_purchases(*plain, discount_rate=0.1, unit=unit)
        assert told == pytest.approx(found[unit].to_numpy())
    assert found["day"].to_numpy() == pytest.approx(found["week"].to_numpy(), rel=1e-5)
