"""Whether the items of a scale hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.answers import complete
from customer_value.analysis.orientation.scoring import items_of
from customer_value.errors import DataError

if TYPE_CHECKING:
    from customer_value.analysis.vectors import FloatArray


def cronbach_alpha(items: pd.DataFrame) -> float:
    """Estimate how consistently the items of one scale measure: k / (k - 1) × (1 - Σ item variances / variance of sum).

    It rises with the number of items k and does not show that they measure one thing (Cortina 1993). Negative when an
    item is left unrecoded.

    Parameters
    ----------
    items
        One row for each person, one column for each item, all pointing the same way. People with a missing answer
        are left out.

    Returns
    -------
    float
        Without unit; at most 1.

    Raises
    ------
    DataError
        If there are fewer than two items, fewer than two complete rows, or nobody's sums differ.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334. Cortina (1993), Journal of Applied Psychology 78(1), 98-104.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 2, 4, 4], "c": [1, 3, 3, 5]})
    >>> round(cronbach_alpha(answers), 3)
    0.933
    """
    return _alpha(complete(items, "orientation.cronbach_alpha"))


def alphas(answers: pd.DataFrame) -> pd.DataFrame:
    """Give the alpha of each component of market orientation, and of all items together.

    Parameters
    ----------
    answers
        One row for each person; items are the columns that `orientation.scores` takes by default.

    Returns
    -------
    pandas.DataFrame
        One row for each component and one for "all items": `items` (their number) and `alpha` (no unit, at most 1).

    Raises
    ------
    ColumnError
        If a component has no items.
    DataError
        As `cronbach_alpha`.

    Examples
    --------
    >>> import customer_value as cv
    >>> alphas(cv.load("survey_orientation")).round(2)["alpha"].to_dict()
    {'customer': 0.85, 'competitor': 0.75, 'coordination': 0.76, 'all items': 0.88}
    """
    scales = items_of(answers)
    scales["all items"] = [item for items in scales.values() for item in items]
    rows = {name: (len(items), cronbach_alpha(answers[items])) for name, items in scales.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["items", "alpha"])


def standardised_alpha(item_count: float, mean_correlation: float) -> float:
    """Give the alpha of `item_count` items whose mean correlation is `mean_correlation`: k r / (1 + (k - 1) r).

    Parameters
    ----------
    item_count
        Number of items, k, at least 1.
    mean_correlation
        Mean correlation between two items, r, 0 to 1.

    Raises
    ------
    DataError
        If either is out of range.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334.

    Examples
    --------
    >>> [round(standardised_alpha(k, 0.20), 2) for k in (3, 6, 10, 15)]
    [0.43, 0.6, 0.71, 0.79]
    """
    if not item_count >= 1 or not 0 <= mean_correlation <= 1:
        raise DataError(
            f"a scale needs at least 1 item and a mean correlation between 0 and 1, "
            f"not {item_count!r} and {mean_correlation!r}."
        )
    return item_count * mean_correlation / (1 + (item_count - 1) * mean_correlation)


def item_analysis(items: pd.DataFrame) -> pd.DataFrame:
    """Show item by item whether it fits the scale, and what to do when it does not.

    Parameters
    ----------
    items
        As for `cronbach_alpha`.

    Returns
    -------
    pandas.DataFrame
        One row for each item: `mean` (points), `item_total` (correlation with the sum of the *other* items),
        `alpha_without` it, and `advice`: "recode it" when it runs against the others, "drop it?" when alpha rises
        without it, else "keep it".

    Raises
    ------
    DataError
        As `cronbach_alpha`.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 2, 4, 4], "c": [2, 2, 3, 5], "turned": [5, 4, 2, 2]})
    >>> item_analysis(answers)["advice"].to_dict()
    {'a': 'keep it', 'b': 'keep it', 'c': 'keep it', 'turned': 'recode it'}
    """
    table = complete(items, "orientation.item_analysis")
    alpha = _alpha(table)
    rows = []
    for item in table.columns:
        others = table.drop(columns=item)
        total = _correlation(table[item].to_numpy(float), others.sum(axis=1).to_numpy(float))
        without = _alpha(others) if others.shape[1] > 1 else np.nan
        advice = "recode it" if total < 0 else "drop it?" if without > alpha else "keep it"
        rows.append((table[item].mean(), total, without, advice))
    return pd.DataFrame(rows, index=table.columns, columns=["mean", "item_total", "alpha_without", "advice"])


def _alpha(table: pd.DataFrame) -> float:
    k = table.shape[1]
    total = float(table.sum(axis=1).var())
    if total == 0:
        raise DataError("everybody has the same sum over these items: there is nothing to measure consistently.")
    return k / (k - 1) * (1 - float(table.var().sum()) / total)


def _correlation(one: FloatArray, other: FloatArray) -> float:
    if one.std() == 0 or other.std() == 0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
