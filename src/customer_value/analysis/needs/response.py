"""Who answered a survey: chance, and bias that no sample size cures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import norm

from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def sampling_margin(share: ArrayLike, answer_count: ArrayLike, *, confidence: float = 0.95) -> Same:
    """Give half the width of a share's interval: z × √(share (1 - share) / n).

    It speaks of chance only. Who did not answer may be different, however many did.

    Parameters
    ----------
    share
        Share found, 0 to 1; 0.5 is the worst case.
    answer_count
        Answers n, at least 1.
    confidence
        0 to 1; 0.95 uses z = 1.96.

    Returns
    -------
    float, array or Series
        A share (0.049 is 4.9 percentage points).

    Raises
    ------
    DataError
        If a value is out of range.

    Examples
    --------
    >>> round(sampling_margin(0.5, 400), 3)
    0.049
    """
    (part,) = arrays(0, 1, share=share)
    (n,) = arrays(1, np.inf, answer_count=answer_count)
    (sure,) = arrays(0, 1, confidence=confidence)
    z = norm.ppf(0.5 + sure / 2)
    return same_kind(z * np.sqrt(part * (1 - part) / n), (share, answer_count))


def response_rates(group: pd.Series, is_answered: pd.Series) -> pd.DataFrame:
    """Count who was invited and who answered, group by group.

    Parameters
    ----------
    group
        Group of every person invited, known for all of them.
    is_answered
        Whether they answered; same index.

    Returns
    -------
    pandas.DataFrame
        One row for each group, in sorted order: `invited` (persons) and `share_answered` (0 to 1).

    Raises
    ------
    DataError
        If the indexes differ, or a group or an answer is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> group = pd.Series(["light"] * 8 + ["heavy"] * 2)
    >>> response_rates(group, pd.Series([True, True] + [False] * 6 + [True, True])).to_dict("index")
    {'heavy': {'invited': 2, 'share_answered': 1.0}, 'light': {'invited': 8, 'share_answered': 0.25}}
    """
    answered = _known(group, is_answered, "response_rates").groupby(group)
    return pd.DataFrame({"invited": answered.size(), "share_answered": answered.mean()})


def response_weights(group: pd.Series, is_answered: pd.Series) -> pd.Series:
    """Weight those who answered so that each group counts as much as among those invited.

    It mends what the groups explain (say, heavy buyers answer more often) and nothing else.

    Parameters
    ----------
    group
        Group of every person invited, known for all of them: a band of orders in the past year, for example.
    is_answered
        Whether they answered; same index.

    Returns
    -------
    pandas.Series
        One weight for each person who answered, with mean 1: use it as in `(weight * x).sum() / weight.sum()`.

    Raises
    ------
    DataError
        If the indexes differ, a group is missing, or a whole group did not answer (then make groups wider).

    References
    ----------
    Holt & Smith (1979), Post stratification, Journal of the Royal Statistical Society A 142(1), 33-46.

    Examples
    --------
    >>> import pandas as pd
    >>> group = pd.Series(["light"] * 8 + ["heavy"] * 2)
    >>> response_weights(group, pd.Series([True, True] + [False] * 6 + [True, True])).tolist()
    [1.6, 1.6, 0.4, 0.4]
    """
    answered = _known(group, is_answered, "response_weights")
    invited_share = group.value_counts(normalize=True)
    answered_share = group[answered].value_counts(normalize=True).reindex(invited_share.index)
    if answered_share.isna().any():
        silent = answered_share.index[answered_share.isna()][0]
        raise DataError(f"nobody of the group {silent!r} answered, so nobody can speak for it: make the groups wider.")
    return group[answered].map(invited_share / answered_share).astype(float).rename("weight")


def _known(group: pd.Series, is_answered: pd.Series, where: str) -> pd.Series:
    """Return who answered, as true and false, if that and their group is known of everyone invited."""
    if not len(group) or not group.index.equals(is_answered.index):
        raise DataError(f"needs.{where}: both columns must have the same index, one row for each invitation.")
    if group.isna().any() or is_answered.isna().any():
        raise DataError(f"needs.{where}: the group and the answer must be known for everyone invited.")
    return is_answered.astype(bool)
