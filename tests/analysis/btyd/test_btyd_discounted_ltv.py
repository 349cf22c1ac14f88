"""Discounted LTV from two models: the reference's numbers, and the sum written out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.errors import DataError, UnknownNameError

# The reference discounts by 0.01 a month and counts months of 4.345 weeks.
LIKE_THE_REFERENCE = {"months": 12, "discount_rate": 1.01**12 - 1, "days_per_month": 7 * 4.345}


def test_single_customers(
    at_mle: btyd.BetaGeometric, spending_at_mle: btyd.GammaGamma, reference: dict[str, Any]
) -> None:
    for known in reference["run"]["customers"]:
        columns = [known[name] for name in ("frequency", "recency", "T", "monetary_value")]
        value = btyd.discounted_ltv(at_mle, spending_at_mle, *columns, **LIKE_THE_REFERENCE)
        assert value == pytest.approx(known["at_mle"]["clv_12m_d001_weeks"], rel=1e-8)


def test_the_sum_written_out(at_mle: btyd.BetaGeometric, spending_at_mle: btyd.GammaGamma) -> None:
    value = btyd.discounted_ltv(
        at_mle, spending_at_mle, 2, 30.43, 38.86, 22.35, months=3, discount_rate=0.10, margin_rate=0.3
    )
    month = 365.25 / 12 / 7
    until = [at_mle.expected_purchases(month * k, 2, 30.43, 38.86) for k in range(4)]
    bought = sum((until[k] - until[k - 1]) / 1.10 ** (k / 12) for k in (1, 2, 3))
    assert value == pytest.approx(0.3 * spending_at_mle.expected_value(2, 22.35) * bought)


def test_undiscounted_it_is_purchases_times_value(at_mle: btyd.BetaGeometric, spending_at_mle: btyd.GammaGamma) -> None:
    value = btyd.discounted_ltv(at_mle, spending_at_mle, 2, 30.43, 38.86, 22.35)
    year = at_mle.expected_purchases(365.25 / 7, 2, 30.43, 38.86)
    assert value == pytest.approx(year * spending_at_mle.expected_value(2, 22.35))


def test_the_unit_travels_with_the_table(cdnow_orders: pd.DataFrame) -> None:
    values = {}
    for unit in ("day", "week"):
        table = btyd.summary(cdnow_orders, end="1997-09-30", unit=unit)
        customers = [table[name] for name in ("x", "t_x", "T", "mean_value")]
        models = btyd.BetaGeometric().fit(*customers[:3]), btyd.GammaGamma().fit(table["x"], table["mean_value"])
        values[unit] = btyd.discounted_ltv(*models, *customers, discount_rate=0.1)
        plain = [column.to_numpy() for column in customers]
        told = btyd.discounted_ltv(*models, *plain, discount_rate=0.1, unit=unit)
        assert told == pytest.approx(values[unit].to_numpy())
    pd.testing.assert_series_equal(values["day"], values["week"], rtol=1e-6)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"months": 0}, "months must be at least 1"),
        ({"months": 2.5}, "months must be one whole number, such as 12, not 2.5"),
        ({"discount_rate": 10}, "write 10 % as 0.1"),
        ({"discount_rate": -0.1}, "discount_rate must lie between 0 and 1"),
        ({"margin_rate": 30}, "write 30 % as 0.3"),
        ({"months": None}, r"without an end \(months=None\) a discount_rate of at least 0.001 is needed"),
        ({"interval": 90}, "interval is a share between 0 and 1, such as 0.9, not 90"),
        ({"days_per_month": -1}, "days_per_month must be at least 0"),
        ({"t_x": 40}, "t_x is later than T"),
    ],
)
def test_bad_input(
    at_mle: btyd.BetaGeometric, spending_at_mle: btyd.GammaGamma, arguments: dict[str, Any], said: str
) -> None:
    customer = {"x": 2, "t_x": 30, "T": 39, "mean_value": 22}
    with pytest.raises(DataError, match=said):
        btyd.discounted_ltv(at_mle, spending_at_mle, **customer | arguments)


def test_an_unknown_unit(at_mle: btyd.BetaGeometric, spending_at_mle: btyd.GammaGamma) -> None:
    with pytest.raises(UnknownNameError, match="no unit 'weeks'"):
        btyd.discounted_ltv(at_mle, spending_at_mle, 2, 30, 39, 22, unit="weeks")


CUSTOMERS = {
    "x": [0, 2, 1, 26],
    "t_x": [0, 30.43, 0.3, 30.86],
    "T": [38.86, 38.86, 2, 31],
    "mean_value": [0, 22, 30, 40],
}


@pytest.mark.parametrize("discount_rate", [0.05, 0.1, 1])
def test_without_end_it_is_the_limit(
    world: btyd.BetaGeometric, spending_at_mle: btyd.GammaGamma, discount_rate: float
) -> None:
    endless = btyd.discounted_ltv(world, spending_at_mle, **CUSTOMERS, months=None, discount_rate=discount_rate)
    long = btyd.discounted_ltv(world, spending_at_mle, **CUSTOMERS, months=5000, discount_rate=discount_rate)
    assert endless == pytest.approx(long, rel=1e-8)


def test_without_end_it_is_the_closed_form_of_pareto_nbd(
    pareto_at_mle: btyd.ParetoNBD, spending_at_mle: btyd.GammaGamma
) -> None:
    """The closed form counts money when it comes: half a month earlier, and never by more than a month's discount."""
    at_once = pareto_at_mle.discounted_purchases(
        CUSTOMERS["x"], CUSTOMERS["t_x"], CUSTOMERS["T"], discount_rate=0.1
    ) * spending_at_mle.expected_value(CUSTOMERS["x"], CUSTOMERS["mean_value"])
    at_month_end = btyd.discounted_ltv(pareto_at_mle, spending_at_mle, **CUSTOMERS, months=None, discount_rate=0.1)
    assert at_month_end * 1.1 ** (1 / 24) == pytest.approx(at_once, rel=1e-3)


def test_years_add_value(world: btyd.BetaGeometric, spending_at_mle: btyd.GammaGamma) -> None:
    months = [12, 24, 60, 240, None]
    values = [btyd.discounted_ltv(world, spending_at_mle, 2, 30, 39, 22, months=n, discount_rate=0.1) for n in months]
    assert values == sorted(values)


def test_mixed_units_are_refused(cdnow_orders: pd.DataFrame, spending_at_mle: btyd.GammaGamma) -> None:
    weekly = btyd.summary(cdnow_orders, end="1997-09-30")
    daily = btyd.summary(cdnow_orders, end="1997-09-30", unit="day")
    model = btyd.BetaGeometric().fit(weekly["x"], weekly["t_x"], weekly["T"])
    columns = [daily[name] for name in ("x", "t_x", "T", "mean_value")]
    with pytest.raises(DataError, match="the model was fitted in weeks, these customers are described in days"):
        btyd.discounted_ltv(model, spending_at_mle, *columns)
    with pytest.raises(DataError, match="unit='day', but the times are in weeks"):
        btyd.discounted_ltv(model, spending_at_mle, 2, 30, 39, 22, unit="day")
