"""Which answers were given to an item, by whom, and what they reveal."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.classroom.report.discrimination import rest_scores, thirds

if TYPE_CHECKING:
    from customer_value.classroom.report.answers import ClassAnswers, Item

COLUMNS = ("answer", "is_key", "students", "share", "lower", "upper", "upper_students", "rest_mean", "misconceptions")
NO_ANSWER = "(no answer)"
_MOST = 6  # answers that are listed where students type them


def option_table(answers: ClassAnswers, item: Item, rest: pd.Series | None = None) -> pd.DataFrame:
    """Count who took which option, or gave which answer where there are no options.

    Parameters
    ----------
    answers
        Of the class.
    item
        One of its items.
    rest
        For each student how far above the class in the other items, as `rest_scores` says; computed if not given.

    Returns
    -------
    DataFrame
        One row for each option in the bank's order, or for each of the most frequent numbers or words that two students
        or more gave, if all had the same numbers; at the end "(no answer)" if there is any. `answer` (text); `is_key`;
        `students` (count); `share` of those who were asked, and `lower` and `upper`, the same in the lower and upper
        third by the rest (shares, 0 to 1); `upper_students` (count in the upper third); `rest_mean` of those who took
        it (share of the full score above the class mean); `misconceptions` that the answer mostly reveals (ids).

    Examples
    --------
    >>> from customer_value.classroom.report.answers import ClassAnswers, Item
    >>> items = tuple(Item(id=f"04.Q0{n}", stem="?", type="single", objective="04.O1", options=("yes", "no"),
    ...                    keys=(0,)) for n in (1, 2))
    >>> rows = [(who, each.id, right, "0" if right else "1") for who, right in (("ada", 1), ("bob", 1), ("cy", 0))
    ...         for each in items]
    >>> table = pd.DataFrame(rows, columns=["student", "item", "score", "answer"])
    >>> table = table.assign(status="correct", misconceptions=[()] * 6, seconds=30.0, confidence=None)
    >>> found = option_table(ClassAnswers(title="Week 3", items=items, answers=table), items[0])
    >>> found[["answer", "students", "lower", "upper"]].values.tolist()
    [['yes', 2, 0.0, 1.0], ['no', 1, 1.0, 0.0]]
    """
    if rest is None:
        rest = rest_scores(answers.scores(), answers.points())[item.id]
    mine = answers.answers[answers.answers["item"] == item.id].set_index("student")
    rest = rest.reindex(mine.index)
    given = _given(mine)
    rows = _options(item, given) if item.options else _typed(item, given, mine["status"])
    if given.isna().any():
        rows.append((NO_ANSWER, False, given.isna()))
    group = thirds(rest)
    return pd.DataFrame([_row(*each, group, rest, mine["misconceptions"]) for each in rows], columns=list(COLUMNS))


def _given(mine: pd.DataFrame) -> pd.Series:
    """Read the answers; None for one that is not there or cannot be read, whoever made it so."""
    said = ~mine["status"].isin(["not_attempted", "malformed"])
    return pd.Series(list(map(_read, mine["answer"].where(said))), index=mine.index, dtype=object)


def _read(answer: Any) -> Any:
    with suppress(TypeError, ValueError, RecursionError):
        return json.loads(answer)
    return None


def _options(item: Item, given: pd.Series) -> list[tuple[str, bool, pd.Series]]:
    picked = given.map(_places)
    return [
        (text, place in item.keys, picked.map(lambda places, place=place: place in places).astype(bool))
        for place, text in enumerate(item.options)
    ]


def _places(answer: Any) -> tuple[int, ...]:
    """Return the places of the options that an answer names: of a statement, true is the first."""
    if isinstance(answer, bool):
        return (0 if answer else 1,)
    if isinstance(answer, int):
        return (answer,)
    return tuple(each for each in answer if type(each) is int) if isinstance(answer, list) else ()


def _typed(item: Item, given: pd.Series, status: pd.Series) -> list[tuple[str, bool, pd.Series]]:
    """Return the numbers and words that several students gave alike.

    Where all have numbers of their own, equal answers mean nothing, and a text of several sentences is no answer to
    count.
    """
    if item.has_own_numbers or item.type == "short":
        return []
    read = pd.Series(list(map(_word, given)), index=given.index, dtype=object)
    counts = read.value_counts()
    common = sorted(counts[counts >= 2].index, key=lambda each: (-counts[each], each))[:_MOST]
    return [(each, bool((status[read == each] == "correct").all()), read == each) for each in common]


def _word(answer: Any) -> str | None:
    """Return a number or a word as it was typed, with a mark for signs that no file or page can take.

    None for an answer with several parts.
    """
    if not isinstance(answer, str | int | float):
        return None
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in str(answer))


def _row(
    answer: str, is_key: bool, took: pd.Series, group: pd.Series, rest: pd.Series, reveals: pd.Series
) -> tuple[Any, ...]:
    revealed: pd.Series = reveals[took].explode().dropna()
    frequent = revealed.value_counts()
    ids = tuple(sorted(frequent[frequent > took.sum() / 2].index))
    by_third = (
        float(took[group == third].mean()) if (group == third).any() else np.nan for third in ("lower", "upper")
    )
    mean = float(rest[took].mean()) if took.any() else np.nan
    upper = int((took & (group == "upper")).sum())
    return (answer, is_key, int(took.sum()), float(took.mean()), *by_third, upper, mean, () if is_key else ids)
