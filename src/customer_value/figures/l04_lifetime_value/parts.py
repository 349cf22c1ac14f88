"""Lifetime value taken apart: purchase size, purchase frequency and duration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis import lifetime
from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from matplotlib.axes import Axes

_PARTS = {
    "purchase_size": "€ per order",
    "purchase_frequency": "Orders a year",
    "duration": "Years",
}


def size_frequency_duration(groups: pd.DataFrame, *, compare: tuple[str, str] | None = None) -> theme.Picture:
    """Draw simple lifetime value as a product of three, group by group.

    Parameters
    ----------
    groups : DataFrame
        One row per group (channel, segment, tier; the index names it), with `purchase_size` (€ per order),
        `purchase_frequency` (orders per customer and year) and `duration` (years).
    compare : (str, str), optional
        Two groups that the title takes apart; the most and the least valuable unless told.

    Returns
    -------
    Picture
        Bars of the three parts and of their product, the most valuable group first; the title says how much of the
        distance between two groups each part makes, as factors that multiply to it.

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        When a column or a group is missing, a part is not above 0, or there are not 2 to 10 groups.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> groups = pd.DataFrame({"purchase_size": [60, 40], "purchase_frequency": [4, 2], "duration": [3.0, 1.5]},
    ...                   index=["referral", "deep_discount"])
    >>> picture = cv.figures.size_frequency_duration(groups)
    >>> picture.alt.split(". ")[0]
    'Referral customers are worth 6.0 times deep discount ones: size 1.5 × frequency 2.0 × duration 2.0'
    """
    table = checked(groups, where="size_frequency_duration", numbers=list(_PARTS), least=2)
    between(table, 2, 10, where="size_frequency_duration", what="groups")
    if (table <= 0).any(axis=None):
        raise DataError("size_frequency_duration: each part must be above 0; leave groups without orders out.")
    table["ltv"] = lifetime.simple_ltv(table["purchase_size"], table["purchase_frequency"], table["duration"])
    table = table.sort_values("ltv", ascending=False, kind="stable")
    table.index = table.index.astype(str)
    high, low = compare or (str(table.index[0]), str(table.index[-1]))
    ratio = table.loc[_known(high, table)] / table.loc[_known(low, table)]
    finding = (
        f"{capital(shown(high))} customers are worth {ratio['ltv']:.1f} times {shown(low)} ones: size "
        f"{ratio['purchase_size']:.1f} × frequency {ratio['purchase_frequency']:.1f} × duration {ratio['duration']:.1f}"
    )
    with theme.style():
        fig, axes = theme.new_figure(
            finding,
            "Size × frequency × duration = sales over a customer's life, neither discounted nor margin",
            columns=4,
            sharey=True,
            height=max(2.8, 1.6 + 0.34 * len(table)),
        )
        marked = [theme.INDIGO if name in (high, low) else theme.FAINT for name in table.index]
        titles = [*_PARTS.values(), "€ of sales"]
        for ax, (part, values), title, sign in zip(axes, table.items(), titles, ["×", "×", "=", ""], strict=True):
            _bars(ax, values, marked, title, "{:,.1f}".format if part in list(_PARTS)[1:] else theme.euro)
            ax.text(1.06, 0.5, sign, transform=ax.transAxes, fontsize=15, ha="center", va="center", color=theme.QUIET)
        axes[0].invert_yaxis()
    told = "; ".join(
        f"{shown(name)} {theme.euro(row['purchase_size'])} × {row['purchase_frequency']:.2f} × {row['duration']:.2f} = "
        f"{theme.euro(row['ltv'])}"
        for name, row in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.")


def _known(name: str, table: pd.DataFrame) -> str:
    if name not in table.index:
        raise UnknownNameError.among("group", name, map(str, table.index))
    return name


def _bars(ax: Axes, values: pd.Series, colors: list[str], title: str, write: Callable[[float], str]) -> None:
    bars = ax.barh(range(len(values)), values, color=colors, height=0.62)
    theme.label_bars(ax, bars, [write(value) for value in values])
    ax.set_yticks(range(len(values)), [capital(shown(name)) for name in values.index])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.set_xlim(0, float(np.max(values)) * 1.45)
    ax.set_title(title, fontsize=8.5)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
