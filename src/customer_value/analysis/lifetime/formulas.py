"""Lifetime value by formula: from size × frequency × duration to discounted margins, net of acquisition cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from customer_value.analysis.vectors import Same, arrays, one_length, same_kind
from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.vectors import FloatArray

FirstMargin: TypeAlias = Literal["in a year", "now"]
"""When the first margin comes: in a year and only from those who stayed, or now and for sure."""

ENDLESS = np.inf


def simple_ltv(purchase_size: ArrayLike, purchase_frequency: ArrayLike, duration: ArrayLike) -> Same:
    """Multiply purchase size, frequency and duration: the sales of a whole relationship.

    It is sales, not margin; nothing is discounted; the duration is taken as known.

    Parameters
    ----------
    purchase_size
        € per purchase.
    purchase_frequency
        Purchases per year.
    duration
        Years. A churn of 2 % a *month* means 50 months, which is 50 / 12 years.

    Returns
    -------
    float, array or Series
        € of sales per customer.

    Raises
    ------
    DataError
        If a value is missing or negative.

    Examples
    --------
    >>> simple_ltv(purchase_size=50, purchase_frequency=8, duration=5)
    2000.0
    """
    size, frequency, years = arrays(
        0, ENDLESS, purchase_size=purchase_size, purchase_frequency=purchase_frequency, duration=duration
    )
    return same_kind(size * frequency * years, (purchase_size, purchase_frequency, duration))


def margin_multiple(
    retention_rate: ArrayLike,
    discount_rate: ArrayLike,
    first_margin: FirstMargin = "in a year",
    growth: ArrayLike = 0.0,
) -> Same:
    """Say how many yearly margins a customer is worth today, if retention stays constant for ever.

    With retention r, discount rate i and growth g of the margin:

    - first margin in a year, only from those who stay: r / (1 + i - r (1 + g))
    - first margin now, for sure: (1 + i) / (1 + i - r (1 + g))

    Without growth the two differ by exactly one margin.

    Parameters
    ----------
    retention_rate
        Share of customers who stay from one year to the next, 0 to 1.
    discount_rate
        Per year, 0 to 1: 0.10 for 10 %.
    first_margin
        "in a year" or "now".
    growth
        Yearly growth of the margin after the first one, 0.02 for 2 %.

    Returns
    -------
    float, array or Series
        Years of margin (a pure number).

    Raises
    ------
    DataError
        If a rate is out of range, or if the sum has no end because retention and growth outrun the discount rate.

    References
    ----------
    Gupta & Lehmann (2003), Journal of Interactive Marketing 17(1), 9-24.

    Examples
    --------
    >>> round(margin_multiple(0.80, 0.10), 2)
    2.67
    >>> round(margin_multiple(0.80, 0.10, first_margin="now"), 2)
    3.67
    """
    (kept,) = arrays(0, 1, retention_rate=retention_rate)
    (rate,) = arrays(0, 1, discount_rate=discount_rate)
    (growing,) = arrays(-1, ENDLESS, growth=growth)
    one_length({"retention_rate": kept, "discount_rate": rate, "growth": growing})
    lost_per_year = 1 + rate - kept * (1 + growing)
    if lost_per_year.min() <= 0:
        raise DataError(
            "the sum has no end: retention_rate × (1 + growth) must be smaller than 1 + discount_rate, "
            "else each year is worth as much as the one before."
        )
    numerator = kept if first_payment(first_margin) else 1 + rate
    return same_kind(numerator / lost_per_year, (retention_rate, discount_rate, growth))


def margin_ltv(
    margin: ArrayLike,
    retention_rate: ArrayLike,
    discount_rate: ArrayLike,
    first_margin: FirstMargin = "in a year",
    growth: ArrayLike = 0.0,
) -> Same:
    """Multiply a yearly margin by its multiple: LTV before acquisition cost.

    Parameters
    ----------
    margin
        Contribution margin, € per customer per year; negative when a customer costs more than they bring.
    retention_rate, discount_rate, first_margin, growth
        As in `margin_multiple`.

    Returns
    -------
    float, array or Series
        € per customer, before acquisition cost.

    Raises
    ------
    DataError
        As `margin_multiple`.

    Examples
    --------
    >>> round(margin_ltv(120, retention_rate=0.80, discount_rate=0.10), 2)
    320.0
    >>> round(margin_ltv(120, retention_rate=0.80, discount_rate=0.10, first_margin="now"), 2)
    440.0
    """
    (money,) = arrays(-ENDLESS, ENDLESS, margin=margin)
    multiple = np.asarray(margin_multiple(retention_rate, discount_rate, first_margin, growth))
    one_length({"margin": money, "the multiple": multiple})
    return same_kind(money * multiple, (margin, retention_rate, discount_rate, growth))


def discounted_ltv(
    margins: ArrayLike, survival: ArrayLike, discount_rate: float, first_margin: FirstMargin = "in a year"
) -> Same:
    """Sum margins over a limited number of years, each by its survival and discounted to today.

    The sum of m_t S(t) / (1 + i)^t over t = 1 … n ("in a year") or t = 0 … n-1 ("now"). The curve stays the same:
    only the timing decides which of its points are used.

    Parameters
    ----------
    margins
        € per year: one number for every year, or n of them; for many customers, a row of n each.
    survival
        S(0), S(1), …, S(n): shares still there after 0, 1, … n years, so it begins with 1. Also as rows.
    discount_rate
        Per year, 0 to 1.
    first_margin
        "in a year" or "now".

    Returns
    -------
    float or array
        € per customer, before acquisition cost; one number per row.

    Raises
    ------
    DataError
        If the curve does not begin with 1, rises or leaves 0 … 1, if its length does not fit the margins, or if
        the discount rate lies outside 0 … 1.

    Examples
    --------
    Five certain years of €120 at 10 %, then the same with a survival curve:

    >>> round(discounted_ltv(120, survival=[1, 1, 1, 1, 1, 1], discount_rate=0.10), 2)
    454.89
    >>> round(discounted_ltv(120, survival=[1, 0.7, 0.53, 0.427], discount_rate=0.10), 2)
    167.42
    """
    (rate,) = arrays(0, 1, discount_rate=discount_rate)
    (money,) = arrays(-ENDLESS, ENDLESS, margins=margins)
    curve = _curve(survival)
    years = curve.shape[-1] - 1
    if money.ndim and money.shape[-1] != years:
        raise DataError(
            f"{years} years of survival (S(0) to S({years})) go with {years} margins, not {money.shape[-1]}."
        )
    first = first_payment(first_margin)
    alive = curve[..., first : first + years]
    value = (money * alive / (1 + rate) ** np.arange(first, first + years)).sum(axis=-1)
    return value if value.ndim else float(value)


def _curve(survival: ArrayLike) -> FloatArray:
    (curve,) = arrays(0, 1, survival=survival)
    if curve.ndim == 0 or curve.shape[-1] < 2:
        raise DataError("survival is a curve: S(0) = 1, S(1), … A constant rate gives rate ** np.arange(years + 1).")
    if np.abs(curve[..., 0] - 1).max() > 1e-9:
        raise DataError(f"survival begins with S(0) = 1, everybody, not with {curve.flat[0]:g}.")
    if np.diff(curve, axis=-1).max() > 1e-12:
        raise DataError("survival never rises: who has left does not come back into the curve.")
    return curve


def first_payment(first_margin: FirstMargin) -> int:
    """Translate the timing into the year of the first margin."""
    timings = {"in a year": 1, "now": 0}
    if first_margin not in timings:
        raise UnknownNameError.among("timing", first_margin, timings)
    return timings[first_margin]
