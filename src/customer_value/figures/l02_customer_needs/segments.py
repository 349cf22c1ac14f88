"""The Kano model segment by segment: who sees a feature otherwise than all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis import needs
from customer_value.errors import ColumnError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, shown
from customer_value.figures.l02_customer_needs.features import WORDS, write_corners
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = 2
_AREA = 60.0  # of the largest mark, square points
_ROUND = (-0.015, 0.0, 0.015)  # how far a mark reaches around its middle, in shares of the axes


def kano_maps(
    answers: pd.DataFrame,
    *,
    segment: str = "need_segment",
    feature: str = "feature",
    functional: str = "functional_answer",
    dysfunctional: str = "dysfunctional_answer",
) -> theme.Picture:
    """Draw one Kano map for each segment, and name the features that it sees otherwise than all customers together.

    Parameters
    ----------
    answers : DataFrame
        One row per person and feature, with the person's segment.
    segment, feature, functional, dysfunctional : str
        Names of the columns.

    Returns
    -------
    Picture
        Better upwards, Worse without its sign to the right; area by answers, as in `kano_map`. Named is a feature
        whose most frequent category in the segment is another one than over all; the title says how many there are,
        and takes the one that most segments see otherwise.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, an answer is not from 1 to 5, or there are not 2 to 8 segments and 2 to 20 features.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"need_segment": ["price", "price", "price", "gift", "gift"] * 2,
    ...                         "feature": ["short queues"] * 5 + ["gift wrapping"] * 5,
    ...                         "functional_answer": [2, 2, 2, 2, 2, 3, 3, 3, 1, 1],
    ...                         "dysfunctional_answer": [5, 5, 5, 5, 5, 3, 3, 3, 3, 3]})
    >>> picture = cv.figures.kano_maps(answers)
    >>> picture.alt.split(". ")[0]
    '1 of 2 features means another thing to some segment: “gift wrapping” is indifferent over all, attractive for gift'
    """
    wanted = [segment, feature, functional, dysfunctional]
    ColumnError.check(wanted, answers.columns, where="kano_maps")
    names = {"feature": feature, "functional": functional, "dysfunctional": dysfunctional}
    every = needs.kano(answers, **names)
    tables = {str(name): needs.kano(rows, **names).dropna() for name, rows in answers.groupby(segment)}
    between(tables, 2, 8, where="kano_maps", what="segments")
    between(every, 2, 20, where="kano_maps", what="features")
    other = {name: each[each["category"] != every["category"].reindex(each.index)] for name, each in tables.items()}
    finding = _finding(every, other)
    maps = {"all together": every.dropna(), **tables}
    rows = -(-len(maps) // _COLUMNS)
    with theme.style():
        fig, axes = theme.new_figure(
            finding,
            "Better upwards, Worse without its sign to the right; named: what a segment sees otherwise than all",
            rows=rows,
            columns=_COLUMNS,
            height=1.1 + 2.2 * rows,
            squeeze=False,
        )
        for ax in axes.flat[len(maps) :]:
            ax.set_visible(False)
        for ax, (name, table) in zip(axes.flat, maps.items(), strict=False):
            _map(ax, table, set(other[name].index) if name in other else set())
            ax.set_title(f"{capital(shown(name))}, {_answers(table).sum():,.0f} answers")
        write_corners(axes.flat[0], size=8)
        for ax, (name, table) in zip(axes.flat[1:], tables.items(), strict=False):
            _name(ax, table, set(other[name].index))
    told = "; ".join(
        f"{shown(name)}: " + (", ".join(f"{row} {WORDS[each]}" for row, each in rows["category"].items()) or "none")
        for name, rows in other.items()
    )
    return theme.picture(fig, alt=f"{finding}. Otherwise than over all, by segment: {told}.")


def _answers(table: pd.DataFrame) -> pd.Series:
    """Count the answers that the two coefficients rest on."""
    return table[["A", "O", "M", "I"]].sum(axis=1)


def _finding(every: pd.DataFrame, other: dict[str, pd.DataFrame]) -> str:
    """Say how many features some segment sees otherwise, and take the one that most segments do."""
    changed = pd.concat([rows["category"] for rows in other.values()], keys=list(other), names=["segment", "feature"])
    if changed.empty:
        return f"Every segment puts each of the {len(every)} features where all customers together put it"
    times = changed.groupby("feature").size()
    feature = times.idxmax()
    who = changed.xs(feature, level="feature")
    meant = [
        f"{WORDS[letter]} for {_listed([shown(each) for each in rows.index])}" for letter, rows in who.groupby(who)
    ]
    return (
        f"{len(times)} of {len(every)} features mean{'s' * (len(times) == 1)} another thing to some segment: "
        f"“{feature}” is {WORDS[every['category'].to_dict()[feature]]} over all, {', '.join(meant)}"
    )


def _map(ax: Axes, table: pd.DataFrame, other: set[object]) -> None:
    ax.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    ax.axhline(0.5, color=theme.LINE, linewidth=1)
    ax.axvline(0.5, color=theme.LINE, linewidth=1)
    colors = [theme.INDIGO if name in other else theme.FAINT for name in table.index]
    ax.scatter(-table["worse"], table["better"], s=_area(table), color=colors, alpha=0.85, linewidth=0, zorder=3)


def _area(table: pd.DataFrame) -> pd.Series:
    count = _answers(table)
    area: pd.Series = _AREA * count / count.max()
    return area


def _name(ax: Axes, table: pd.DataFrame, other: set[object]) -> None:
    """Name what the segment sees otherwise, and keep clear of the marks of all else."""
    rows = list(zip(table.index, -table["worse"], table["better"], np.sqrt(_area(table)) / 2, strict=True))
    points = [Point(x, y, str(name), theme.INDIGO, radius) for name, x, y, radius in rows if name in other]
    rest = [(x, y) for name, x, y, _ in rows if name not in other]
    if points:
        name_points(ax, points, size=8, avoid=[(x + a, y + b) for x, y in rest for a in _ROUND for b in _ROUND])


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
