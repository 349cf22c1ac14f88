"""How far a share or a mean may be off."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import stats

from customer_value.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.95


class Estimate(NamedTuple):
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


def wilson(count: float, of: float) -> Estimate:
    """Estimate a share with its interval, which holds in small groups and at 0 and 1, too: none ends beyond them.

    (p + z² / 2n ± z √(p (1 − p) / n + z² / 4n²)) / (1 + z² / n), z = 1.96.

    Parameters
    ----------
    count, of
        So many of so many, such as students; `of` is at least 1.

    Returns
    -------
    Estimate
        Shares, 0 to 1.

    Raises
    ------
    DataError
        If there is nobody to count, or more than all are counted.

    References
    ----------
    Wilson (1927), J. American Statistical Association 22, 209-212.

    Examples
    --------
    >>> [round(each, 3) for each in wilson(0, 10)]
    [0.0, 0.0, 0.278]
    """
    if not 0 <= count <= of or of <= 0:
        raise DataError(f"a share needs a count between 0 and the number of all, not {count!r} of {of!r}.")
    share, z = float(count / of), float(stats.norm.ppf(0.5 + LEVEL / 2))
    middle, spread = share + z**2 / (2 * of), z * sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    ends = ((middle + way * spread) / (1 + z**2 / of) for way in (-1, 1))
    low, high = (min(1.0, max(0.0, each)) for each in ends)
    return Estimate(share, min(low, share), max(high, share))


def mean_score(scores: pd.Series) -> Estimate:
    """Estimate a mean score with its interval: Wilson's where all are 0 or 1, else that of Student's t.

    Parameters
    ----------
    scores
        One for each student, 0 to 1; missing ones are left out.

    Returns
    -------
    Estimate
        Shares of the full score, 0 to 1; NaN without scores.

    References
    ----------
    Wilson (1927); Student (1908), Biometrika 6, 1-25.

    Examples
    --------
    >>> import pandas as pd
    >>> [round(each, 2) for each in mean_score(pd.Series([1, 1, 0, 1, 1, 0, 1, 1]))]
    [0.75, 0.41, 0.93]
    >>> [round(each, 2) for each in mean_score(pd.Series([1, 0.5, 0.5, 1]))]
    [0.75, 0.29, 1.0]
    """
    values = scores.dropna().to_numpy(float)
    if not len(values):
        return NOTHING
    if np.isin(values, (0.0, 1.0)).all():
        return wilson(values.sum(), len(values))
    mean = float(values.mean())
    if len(values) == 1:
        return Estimate(mean, 0.0, 1.0)
    reach = float(stats.t.ppf(0.5 + LEVEL / 2, len(values) - 1) * values.std(ddof=1) / sqrt(len(values)))
    return Estimate(mean, max(0.0, mean - reach), min(1.0, mean + reach))


def share_of_answers(right: pd.Series, student: pd.Series) -> Estimate:
    """Estimate a share of answers, several of which come from the same student and are alike.

    The interval is Wilson's for so many answers as would tell as much if each came from another student
    (p (1 − p) n² / Σ (r_s − p n_s)², at most all n of them, over students with n_s answers of which r_s are right).

    Parameters
    ----------
    right
        For each answer whether it is right.
    student
        Whose it is.

    Returns
    -------
    Estimate
        Shares, 0 to 1; NaN without answers.

    References
    ----------
    Korn and Graubard (1998), Survey Methodology 24(2), 193-201: the number of answers that counts.

    Examples
    --------
    >>> import pandas as pd
    >>> right = pd.Series([True, True, False, False])
    >>> apart = share_of_answers(right, pd.Series(["ada", "bob", "cy", "dan"]))
    >>> alike = share_of_answers(right, pd.Series(["ada", "ada", "bob", "bob"]))
    >>> [round(each.low, 2) for each in (apart, alike)]
    [0.15, 0.09]
    """
    if not len(right):
        return NOTHING
    sums = right.astype(float).groupby(student.to_numpy()).agg(["sum", "count"])
    share, students = float(right.mean()), len(sums)
    if students == 1 or share in (0, 1):
        counted = float(students)
    else:
        off = ((sums["sum"] - share * sums["count"]) ** 2).sum()
        counted = min(float(len(right)), share * (1 - share) * len(right) ** 2 / off if off else float(len(right)))
    return wilson(float(share * counted), float(counted))
