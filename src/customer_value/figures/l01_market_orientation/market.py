"""What orientation goes with: profit, store size, and what rivals give for the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, checked
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CLASSES = {"small": theme.Mark(theme.FAINT, "o"), "medium": theme.Mark(theme.INDIGO, "s")}
_CLASSES["large"] = theme.Mark(theme.INK, "^")
_QUADRANTS = {(0, 1): "more for less", (1, 1): "more for more", (0, 0): "less for less", (1, 0): "less for more"}


def orientation_and_profit(
    stores: pd.DataFrame,
    *,
    orientation: str = "orientation",
    profit: str = "profit_eur_per_m2",
    size: str = "area_m2",
) -> theme.Picture:
    """Draw profit against market orientation, store by store, with a line for each third of the stores by size.

    Parameters
    ----------
    stores : DataFrame
        One row per store.
    orientation, profit, size : str
        Columns with the overall score (points), the profit (€ per m² and year) and the floor space (m²).

    Returns
    -------
    Picture
        The title compares the correlation over all stores with that among stores of similar size.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, there are fewer than nine stores, or one of the columns never varies.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> stores = pd.DataFrame({"orientation": [3, 4, 3, 4, 5, 4, 5, 6, 5], "area_m2": range(1_000, 10_000, 1_000),
    ...                   "profit_eur_per_m2": [50, 55, 60, 90, 95, 100, 140, 130, 135]})
    >>> picture = cv.figures.orientation_and_profit(stores)
    >>> picture.alt.split(". ")[0]
    'Market orientation and profit go together with r = 0.84 over all stores, with −0.29 among stores of similar size'
    """
    table = checked(stores, where="orientation_and_profit", numbers=[orientation, profit, size], least=9)
    if (table.std() == 0).any():
        raise DataError(f"orientation_and_profit: {table.std().idxmin()!r} is the same for all stores.")
    third = pd.qcut(table[size].rank(method="first"), 3, labels=list(_CLASSES))
    both = table[[orientation, profit]]
    over_all = _together(both)
    within = _together(both - both.groupby(third, observed=True).transform("mean"))
    finding = (
        f"Market orientation and profit go together with r = {theme.number(over_all)} over all stores, with "
        f"{theme.number(within)} among stores of similar size"
    )
    with theme.style():
        fig, ax = theme.new_figure(finding, f"{len(table)} stores in thirds by floor space; lines fit each third")
        ends = {}
        for name, mark in _CLASSES.items():
            of_size = both[(third == name).to_numpy()]
            ax.plot(of_size[orientation], of_size[profit], mark.marker, color=mark.color, markersize=6, alpha=0.9)
            ends[f"{name} stores"] = _line(ax, of_size[orientation], of_size[profit], mark.color)
        left, right = ax.get_xlim()
        ax.set_xlim(left, right + 0.2 * (right - left))
        ax.set(xlabel="Market orientation, points from 1 to 7", ylabel="Profit, € per m² a year")
        ax.grid(axis="y")
        theme.label_ends(ax, {name: (right, y, color) for name, (_, y, color) in ends.items()}, gap=0.07)
    means = both.groupby(third, observed=True).mean().to_dict()
    told = "; ".join(
        f"{name} stores {means[orientation][name]:.1f} points and {theme.euro(means[profit][name])} per m²"
        for name in _CLASSES
    )
    return theme.picture(fig, alt=f"{finding}. Means of {len(table)} stores: {told}.")


def _together(both: pd.DataFrame) -> float:
    """Return the correlation of two columns."""
    return float(np.corrcoef(both.to_numpy(float).T)[0, 1])


def _line(ax: Axes, x: pd.Series, y: pd.Series, color: str) -> tuple[float, float, str]:
    """Draw the least-squares line over the points, and return where it ends, with a colour that can be read."""
    slope, start = np.polyfit(x, y, 1)
    reach = np.array([x.min(), x.max()])
    ax.plot(reach, start + slope * reach, color=color, linewidth=1.4)
    return float(reach[1]), float(start + slope * reach[1]), theme.QUIET if color == theme.FAINT else color


def value_map(shops: pd.DataFrame, us: str = "Larkspur") -> theme.Picture:
    """Draw what customers get from each shop against what it costs them.

    Parameters
    ----------
    shops : DataFrame
        As `orientation.value_map` returns it: one row per shop.
    us : str
        Our row; drawn in the accent colour.

    Returns
    -------
    Picture
        Above the diagonal a shop gives more than it takes; the title names the shop with the best ratio and ours.

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        When a column or our row is missing, or there are not 2 to 12 shops.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> ratings = pd.DataFrame({"range": [100, 90], "service": [110, 100]}, index=["Larkspur", "Rival"])
    >>> shops = cv.orientation.value_map(ratings, pd.Series({"Larkspur": 100, "Rival": 80}))
    >>> picture = cv.figures.value_map(shops)
    >>> picture.alt.split(". ")[0]
    'Rival gives the most for the money (1.07); Larkspur comes second of 2 (0.94)'
    """
    table = checked(shops, where="value_map", numbers=["relative_quality", "relative_price", "value"], least=2)
    between(table, 2, 12, where="value_map", what="shops")
    if us not in table.index:
        raise UnknownNameError.among("shop", us, map(str, table.index))
    best, own = table["value"].idxmax(), float(table["value"].to_dict()[us])
    rank = int((table["value"] > own).sum()) + 1
    finding = (
        f"{us} gives the most for the money: {own:.2f} points of quality for one of price"
        if best == us
        else f"{best} gives the most for the money ({table['value'].max():.2f}); {us} comes {_place(rank)} of "
        f"{len(table)} ({own:.2f})"
    )
    with theme.style():
        fig, ax = theme.new_figure(finding, "Relative quality and price of each shop; 1 is the mean of the shops")
        reach = 1.25 * float((table[["relative_quality", "relative_price"]] - 1).abs().max().max()) + 0.01
        ax.set(xlim=(1 - reach, 1 + reach), ylim=(1 - reach, 1 + reach))
        ax.axhline(1, color=theme.LINE, linewidth=1)
        ax.axvline(1, color=theme.LINE, linewidth=1)
        ax.plot([1 - reach, 1 + reach], [1 - reach, 1 + reach], color=theme.FAINT, linewidth=1, linestyle=":")
        for (right, up), words in _QUADRANTS.items():
            side = {"ha": "right" if right else "left", "va": "top" if up else "bottom"}
            # Beside the diagonal's ends, which run into two of the corners.
            place = (0.90 if right and up else 0.985 if right else 0.10 if not up else 0.015, 0.98 if up else 0.02)
            ax.text(*place, words, transform=ax.transAxes, color=theme.QUIET, style="italic", **side)
        colors = [theme.INDIGO if shop == us else theme.QUIET for shop in table.index]
        ax.scatter(table["relative_price"], table["relative_quality"], color=colors, s=70, zorder=3)
        ax.set(xlabel="Relative price (to the right: dearer)", ylabel="Relative quality (up: better)")
        points = [
            Point(row["relative_price"], row["relative_quality"], f"{shop} {row['value']:.2f}", color, 4.5)
            for (shop, row), color in zip(table.iterrows(), colors, strict=True)
        ]
        diagonal = np.linspace(1 - reach, 1 + reach, 120)
        name_points(ax, points, avoid=np.column_stack([diagonal, diagonal]), size=9)
    told = "; ".join(
        f"{shop}: quality {row['relative_quality']:.2f}, price {row['relative_price']:.2f}, value {row['value']:.2f}"
        for shop, row in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {told}.")


def _place(rank: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(rank, f"{rank}th")
