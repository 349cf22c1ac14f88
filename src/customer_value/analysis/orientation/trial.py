"""A test in stores that chance has chosen: how precisely it would show a gain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.orientation.quantiles import reach
from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike


def profit_change(store_months: pd.DataFrame, stores: pd.DataFrame, year: int = 2025) -> pd.Series:
    """Tell by how much each store's profit differs from that of its own year before.

    Parameters
    ----------
    store_months
        One row per store and month: `store_id`, `month_on`, `profit_eur` (€).
    stores
        One row per store, with the index `store_id`: `area_m2` (m²).
    year
        The later of the two.

    Returns
    -------
    pandas.Series
        € per m², by store.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If one of the two years has no rows.

    Examples
    --------
    >>> import customer_value as cv
    >>> change = profit_change(cv.load("store_months"), cv.load("stores").set_index("store_id"))
    >>> f"{change.std():.1f}"
    '5.6'
    """
    for table, columns in ((store_months, ["store_id", "month_on", "profit_eur"]), (stores, ["area_m2"])):
        ColumnError.check(columns, table.columns, where="orientation.profit_change")
    years = store_months["month_on"].dt.year
    sums = store_months.pivot_table(index="store_id", columns=years, values="profit_eur", aggfunc="sum")
    if not {year - 1, year} <= set(sums.columns):
        raise DataError(f"profit_change needs {year - 1} and {year}; the table has {sorted(set(years))}.")
    return (sums[year] - sums[year - 1]) / stores["area_m2"]


def margin_of_error(changes: ArrayLike, begin: int, *, confidence: float = 0.95) -> float:
    """Tell how precisely a test would show a gain, when chance chooses the stores that begin.

    Half the width of the interval of the difference between the two groups: t × s × √(1 / n₁ + 1 / n₀), if the
    changes of next year vary as much between stores as these do.

    Parameters
    ----------
    changes
        What each store changed without the programme, such as € per m² from one year to the next.
    begin
        Stores that begin, n₁; the others, n₀, go on as before. At least two in each group.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    float
        In the unit of the changes; a gain smaller than this cannot be told from none.

    Raises
    ------
    DataError
        If a change is missing, a group would have fewer than two stores, or the confidence is out of range.

    References
    ----------
    Gerber & Green (2012), Field Experiments, chapter 3.

    Examples
    --------
    >>> changes = [-6, -4, -2, 0, 0, 2, 4, 6] * 5
    >>> round(margin_of_error(changes, begin=20), 1), round(margin_of_error(changes, begin=8), 1)
    (2.4, 3.0)
    """
    (each,) = arrays(-np.inf, np.inf, changes=changes)
    stay = each.size - begin
    if min(begin, stay) < 2:
        raise DataError(f"each group needs two or more stores, not {begin} of {each.size}.")
    spread = float(each.std(ddof=1))
    return reach(confidence, each.size - 2) * spread * math.sqrt(1 / begin + 1 / stay)
