"""Whether an item separates those who know from those who do not, also where not all were asked the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from customer_value.classroom.report.intervals import LEVEL, NOTHING, Estimate

if TYPE_CHECKING:
    from collections.abc import Mapping

THIRDS = ("lower", "middle", "upper")


def above_mean(scores: pd.DataFrame, points: Mapping[str, float] | None = None) -> pd.Series:
    """Say how far each student lies above the class: the mean, over the items asked, of score less the item's mean.

    Whoever drew hard items is not taken for weak. Where all were asked the same, it is the score less the class mean.

    Parameters
    ----------
    scores
        Students x items, 0 to 1; NaN where an item was not asked or not marked.
    points
        What each item is worth; by default the same.

    Returns
    -------
    Series
        One for each student, share of the full score; NaN for who has no marked item.

    Examples
    --------
    >>> scores = pd.DataFrame({"easy": [1, 1, np.nan], "hard": [np.nan, 0, 1]}, index=["ada", "bob", "cy"])
    >>> above_mean(scores).tolist()
    [0.0, -0.25, 0.5]
    """
    above, weight = _weighed(scores, points)
    return (above.sum(axis=1) / weight.sum(axis=1).replace(0, np.nan)).rename("above_mean")


def rest_scores(scores: pd.DataFrame, points: Mapping[str, float] | None = None) -> pd.DataFrame:
    """For each student and item, say how far the student lies above the class in all *other* items.

    Parameters
    ----------
    scores, points
        As for `above_mean`.

    Returns
    -------
    DataFrame
        Students x items, share of the full score; NaN where the item was not asked, or no other one was.

    Examples
    --------
    >>> rest_scores(pd.DataFrame({"a": [1, 0], "b": [1, 0], "c": [0, 0]}, index=["ada", "bob"])).loc["ada"].tolist()
    [0.25, 0.25, 0.5]
    """
    above, weight = _weighed(scores, points)
    others = weight.rsub(weight.sum(axis=1), axis=0)
    rest = above.rsub(above.sum(axis=1), axis=0) / others.where(others > 1e-9)
    return rest.where(scores.notna())


def _weighed(scores: pd.DataFrame, points: Mapping[str, float] | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return scores less the item's mean, times its points, 0 where there is none; and the points that are counted."""
    worth = pd.Series(points or 1.0, index=scores.columns, dtype=float)
    weight = scores.notna() * worth
    return (scores - scores.mean()).fillna(0.0) * worth, weight


def item_rest(scores: pd.DataFrame, points: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Correlate each item's scores with the scores in all other items: the corrected point-biserial correlation.

    Above .15 is asked of an item; below 0, those who know the rest get this one wrong.

    Parameters
    ----------
    scores, points
        As for `above_mean`. Only students who were asked the item count.

    Returns
    -------
    DataFrame
        One row for each item: `item_rest` (−1 to 1, no unit), and `item_rest_low` and `item_rest_high`, the ends of its
        95 % interval by Fisher's z. NaN where nobody differs, or fewer than four were asked.

    References
    ----------
    Henrysson (1963), Psychometrika 28, 211-218: the item itself is left out. Fisher (1921), Metron 1, 3-32.

    Examples
    --------
    >>> scores = pd.DataFrame({"a": [1, 1, 0, 0, 1], "b": [1, 1, 0, 0, 0], "c": [1, 0, 1, 0, 0], "all": [1] * 5})
    >>> item_rest(scores)["item_rest"].round(2).tolist()
    [0.33, 0.65, 0.0, nan]
    """
    rest = rest_scores(scores, points)
    rows = {item: correlation(scores[item], rest[item]) for item in scores.columns}
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["item_rest", "item_rest_low", "item_rest_high"]
    ).rename_axis("item")


def correlation(one: pd.Series, other: pd.Series) -> Estimate:
    """Correlate two columns where both are there; NaN where either does not vary, or fewer than four rows are left.

    Examples
    --------
    >>> [round(each, 2) for each in correlation(pd.Series([1, 2, 3, 4, 5]), pd.Series([2, 1, 4, 3, 5]))]
    [0.8, -0.28, 0.99]
    """
    both = pd.DataFrame({"one": one, "other": other}, dtype=float).dropna()
    if len(both) < 4 or (both.std() < 1e-9).any():
        return NOTHING
    found = float(np.clip(np.corrcoef(both.to_numpy().T)[0, 1], -1, 1))
    if abs(found) > 1 - 1e-12:
        return Estimate(found, found, found)
    reach = float(stats.norm.ppf(0.5 + LEVEL / 2)) / np.sqrt(len(both) - 3)
    return Estimate(found, *(float(np.tanh(np.arctanh(found) + way * reach)) for way in (-1, 1)))


def thirds(values: pd.Series) -> pd.Series:
    """Say for each student whether the value is in the class's lower, middle or upper third; equal ones stay together.

    Examples
    --------
    >>> thirds(pd.Series([0.1, 0.9, 0.5, 0.5])).tolist()
    ['lower', 'upper', 'middle', 'middle']
    """
    rank = values.rank(pct=True, method="average")
    names = np.select([rank <= 1 / 3, rank > 2 / 3], [THIRDS[0], THIRDS[2]], THIRDS[1])
    return pd.Series(names, index=values.index, dtype=object).where(values.notna())
