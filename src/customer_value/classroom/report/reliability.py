"""How far the scores of a class would come again with other questions of the kind."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from scipy import stats

from customer_value.analysis import orientation
from customer_value.classroom.report.intervals import LEVEL, NOTHING, Estimate
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Reliability(NamedTuple):
    """Alpha with its interval and the standard error of measurement, or why there is none.

    Attributes
    ----------
    name
        "KR-20" where every answer is right or wrong, else "alpha": the formula is the same.
    alpha
        With the ends of its 95 % interval; no unit, at most 1.
    error
        Standard error of measurement, in points.
    why_not
        Why alpha is not given; "" where it is.
    """

    name: str
    alpha: Estimate
    error: float
    why_not: str = ""


def alpha_interval(alpha: float, students: int, items: int) -> Estimate:
    """Put the 95 % interval around an alpha: 1 − (1 − alpha) F, F at .975 and .025 with n − 1, (n − 1)(k − 1) degrees.

    Parameters
    ----------
    alpha
        As estimated, at most 1.
    students, items
        n and k, at least two of each.

    Raises
    ------
    DataError
        If there are fewer than two students or items, or alpha is above 1.

    References
    ----------
    Feldt (1965), Psychometrika 30, 357-370.

    Examples
    --------
    >>> [round(each, 3) for each in alpha_interval(0.79, students=41, items=26)]
    [0.79, 0.685, 0.873]
    """
    if not alpha <= 1 or students < 2 or items < 2:
        raise DataError(
            f"an interval of alpha needs an alpha of at most 1 and two students and items or more, "
            f"not {alpha!r}, {students} and {items}."
        )
    freedom = (students - 1, (students - 1) * (items - 1))
    low, high = (1 - (1 - alpha) * float(stats.f.ppf(at, *freedom)) for at in (0.5 + LEVEL / 2, 0.5 - LEVEL / 2))
    return Estimate(alpha, low, high)


def standard_error(totals: pd.Series, alpha: float) -> float:
    """Say how far a student's total would typically move with other questions of the kind: s √(1 − alpha).

    Parameters
    ----------
    totals
        One for each student, in points.
    alpha
        Reliability, at most 1; below 0 it counts as 0.

    Returns
    -------
    float
        Standard error of measurement, in points.

    References
    ----------
    Lord and Novick (1968), Statistical Theories of Mental Test Scores, chapter 3.

    Examples
    --------
    >>> standard_error(pd.Series([2, 4, 6]), alpha=0.75)
    1.0
    """
    return float(totals.std()) * sqrt(1 - max(0.0, alpha))


def reliability(scores: pd.DataFrame, points: Mapping[str, float] | None = None) -> Reliability:
    """Estimate Cronbach's alpha (KR-20 for right and wrong) with Feldt's interval, where all were asked the same.

    Parameters
    ----------
    scores
        Students x items, 0 to 1; NaN where an item was not asked or not marked.
    points
        What each item is worth, others too; by default one point.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334. Kuder and Richardson (1937), Psychometrika 2, 151-160. Feldt (1965).

    Examples
    --------
    >>> found = reliability(pd.DataFrame({"a": [1, 1, 0, 0, 1], "b": [1, 1, 0, 0, 0], "c": [1, 0, 0, 0, 1]}))
    >>> found.name, round(found.alpha.value, 2), round(found.error, 2)
    ('KR-20', 0.75, 0.67)
    """
    name = "KR-20" if scores.isin([0, 1]).all(axis=None) else "alpha"
    if reason := _why_not(scores):
        return Reliability("alpha", NOTHING, float("nan"), reason)
    reached = scores * pd.Series(points or 1.0, index=scores.columns, dtype=float)
    alpha = orientation.cronbach_alpha(reached)
    return Reliability(name, alpha_interval(alpha, *scores.shape), standard_error(reached.sum(axis=1), alpha))


def _why_not(scores: pd.DataFrame) -> str:
    students, items = scores.shape
    if students < 2 or items < 2:
        return f"it needs two students and two questions, and there are {students} and {items}."
    if scores.isna().any(axis=None):
        return "not all students have a mark for the same questions: other ones were drawn, or some are not yet marked."
    if scores.sum(axis=1).std() < 1e-9:
        return "everybody has the same total."
    return ""
