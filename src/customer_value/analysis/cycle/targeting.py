"""Whom to contact: rankings judged by the sales that they cause, not by the sales that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.vectors import FloatArray


def gain_curve(score: ArrayLike, outcome: ArrayLike, is_treated: ArrayLike, *, steps: int = 20) -> pd.DataFrame:
    """Follow what treating the best first would cause, from a test in which treatment was drawn at random.

    For the best-ranked part of the customers the gain is (mean outcome of the treated - mean of the control group)
    × customers in the part.

    Parameters
    ----------
    score
        The ranking: who is treated first, highest first. Any unit.
    outcome
        0 / 1 (bought) or € of each customer.
    is_treated
        Whether the customer was treated (True / 1) or held out.
    steps
        Number of parts, 1 or more.

    Returns
    -------
    pandas.DataFrame
        From 0 to all customers: `customer_share`, `gain` (in the unit of the outcome, over all customers in the part)
        and `random_gain` (the same part drawn at random: the straight line to the end).

    Raises
    ------
    DataError
        If lengths differ, a value is missing, or a group is empty in the first part (then use fewer steps).

    References
    ----------
    Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing Analytics Journal, 14-21.

    Examples
    --------
    >>> gain_curve([3, 3, 2, 2, 1, 1], [1, 0, 1, 1, 0, 1], [1, 0] * 3, steps=3)["gain"].tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    rank, came, treated = _test(score, outcome, is_treated)
    if steps < 1:
        raise DataError(f"steps must be 1 or more, not {steps!r}.")
    order = np.argsort(-rank, kind="stable")
    ends = np.round(np.linspace(0, len(order), steps + 1)).astype(int)
    gains = [0.0, *(_gain(came[order[:end]], treated[order[:end]]) for end in ends[1:])]
    share = ends / len(order)
    return pd.DataFrame({"customer_share": share, "gain": gains, "random_gain": share * gains[-1]})


def qini(score: ArrayLike, outcome: ArrayLike, is_treated: ArrayLike, *, steps: int = 20) -> float:
    """Sum up a ranking in one number: the mean distance of its gain curve above the random line, per customer.

    Parameters
    ----------
    score, outcome, is_treated, steps
        As for `gain_curve`.

    Returns
    -------
    float
        Unit of the outcome per customer: 0 for a ranking that knows nothing, negative for one that is worse.

    Raises
    ------
    DataError
        As `gain_curve`.

    References
    ----------
    Radcliffe (2007), Direct Marketing Analytics Journal, 14-21 (there scaled by the gain of all).

    Examples
    --------
    >>> round(qini([3, 3, 2, 2, 1, 1], [1, 0, 1, 1, 0, 1], [1, 0] * 3, steps=3), 3)
    0.222
    """
    curve = gain_curve(score, outcome, is_treated, steps=steps)
    above = curve["gain"] - curve["random_gain"]
    return float(np.trapezoid(above, curve["customer_share"])) / len(np.atleast_1d(np.asarray(score)))


def targeting_table(scores: pd.DataFrame, outcome: pd.Series, is_treated: pd.Series, *, share: float) -> pd.DataFrame:
    """Set rankings side by side: if each may contact the same share of customers, what each would cause.

    Parameters
    ----------
    scores
        One row per customer of a randomised test, one column per ranking ("response", "risk", "uplift" …), highest
        first.
    outcome, is_treated
        As for `gain_curve`, with the index of `scores`.
    share
        Share of the customers that may be contacted, above 0 to 1.

    Returns
    -------
    pandas.DataFrame
        One row per ranking and one for "random", the best first: `response` (mean outcome of the treated in the
        part: what a report without a control group praises), `uplift` (treated minus control), `gain` (uplift ×
        customers in the part) and `qini`.

    Raises
    ------
    DataError
        If indexes differ, the share is out of range, or a part has nobody treated or nobody held out.

    References
    ----------
    Ascarza (2018), Retention futility, Journal of Marketing Research 55(1), 80-98.

    Examples
    --------
    >>> test = pd.DataFrame({"wrong": [1, 2, 3, 4], "right": [4, 3, 2, 1]})
    >>> targeting_table(test, pd.Series([1, 0, 1, 1]), pd.Series([1, 0, 1, 0]), share=0.5)["gain"].to_dict()
    {'right': 2.0, 'random': 1.0, 'wrong': 0.0}
    """
    if not scores.index.equals(outcome.index) or not scores.index.equals(is_treated.index):
        raise DataError("scores, outcome and is_treated have different indexes; take them from one table.")
    if not 0 < share <= 1:
        raise DataError(f"share must lie above 0 and at most at 1, not {share!r}.")
    rows = {name: _row(scores[name], outcome, is_treated, share) for name in scores.columns}
    everyone = _row(pd.Series(0.0, index=scores.index), outcome, is_treated, 1.0)
    rows["random"] = {**everyone, "gain": everyone["gain"] * share, "qini": 0.0}
    return pd.DataFrame(rows).T.rename_axis("ranking").sort_values("gain", ascending=False, kind="stable")


def _row(score: pd.Series, outcome: pd.Series, is_treated: pd.Series, share: float) -> dict[str, float]:
    rank, came, treated = _test(score, outcome, is_treated)
    best = np.argsort(-rank, kind="stable")[: max(1, round(share * len(rank)))]
    gain = _gain(came[best], treated[best])
    return {
        "response": float(came[best][treated[best]].mean()),
        "uplift": gain / len(best),
        "gain": gain,
        "qini": qini(rank, came, treated, steps=max(1, round(1 / share))),
    }


def _test(score: ArrayLike, outcome: ArrayLike, is_treated: ArrayLike) -> tuple[FloatArray, FloatArray, np.ndarray]:
    rank, came = (np.atleast_1d(each) for each in arrays(-np.inf, np.inf, score=score, outcome=outcome))
    (treated,) = (np.atleast_1d(each) for each in arrays(0, 1, is_treated=np.asarray(is_treated, dtype=float)))
    if not len(rank) == len(came) == len(treated):
        raise DataError(
            f"the columns differ in length: score {len(rank)}, outcome {len(came)}, is_treated {len(treated)}."
        )
    return rank, came, treated == 1


def _gain(came: FloatArray, treated: np.ndarray) -> float:
    if treated.all() or not treated.any():
        raise DataError(
            f"among the {len(came)} best-ranked customers all were treated or all held out, so the effect cannot be "
            f"told: use fewer steps or a larger share, and a test that was randomised."
        )
    return float(came[treated].mean() - came[~treated].mean()) * len(came)
