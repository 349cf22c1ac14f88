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
_LINES = ((theme.INDIGO, "-", 2.0), (theme.QUIET, "-", 1.3), (theme.QUIET, "--", 1.3), (theme.QUIET, ":", 1.6))
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
        The title says in which two groups most of the unrealised potential lies.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, a tier or need has another name, there is only one, or nothing is unrealised.
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
    share = (grouped["open"].sum() / table["open"].sum()).sort_values(ascending=False)
    (first, most_of_it), (second, next_of_it) = list(share.items())[:2]
    finding = (
        f"{theme.percent(most_of_it)} of the unrealised potential lies with “{first}”, {theme.percent(next_of_it)} "
        f"with “{second}”"
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
    ax.set_ylim(min(-2.5, 1.2 * float(drawn["open"].min())), 3 * max(float(drawn["open"].max()), _NEAR))
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
) -> theme.Picture:
    """Draw how many customers each tier holds of each need segment, and what could still be won from them.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    tier, need, actual, potential : str
        Columns with the tier, the need segment, and actual and potential value (€ a year).

    Returns
    -------
    Picture
        Colour and € are the mean unrealised potential; the title names the cell where most of it lies in all.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or there are more than six tiers or eight needs.
    """
    table = checked(customers, where="tier_by_need", numbers=[actual, potential], others=[tier, need])
    between(table[tier].unique(), 1, 6, where="tier_by_need", what="tiers")
    between(table[need].unique(), 1, 8, where="tier_by_need", what="needs")
    opened = (table[potential] - table[actual]).rename("open")
    cells = opened.groupby([table[tier].astype(str), table[need].astype(str)]).agg(["size", "mean", "sum"])
    largest: Any = cells["sum"].idxmax()
    best = cells.loc[largest].to_dict()
    finding = (
        f"The most to be won lies with “{largest[0]}” of need {shown(largest[1])}: {best['size']:,.0f} customers, "
        f"{theme.euro(best['mean'])} each a year"
    )
    order = [name for name in _TIERS if name in set(table[tier].astype(str))]
    order += sorted(set(table[tier].astype(str)) - set(order))
    means, sizes = (pd.pivot_table(cells, each, tier, need).reindex(order) for each in ("mean", "size"))
    texts = means.map(theme.euro, na_action="ignore") + "\n" + sizes.map("{:,.0f}".format, na_action="ignore")
    with theme.style():
        fig, ax = theme.new_figure(
            finding, f"Mean unrealised potential, € a year, and below it the number of customers; {len(table):,} in all"
        )
        draw_grid(ax, means.rename(columns=shown, index=capital), texts.fillna(""))
    told = "; ".join(
        f"{name} {theme.euro(rows['sum'].sum())} in all from {rows['size'].sum():,.0f}"
        for name, rows in cells.groupby(level=0)
    )
    return theme.picture(fig, alt=f"{finding}. Unrealised potential a year by tier: {told} customers.")


def lift_chart(models: dict[str, pd.DataFrame] | pd.DataFrame, *, what: str = "value") -> theme.Picture:
    """Draw how much more than the average each group of customers brought, the best predicted first.

    Parameters
    ----------
    models : DataFrame or mapping
        What `segments.lift_table` returns, or name of a model -> such a table; up to four.
    what : str
        What came, such as "growth in 2025".

    Returns
    -------
    Picture
        One line each; 1 is what a list without a model would bring. The title tells the best model's first group.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or there is no table or more than four.
    """
    given = {"model": models} if isinstance(models, pd.DataFrame) else dict(models)
    between(given, 1, 4, where="lift_chart", what="models")
    tables = {
        name: checked(each, where="lift_chart", numbers=["lift", "share", "cumulative_share"], least=2)
        for name, each in given.items()
    }
    first = {name: float(each["lift"].to_numpy()[0]) for name, each in tables.items()}
    best = max(first, key=first.__getitem__)
    groups = len(tables[best])
    finding = (
        f"The {_part(groups)} that {'the model' if best == 'model' else best} puts first brings {first[best]:.1f} "
        f"times the average, {theme.percent(tables[best]['share'].to_numpy()[0])} of all"
    )
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
        ax.set_ylim(min(0.0, *(float(each["lift"].min()) for each in tables.values())), None)
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
        ax.grid(axis="y")
        points = [
            Point(float(_middles(each)[0]), first[name], f"{name} {first[name]:.1f}", styles[name][0])
            for name, each in tables.items()
        ]
        fine = np.linspace(0, 1, 100)
        lines = [np.interp(fine, _middles(each), each["lift"]) for each in tables.values()] + [np.ones(100)]
        name_points(
            ax,
            [*points, Point(0.95, 1, "no model 1.0", theme.QUIET, 0.5)],
            avoid=[place for line in lines for place in zip(fine, line, strict=True)],
        )
    told = "; ".join(
        f"{name}: lift {first[name]:.2f} in the first group, {each['lift'].to_numpy()[-1]:.2f} in the last, the better "
        f"half holds {theme.percent(each['cumulative_share'].to_numpy()[(len(each) + 1) // 2 - 1])}"
        for name, each in tables.items()
    )
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.")


def _middles(table: pd.DataFrame) -> np.ndarray:
    """Return where each group of customers lies between the best, 0, and the worst, 1."""
    return np.asarray((np.arange(len(table)) + 0.5) / len(table))


def _part(groups: int) -> str:
    return {2: "half", 3: "third", 4: "quarter", 5: "fifth", 10: "tenth", 20: "twentieth"}.get(groups, "group")
