"""How often those were right who said that they were sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.assessment.calibration import LEVELS
from customer_value.classroom.report.answers import is_marked
from customer_value.classroom.report.intervals import share_of_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

SAID = "sure"


def confidence_table(answers: pd.DataFrame) -> pd.DataFrame:
    """Set what students said of their certainty beside what they got right.

    Parameters
    ----------
    answers
        With `student`, `status`, `score` and `confidence`. Answers without a word on certainty are left out, and so are
        those that could not be read, were not given, or have no mark.

    Returns
    -------
    DataFrame
        Index: confidence, from "sure" to "guess", those that somebody chose. `answers` (count), `right` (share of
        them, 0 to 1) with `low` and `high`, its 95 % interval (answers of the same student are alike, which widens it).

    Examples
    --------
    >>> table = pd.DataFrame({"student": ["ada", "bob", "cy"], "status": ["correct", "wrong", "correct"],
    ...                       "score": [1, 0, 1], "confidence": ["sure", "sure", "guess"]})
    >>> confidence_table(table)[["answers", "right"]].to_dict("index")
    {'sure': {'answers': 2, 'right': 0.5}, 'guess': {'answers': 1, 'right': 1.0}}
    """
    given = answers[is_marked(answers)].dropna(subset=["confidence"])
    return pd.DataFrame(_rows(given), columns=["confidence", "answers", "right", "low", "high"]).set_index("confidence")


def _rows(given: pd.DataFrame) -> Iterator[tuple[str, int, float, float, float]]:
    for level in LEVELS:
        mine = given[given["confidence"] == level]
        if len(mine):
            yield level, len(mine), *share_of_answers(mine["status"] == "correct", mine["student"])


def sure_and_wrong(answers: pd.DataFrame) -> pd.DataFrame:
    """Count by item how many were sure, and how many of them were wrong.

    Parameters
    ----------
    answers
        As for `confidence_table`, with `item`.

    Returns
    -------
    DataFrame
        Index: item. `sure` and `sure_and_wrong` (counts of students).

    Examples
    --------
    >>> table = pd.DataFrame({"item": ["04.Q01"] * 3, "status": ["correct", "wrong", "wrong"],
    ...                       "score": [1, 0, 0], "confidence": ["sure", "sure", "guess"]})
    >>> sure_and_wrong(table).loc["04.Q01"].tolist()
    [2, 1]
    """
    sure = (answers["confidence"] == SAID) & is_marked(answers)
    counts = pd.DataFrame({"sure": sure, "sure_and_wrong": sure & (answers["status"] == "wrong")})
    return counts.groupby(answers["item"]).sum().astype(int)
