"""Purchases times value, month by month, discounted: lifetime value over a horizon or without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from customer_value.analysis.btyd.customers import checked
from customer_value.analysis.btyd.intervals import Described, Horizon, likely_range
from customer_value.analysis.btyd.units import DAYS, Unit, unit_of
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.btyd.gamma_gamma import GammaGamma
    from customer_value.analysis.btyd.purchase_model import PurchaseModel
    from customer_value.analysis.vectors import FloatArray

_BY_MONTH = 12  # months that are summed one by one when there is no end; the later ones by their smooth curve
_CURVE_POINTS = 32
_FADED = 1e-13
_SLOWEST = 0.001  # a year; more slowly discounted, the sum without end is a matter of centuries


class LtvInterval(NamedTuple):
    """Lifetime values of customers, and the range in which what they really bring will lie."""

    ltv: Same
    low: Same
    high: Same


def discounted_ltv(  # noqa: PLR0913 - two models and the four numbers of a customer
    purchases_model: PurchaseModel,
    value_model: GammaGamma,
    x: ArrayLike,
    t_x: ArrayLike,
    T: ArrayLike,
    mean_value: ArrayLike,
    *,
    months: int | None = 12,
    discount_rate: float = 0.0,
    margin_rate: float = 1.0,
    unit: Unit | None = None,
    days_per_month: float = DAYS["month"],
    interval: float | None = None,
) -> Same:
    """Value a customer's next months: expected purchases times expected value, discounted month by month.

    The sum over k = 1 … months of value * (E[X(k)] - E[X(k-1)]) / (1 + i)^(k / 12), X(k) being the purchases in the
    next k months. A month's money counts at its end.

    Parameters
    ----------
    purchases_model
        A fitted `BetaGeometric`, `ModifiedBetaGeometric` or `ParetoNBD`.
    value_model
        A fitted `GammaGamma`.
    x, t_x, T, mean_value
        Columns of `summary`.
    months
        How far to look ahead; None for no end: the same sum with months going to infinity. It has a closed form in
        continuous time only for Pareto/NBD, `ParetoNBD.discounted_purchases`, which counts money half a month
        earlier; here it is summed for all models alike, to seven digits or more.
    discount_rate
        Per *year*, 0.10 for 10 %; a month's rate is (1 + discount_rate)^(1/12) - 1. Without end at least 0.001.
    margin_rate
        Share of the value that is margin; with 1 the result is sales.
    unit
        Unit of t_x, T and the model. By default what T says in `attrs["time_unit"]` (a pandas Series from
        `summary`), else the unit that the model was fitted in, else "week".
    days_per_month
        365.25 / 12 = 30.4375 by default, which is 4.348 weeks. The package lifetimes counts 4.345 weeks:
        `days_per_month=7 * 4.345` gives its numbers (with `discount_rate=1.01**12 - 1` for its 0.01 a month).
    interval
        0.9 for the range that what a customer really brings will fall into 9 times in 10, see Notes; None for none.

    Returns
    -------
    float, array, Series or LtvInterval
        € per customer over the horizon, before acquisition cost. With `interval`, a tuple (ltv, low, high) of such.

    Raises
    ------
    DataError
        If values are missing or negative, t_x > T, `months` is not a whole number from 1 on, a rate lies outside
        0 to 1, units of time are mixed, or there is neither an end nor a discount rate.

    Notes
    -----
    The interval is predictive: it holds the luck of one customer, namely how fast they buy and how soon they leave,
    which x, t_x and T leave open, how many purchases come, and what they cost. It takes the parameters as known,
    which with fewer than about a hundred customers makes it a little too narrow; nor does it know a season or a
    crisis. It is made of 1021 evenly spread draws from the customer's posterior, the same on every day and for every
    order of rows.
    Whoever is more likely lost than not has low = 0; if lost almost for sure, high = 0 too, though a small
    expectation remains, which then lies above it. Ends of intervals must not be added up over customers: chance evens
    out in a sum. For the total of a base use `money_line`.

    References
    ----------
    Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), 415-430.

    Examples
    --------
    >>> from customer_value.analysis.btyd import BetaGeometric, GammaGamma
    >>> bg = BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> gg = GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)
    >>> customer = {"x": 2, "t_x": 30.43, "T": 38.86, "mean_value": 22.35}
    >>> round(discounted_ltv(bg, gg, **customer, discount_rate=0.10), 2)
    36.75
    >>> round(discounted_ltv(bg, gg, **customer, months=None, discount_rate=0.10), 2)
    156.53
    >>> ltv, low, high = discounted_ltv(bg, gg, **customer, discount_rate=0.10, interval=0.9)
    >>> round(low), round(high)
    (0, 141)
    """
    _check(months, discount_rate, margin_rate, days_per_month, interval)
    length = days_per_month / DAYS[unit_of(unit, purchases_model.time_unit_, t_x=t_x, T=T)]
    past = checked(x, t_x, T)
    alive = purchases_model._alive(*past)  # noqa: SLF001 - one room
    times, weights = _schedule(months, discount_rate)
    future = _weighted_future(purchases_model, times * length, weights, past[0], past[2])
    ltv = margin_rate * np.asarray(value_model.expected_value(x, mean_value)) * alive * future
    given = (x, t_x, T, mean_value)
    if interval is None:
        return same_kind(ltv, given)
    customers = Described(past[0], past[2], np.asarray(mean_value, dtype=np.float64), alive)
    horizon = Horizon(months, discount_rate, length)
    low, high = likely_range((purchases_model, value_model), customers, horizon, interval)
    return LtvInterval(*(same_kind(each, given) for each in (ltv, margin_rate * low, margin_rate * high)))


def _check(
    months: int | None, discount_rate: float, margin_rate: float, days_per_month: float, interval: float | None
) -> None:
    arrays(0, np.inf, days_per_month=days_per_month)
    arrays(0, 1, discount_rate=discount_rate, margin_rate=margin_rate)
    if interval is not None and not 0 < interval < 1:
        raise DataError(f"interval is a share between 0 and 1, such as 0.9, not {interval:g}.")
    if months is None:
        if discount_rate < _SLOWEST:
            raise DataError(
                f"without an end (months=None) a discount_rate of at least {_SLOWEST:g} is needed, because "
                f"undiscounted, what is to come may have no end either."
            )
        return
    (ahead,) = arrays(1, np.inf, months=months)
    if ahead.ndim or ahead != np.round(ahead):
        raise DataError(f"months must be one whole number, such as 12, not {months}; None stands for no end.")


def _schedule(months: int | None, discount_rate: float) -> tuple[FloatArray, FloatArray]:
    """Months k at which to look, and weights w, so that the value is the sum of w E[X(k)].

    Summed by parts, E[X(k)] has the weight v^k - v^(k+1), v being a month's discount, and the last one v^k. Without
    end, E[X(k)] beyond the first year is a smooth function of ln k, so a polynomial through a few points gives the
    others, and their weights add up to weights of the points.
    """
    discount = (1 + discount_rate) ** (-1 / 12)
    if months is not None:
        at = np.arange(1.0, int(months) + 1)
        weights = discount**at * (1 - discount)
        weights[-1] = discount ** at[-1]
        return at, weights
    at = np.arange(1.0, max(2 * _BY_MONTH, np.log(_FADED) / np.log(discount)))
    weights = discount**at * (1 - discount)
    near, far = at[:_BY_MONTH], np.log(at[_BY_MONTH:])
    middle, half = (far[-1] + far[0]) / 2, (far[-1] - far[0]) / 2
    points = np.polynomial.chebyshev.chebpts1(_CURVE_POINTS)
    vandermonde = np.polynomial.chebyshev.chebvander
    of_points = np.linalg.solve(
        vandermonde(points, _CURVE_POINTS - 1).T,
        vandermonde((far - middle) / half, _CURVE_POINTS - 1).T @ weights[_BY_MONTH:],
    )
    return np.append(near, np.exp(middle + half * points)), np.append(weights[:_BY_MONTH], of_points)


def _weighted_future(
    model: PurchaseModel, times: FloatArray, weights: FloatArray, x: FloatArray, T: FloatArray
) -> FloatArray:
    """Sum w E[X(k)] of customers who are active; customers with the same x and T are computed once."""
    repeats, observed = np.broadcast_arrays(x, T)
    ends, until = np.unique(observed, return_inverse=True)
    key = repeats.astype(np.int64).ravel() * ends.size + until.ravel()
    distinct, which = np.unique(key, return_inverse=True)
    bought, end = (distinct // ends.size).astype(np.float64), ends[distinct % ends.size]
    total = np.zeros(distinct.size)
    for time, weight in zip(times, weights, strict=True):
        total += weight * model._future(np.asarray(time), bought, end)  # noqa: SLF001 - one room
    return total[which].reshape(repeats.shape)
