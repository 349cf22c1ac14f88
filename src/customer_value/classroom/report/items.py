"""One row for each item: how hard, how well it separates, how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.classroom.report.discrimination import item_rest
from customer_value.classroom.report.intervals import mean_score

if TYPE_CHECKING:
    from customer_value.classroom.report.answers import ClassAnswers


def item_table(answers: ClassAnswers) -> pd.DataFrame:
    """Describe each item by its own answers.

    Returns
    -------
    DataFrame
        Index: item. `type`, `objective`, `bloom`, `points`, `is_public`; `asked` and `marked` (students); `difficulty`
        with `low` and `high` (mean score, 0 to 1: high is *easy*; 95 % interval); `item_rest` with its interval (no
        unit, −1 to 1); `median_seconds`, `quartile_1_seconds`, `quartile_3_seconds`; `malformed` and `not_attempted`
        (shares of those asked).

    References
    ----------
    Lord and Novick (1968), Statistical Theories of Mental Test Scores, chapter 15: difficulty and discrimination.
    """
    about = pd.DataFrame(
        [(each.id, each.type, each.objective, each.bloom, each.points, each.is_public) for each in answers.items],
        columns=["item", "type", "objective", "bloom", "points", "is_public"],
    ).set_index("item")
    scores = answers.scores()
    about["asked"] = answers.answers["item"].value_counts().reindex(about.index, fill_value=0)
    about["marked"] = scores.notna().sum()
    easy = {item: mean_score(scores[item]) for item in scores.columns}
    about[["difficulty", "low", "high"]] = pd.DataFrame(easy, index=["difficulty", "low", "high"]).T
    separates = item_rest(scores, answers.points())
    return about.join([separates, times(answers.answers), _shares(answers.answers)])


def times(answers: pd.DataFrame) -> pd.DataFrame:
    """Give the median and the quartiles of the seconds that an item took.

    Parameters
    ----------
    answers
        With `item` and `seconds`; unknown times are left out.

    Returns
    -------
    DataFrame
        Index: item. `median_seconds`, `quartile_1_seconds`, `quartile_3_seconds`.

    Examples
    --------
    >>> table = pd.DataFrame({"item": ["04.Q01"] * 5, "seconds": [10.0, 20.0, 30.0, 40.0, None]})
    >>> times(table).loc["04.Q01"].tolist()
    [25.0, 17.5, 32.5]
    """
    found = answers.groupby("item")["seconds"].quantile(np.array([0.5, 0.25, 0.75])).unstack()  # noqa: PD010
    return found.set_axis(["median_seconds", "quartile_1_seconds", "quartile_3_seconds"], axis="columns").astype(float)


def _shares(answers: pd.DataFrame) -> pd.DataFrame:
    is_so = {each: answers["status"] == each for each in ("malformed", "not_attempted")}
    return pd.DataFrame(is_so).groupby(answers["item"]).mean()
