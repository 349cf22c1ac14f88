"""All that the report says, computed once: the page and the CSV files tell the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from customer_value.classroom.report.confidence import confidence_table
from customer_value.classroom.report.discrimination import rest_scores
from customer_value.classroom.report.flags import flags
from customer_value.classroom.report.items import item_table
from customer_value.classroom.report.misconceptions import misconception_table
from customer_value.classroom.report.objectives import objective_table
from customer_value.classroom.report.options import option_table
from customer_value.classroom.report.reliability import reliability

if TYPE_CHECKING:
    import pandas as pd

    from customer_value.classroom.report.answers import ClassAnswers
    from customer_value.classroom.report.flags import Flag
    from customer_value.classroom.report.reliability import Reliability


@dataclass(frozen=True)
class Findings:
    """The tables of a class's answers; each is described where it is made.

    Attributes
    ----------
    answers
        What they were made from.
    shares
        For each student the share of the points that could be reached, 0 to 1; NaN where nothing is marked.
    reliability, items, options, misconceptions, objectives, confidence, flags
        As `reliability`, `item_table`, `option_table` (by item), `misconception_table`, `objective_table`,
        `confidence_table` and `flags` give them.
    """

    answers: ClassAnswers
    shares: pd.Series
    reliability: Reliability
    items: pd.DataFrame
    options: dict[str, pd.DataFrame]
    misconceptions: pd.DataFrame
    objectives: pd.DataFrame
    confidence: pd.DataFrame
    flags: list[Flag]


def findings(answers: ClassAnswers) -> Findings:
    """Compute all tables of a class's answers."""
    scores, points = answers.scores(), answers.points()
    rest = rest_scores(scores, points)
    items = item_table(answers)
    options = {each.id: option_table(answers, each, rest[each.id]) for each in answers.items}
    return Findings(
        answers=answers,
        shares=shares(scores, points),
        reliability=reliability(scores.dropna(axis="columns", how="all"), points),
        items=items,
        options=options,
        misconceptions=misconception_table(answers),
        objectives=objective_table(answers),
        confidence=confidence_table(answers.answers),
        flags=flags(answers.items, items, options, answers.answers),
    )


def shares(scores: pd.DataFrame, points: dict[str, float]) -> pd.Series:
    """Give each student's share of the points of the items that the student was asked and that are marked.

    Examples
    --------
    >>> import pandas as pd
    >>> shares(pd.DataFrame({"a": [1, 0], "b": [0.5, None]}), {"a": 1, "b": 3}).tolist()
    [0.625, 0.0]
    """
    import pandas as pd

    worth = pd.Series(points, dtype=float)[scores.columns]
    possible = (scores.notna() * worth).sum(axis=1)
    return (scores * worth).sum(axis=1) / possible.where(possible > 0)
