"""The Kano model: which features are expected, asked for, or a delight.

Two questions for each feature: how do you feel if it *is* there (functional), and if it is *not* (dysfunctional)?
Each is answered 1 = I like it, 2 = I expect it, 3 = neutral, 4 = I can live with it, 5 = I dislike it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from customer_value.analysis.answers import on_scale
from customer_value.errors import ColumnError, DataError

# Rows: functional answer 1 to 5; columns: dysfunctional answer 1 to 5.
EVALUATION = np.array(
    [
        list("QAAAO"),
        list("RIIIM"),
        list("RIIIM"),
        list("RIIIM"),
        list("RRRRQ"),
    ]
)
LETTERS = list("MOAIRQ")  # in this order a tie is broken: what is expected comes first


def kano_categories(functional: pd.Series, dysfunctional: pd.Series) -> pd.Series:
    """Look up each pair of answers in Kano's evaluation table.

    Parameters
    ----------
    functional, dysfunctional
        Answers 1 (like) to 5 (dislike) to "if it is there" and "if it is not there"; same index.

    Returns
    -------
    pandas.Series
        A attractive, O one-dimensional, M must-be, I indifferent, R reverse, Q questionable; missing where an answer
        is missing.

    Raises
    ------
    DataError
        If an answer is no number or not from 1 to 5, or the indexes differ.

    References
    ----------
    Kano, Seraku, Takahashi & Tsuji (1984), Journal of the Japanese Society for Quality Control 14(2).

    Examples
    --------
    >>> kano_categories(pd.Series([1, 1, 3]), pd.Series([3, 5, 5])).tolist()
    ['A', 'O', 'M']
    """
    if not functional.index.equals(dysfunctional.index):
        raise DataError("needs.kano_categories: the two columns have different indexes; take them from one table.")
    both = pd.DataFrame({"functional": functional, "dysfunctional": dysfunctional})
    table = on_scale(both, ["functional", "dysfunctional"], 1, 5, where="needs.kano_categories")
    known = table.notna().all(axis=1).to_numpy()
    answers = table.to_numpy()[known]
    if (answers % 1 != 0).any():
        raise DataError("needs.kano_categories: answers are whole numbers from 1 to 5, not means of several people.")
    place = answers.astype(int) - 1
    letters = np.full(len(table), None, dtype=object)
    letters[known] = EVALUATION[place[:, 0], place[:, 1]]
    return pd.Series(letters, index=table.index, dtype="str", name="category")


def kano(
    answers: pd.DataFrame,
    *,
    feature: str = "feature",
    functional: str = "functional_answer",
    dysfunctional: str = "dysfunctional_answer",
) -> pd.DataFrame:
    """Count Kano's categories for each feature, name the most frequent one, and say how it moves satisfaction.

    Pooled counts can hide segments: a category may win that is the favourite of no segment at all. Group first.

    Parameters
    ----------
    answers
        One row for each person and feature.
    feature, functional, dysfunctional
        Names of the columns.

    Returns
    -------
    pandas.DataFrame
        One row for each feature: counts `A`, `O`, `M`, `I`, `R`, `Q`, `category` (the most frequent; ties go to
        M, then O, A, I), `better` and `worse` (see `satisfaction_coefficients`).

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If answers are wrong or there are none.

    Examples
    --------
    >>> answers = pd.DataFrame({"feature": ["tracker"] * 3, "functional_answer": [1, 1, 1],
    ...                         "dysfunctional_answer": [3, 3, 5]})
    >>> kano(answers)[["A", "O", "category"]].to_dict("index")
    {'tracker': {'A': 2, 'O': 1, 'category': 'A'}}
    """
    ColumnError.check([feature, functional, dysfunctional], answers.columns, where="needs.kano")
    letters = kano_categories(answers[functional], answers[dysfunctional])
    known = letters.notna().to_numpy()
    features = answers[feature].to_numpy()[known]
    # Through arrays: pandas would pair rows by index, and tables put together from parts have an index twice.
    counts = pd.crosstab(features, letters.to_numpy()[known]).reindex(columns=LETTERS, fill_value=0)
    category = counts.idxmax(axis=1)  # the first of equals
    table = counts[list("AOMIRQ")].rename_axis(index=feature, columns=None)
    return table.assign(category=category).join(satisfaction_coefficients(counts))


def satisfaction_coefficients(counts: pd.DataFrame) -> pd.DataFrame:
    """Say how much a feature lifts satisfaction when it is there, and lowers it when it is not.

    better = (A + O) / (A + O + M + I), from 0 to 1; worse = -(O + M) / (A + O + M + I), from -1 to 0; no unit.

    Parameters
    ----------
    counts
        One row for each feature, with counts in the columns `A`, `O`, `M` and `I`.

    Returns
    -------
    pandas.DataFrame
        `better` and `worse`, with the index of `counts`; missing where nobody gave one of the four letters.

    Raises
    ------
    ColumnError
        If a letter is missing.
    DataError
        If a count is negative.

    References
    ----------
    Berger et al. (1993), Center for Quality Management Journal 2(4).

    Examples
    --------
    >>> satisfaction_coefficients(pd.DataFrame({"A": [20], "O": [40], "M": [30], "I": [10]})).iloc[0].to_dict()
    {'better': 0.6, 'worse': -0.7}
    """
    ColumnError.check(list("AOMI"), counts.columns, where="needs.satisfaction_coefficients")
    table = on_scale(counts, list("AOMI"), 0, np.inf, where="needs.satisfaction_coefficients")
    all_four = table.sum(axis=1).replace(0, np.nan)
    return pd.DataFrame(
        {"better": (table["A"] + table["O"]) / all_four, "worse": -(table["O"] + table["M"]) / all_four}
    )
