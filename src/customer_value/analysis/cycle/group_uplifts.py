"""Whom a campaign moved: uplift group by group, and scores of customers that the same test may judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError

from .experiments import Uplift, uplift

if TYPE_CHECKING:
    from collections.abc import Hashable

FEWEST = 2  # customers of a group in each arm; fewer have no spread


def uplift_by(results: pd.DataFrame, groups: pd.Series, *, outcome: str = "buys") -> dict[Hashable, Uplift]:
    """Compare treated and held-out customers within each group.

    The best of several groups looks better than it is, since it was also lucky: judge it by another test.

    Parameters
    ----------
    results
        One row per customer of a randomised test: `is_treated` and the outcome, as by `campaign_results`.
    groups
        Group of each customer, same index; rows without one are left out.
    outcome
        Column: 0 / 1 (bought) or € (contribution).

    Returns
    -------
    dict
        Group -> what `uplift` finds in it, in the order of the groups.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the indexes differ, or a group has fewer than two customers in one of the arms.

    Examples
    --------
    >>> results = pd.DataFrame({"is_treated": [True, True, False, False] * 2, "buys": [1, 1, 1, 0, 0, 1, 1, 0]})
    >>> found = uplift_by(results, pd.Series(["a"] * 4 + ["b"] * 4))
    >>> {name: each.difference for name, each in found.items()}
    {'a': 0.5, 'b': 0.0}
    """
    _checked(results, groups, outcome, "cycle.uplift_by")
    found = {}
    for name, part in results.groupby(groups, observed=True):
        arms = [part.loc[part["is_treated"] == got, outcome].astype(float) for got in (True, False)]
        if min(map(len, arms)) < FEWEST:
            raise DataError(f"cycle.uplift_by: group {name!r} has fewer than two customers treated or held out.")
        found[name] = uplift(*arms)
    return found


def group_scores(results: pd.DataFrame, groups: pd.Series, *, outcome: str = "buys") -> pd.DataFrame:
    """Score each customer by what became of the group in the other half of the test.

    Customers are split by turns, and each half is scored with the means of the other: so a ranking by these scores may
    be judged by the same test (`gain_curve`, `targeting_table`), since nobody had a part in their own score.

    Parameters
    ----------
    results, groups, outcome
        As for `uplift_by`; every customer needs a group.

    Returns
    -------
    pandas.DataFrame
        By customer: `response` (mean outcome of the treated in the group) and `uplift` (that minus the mean of those
        held out), in the unit of the outcome.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the indexes differ, a customer has no group, or a group has nobody treated or held out in one of the halves.

    References
    ----------
    Cross-fitting: Chernozhukov and others (2018), Econometrics Journal 21(1), C1-C68.

    Examples
    --------
    >>> results = pd.DataFrame({"is_treated": [True, True, False, False], "buys": [1, 0, 0, 1]})
    >>> group_scores(results, pd.Series(["a"] * 4))["uplift"].tolist()
    [-1.0, 1.0, -1.0, 1.0]
    """
    _checked(results, groups, outcome, "cycle.group_scores")
    if groups.isna().any():
        raise DataError(f"cycle.group_scores: {int(groups.isna().sum())} customers have no group.")
    odd = np.arange(len(results)) % 2 == 1
    parts = [_scored(groups[half], results[~half], groups[~half], outcome) for half in (odd, ~odd)]
    return pd.concat(parts).reindex(results.index)


def _scored(groups: pd.Series, learned: pd.DataFrame, their_groups: pd.Series, outcome: str) -> pd.DataFrame:
    """Score customers by the means of their groups among others."""
    both = pd.DataFrame({"group": their_groups, "is_treated": learned["is_treated"] == 1, "came": learned[outcome]})
    means = both.astype({"came": float}).pivot_table("came", index="group", columns="is_treated", observed=True)
    rates = means.reindex(index=groups.to_numpy(), columns=[False, True]).set_axis(groups.index)
    if rates.isna().any(axis=None):
        raise DataError("cycle.group_scores: a group has nobody treated or held out in one half: use fewer groups.")
    return pd.DataFrame({"response": rates[True], "uplift": rates[True] - rates[False]})


def _checked(results: pd.DataFrame, groups: pd.Series, outcome: str, where: str) -> None:
    ColumnError.check(["is_treated", outcome], results.columns, where=where)
    if not groups.index.equals(results.index):
        raise DataError(f"{where}: groups and results have different indexes; take them from one table.")
