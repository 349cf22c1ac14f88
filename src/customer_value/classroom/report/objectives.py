"""What the class can do by now: scores by objective, in the class's lower, middle and upper third."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.classroom.report.discrimination import THIRDS, above_mean, thirds

if TYPE_CHECKING:
    from customer_value.classroom.report.answers import ClassAnswers


def objective_table(answers: ClassAnswers) -> pd.DataFrame:
    """Give the mean score of each objective, for all and by third of the class.

    Returns
    -------
    DataFrame
        Index: objective, in the lessons' order. `text`; `items` and `answers` (counts); `all`, `lower`, `middle`,
        `upper` (share of the points that could be reached there, 0 to 1; NaN where a third was not asked). Thirds are
        by all items, less each item's mean, as `above_mean` says.
    """
    scores, points = answers.scores(), answers.points()
    group = thirds(above_mean(scores, points))
    rows = {}
    for objective in sorted({each.objective for each in answers.items}, key=_place):
        mine = [each for each in answers.items if each.objective == objective]
        part = scores[[each.id for each in mine]]
        by_third = [_share(part[group == third], points) for third in THIRDS]
        rows[objective] = (
            mine[0].objective_text,
            len(mine),
            int(part.notna().sum().sum()),
            _share(part, points),
            *by_third,
        )
    columns = ["text", "items", "answers", "all", *THIRDS]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("objective")


def _place(objective: str) -> tuple[str, int, str]:
    """Put 04.O10 behind 04.O9."""
    lesson, _, rest = objective.partition(".")
    return lesson, len(rest), rest


def _share(scores: pd.DataFrame, points: dict[str, float]) -> float:
    worth = pd.Series(points)[scores.columns]
    possible = float((scores.notna() * worth).to_numpy().sum())
    return float((scores * worth).sum().sum()) / possible if possible else np.nan
