"""Right customers: what winning them costs, when it comes back, and how much to spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

ENDLESS = np.inf


def acquisition_cost(spend: ArrayLike, new_customers: ArrayLike) -> Same:
    """Divide what was spent by the customers it won, of the same channel and period (CAC).

    Parameters
    ----------
    spend
        €, at least 0.
    new_customers
        Customers won, at least 0.

    Returns
    -------
    float, array or Series
        € per new customer; infinite where money was spent and nobody won, 0 where neither.

    Raises
    ------
    DataError
        If a value is missing or negative.

    Examples
    --------
    >>> acquisition_cost(spend=60_000, new_customers=1_000)
    60.0
    """
    money, won = arrays(0, ENDLESS, spend=spend, new_customers=new_customers)
    cost = np.where(won > 0, money / np.maximum(won, 1e-300), np.where(money > 0, ENDLESS, 0.0))
    return same_kind(np.asarray(cost), (spend, new_customers))


def payback_months(acquisition_cost: ArrayLike, monthly_sales: ArrayLike, margin_rate: ArrayLike) -> Same:
    """Count the months until margins have paid a new customer's cost: CAC / (monthly sales × margin rate).

    It knows neither churn nor interest; `lifetime.payback_years` does.

    Parameters
    ----------
    acquisition_cost
        € per new customer.
    monthly_sales
        € per customer and month, above 0.
    margin_rate
        Margin as a share of sales, above 0 to 1.

    Returns
    -------
    float, array or Series
        Months.

    Raises
    ------
    DataError
        If a value is out of range, or sales or margin are 0: then it never pays back.

    Examples
    --------
    >>> payback_months(45, monthly_sales=50, margin_rate=0.30)
    3.0
    """
    cost, sales = arrays(0, ENDLESS, acquisition_cost=acquisition_cost, monthly_sales=monthly_sales)
    (rate,) = arrays(0, 1, margin_rate=margin_rate)
    earned = sales * rate
    if earned.min() == 0:
        raise DataError("monthly_sales × margin_rate is 0 for a customer: nothing ever pays the cost back.")
    return same_kind(cost / earned, (acquisition_cost, monthly_sales, margin_rate))


def ltv_to_cac(ltv: ArrayLike, acquisition_cost: ArrayLike) -> Same:
    """Divide lifetime value (before acquisition cost) by what winning the customer cost.

    A ratio hides the size: 4 × €10 earns less than 2 × €100. "About 3" is a habit of software firms, no law.

    Parameters
    ----------
    ltv
        € per customer, before acquisition cost.
    acquisition_cost
        € per new customer, above 0.

    Returns
    -------
    float, array or Series
        Without unit.

    Raises
    ------
    DataError
        If a cost is 0: then there is nothing to divide by.

    Examples
    --------
    >>> ltv_to_cac(160, acquisition_cost=55) > 2.9
    True
    """
    (value,) = arrays(-ENDLESS, ENDLESS, ltv=ltv)
    (cost,) = arrays(0, ENDLESS, acquisition_cost=acquisition_cost)
    if cost.min() == 0:
        raise DataError("an acquisition_cost is 0, so there is no ratio: compare ltv - acquisition_cost instead.")
    return same_kind(value / cost, (ltv, acquisition_cost))


def response_rate(spend_per_prospect: ArrayLike, ceiling: ArrayLike, speed: ArrayLike) -> Same:
    """Say what share of prospects is won by spending: ceiling × (1 - exp(-speed × spend)).

    Parameters
    ----------
    spend_per_prospect
        € per prospect, at least 0.
    ceiling
        Share that no money exceeds, 0 to 1.
    speed
        Per €, above 0: how soon the ceiling comes near.

    Returns
    -------
    float, array or Series
        Share of the prospects.

    Raises
    ------
    DataError
        If a value is out of range.

    References
    ----------
    Blattberg & Deighton (1996), Harvard Business Review 74(4), 136-144.

    Examples
    --------
    >>> round(response_rate(18.56, ceiling=0.4, speed=0.1), 4)
    0.3375
    """
    money, pace = arrays(0, ENDLESS, spend_per_prospect=spend_per_prospect, speed=speed)
    (top,) = arrays(0, 1, ceiling=ceiling)
    return same_kind(top * -np.expm1(-pace * money), (spend_per_prospect, ceiling, speed))


def best_spend(ltv: ArrayLike, ceiling: ArrayLike, speed: ArrayLike) -> Same:
    """Find the spend per prospect that earns most: ln(ceiling × speed × LTV) / speed, or nothing.

    There the next € wins just one € of lifetime value; the profit is response × LTV - spend.

    Parameters
    ----------
    ltv
        € per customer won, before acquisition cost.
    ceiling, speed
        As for `response_rate`; the speed above 0.

    Returns
    -------
    float, array or Series
        € per prospect; 0 where even the first € does not come back.

    Raises
    ------
    DataError
        If a value is out of range.

    References
    ----------
    After Blattberg & Deighton (1996), Harvard Business Review 74(4), 136-144.

    Examples
    --------
    >>> round(best_spend(160, ceiling=0.4, speed=0.1), 2)
    18.56
    """
    value, pace = arrays(0, ENDLESS, ltv=ltv, speed=speed)
    (top,) = arrays(0, 1, ceiling=ceiling)
    if pace.min() == 0:
        raise DataError("speed must be above 0: otherwise no money wins anybody.")
    first_euro = top * pace * value  # what the first € brings
    return same_kind(np.log(np.maximum(first_euro, 1.0)) / pace, (ltv, ceiling, speed))
