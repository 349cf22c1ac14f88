"""How much a model of potential lifts the outcome above that of a list in random order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

_LINES = ((theme.INDIGO, "-", 2.0), (theme.QUIET, "-", 1.3), (theme.QUIET, "--", 1.3), (theme.QUIET, ":", 1.6))


def lift_chart(
    models: Mapping[str, pd.DataFrame] | pd.DataFrame, *, what: str = "value", one_model: bool = False
) -> theme.Picture:
    """Draw how much more than the average each group of customers brought, the best predicted first.

    Parameters
    ----------
    models : DataFrame or mapping
        What `segments.lift_table` returns, or name of a model -> such a table; up to four.
    what : str
        What came, such as "growth in 2025".
    one_model : bool
        Whether the tables judge one model by several outcomes: then their names are those of the outcomes.

    Returns
    -------
    Picture
        One line each; 1 is what a list without a model would bring. The title tells the best model's first group.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or there is no table or more than four.

    Examples
    --------
    >>> import customer_value as cv
    >>> lifts = cv.segments.lift_table([9, 0, 4, 0, 2, 1], [9, 8, 7, 3, 2, 1], groups=3)
    >>> picture = cv.figures.lift_chart(lifts)
    >>> picture.alt.split(". ")[0]
    'The third that the model puts first brings 1.7 times the average, 56 % of all'
    """
    given = {"model": models} if isinstance(models, pd.DataFrame) else dict(models)
    between(given, 1, 4, where="lift_chart", what="models")
    tables = {
        name: checked(each, where="lift_chart", numbers=["lift", "share", "cumulative_share"], least=2)
        for name, each in given.items()
    }
    first = {name: float(each["lift"].to_numpy()[0]) for name, each in tables.items()}
    best = max(first, key=first.__getitem__)
    finding = _finding(first, best, tables[best], one_model=one_model)
    with theme.style():
        fig, ax = theme.new_figure(finding, f"Lift: {what} per customer in each group, divided by the mean of all")
        ax.axhline(1, color=theme.QUIET, linewidth=1, linestyle=":")
        ax.set(xlim=(-0.02, 1.01), xlabel="Customers, the best predicted first", ylabel="Lift")
        styles = dict(zip([best, *(name for name in tables if name != best)], _LINES, strict=False))
        for name, each in tables.items():
            color, line, width = styles[name]
            ax.plot(
                _middles(each), each["lift"], color=color, linestyle=line, linewidth=width, marker="o", markersize=5
            )
        ax.set_ylim(min(0.0, *(float(each["lift"].min()) for each in tables.values())), _room(tables))
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
        ax.grid(axis="y")
        _names(ax, styles, first)
        fine = np.linspace(0, 1, 100)
        lines = [np.interp(fine, _middles(each), each["lift"]) for each in tables.values()] + [np.ones(100)]
        name_points(
            ax,
            [Point(0.95, 1, "no model 1.0", theme.QUIET, 0.5)],
            avoid=[place for line in lines for place in zip(fine, line, strict=True)],
        )
    told = "; ".join(
        f"{name}: lift {first[name]:.2f} in the first group, {each['lift'].to_numpy()[-1]:.2f} in the last, the better "
        f"half holds {theme.percent(each['cumulative_share'].to_numpy()[(len(each) + 1) // 2 - 1])}"
        for name, each in tables.items()
    )
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.")


def _finding(first: Mapping[str, float], best: str, table: pd.DataFrame, *, one_model: bool) -> str:
    """Tell what the first group brings: by the best of several models, or by each outcome of the one model."""
    model = "the model" if one_model or best == "model" else best
    finding = f"The {_part(len(table))} that {model} puts first brings {first[best]:.1f} times the average"
    if not one_model:
        return f"{finding}, {theme.percent(table['share'].to_numpy()[0])} of all"
    rest = "".join(f", {lift:.1f} times that of {name}" for name, lift in first.items() if name != best)
    return f"{finding} of {best}{rest}"


def _names(ax: Axes, styles: Mapping[str, tuple[str, str, float]], first: Mapping[str, float]) -> None:
    """Name the lines at the upper right, the best one first, each with its lift."""
    for number, (name, (color, line, width)) in enumerate(styles.items()):
        height = 0.94 - 0.09 * number
        ax.plot([0.48, 0.54], [height] * 2, color=color, linestyle=line, linewidth=width, transform=ax.transAxes)
        words = ax.text(0.56, height, f"{name} {first[name]:.1f}", color=color, va="center", transform=ax.transAxes)
        words.set_bbox({"facecolor": theme.PAPER, "pad": 1.0, "linewidth": 0})


def _room(tables: Mapping[str, pd.DataFrame]) -> float:
    """Return the height of the axes: the names stand at the upper right, where no line may run."""
    right = max(float(each["lift"].to_numpy()[len(each) // 3 :].max()) for each in tables.values())
    highest = max(float(each["lift"].max()) for each in tables.values())
    return max(1.05 * highest, right / (0.9 - 0.09 * len(tables)))


def _middles(table: pd.DataFrame) -> np.ndarray:
    """Return where each group of customers lies between the best, 0, and the worst, 1."""
    return np.asarray((np.arange(len(table)) + 0.5) / len(table))


def _part(groups: int) -> str:
    return {2: "half", 3: "third", 4: "quarter", 5: "fifth", 10: "tenth", 20: "twentieth"}.get(groups, "group")
