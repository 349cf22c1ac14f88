"""Judge forecasts of purchases: what came, what a simple rule says, and who is nearer, by three yardsticks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.analysis.btyd.beta_geometric import BetaGeometric
from customer_value.analysis.btyd.purchase_log import summary
from customer_value.analysis.btyd.units import DAYS
from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import ArrayLike

    from customer_value.analysis.vectors import FloatArray

YEAR = pd.DateOffset(years=1)
A_DAY = pd.Timedelta(days=1)


def repeat_purchases(
    orders: pd.DataFrame,
    start: date | str,
    end: date | str,
    customer: str = "customer_id",
    time: str = "ordered_at",
) -> pd.Series[int]:
    """Count each customer's repeat purchases between two days; a first purchase cannot recur, so it does not count.

    Parameters
    ----------
    orders
        One row per order. Several orders of a customer on one day are one purchase, as in `summary`.
    start, end
        First and last day that count, such as "2025-01-01" and "2025-12-31".
    customer, time
        Names of the columns with the customer's id and the time of the order.

    Returns
    -------
    Series
        Purchases, 0 or more, of every customer with an order until `end`, by the customer's id.

    Raises
    ------
    ColumnError, DataError
        As `summary`, or if `end` lies before `start`.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-03-01", "2024-11-05", "2025-02-01", "2025-02-01", "2025-06-09"])
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 1, 1, 2], "ordered_at": days})
    >>> repeat_purchases(orders, "2025-01-01", "2025-12-31").to_dict()
    {1: 1, 2: 0}
    """
    first, last = pd.Timestamp(start).normalize(), pd.Timestamp(end).normalize()
    if last < first:
        raise DataError(f"the last day, {last:%Y-%m-%d}, lies before the first, {first:%Y-%m-%d}; exchange them.")
    until = _repeats(orders, last, customer, time)
    return until - _repeats(orders, first - A_DAY, customer, time).reindex(until.index, fill_value=0)


def _repeats(orders: pd.DataFrame, end: pd.Timestamp, customer: str, time: str) -> pd.Series[int]:
    """Count repeat purchases until a day; nobody has any where the orders begin later."""
    ColumnError.check([customer, time], orders.columns, where="repeat_purchases")
    if end < pd.to_datetime(orders[time]).min():
        return pd.Series(dtype=int)
    found: pd.DataFrame = summary(orders, customer, time, value=None, end=end.date())
    return found.set_index(customer)["x"]


def next_year(
    orders: pd.DataFrame, end: date | str, customer: str = "customer_id", time: str = "ordered_at"
) -> pd.DataFrame:
    """Forecast the year after a day by BG/NBD, beside last year's purchases and what came.

    Parameters
    ----------
    orders
        One row per order; the model learns from those until `end` alone.
    end
        Last day that the model may see.
    customer, time
        Names of the columns.

    Returns
    -------
    DataFrame
        One row per customer with an order until `end`, by id: `x`, `t_x` and `T` (weeks) as in `summary`; `model`,
        the purchases that BG/NBD expects in the year after `end`; `last_year`, the repeat purchases in the year up to
        it; `came`, the purchases in the year after it.

    Raises
    ------
    ColumnError, DataError
        As `summary` and `BetaGeometric.fit`.

    References
    ----------
    Fader, Hardie & Lee (2005), Marketing Science 24(2), 275-284, for the model; Wuebben & von Wangenheim (2008),
    Journal of Marketing 72(3), 82-93, for holding it against simple rules.

    Examples
    --------
    >>> from customer_value.analysis import btyd
    >>> found = next_year(btyd.made_up_orders(months=24, seed=1), "2025-12-31")
    >>> list(found.columns)
    ['x', 't_x', 'T', 'model', 'last_year', 'came']
    """
    last = pd.Timestamp(end).normalize()
    found: pd.DataFrame = summary(orders, customer, time, value=None, end=last.date()).set_index(customer)
    clock = found["x"], found["t_x"], found["T"]
    weeks = ((last + YEAR) - last).days / DAYS["week"]
    earlier = _repeats(orders, last - YEAR, customer, time).reindex(found.index, fill_value=0)
    return found.assign(
        model=BetaGeometric().fit(*clock).expected_purchases(weeks, *clock),
        last_year=found["x"] - earlier,
        came=_repeats(orders, last + YEAR, customer, time).reindex(found.index) - found["x"],
    )


def compare_forecasts(
    came: ArrayLike, forecasts: Mapping[str, ArrayLike] | pd.DataFrame, *, best: float = 0.2
) -> pd.DataFrame:
    """Measure forecasts of what customers buy: in total, customer by customer, and in whom they put first.

    Parameters
    ----------
    came
        What each customer bought, 0 or more, and not 0 for all.
    forecasts
        Name of each forecast -> a number per customer, in the order of `came` (two Series are matched by their index).
    best
        Share of the customers that each forecast puts first, 0 to 1.

    Returns
    -------
    DataFrame
        A row for each forecast: `total`; `off`, the error of the total as a share of what came (0.1: a tenth too
        high); `typical_miss`, the root of the mean squared error of a customer, in purchases; `found`, the share of
        what came that the customers bought whom it puts first.

    Raises
    ------
    DataError
        If there is no forecast, a number is missing, lengths differ, nobody bought, or `best` lies outside 0 to 1.

    Notes
    -----
    The mean absolute error is left out on purpose. Where most customers buy nothing, it is smallest for forecasts near
    0, and "nobody buys" can beat any model by it (Gneiting 2011, Journal of the American Statistical Association
    106, 746-762: a mean is judged by squared errors).

    Examples
    --------
    >>> compare_forecasts([0, 0, 1, 4, 0], {"model": [0.2, 0.3, 0.8, 3, 0.7], "last year": [1, 0, 0, 5, 0]}).round(2)
               total  off  typical_miss  found
    model        5.0  0.0          0.58    0.8
    last year    6.0  0.2          0.77    0.8
    """
    arrays(0, 1, best=best)
    if not len(forecasts):
        raise DataError("compare_forecasts needs a forecast, such as {'last year': last_year}.")
    rows = {name: _measured(*_matched(came, each, str(name)), best) for name, each in forecasts.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["total", "off", "typical_miss", "found"])


def _matched(came: ArrayLike, forecast: ArrayLike, name: str) -> tuple[FloatArray, FloatArray]:
    """Bring a forecast into the order of what came."""
    if isinstance(came, pd.Series) and isinstance(forecast, pd.Series):
        forecast = forecast.reindex(came.index)
    actual, expected = arrays(0, np.inf, came=came, **_keyword(name, forecast))
    if not actual.sum() > 0:
        raise DataError("nobody bought anything, so there is nothing to compare a forecast with.")
    return np.atleast_1d(actual), np.atleast_1d(expected)


def _keyword(name: str, forecast: ArrayLike) -> dict[str, Any]:
    """Name a forecast as an error should say it, without losing `came`."""
    return {name if name != "came" else "the forecast came": forecast}


def _measured(came: FloatArray, forecast: FloatArray, best: float) -> tuple[float, float, float, float]:
    first = np.argsort(-forecast, kind="stable")[: round(best * came.size)]
    return (
        float(forecast.sum()),
        float(forecast.sum() / came.sum() - 1),
        float(np.sqrt(((forecast - came) ** 2).mean())),
        float(came[first].sum() / came.sum()),
    )
