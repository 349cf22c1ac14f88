"""Two maps of a class: what it misunderstands, and what it can do."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from customer_value.assessment.markdown import to_text
from customer_value.classroom.report.discrimination import THIRDS
from customer_value.classroom.report.pictures import bars_with_intervals
from customer_value.errors import DataError
from customer_value.figures import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

SHOWN = 12  # misconceptions that are drawn; the table has all
_LINE = 36  # characters of a label's line
_DARK = 0.8  # share from which on paper is read better than ink on the colour of a cell


def misconception_map(table: pd.DataFrame, names: Mapping[str, str]) -> theme.Picture:
    """Draw the share of students who showed each misconception, with its interval, the most frequent on top.

    Parameters
    ----------
    table
        As `misconception_table` gives it; the first twelve are drawn.
    names
        Misconception -> what they do who have it, such as "read sorting as loyalty".

    Raises
    ------
    DataError
        If there is none.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"students": [300], "share": [0.38], "low": [0.33], "high": [0.44]}, index=["04.M4"])
    >>> misconception_map(table, {"04.M4": "read sorting as loyalty"}).alt.split(". ")[0]
    '38 % read sorting as loyalty'
    """
    if table.empty:
        raise DataError("no item that was asked can reveal a misconception, so there is nothing to draw.")
    drawn = table.head(SHOWN)
    finding = f"{theme.percent(drawn['share'].iloc[0])} {_label(names[str(drawn.index[0])])}"
    labels = [f"{fill(_label(names[str(each)]), _LINE)}" for each in drawn.index]
    lines = sum(max(2, label.count("\n") + 1) for label in labels)
    with theme.style():
        fig, ax = theme.new_figure(
            finding, "Share of students who showed it at least once; lines: 95 % intervals", height=1.4 + 0.2 * lines
        )
        bars_with_intervals(ax, drawn["share"], drawn, labels)
        reach = min(1.0, float(drawn["high"].max()))
        ax.set(xlim=(0, 1.15 * reach), xlabel="Share of the students who answered an item that can reveal it")
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
    told = "; ".join(
        f"{theme.percent(row['share'])} {_label(names[str(name)])} (between {theme.percent(row['low'])} and "
        f"{theme.percent(row['high'])} of {row['students']:.0f} students)"
        for name, row in drawn.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {told}.")


def objective_map(table: pd.DataFrame) -> theme.Picture:
    """Draw the mean score at each objective for the lower, the middle and the upper third of the class.

    Parameters
    ----------
    table
        As `objective_table` gives it.

    Raises
    ------
    DataError
        If no objective has a mark.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"text": ["a", "b"], "all": [0.5, 0.7], "lower": [0.3, 0.5], "middle": [0.5, 0.7],
    ...                       "upper": [0.7, 0.9]}, index=["04.O1", "04.O2"])
    >>> objective_map(table).alt.split(". ")[0]
    'Hardest of all was 04.O1: 50 % of its points'
    """
    marked = table.dropna(subset=["all"])
    if marked.empty:
        raise DataError("no objective has a mark yet, so there is nothing to draw.")
    hardest = str(marked["all"].idxmin())
    finding = f"Hardest of all was {hardest}: {theme.percent(float(marked['all'].min()))} of its points"
    columns = ["all", *THIRDS]
    with theme.style():
        labels = [
            fill(f"{name} {_label(row['text'])}", _LINE + 8, max_lines=2, placeholder=" …")
            for name, row in marked.iterrows()
        ]
        fig, ax = theme.new_figure(
            finding,
            "Share of the points, for the whole class and for its thirds by all items",
            height=1.4 + 0.42 * len(marked),
        )
        colors = LinearSegmentedColormap.from_list("", [theme.PAPER, theme.INDIGO])
        values = marked[columns].to_numpy(float)
        ax.imshow(np.ma.masked_invalid(values), cmap=colors, vmin=0, vmax=1, aspect="auto")
        for (row, column), value in np.ndenumerate(values):
            text = "not asked" if np.isnan(value) else theme.percent(value)
            color = theme.PAPER if value > _DARK else theme.INK
            ax.text(column, row, text, ha="center", va="center", color=color)
        ax.set_xticks(range(len(columns)), ["whole class", *(f"{each} third" for each in THIRDS)])
        ax.set_yticks(range(len(marked)), labels)
        ax.tick_params(labelcolor=theme.INK, length=0)
        ax.spines[:].set_visible(False)
    told = "; ".join(
        f"{name} {', '.join(f'{each} {theme.percent(row[each])}' for each in columns if not np.isnan(row[each]))}"
        for name, row in marked.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {told}.")


def _label(text: str) -> str:
    """Return a text of a bank for a picture, where a dollar sign would begin a formula."""
    return to_text(text).replace("$", r"\$")
