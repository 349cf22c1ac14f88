"""The picture of a comparison with the truth."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from customer_value.figures import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from .quantities import Quantity


def draw(
    tenths: pd.DataFrame, rankings: Mapping[str, float], sentence: str, quantity: Quantity, customers: int
) -> theme.Picture:
    """Draw estimate and truth for ten groups of customers, and how well three estimates rank.

    Parameters
    ----------
    tenths
        Columns tenth, estimate, truth.
    rankings
        Rank correlation or AUC of "yours", "the best" and "habit".
    sentence
        The finding.
    quantity
        What was estimated.
    customers
        How many.
    """
    what = quantity.meaning[0].upper() + quantity.meaning[1:]
    subtitle = f"{what}; {customers:,} customers in ten groups by their estimate"
    with theme.style():
        fig, (left, right) = theme.new_figure(sentence.rstrip("."), subtitle, columns=2, width_ratios=[5, 3])
        _groups(left, tenths, quantity)
        _bars(right, rankings, quantity.habit, "AUC" if quantity.is_yes_or_no else "Rank correlation")
    return theme.picture(fig, alt=f"{sentence} {_told(tenths, quantity)}")


def _groups(ax: Axes, tenths: pd.DataFrame, quantity: Quantity) -> None:
    ax.plot(
        tenths["tenth"],
        tenths["truth"],
        **{**theme.TRUTH, "marker": "o", "markersize": 4.5, "markerfacecolor": theme.PAPER},
    )
    ax.plot(tenths["tenth"], tenths["estimate"], **{**theme.ESTIMATE, "marker": "o", "markersize": 4.5})
    ends = tenths[["estimate", "truth"]].to_numpy()
    top, low = ends.max(), min(ends.min(), 0)
    ax.set(xlim=(0.6, len(tenths) + 2.6), xticks=tenths["tenth"], xlabel="Tenth, from the lowest estimate")
    ax.set_ylim(low - 0.03 * (top - low), top + 0.08 * (top - low))
    ax.set_ylabel(f"{quantity.unit[0].upper()}{quantity.unit[1:]}, mean")
    ax.yaxis.set_major_formatter("{x:,.0f}" if top > 5 else "{x:.1f}" if top > 0.5 else "{x:.2f}")
    ax.grid(axis="y")
    place = len(tenths)
    theme.label_ends(
        ax,
        {"estimate": (place, ends[-1, 0], theme.INDIGO), "truth": (place, ends[-1, 1], theme.INK)},
        gap=0.07,
    )


def _bars(ax: Axes, rankings: Mapping[str, float], habit: str, title: str) -> None:
    colors = [theme.INDIGO if name == "yours" else theme.FAINT for name in rankings]
    bars = ax.barh(range(len(rankings)), list(rankings.values()), color=colors, height=0.55)
    ax.set_yticks(range(len(rankings)), ["your estimate", "the best here", fill(habit, 15)])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.invert_yaxis()
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.set_title(title)
    theme.label_bars(ax, bars, [f"{value:.2f}" for value in rankings.values()])
    ax.set_xlim(min(0.0, *rankings.values()), max(rankings.values()) * 1.25)


def _told(tenths: pd.DataFrame, quantity: Quantity) -> str:
    highest, lowest = tenths.iloc[-1], tenths.iloc[0]

    def write(value: float) -> str:
        return theme.euro(value) if quantity.is_money else f"{value:.2f}"

    return (
        f"In the tenth with the highest estimates the mean estimate is {write(highest['estimate'])} and the mean truth "
        f"{write(highest['truth'])}; in the lowest {write(lowest['estimate'])} and {write(lowest['truth'])}."
    )
