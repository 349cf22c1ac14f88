"""Scores of a staff survey of market orientation.

Narver & Slater (1990), Journal of Marketing 54(4), 20-35: customer orientation, competitor orientation and
interfunctional coordination, 15 items from 1 (not at all) to 7 (to a very great extent).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from customer_value.analysis.answers import on_scale
from customer_value.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COMPONENTS = ("customer", "competitor", "coordination")


def scores(
    answers: pd.DataFrame, components: Mapping[str, Iterable[str]] | None = None, *, low: float = 1, high: float = 7
) -> pd.DataFrame:
    """Score each answer sheet: the mean of every component, and the overall score in both ways.

    Parameters
    ----------
    answers
        One row for each person, one column for each item; other columns are left alone. Missing answers are left
        out of that person's means.
    components
        Items of each component, in points where more is better: `{"customer": ["customer_1", …], …}`. By default the
        columns that start with "customer_", "competitor_" and "coordination_" and end in a number.
    low, high
        Ends of the answering scale, points.

    Returns
    -------
    pandas.DataFrame
        Points, with the index of `answers`: one column for each component, `mean_of_items` (each item counts the
        same) and `mean_of_components` (each component counts the same). The two differ where components have
        different numbers of items; say which one you report. Missing where a component has no answer at all.

    Raises
    ------
    ColumnError
        If an item is not a column.
    DataError
        If an answer is no number or lies off the scale, or the table has no rows.

    Examples
    --------
    >>> store = pd.DataFrame({"customer_1": [6, 6], "customer_2": [6, 6], "competitor_1": [3, 3]})
    >>> scores(store, {"customer": ["customer_1", "customer_2"], "competitor": ["competitor_1"]}).iloc[0].to_dict()
    {'customer': 6.0, 'competitor': 3.0, 'mean_of_items': 5.0, 'mean_of_components': 4.5}
    """
    chosen = {name: list(items) for name, items in (components or items_of(answers)).items()}
    every = [item for items in chosen.values() for item in items]
    table = on_scale(answers, every, low, high, where="orientation.scores")
    parts = pd.DataFrame({name: table[items].mean(axis=1) for name, items in chosen.items()})
    whole = parts.notna().all(axis=1)
    return parts.assign(
        mean_of_items=table[every].mean(axis=1).where(whole),
        mean_of_components=parts.mean(axis=1).where(whole),
    )


def recode(answers: pd.Series, *, low: float, high: float) -> pd.Series:
    """Turn a reverse-keyed item round: (high + low) - answer.

    Parameters
    ----------
    answers
        Points between `low` and `high`; missing answers stay missing.
    low, high
        Ends of the answering scale, points: 1 and 5 give 6 - answer.

    Raises
    ------
    DataError
        If an answer is no number or lies off the scale.

    Examples
    --------
    >>> recode(pd.Series([1, 2, 5]), low=1, high=5).tolist()
    [5.0, 4.0, 1.0]
    """
    name = str(answers.name or "answers")
    return (low + high) - on_scale(answers.to_frame(name), [name], low, high, where="orientation.recode")[name]


def items_of(answers: pd.DataFrame) -> dict[str, list[str]]:
    """Find the items of each component by their names, such as customer_1."""
    found = {
        name: [column for column in answers.columns if re.fullmatch(rf"{name}_\d+", str(column))] for name in COMPONENTS
    }
    lacking = [name for name, items in found.items() if not items]
    if lacking:
        raise ColumnError.missing([f"{name}_1" for name in lacking], answers.columns, where="orientation.scores")
    return found
