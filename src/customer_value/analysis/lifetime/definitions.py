"""One customer, five lifetime values: the definitions in use, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.lifetime.formulas import discounted_ltv, margin_ltv, simple_ltv
from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    import pandas as pd


def five_definitions(
    *,
    purchase_size: float,
    purchase_frequency: float,
    duration: int,
    margin: float,
    retention_rate: float,
    discount_rate: float,
) -> pd.Series[float]:
    """Compute the lifetime value of one customer by five definitions.

    None of them is wrong: sales plan stock and staff, margins compare customers over the same years, discounted
    margins price a contract of known length, the fourth limits what keeping a customer may cost who has just paid
    for the year, and the fifth what winning a new one may cost.

    Parameters
    ----------
    purchase_size
        € per purchase.
    purchase_frequency
        Purchases per year.
    duration
        Whole years, 1 or more, for the first three.
    margin
        Contribution of the customer, € per year.
    retention_rate, discount_rate
        Shares per year, for the last two and the last three.

    Returns
    -------
    Series
        Name of the definition -> € per customer, before acquisition cost.

    Raises
    ------
    DataError
        If a value is missing or out of range, or the duration is no whole number of years.

    References
    ----------
    Gupta & Lehmann (2003), Journal of Interactive Marketing 17(1), 9-24, for the last two.

    Examples
    --------
    >>> five_definitions(purchase_size=50, purchase_frequency=8, duration=5, margin=120, retention_rate=0.8,
    ...     discount_rate=0.1).round()
    1 sales                     2000.0
    2 margin                     600.0
    3 margin, discounted         455.0
    4 first margin in a year     320.0
    5 first margin now           440.0
    dtype: float64
    """
    import pandas as pd

    arrays(-np.inf, np.inf, margin=margin)
    (years,) = arrays(1, np.inf, duration=duration)
    if years != round(float(years)):
        raise DataError(f"duration counts whole years, since each has one margin; {duration:g} is none.")
    certain = np.ones(int(years) + 1)
    return pd.Series(
        {
            "1 sales": simple_ltv(purchase_size, purchase_frequency, duration),
            "2 margin": margin * duration,
            "3 margin, discounted": discounted_ltv(margin, certain, discount_rate),
            "4 first margin in a year": margin_ltv(margin, retention_rate, discount_rate),
            "5 first margin now": margin_ltv(margin, retention_rate, discount_rate, first_margin="now"),
        }
    )
