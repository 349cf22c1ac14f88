"""What a customer is worth against what winning them costs, and the worth of the whole base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.lifetime.formulas import ENDLESS, FirstMargin, first_payment
from customer_value.analysis.vectors import Same, arrays, one_length, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from customer_value.analysis.vectors import FloatArray

LONGEST_WAIT = 100  # years; who waits longer never sees the money
_ROUNDING = 1e-9  # of floating point: 20 × 1.75 is a little more than 35


def net_ltv(ltv: ArrayLike, acquisition_cost: ArrayLike) -> Same:
    """Subtract the cost of winning the customer, once.

    Only for customers who are still to be won: for those you have, that money is spent whatever you do next.

    Parameters
    ----------
    ltv
        € per customer, before acquisition cost.
    acquisition_cost
        € per new customer (CAC).

    Examples
    --------
    >>> net_ltv(320, acquisition_cost=45)
    275.0
    """
    (value,) = arrays(-ENDLESS, ENDLESS, ltv=ltv)
    (cost,) = arrays(0, ENDLESS, acquisition_cost=acquisition_cost)
    one_length({"ltv": value, "acquisition_cost": cost})
    return same_kind(value - cost, (ltv, acquisition_cost))


def break_even_retention(
    margin: ArrayLike, discount_rate: ArrayLike, acquisition_cost: ArrayLike, first_margin: FirstMargin = "in a year"
) -> Same:
    """Find the retention rate at which a new customer just pays back the acquisition cost.

    Parameters
    ----------
    margin
        € per customer per year, above 0.
    discount_rate
        Per year.
    acquisition_cost
        € per new customer.
    first_margin
        "in a year" or "now".

    Returns
    -------
    float, array or Series
        Share per year: 0 when any rate will do, infinite when not even 1 is enough.

    Examples
    --------
    >>> round(break_even_retention(120, 0.10, acquisition_cost=45), 3)
    0.3
    """
    money, cost, rate = _payback_arguments(margin, acquisition_cost, discount_rate)
    if first_payment(first_margin):
        needed = cost * (1 + rate) / (money + cost)
    else:
        needed = (1 + rate) * (1 - money / np.maximum(cost, money))
    result = np.where(needed > 1, np.inf, needed)
    return same_kind(result, (margin, discount_rate, acquisition_cost))


def payback_years(
    margin: ArrayLike,
    retention_rate: ArrayLike,
    discount_rate: ArrayLike,
    acquisition_cost: ArrayLike,
    first_margin: FirstMargin = "in a year",
) -> Same:
    """Count the years until the expected, discounted margins have paid the acquisition cost back.

    Parameters
    ----------
    margin
        € per customer per year, above 0.
    retention_rate, discount_rate
        Per year.
    acquisition_cost
        € per new customer.
    first_margin
        "in a year" or "now".

    Returns
    -------
    float, array or Series
        Years from now to the margin that pays the rest; 0 when the first one comes now and is enough;
        infinite when a century is not enough, and when the cost is all that the customer is worth: the sum then
        comes ever closer to it and never arrives.

    Examples
    --------
    >>> payback_years(120, retention_rate=0.80, discount_rate=0.10, acquisition_cost=100)
    2.0
    >>> payback_years(20, retention_rate=0.70, discount_rate=0.10, acquisition_cost=35)
    inf
    """
    money, cost, rate = _payback_arguments(margin, acquisition_cost, discount_rate)
    (kept,) = arrays(0, 1, retention_rate=retention_rate)
    one_length({"margin": money, "retention_rate": kept})
    first = first_payment(first_margin)
    years = np.arange(first, first + LONGEST_WAIT)
    factor = np.asarray(kept / (1 + rate))
    paid_back = (money[..., None] * factor[..., None] ** years).cumsum(axis=-1) >= cost[..., None] * (1 - 1e-12)
    in_time = paid_back.any(axis=-1) & ~_never(money, factor, cost, first)
    waits = np.where(in_time, years[paid_back.argmax(axis=-1)], np.inf)
    return same_kind(np.where(cost > 0, waits, 0.0), (margin, retention_rate, discount_rate, acquisition_cost))


def _never(money: FloatArray, factor: FloatArray, cost: FloatArray, first: int) -> NDArray[np.bool_]:
    """Tell where an endless sum only tends to the cost, or to less; its rounded terms would reach it some day."""
    fading = 1 - factor
    limit = np.where(fading > 0, money * factor**first / np.where(fading > 0, fading, 1), np.inf)
    never: NDArray[np.bool_] = (factor > 0) & (cost >= limit * (1 - _ROUNDING))
    return never


def _payback_arguments(margin: ArrayLike, cost: ArrayLike, rate: ArrayLike) -> list[FloatArray]:
    checked = [*arrays(0, ENDLESS, margin=margin, acquisition_cost=cost), *arrays(0, 1, discount_rate=rate)]
    one_length(dict(zip(("margin", "acquisition_cost", "discount_rate"), checked, strict=True)))
    if checked[0].min() <= 0:
        raise DataError("margin must be above 0: without a margin no acquisition cost is ever paid back.")
    return checked


def customer_equity(
    ltv: ArrayLike,
    customers: ArrayLike = 1,
    new_customers: ArrayLike = (),
    new_net_ltv: float = 0.0,
    discount_rate: float = 0.0,
) -> float:
    """Add up the lifetime values of present customers and of those expected to join.

    Parameters
    ----------
    ltv
        € per present customer, before acquisition cost (that money is spent): one value per customer or per segment.
    customers
        How many customers each value stands for; 1 when `ltv` has a value per customer.
    new_customers
        Customers expected to join one, two, … years from now.
    new_net_ltv
        € per new customer on the day of joining, after acquisition cost.
    discount_rate
        Per year, 0.10 for 10 %, for the wait until they join.

    Returns
    -------
    float
        €.

    Raises
    ------
    DataError
        If a value is missing, a number of customers is negative, the discount rate lies outside 0 to 1, or lengths
        differ.

    Examples
    --------
    Two segments, and 100 new customers in each of the next two years:

    >>> customer_equity([320, 60], customers=[1000, 4000])
    560000.0
    >>> round(customer_equity([320, 60], [1000, 4000], new_customers=[100, 100], new_net_ltv=50, discount_rate=0.1))
    568678
    """
    (value,) = arrays(-ENDLESS, ENDLESS, ltv=ltv)
    (count,) = arrays(0, ENDLESS, customers=customers)
    one_length({"ltv": value, "customers": count})
    present = float((value * count).sum())
    if not np.size(new_customers):
        return present
    (joining,) = arrays(0, ENDLESS, new_customers=new_customers)
    joining = np.atleast_1d(joining)
    arrays(-ENDLESS, ENDLESS, new_net_ltv=new_net_ltv)
    arrays(0, 1, discount_rate=discount_rate)
    waits = (1 + discount_rate) ** np.arange(1, joining.size + 1)
    return present + float((joining * new_net_ltv / waits).sum())
