"""One customer has several lifetime values, and the multiple bends upwards; the titles say by how much."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import five_lifetime_values, margin_multiple_curve

FIVE = {
    "Sales": 2000.0,
    "Margin": 600.0,
    "Margin, discounted over five years": 454.89,
    "Margin multiple, first margin in a year": 320.0,
    "Margin multiple, first margin now": 440.0,
}


@pytest.mark.parametrize("values", [FIVE, pd.Series(FIVE)])
def test_five_values_name_their_range_and_each_amount(readable, values) -> None:
    alt = readable(lambda: five_lifetime_values(values)).alt
    assert alt.startswith("One customer, five lifetime values: from €320 to €2,000.")
    assert "discounted over five years €455" in alt


def test_the_count_and_the_highlight_follow_the_values(readable) -> None:
    alt = readable(lambda: five_lifetime_values({"a": 1, "b": -12}, highlight="a")).alt
    assert alt.startswith("One customer, two lifetime values: from −€12 to €1.")
    many = {f"definition {number}": number for number in range(12)}
    assert "12 lifetime values" in readable(lambda: five_lifetime_values(many)).alt


def test_a_price_to_compare_with_is_drawn_and_told(readable) -> None:
    assert readable(lambda: five_lifetime_values(FIVE, limit=("agency", 90))).alt.endswith("The agency asks €90.")
    assert "asks" not in five_lifetime_values(FIVE).alt


@pytest.mark.parametrize("values", [{}, {"one": 1.0}, {"one": 1.0, "two": float("nan")}])
def test_too_few_or_missing_values_are_refused(values) -> None:
    with pytest.raises(DataError, match="two values or more"):
        five_lifetime_values(values)


def test_an_unknown_highlight_is_named() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'Sales'"):
        five_lifetime_values(FIVE, highlight="Sale")


def test_a_tenth_more_retention_is_half_more_value(readable) -> None:
    alt = readable(margin_multiple_curve).alt
    assert "Retention up by 10 % lifts lifetime value by 50 %; margin up by 10 % lifts it by 10 %" in alt
    assert "2.67" in alt
    assert "4.00" in alt


def test_the_curve_reaches_as_far_as_the_step() -> None:
    assert "at 97 %" in margin_multiple_curve(0.88, step=0.10, discount_rate=0.12).alt


@pytest.mark.parametrize("retention_rate", [0.95, 0, -0.1])
def test_a_step_beyond_one_is_refused(retention_rate: float) -> None:
    with pytest.raises(DataError, match="smaller retention_rate or step"):
        margin_multiple_curve(retention_rate)
