"""How many standard errors an interval reaches to each side, when few stores or months give it."""

from __future__ import annotations

from scipy.stats import t

from customer_value.errors import DataError


def reach(confidence: float, freedom: int) -> float:
    """Give the quantile of Student's t that holds `confidence` of the distribution between its two sides.

    Raises
    ------
    DataError
        If the confidence is not between 0 and 1.

    Examples
    --------
    >>> round(reach(0.95, 36), 2)
    2.03
    """
    if not 0 < confidence < 1:
        raise DataError(f"confidence must lie between 0 and 1, such as 0.95, not {confidence!r}.")
    return float(t.ppf(0.5 + confidence / 2, freedom))
