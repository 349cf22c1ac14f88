"""Purchases times value, month by month, discounted: lifetime value over a horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.btyd.units import DAYS, Unit
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.btyd.beta_geometric import BetaGeometric
    from customer_value.analysis.btyd.gamma_gamma import GammaGamma


def discounted_ltv(  # noqa: PLR0913 - two models and the four numbers of a customer
    purchases_model: BetaGeometric,
    value_model: GammaGamma,
    x: ArrayLike,
    t_x: ArrayLike,
    T: ArrayLike,
    mean_value: ArrayLike,
    *,
    months: int = 12,
    discount_rate: float = 0.0,
    margin_rate: float = 1.0,
    unit: Unit | None = None,
    days_per_month: float = DAYS["month"],
) -> Same:
    """Value a customer's next months: expected purchases times expected value, discounted month by month.

    The sum over k = 1 … months of value * (E[X(k)] - E[X(k-1)]) / (1 + i)^(k / 12), X(k) being the purchases in the
    next k months. A month's money counts at its end.

    Parameters
    ----------
    purchases_model
        A fitted `BetaGeometric` (or any model with `expected_purchases`).
    value_model
        A fitted `GammaGamma` (or any model with `expected_value`).
    x, t_x, T, mean_value
        Columns of `summary`.
    months
        How far to look ahead.
    discount_rate
        Per *year*, 0.10 for 10 %; a month's rate is (1 + discount_rate)^(1/12) - 1.
    margin_rate
        Share of the value that is margin; with 1 the result is sales.
    unit
        Unit of t_x, T and the model. By default what T says in `attrs["time_unit"]` (a pandas Series from
        `summary`), else "week".
    days_per_month
        365.25 / 12 = 30.4375 by default, which is 4.348 weeks. The package lifetimes counts 4.345 weeks:
        `days_per_month=7 * 4.345` gives its numbers (with `discount_rate=1.01**12 - 1` for its 0.01 a month).

    Returns
    -------
    float, array or Series
        € per customer over the horizon, before acquisition cost.

    Raises
    ------
    DataError
        If values are missing or negative, t_x > T, `months` is not a whole number from 1 on, or a rate lies outside
        0 to 1.

    Examples
    --------
    >>> from customer_value.analysis.btyd import BetaGeometric, GammaGamma
    >>> bg = BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> gg = GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)
    >>> round(discounted_ltv(bg, gg, x=2, t_x=30.43, T=38.86, mean_value=22.35, discount_rate=0.10), 2)
    36.75
    """
    (ahead,) = arrays(1, np.inf, months=months)
    if ahead.ndim or ahead != np.round(ahead):
        raise DataError(f"months must be one whole number, such as 12, not {months}.")
    arrays(0, np.inf, days_per_month=days_per_month)
    arrays(0, 1, discount_rate=discount_rate, margin_rate=margin_rate)
    length = days_per_month / _days(unit, T)
    before, worth = np.zeros(()), np.zeros(())
    for month in range(1, int(ahead) + 1):
        so_far = np.asarray(purchases_model.expected_purchases(month * length, x, t_x, T))
        worth = worth + (so_far - before) / (1 + discount_rate) ** (month / 12)
        before = so_far
    value = np.asarray(value_model.expected_value(x, mean_value))
    return same_kind(margin_rate * value * worth, (x, t_x, T, mean_value))


def _days(unit: Unit | None, T: ArrayLike) -> float:
    said = unit or getattr(T, "attrs", {}).get("time_unit", "week")
    if said not in DAYS:
        raise UnknownNameError.among("unit", said, DAYS)
    return DAYS[said]
