"""What customers are worth and could be worth, tier by tier and need by need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown
from customer_value.figures.grids import draw_grid
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TIERS = {
    "most valuable": theme.Mark(theme.TIERS["most valuable"], "^"),
    "most growable": theme.Mark(theme.TIERS["most growable"], "s"),
    "low maintenance": theme.Mark(theme.TIERS["low maintenance"], "o"),
    "other": theme.Mark(theme.TIERS["low maintenance"], "o"),
    "below zero": theme.Mark(theme.TIERS["below zero"], "v"),
}
_MARKS = {**_TIERS, **theme.SEGMENTS}
_NEAR = 10.0  # €; nearer to 0 the axes are even, farther out they are logarithmic


def unrealised_potential(
    customers: pd.DataFrame,
    *,
    actual: str = "actual_value_eur",
    potential: str = "potential_value_eur",
    by: str = "tier",
    most: int = 3_000,
) -> theme.Picture:
    """Draw each customer's actual value and unrealised potential, coloured by tier or need, with the mean of each.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    actual, potential, by : str
        Columns with actual and potential value (€ a year), and the tier of `segments.value_tiers` or the need segment.
    most : int
        Customers drawn at most, evenly out of the table; the means count all.

    Returns
    -------
    Picture
        The title says which group holds most of the unrealised potential for its size.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, a tier or need has another name, there is only one, or nothing is unrealised.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> customers = pd.DataFrame({"actual_value_eur": [200, 20, 10], "potential_value_eur": [220, 140, 15],
    ...                      "tier": ["most valuable", "most growable", "other"]})
    >>> picture = cv.figures.unrealised_potential(customers)
    >>> picture.alt.split(". ")[0]
    '“Most growable” are 33 % of the customers and hold 83 % of the unrealised potential'
    """
    table = checked(customers, where="unrealised_potential", numbers=[actual, potential], others=[by])
    table = pd.DataFrame(
        {"actual": table[actual], "open": table[potential] - table[actual], "group": table[by].astype(str)}
    )
    unknown = sorted(set(table["group"]) - set(_MARKS))
    if unknown:
        raise UnknownNameError.among("tier or need", unknown[0], _MARKS)
    if table["open"].sum() <= 0 or table["group"].nunique() < 2:
        raise DataError("unrealised_potential needs potential above actual value, and two tiers or needs at least.")
    grouped = table.groupby("group")
    means = grouped[["actual", "open"]].mean()
    held = grouped["open"].sum() / table["open"].sum()
    size = grouped.size() / len(table)
    first: Any = (held / size).idxmax()
    finding = (
        f"“{capital(first)}” are {theme.percent(size[first])} of the customers and hold {theme.percent(held[first])} "
        f"of the unrealised potential"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"€ per customer a year, {len(table):,} customers; large marks: means; scales are logarithmic "
            f"beyond {theme.euro(_NEAR)}",
            height=4.6,
        )
        _clouds(ax, table.iloc[:: -(-len(table) // most)], means)
    told = "; ".join(
        f"{name} ({len(rows):,} customers) actual {theme.euro(rows['actual'].mean())}, unrealised "
        f"{theme.euro(rows['open'].mean())}"
        for name, rows in grouped
    )
    return theme.picture(fig, alt=f"{finding}. Means per customer and year: {told}.")


def _clouds(ax: Axes, drawn: pd.DataFrame, means: pd.DataFrame) -> None:
    for name, rows in drawn.groupby("group"):
        color, marker = _MARKS[str(name)]
        ax.plot(rows["actual"], rows["open"], marker, color=color, markersize=2.4, alpha=0.35, markeredgewidth=0)
    ax.set_xscale("symlog", linthresh=_NEAR, linscale=0.8)
    ax.set_yscale("symlog", linthresh=_NEAR, linscale=0.8)
    low, high = float(drawn["open"].min()), max(float(drawn["open"].max()), _NEAR)
    ax.set_ylim(low / 2 if low > _NEAR else min(-2.5, 1.2 * low), 3 * high)
    ax.xaxis.set_major_formatter(theme.EURO_AXIS)
    ax.yaxis.set_major_formatter(theme.EURO_AXIS)
    ax.set(xlabel="Actual value, € a year", ylabel="Unrealised potential, € a year")
    points = []
    for name, row in zip(map(str, means.index), means.to_dict("records"), strict=True):
        color, marker = _MARKS[name]
        ax.plot(row["actual"], row["open"], marker, color=color, markersize=10, markeredgecolor=theme.INK)
        words = f"{name}: {theme.euro(row['actual'])},\n{theme.euro(row['open'])} more"
        points.append(Point(row["actual"], row["open"], words, theme.INK, 5.5))
    name_points(ax, points, on_paper=True)


def tier_by_need(
    customers: pd.DataFrame,
    *,
    tier: str = "tier",
    need: str = "need_segment",
    actual: str = "actual_value_eur",
    potential: str = "potential_value_eur",
    least: int = 20,
) -> theme.Picture:
    """Draw how many customers each tier holds of each need segment, and what could still be won from them.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    tier, need, actual, potential : str
        Columns with the tier, the need segment, and actual and potential value (€ a year).
    least : int
        Cells with fewer customers show their number alone: their mean is chance.

    Returns
    -------
    Picture
        Colour and € are the mean unrealised potential; the title names the cell with the largest, since what a
        treatment costs, it costs per customer.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, there are more than six tiers or eight needs, or no cell holds enough customers.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> customers = pd.DataFrame({"actual_value_eur": [200, 20, 10], "potential_value_eur": [220, 140, 15],
    ...                      "tier": ["most valuable", "most growable", "other"],
    ...                      "need_segment": ["price", "quality", "price"]})
    >>> picture = cv.figures.tier_by_need(customers, least=1)
    >>> picture.alt.split(". ")[0]
    'The most per customer could be won from “most growable” of need quality: €120 a year'
    """
    table = checked(customers, where="tier_by_need", numbers=[actual, potential], others=[tier, need])
    between(table[tier].unique(), 1, 6, where="tier_by_need", what="tiers")
    between(table[need].unique(), 1, 8, where="tier_by_need", what="needs")
    opened = (table[potential] - table[actual]).rename("open")
    cells = opened.groupby([table[tier].astype(str), table[need].astype(str)]).agg(["size", "mean", "sum"])
    known = cells["mean"].where(cells["size"] >= least).dropna()
    if known.empty:
        raise DataError(f"tier_by_need: no cell holds {least} customers; take a lower least.")
    best: Any = known.idxmax()
    most = f"{theme.euro(known.max())} a year"
    finding = f"The most per customer could be won from “{best[0]}” of need {shown(best[1])}: {most}"
    order = [name for name in _TIERS if name in set(table[tier].astype(str))]
    order += sorted(set(table[tier].astype(str)) - set(order))
    means, sizes = (pd.pivot_table(cells, each, tier, need).reindex(order) for each in ("mean", "size"))
    means = means.where(sizes >= least)
    money = means.map(lambda mean: f"{theme.euro(mean)}\n" if np.isfinite(mean) else "")
    texts = money + sizes.map("{:,.0f}".format, na_action="ignore")
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Mean unrealised potential, € a year, and the number of customers, {len(table):,} in all; no mean: fewer "
            f"than {least}",
        )
        draw_grid(ax, means.rename(columns=shown, index=capital), texts.fillna(""))
    told = "; ".join(
        f"{name} {theme.euro(rows['sum'].sum())} in all from {rows['size'].sum():,.0f}"
        for name, rows in cells.groupby(level=0)
    )
    return theme.picture(fig, alt=f"{finding}. Unrealised potential a year by tier: {told} customers.")
