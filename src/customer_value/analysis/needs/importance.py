"""What matters to customers: by what they choose, by what moves their satisfaction, and in euros."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import expit

from customer_value.analysis.answers import complete
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

from .choices import PartWorths

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def importance(ranges: pd.Series | PartWorths) -> pd.Series:
    """Give each attribute's share of all utility that the study could move: its range / sum of ranges.

    It belongs to the study, not to the attribute: the wider the levels that were shown, the larger the share.

    Parameters
    ----------
    ranges
        Utility points between the best and the worst level of each attribute, or what `part_worths` found.

    Returns
    -------
    pandas.Series
        Shares from 0 to 1 that sum to 1, the largest first.

    Raises
    ------
    DataError
        If a range is negative or missing, or all are 0.

    Examples
    --------
    >>> importance(pd.Series({"delivery": 0.8, "returns": 0.5, "fee": 1.2})).round(2).to_dict()
    {'fee': 0.48, 'delivery': 0.32, 'returns': 0.2}
    """
    given = ranges.ranges if isinstance(ranges, PartWorths) else ranges
    (widths,) = arrays(0, np.inf, ranges=given)
    if widths.sum() == 0:
        raise DataError("no attribute moves utility at all: every range is 0.")
    return pd.Series(widths / widths.sum(), index=given.index, name="importance").sort_values(
        ascending=False, kind="stable"
    )


def willingness_to_pay(utility_difference: ArrayLike, utility_per_euro: ArrayLike) -> Same:
    """Turn a difference in utility into money: points / points per €.

    Parameters
    ----------
    utility_difference
        Points between two levels of an attribute.
    utility_per_euro
        Points that one € less is worth, above 0: the part-worth of a fee without its minus sign.

    Returns
    -------
    float, array or Series
        €.

    Raises
    ------
    DataError
        If `utility_per_euro` is not above 0: then more money seems to please, and no price can be read from it.

    Examples
    --------
    >>> round(willingness_to_pay(0.8, 0.12), 2)
    6.67
    """
    (points,) = arrays(-np.inf, np.inf, utility_difference=utility_difference)
    (per_euro,) = arrays(-np.inf, np.inf, utility_per_euro=utility_per_euro)
    if per_euro.min() <= 0:
        raise DataError(
            f"utility_per_euro must be above 0, not {per_euro.min():g}: it is the worth of paying one € *less*, so "
            f"turn the sign of a fee's part-worth round."
        )
    return same_kind(points / per_euro, (utility_difference, utility_per_euro))


def choice_share(utility_difference: ArrayLike) -> Same:
    """Forecast the share that takes one of two offers, by how much better it is: 1 / (1 + e^-difference).

    It holds for those who must take one of the two, as in the study; the forecast is as good as the study's points.

    Parameters
    ----------
    utility_difference
        Points of utility by which the offer is better than the other one, the price of both counted.

    Returns
    -------
    float, array or Series
        A share, 0 to 1; 0.5 where both are equally good.

    Raises
    ------
    DataError
        If a value is missing or infinite.

    References
    ----------
    McFadden (1974), Conditional logit analysis of qualitative choice behavior, in Zarembka (ed.), 105-142.

    Examples
    --------
    >>> choice_share([0, 1, -1]).round(2).tolist()
    [0.5, 0.73, 0.27]
    """
    (points,) = arrays(-np.inf, np.inf, utility_difference=utility_difference)
    return same_kind(expit(points), (utility_difference,))


def derived_importance(ratings: pd.DataFrame, overall: pd.Series) -> pd.DataFrame:
    """Estimate from ratings what moves overall satisfaction, whatever people say matters to them.

    Parameters
    ----------
    ratings
        One row for each person, one column for each attribute; satisfaction with it, points.
    overall
        Overall satisfaction, points, with the same index.

    Returns
    -------
    pandas.DataFrame
        One row for each attribute, the largest weight first: `weight` (standardised regression weight: standard
        deviations of satisfaction for one of the rating, the other ratings unchanged) and `correlation` (alone).

    Raises
    ------
    DataError
        If there are not more complete rows than attributes + 1, or ratings do not vary or move together exactly.

    Examples
    --------
    >>> ratings = pd.DataFrame({"price": [1, 2, 3, 4, 5, 3], "service": [3, 1, 4, 2, 5, 3]})
    >>> derived_importance(ratings, ratings["service"] * 2 + 1)["weight"].round(2).abs().to_dict()
    {'service': 1.0, 'price': 0.0}
    """
    if not ratings.index.equals(overall.index):
        raise DataError("needs.derived_importance: ratings and overall must have the same index (the same people).")
    table = complete(ratings.assign(**{"overall satisfaction": overall}), "needs.derived_importance")
    if len(table) < len(table.columns) + 1:
        raise DataError(
            f"{len(table)} people rated everything; {ratings.shape[1]} attributes need at least {ratings.shape[1] + 2}."
        )
    spread = table.std()
    if (spread == 0).any():
        raise DataError(f"everybody gave {spread.idxmin()!r} the same points, so nothing can be derived from it.")
    z = ((table - table.mean()) / spread).to_numpy()
    x, y = z[:, :-1], z[:, -1]
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise DataError("some ratings move together exactly, so their weights cannot be told apart; leave one out.")
    weight = np.linalg.lstsq(x, y, rcond=None)[0]
    found = pd.DataFrame({"weight": weight, "correlation": x.T @ y / (len(y) - 1)}, index=ratings.columns)
    return found.rename_axis("attribute").sort_values("weight", ascending=False, kind="stable")


def opportunity_score(importance: ArrayLike, satisfaction: ArrayLike) -> Same:
    """Rank needs that matter and are badly met: importance + max(importance - satisfaction, 0).

    Parameters
    ----------
    importance, satisfaction
        Points from 0 to 10.

    Returns
    -------
    float, array or Series
        Points from 0 to 20; the highest is the best opportunity.

    Raises
    ------
    DataError
        If a value is missing or not between 0 and 10.

    References
    ----------
    Ulwick (2002), Turn customer input into innovation, Harvard Business Review 80(1).

    Examples
    --------
    >>> opportunity_score(9, 4)
    14.0
    >>> opportunity_score(9, 9.5)
    9.0
    """
    matters, met = arrays(0, 10, importance=importance, satisfaction=satisfaction)
    return same_kind(matters + np.maximum(matters - met, 0), (importance, satisfaction))
