"""The misconception map: what part of the class showed which wrong idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.classroom.report.answers import is_marked
from customer_value.classroom.report.intervals import wilson

if TYPE_CHECKING:
    from customer_value.classroom.report.answers import ClassAnswers

COLUMNS = ("misconception", "sentence", "items", "students", "showed", "share", "low", "high")


def misconception_table(answers: ClassAnswers) -> pd.DataFrame:
    """Give the share of students who showed each misconception at least once.

    Only those count who answered an item that can reveal it: a blank says nothing, nor does what could not be read
    or waits for its mark.

    Returns
    -------
    DataFrame
        Index: misconception, the most frequent first. `sentence`; `items` (tuple of ids that can reveal it); `students`
        who answered one of them, and how many of these `showed` it (counts); `share` with `low` and `high`, its 95 %
        interval by Wilson (0 to 1). Misconceptions that nobody had a chance to show are left out.

    References
    ----------
    Wilson (1927), J. American Statistical Association 22, 209-212.

    Examples
    --------
    >>> from customer_value.classroom.report.answers import ClassAnswers, Item
    >>> item = Item(id="04.Q06", stem="?", type="single", objective="04.O3", misconceptions={"04.M4": "It is loyalty."})
    >>> rows = [("ada", "04.Q06", 1.0, "correct", ()), ("bob", "04.Q06", 0.0, "wrong", ("04.M4",))]
    >>> table = pd.DataFrame(rows, columns=["student", "item", "score", "status", "misconceptions"])
    >>> table = table.assign(answer="0", seconds=30.0, confidence=None)
    >>> found = misconception_table(ClassAnswers(title="", items=(item,), answers=table))
    >>> found.loc["04.M4", ["showed", "share"]].tolist()
    [1.0, 0.5]
    """
    given = answers.answers[is_marked(answers.answers)]
    sentences = {name: text for each in answers.items for name, text in each.misconceptions.items()}
    rows = []
    for name, sentence in sentences.items():
        items = tuple(each.id for each in answers.items if name in each.misconceptions)
        mine = given[given["item"].isin(items)]
        shown = mine["misconceptions"].map(lambda revealed, name=name: name in revealed).groupby(mine["student"]).any()
        if len(shown):
            rows.append((name, sentence, items, len(shown), int(shown.sum()), *wilson(int(shown.sum()), len(shown))))
    found = pd.DataFrame(rows, columns=list(COLUMNS)).set_index("misconception")
    return found.sort_values("share", ascending=False, kind="stable")
