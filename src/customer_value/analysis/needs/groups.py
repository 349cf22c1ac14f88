"""Customers grouped by what they need most, and the Kano model group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.answers import numbers
from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

from .kano_model import kano
from .response import sampling_margin

if TYPE_CHECKING:
    from collections.abc import Hashable


def foremost(scores: pd.DataFrame) -> pd.Series:
    """Name each person's foremost need: the one with the highest score.

    Parameters
    ----------
    scores
        One row for each person, one column for each need, all on the same scale.

    Returns
    -------
    pandas.Series
        Names of columns, with the index of `scores`; missing where needs share the highest score, or a score is
        missing. To take the first of equals instead would favour the first column.

    Raises
    ------
    DataError
        If there are fewer than two needs, no person, or a score is no number.

    Examples
    --------
    >>> scores = pd.DataFrame({"price": [5.0, 2.0, 4.0], "service": [3.0, 3.0, 4.0]})
    >>> foremost(scores).fillna("a tie").tolist()
    ['price', 'service', 'a tie']
    """
    if scores.shape[1] < 2:
        raise DataError(f"needs.foremost compares two needs or more, not {scores.shape[1]}.")
    table = numbers(scores, "needs.foremost").dropna()
    single = table.eq(table.max(axis=1), axis=0).sum(axis=1) == 1
    return table.idxmax(axis=1).where(single).reindex(scores.index).rename("foremost")


def group_shares(group: pd.Series, weight: pd.Series, *, confidence: float = 0.95) -> pd.DataFrame:
    """Give the share of each group among those who answered, and what it is when weights mend who answered.

    Parameters
    ----------
    group
        Group of each person who answered, such as a foremost need; who has none is left out.
    weight
        Of the same persons, such as `response_weights` gives them.
    confidence
        Of the margin, 0 to 1.

    Returns
    -------
    pandas.DataFrame
        One row for each group, the largest among the answers first: `answers` and `weighted` (shares, 0 to 1, each
        column adds up to 1) and `margin`, the sampling margin of `answers`.

    Raises
    ------
    DataError
        If the indexes differ, nobody has a group, or a weight is missing or below 0.

    Examples
    --------
    >>> group, weight = pd.Series(["price", "price", "service", None]), pd.Series([0.5, 0.5, 2.0, 1.0])
    >>> group_shares(group, weight)[["answers", "weighted"]].round(2).to_dict("index")
    {'price': {'answers': 0.67, 'weighted': 0.33}, 'service': {'answers': 0.33, 'weighted': 0.67}}
    """
    if not group.index.equals(weight.index):
        raise DataError("needs.group_shares: group and weight must have the same index, one row for each person.")
    known = group.dropna()
    if known.empty:
        raise DataError("needs.group_shares: nobody has a group.")
    arrays(0, np.inf, weight=weight)
    share = known.value_counts(normalize=True)
    weighted = weight[known.index].groupby(known).sum()
    margin = sampling_margin(share, len(known), confidence=confidence)
    return pd.DataFrame({"answers": share, "weighted": weighted / weighted.sum(), "margin": margin}).loc[share.index]


def kano_by_group(
    answers: pd.DataFrame,
    group: pd.Series,
    *,
    feature: str = "feature",
    functional: str = "functional_answer",
    dysfunctional: str = "dysfunctional_answer",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Count Kano's categories by feature and group, and give both satisfaction coefficients with their margins.

    The most frequent letter of a group changes by luck where two letters are close; a coefficient says by its margin
    how far luck goes. Better is a share of the answers A, O, M and I, and Worse is one with a minus sign, so each has
    the sampling margin of a share.

    Parameters
    ----------
    answers
        One row for each person and feature.
    group
        The person's group, with the index of `answers`; rows without a group are left out.
    feature, functional, dysfunctional
        Names of the columns.
    confidence
        Of the margins, 0 to 1.

    Returns
    -------
    pandas.DataFrame
        One row for each feature and group: the columns of `kano`, and `better_margin` and `worse_margin`, half the
        width of each coefficient's interval.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the indexes differ, no answer has a group, or a group gave none of A, O, M and I to a feature.

    References
    ----------
    Berger et al. (1993), Center for Quality Management Journal 2(4): the coefficients.

    Examples
    --------
    >>> answers = pd.DataFrame({"feature": "returns", "functional_answer": [1, 2, 2, 2, 1, 1, 1, 1],
    ...                         "dysfunctional_answer": [5, 5, 5, 3, 5, 3, 3, 3]})
    >>> group = pd.Series(["price"] * 4 + ["service"] * 4)
    >>> found = kano_by_group(answers, group)[["worse", "worse_margin"]].round(2)
    >>> found.loc["returns"].to_dict("index")
    {'price': {'worse': -0.75, 'worse_margin': 0.42}, 'service': {'worse': -0.25, 'worse_margin': 0.42}}
    """
    if not group.index.equals(answers.index):
        raise DataError("needs.kano_by_group: the group must have the index of the answers, one for each row.")
    names = {"feature": feature, "functional": functional, "dysfunctional": dysfunctional}
    parts: dict[Hashable, pd.DataFrame] = {
        name: kano(rows, **names) for name, rows in answers.groupby(group.to_numpy(), sort=False)
    }
    if not parts:
        raise DataError("needs.kano_by_group: no answer has a group.")
    table = pd.concat(parts, names=["group", feature]).swaplevel().sort_index()
    count = table[list("AOMI")].sum(axis=1)
    if not count.all():
        where = " of ".join(map(str, table.index[count == 0][0]))
        raise DataError(f"needs.kano_by_group: nobody gave A, O, M or I to {where}; make the groups wider.")
    margins = {
        f"{name}_margin": sampling_margin(table[name].abs(), count, confidence=confidence)
        for name in ("better", "worse")
    }
    return table.assign(**margins)
