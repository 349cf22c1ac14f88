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
