"""Both satisfaction coefficients of one feature, group by group, with the margins of luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_PANELS = {"better": "Better: pleases when it is there", "worse": "Worse: missed when it is not there"}
_NUMBERS = ["better", "worse", "better_margin", "worse_margin"]


def kano_by_group(table: pd.DataFrame, feature: str) -> theme.Picture:
    """Draw how much each group is pleased by a feature, and how much it misses it, with intervals.

    Parameters
    ----------
    table : DataFrame
        As `needs.kano_by_group` returns it: rows by feature and group.
    feature : str
        The feature.

    Returns
    -------
    Picture
        One panel for Better and one for Worse, a row for each group; the title names the group that misses the
        feature most and the one that misses it least, and says whether their intervals touch.

    Raises
    ------
    UnknownNameError, ColumnError, DataError
        When the feature or a column is missing, or there are not 2 to 8 groups.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"feature": "returns", "functional_answer": [2] * 9 + [1] * 11,
    ...                         "dysfunctional_answer": [5] * 9 + [3] * 11})
    >>> group = pd.Series(["price"] * 10 + ["service"] * 10)
    >>> picture = cv.figures.kano_by_group(cv.needs.kano_by_group(answers, group), "returns")
    >>> picture.alt.split(". ")[0]
    'Returns: missed most by price (−0.90), least by service (0.00), beyond chance'
    """
    if table.index.nlevels != 2:
        raise DataError("kano_by_group draws what needs.kano_by_group returns: rows by feature and group.")
    features = table.index.unique(0)
    if feature not in features:
        raise UnknownNameError.among("feature", feature, map(str, features))
    rows = checked(
        table[table.index.get_level_values(0) == feature].droplevel(0), where="kano_by_group", numbers=_NUMBERS
    )
    between(rows, 2, 8, where="kano_by_group", what="groups")
    rows = rows.sort_values("worse", kind="stable")
    finding = _finding(rows, feature)
    with theme.style():
        fig, axes = theme.new_figure(
            finding,
            "Satisfaction coefficients, with 95 % intervals for the luck of who was asked",
            columns=2,
            sharey=True,
            height=1.9 + 0.36 * len(rows),
        )
        for ax, (name, title) in zip(axes, _PANELS.items(), strict=True):
            _intervals(ax, rows, name, title)
        axes[0].set_yticks(range(len(rows)), [capital(shown(each)) for each in rows.index])
        axes[0].tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
        axes[0].set_ylim(len(rows) - 0.5, -0.5)
    told = "; ".join(
        f"{shown(group)} {row['better']:.2f} (plus or minus {row['better_margin']:.2f}) and "
        f"{theme.number(row['worse'])} (plus or minus {row['worse_margin']:.2f})"
        for group, row in rows.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. Better and Worse: {told}.")


def _finding(rows: pd.DataFrame, feature: str) -> str:
    """Set the group that misses the feature most beside the one that misses it least; `rows` are sorted."""
    (most, least), (first, last) = rows.index[[0, -1]], (rows.iloc[0], rows.iloc[-1])
    apart = last["worse"] - first["worse"] > first["worse_margin"] + last["worse_margin"]
    return (
        f"{capital(feature)}: missed most by {shown(most)} ({theme.number(first['worse'])}), least by "
        f"{shown(least)} ({theme.number(last['worse'])}), {'beyond' if apart else 'within'} chance"
    )


def _intervals(ax: Axes, rows: pd.DataFrame, name: str, title: str) -> None:
    places = np.arange(len(rows))
    value, margin = rows[name], rows[f"{name}_margin"]
    ax.hlines(places, value - margin, value + margin, color=theme.INDIGO, linewidth=7, alpha=theme.INTERVAL)
    ax.hlines(places, value - margin, value + margin, color=theme.INDIGO, linewidth=1.2)
    ax.plot(value, places, "o", color=theme.INDIGO, markersize=6)
    for place, each in zip(places, value, strict=True):
        ax.annotate(
            theme.number(each), (each, float(place)), (0, 7), textcoords="offset points", ha="center", fontsize=8.5
        )
    ax.set_title(title)
    low, high = (0, 1) if name == "better" else (-1, 0)
    ax.set_xlim(low - 0.04, high + 0.04)
    ax.grid(axis="x")
