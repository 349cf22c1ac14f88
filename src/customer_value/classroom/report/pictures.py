"""Pictures of a class: its scores, its items, and how well it knows what it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.classroom.report.in_words import short
from customer_value.classroom.report.reasons import SEPARATES, TOO_EASY, TOO_HARD
from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd
    from matplotlib.axes import Axes

_BINS = 10
_NAMED = 40  # points; of more, only the flagged ones are named


def score_counts(shares: pd.Series) -> np.ndarray:
    """Count students by tenths of the points: from 0 to below 10 %, and so on; 100 % is in the last.

    Examples
    --------
    >>> import pandas as pd
    >>> score_counts(pd.Series([0.0, 0.1, 0.3, 0.55, 1.0, None])).tolist()
    [1, 1, 0, 1, 0, 1, 0, 0, 0, 1]
    """
    # 3 of 10 points are 0.3 and a hair; they belong to the tenth that begins there.
    places = np.floor(shares.dropna().to_numpy(float) * _BINS + 1e-9).astype(int)
    return np.bincount(np.minimum(places, _BINS - 1), minlength=_BINS)


def score_distribution(shares: pd.Series) -> theme.Picture:
    """Draw how many students reached which share of the points.

    Parameters
    ----------
    shares
        One for each student, 0 to 1; missing ones are left out.

    Raises
    ------
    DataError
        If nobody has a mark.

    Examples
    --------
    >>> import pandas as pd
    >>> score_distribution(pd.Series([0.2, 0.5, 0.6, 0.9])).alt.split(". ")[0]
    'Half of the class reached 55 % of the points or more'
    """
    marked = shares.dropna()
    if marked.empty:
        raise DataError("nobody has a mark yet, so there are no scores to draw.")
    counts, middle = score_counts(marked), float(marked.median())
    finding = f"Half of the class reached {theme.percent(middle)} of the points or more"
    with theme.style():
        fig, ax = theme.new_figure(
            finding, f"Students by share of the points; {len(marked)} students; dashed: the median", height=3.2
        )
        bars = ax.bar(np.arange(_BINS) / _BINS + 0.05, counts, width=0.094, color=theme.INDIGO)
        ax.bar_label(bars, [str(each) if each else "" for each in counts], fontsize=8.5, color=theme.INK, padding=2)
        ax.axvline(middle, color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
        ax.set(xlim=(0, 1), xlabel="Share of the points", ylabel="Students", xticks=np.arange(0, 1.01, 0.1))
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
        ax.yaxis.get_major_locator().set_params(integer=True)
    told = "; ".join(f"{10 * place} to {10 * place + 10} %: {count}" for place, count in enumerate(counts) if count)
    return theme.picture(fig, alt=f"{finding}. Students by share of the points: {told}.")


def items_by_difficulty(items: pd.DataFrame, flagged: Collection[str] = ()) -> theme.Picture:
    """Draw each item by how easy it is and how well it separates.

    Parameters
    ----------
    items
        As `item_table` gives it. Items without an item-rest correlation are left out.
    flagged
        Ids of items that need a look: drawn in indigo.

    Raises
    ------
    DataError
        If no item has an item-rest correlation.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"difficulty": [0.4, 0.6], "item_rest": [-0.2, 0.4]}, index=["04.Q01", "04.Q02"])
    >>> items_by_difficulty(table, ["04.Q01"]).alt.split(". ")[0]
    '1 of the 2 items needs a look; the typical item-rest correlation is .10'
    """
    table = items.dropna(subset=["difficulty", "item_rest"])
    if table.empty:
        raise DataError("no item has an item-rest correlation, so there is nothing to draw.")
    looked_at = [each for each in items.index if each in flagged]
    need = "needs" if len(looked_at) == 1 else "need"
    left_out = len(items) - len(table)
    finding = (
        f"{len(looked_at) or 'None'} of the {len(items)} items {need} a look; "
        f"the typical item-rest correlation is {short(table['item_rest'].median())}"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            "Mean score (right is easy) and item-rest correlation (up is sharp); grey: the usual range"
            + (f"; {left_out} without a correlation left out" if left_out else ""),
            height=4.6,
        )
        _usual_range(ax, table)
        _points(ax, table, looked_at)
    told = "; ".join(
        f"{item} {theme.percent(row['difficulty'])}, {short(row['item_rest'])}" for item, row in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. Mean score and item-rest correlation: {told}.")


def _usual_range(ax: Axes, table: pd.DataFrame) -> None:
    low = min(-0.1, float(table["item_rest"].min()) - 0.08)
    high = max(0.6, float(table["item_rest"].max()) + 0.08)
    ax.set(xlim=(-0.02, 1.02), ylim=(low, high), xlabel="Mean score", ylabel="Item-rest correlation")
    ax.fill_between([TOO_HARD, TOO_EASY], SEPARATES, high, color=theme.LINE, alpha=0.45, linewidth=0, zorder=0)
    ax.axhline(0, color=theme.QUIET, linewidth=0.8)
    ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)


def _points(ax: Axes, table: pd.DataFrame, looked_at: list[str]) -> None:
    colors = [theme.INDIGO if each in looked_at else theme.FAINT for each in table.index]
    ax.scatter(table["difficulty"], table["item_rest"], s=30, c=colors, zorder=2)
    named = table if len(table) <= _NAMED else table[table.index.isin(looked_at)]
    points = [
        Point(
            float(row["difficulty"]),
            float(row["item_rest"]),
            str(item),
            theme.INDIGO if item in looked_at else theme.QUIET,
        )
        for item, row in named.iterrows()
    ]
    if points:
        name_points(ax, points, size=8)


def confidence(table: pd.DataFrame) -> theme.Picture:
    """Draw how often answers were right, by how sure the students said they were.

    Parameters
    ----------
    table
        As `confidence_table` gives it, with a row or more.

    Raises
    ------
    DataError
        If nobody said anything.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"answers": [80, 40], "right": [0.75, 0.4], "low": [0.6, 0.3], "high": [0.85, 0.5]},
    ...                     index=["sure", "guess"])
    >>> confidence(said).alt.split(". ")[0]
    'When they were sure, they were right 75 times in 100'
    """
    if table.empty:
        raise DataError("nobody said how sure they were, so there is nothing to draw.")
    first = str(table.index[0])
    said = {"sure": "they were sure", "think so": "they thought so", "guess": "they guessed"}[first]
    finding = f"When {said}, they were right {table['right'].iloc[0] * 100:.0f} times in 100"
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            "Share of right answers by what students said; lines: 95 % intervals",
            height=1.5 + 0.5 * len(table),
        )
        bars_with_intervals(
            ax, table["right"], table, [f"{each} ({table.loc[each, 'answers']:,})" for each in table.index]
        )
        ax.set(xlim=(0, 1.12), xlabel="Share of right answers", xticks=np.arange(0, 1.01, 0.2))
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
    told = "; ".join(
        f"{level}: {theme.percent(row['right'])} of {row['answers']:,.0f} answers, "
        f"between {theme.percent(row['low'])} and {theme.percent(row['high'])}"
        for level, row in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {told}.")


def bars_with_intervals(ax: Axes, values: pd.Series, ends: pd.DataFrame, names: list[str]) -> None:
    """Draw horizontal bars from the top, each with its interval as a line, and the value right of it in per cent."""
    places = np.arange(len(values))
    ax.barh(places, values, height=0.62, color=theme.INDIGO, alpha=0.75)
    ax.hlines(places, ends["low"], ends["high"], color=theme.INK, linewidth=1.6)
    beyond: dict[str, Any] = {"textcoords": "offset points", "va": "center", "color": theme.INK}
    for place, value, high in zip(places, values, ends["high"], strict=True):
        ax.annotate(theme.percent(value), (max(value, high), place), (6, 0), **beyond)
    ax.set_yticks(places, names)
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.set_ylim(len(values) - 0.45, -0.55)
