"""Judging a model of potential value: lift instead of accuracy, and a search for the future among the features."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.answers import numbers
from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

SUSPICIOUS = 2.0  # times the rank correlation of the next best feature


def lift_table(actual: ArrayLike, predicted: ArrayLike, *, groups: int = 10) -> pd.DataFrame:
    """Sort customers by a prediction, cut them into equal groups, and see how much each group really brought.

    Parameters
    ----------
    actual
        What came out, per customer: € or 0 / 1; must add up to more than 0.
    predicted
        What the model said, per customer, any unit: only the order counts. Equals keep the order of the table.
    groups
        Number of groups, 2 or more, at most as many as customers.

    Returns
    -------
    pandas.DataFrame
        One row per group, the best predicted first (1): `customers`, `mean_actual`, `share` (of the total),
        `lift` (mean of the group divided by the mean of all) and `cumulative_share`.

    Raises
    ------
    DataError
        If a value is missing, lengths differ, `groups` is out of range, or the total is not above 0.

    Examples
    --------
    >>> lift_table([90, 10, 0, 0], [0.9, 0.5, 0.4, 0.1], groups=2)["lift"].tolist()
    [2.0, 0.0]
    """
    came, said = arrays(-np.inf, np.inf, actual=np.atleast_1d(actual), predicted=np.atleast_1d(predicted))
    if len(came) != len(said):
        raise DataError(f"the columns differ in length: actual has {len(came)}, predicted has {len(said)}.")
    if not 2 <= groups <= len(came):
        raise DataError(f"groups must lie between 2 and {len(came)}, the number of customers, not {groups!r}.")
    if came.sum() <= 0:
        raise DataError("nothing came out at all, so no group can hold a share of it.")
    order = np.argsort(-said, kind="stable")
    group = pd.Series(np.arange(len(came)) * groups // len(came) + 1, name="group")
    grouped = pd.Series(came[order]).groupby(group)
    share = grouped.sum() / came.sum()
    return pd.DataFrame(
        {
            "customers": grouped.size(),
            "mean_actual": grouped.mean(),
            "share": share,
            "lift": grouped.mean() / came.mean(),
            "cumulative_share": share.cumsum(),
        }
    )


def leakage_check(features: pd.DataFrame, target: pd.Series) -> pd.DataFrame:
    """Rank features by how well each alone predicts the target, and mark those that are too good to be true.

    A feature that knows the future is often the one that predicts far better than the rest. The check points; only
    the question "could this be known on that day?" decides.

    Parameters
    ----------
    features
        One row per customer, numbers; missing values count as the feature's median.
    target
        What is to be predicted, from a later window; same index.

    Returns
    -------
    pandas.DataFrame
        One row per feature, the best first: `rank_correlation` with the target (size, 0 to 1), and `is_suspicious`:
        at least twice the rank correlation of the next best feature.

    Raises
    ------
    DataError
        If there are fewer than two features, the indexes differ, the target is missing somewhere or never varies.

    Examples
    --------
    >>> features = pd.DataFrame({"orders": [3, 1, 4, 1, 5], "coupons_next_half_year": [0, 1, 2, 3, 4]})
    >>> leakage_check(features, pd.Series([0, 10, 20, 30, 40]))["is_suspicious"].to_dict()
    {'coupons_next_half_year': True, 'orders': False}
    """
    if not features.index.equals(target.index):
        raise DataError("features and target have different indexes; take them from one table.")
    table = numbers(features, "segments.leakage_check")
    (later,) = arrays(-np.inf, np.inf, target=target)
    if table.shape[1] < 2 or later.min() == later.max():
        raise DataError("leakage_check compares two or more features on a target that varies.")
    ranks = table.fillna(table.median()).rank()
    size = ranks.corrwith(target.rank()).abs().fillna(0.0).sort_values(ascending=False, kind="stable")
    following = size.shift(-1).to_numpy()
    best = np.arange(len(size)) == 0
    return pd.DataFrame(
        {"rank_correlation": size, "is_suspicious": best & (size.to_numpy() >= SUSPICIOUS * following)}
    ).rename_axis("feature")
