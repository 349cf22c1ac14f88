"""What people say matters to them, beside what moves their satisfaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def stated_and_derived(
    stated: pd.Series, derived: pd.Series, *, unit: str = "mean points from 0 to 100"
) -> theme.Picture:
    """Draw stated importance of each need beside the importance derived from satisfaction, in the same order.

    Parameters
    ----------
    stated : Series
        Need -> importance that people state, in `unit`.
    derived : Series
        Need -> weight, such as the column `weight` of `needs.derived_importance`.
    unit : str
        Of the stated importance.

    Returns
    -------
    Picture
        Two rows of bars, in the order of what is stated; the title names the need that changes its place most.

    Raises
    ------
    DataError
        When the needs differ, a number is missing, or there are not 2 to 12 needs.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> stated = pd.Series({"price": 80, "quality": 70, "service": 60})
    >>> derived = pd.Series({"price": 0.05, "quality": 0.40, "service": 0.30})
    >>> picture = cv.figures.stated_and_derived(stated, derived)
    >>> picture.alt.split(". ")[0]
    'Price is number 1 of 3 when people are asked, and number 3 in what moves their satisfaction'
    """
    if not stated.index.is_unique or set(stated.index) != set(derived.index):
        raise DataError(
            f"stated_and_derived compares the same needs; stated has {', '.join(map(str, stated.index))}, derived "
            f"has {', '.join(map(str, derived.index))}."
        )
    both = pd.DataFrame({"stated": stated, "derived": derived.reindex(stated.index)})
    table = checked(both, where="stated_and_derived", numbers=["stated", "derived"])
    between(table, 2, 12, where="stated_and_derived", what="needs")
    table = table.sort_values("stated", ascending=False, kind="stable")
    rank = table.rank(ascending=False, method="first").astype(int)
    moved = (rank["derived"] - rank["stated"]).abs().idxmax()
    now, then = (rank[each].to_dict()[moved] for each in ("stated", "derived"))
    finding = (
        f"{capital(shown(moved))} is number {now} of {len(table)} when people are asked, and number {then} in what "
        f"moves their satisfaction"
        if now != then
        else f"What people state and what moves their satisfaction agree on the order: {shown(table.index[0])} first"
    )
    with theme.style():
        fig, (left, right) = theme.new_figure(
            finding, f"Stated: {unit}. Derived: weight of each rating in overall satisfaction", columns=2, sharey=True
        )
        _bars(left, table["stated"], "Stated importance", 0, moved)
        _bars(right, table["derived"], "Derived importance", 2, moved)
        left.invert_yaxis()
    told = "; ".join(
        f"{shown(need)} stated {theme.number(row['stated'], 0)}, derived {theme.number(row['derived'])}"
        for need, row in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.")


def _bars(ax: Axes, values: pd.Series, title: str, decimals: int, moved: object) -> None:
    colors = [theme.INDIGO if need == moved else theme.FAINT for need in values.index]
    bars = ax.barh(range(len(values)), values, color=colors, height=0.62)
    theme.label_bars(ax, bars, [theme.number(value, decimals) for value in values])
    ax.set_yticks(range(len(values)), [capital(shown(need)) for need in values.index])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.set_xlim(min(0.0, float(values.min()) * 1.2), float(values.max()) * 1.2)
    ax.set_title(title)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
