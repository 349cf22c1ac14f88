"""How long customers stay: the triangle of cohorts, with the survival curve of the oldest of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.ticker import MaxNLocator

from customer_value.errors import ColumnError, DataError
from customer_value.figures import theme
from customer_value.figures.grids import DARK, PAPER_TO_INDIGO

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from customer_value.analysis.lifetime import ShiftedBetaGeometric

_NEEDED = ("cohort", "age", "cohort_size", "active", "active_share", "survivors")
_A_YEAR = {"year": 1, "quarter": 4, "month": 12}  # in periods


def retention_triangle(cohorts: pd.DataFrame, model: ShiftedBetaGeometric | None = None) -> theme.Picture:
    """Draw which share of each cohort bought again, and how many of the oldest cohort are still to be seen.

    Parameters
    ----------
    cohorts : DataFrame
        As `lifetime.cohorts` returns it: one row per cohort and age.
    model : ShiftedBetaGeometric, optional
        Fitted to survivors of the oldest cohort; drawn beside them.

    Returns
    -------
    Picture
        Left a heat map of shares that bought in each period; right the survivors (bought then or later) of the oldest
        cohort as dots, hollow where the orders to come are not yet seen, and the model as a line.

    Raises
    ------
    ColumnError
        When a column of `lifetime.cohorts` is missing.
    DataError
        When no cohort is followed for three periods.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-03-01", "2022-05-01", "2024-02-01", "2021-06-01", "2022-07-01", "2023-04-01"])
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 1, 2, 3, 3], "ordered_at": days})
    >>> picture = cv.figures.retention_triangle(cv.lifetime.cohorts(orders, period="year"))
    >>> picture.alt.split(". ")[0]
    'Of 100 new customers, 67 buy again in the next year, and 0 do so 2 years after the first'
    """
    table = pd.DataFrame(cohorts)
    ColumnError.check(_NEEDED, table.columns, where="retention_triangle")
    if not len(table) or table["age"].max() < 3:
        raise DataError("retention_triangle needs a cohort that is followed for three periods; take shorter periods")
    period, periods = _period(str(table["cohort"].iloc[0]))
    late = int(min(2 * _A_YEAR[period], table["age"].max()))
    first, later = _share(table, 1), _share(table, late)
    finding = (
        f"Of 100 new customers, {first * 100:.0f} buy again in the next {period}, and {later * 100:.0f} do so "
        f"{late} {periods} after the first"
    )
    with theme.style():
        fig, (left, right) = theme.new_figure(
            finding,
            f"Bought again: in a shop without contracts, this is all that is seen of retention. Cohorts by {period}",
            columns=2,
            width_ratios=[1.35, 1],
            height=4.4,
        )
        _heat(left, table, periods)
        told = _survivors(right, table, model, period, periods)
    return theme.picture(fig, alt=f"{finding}. {told}")


def _share(table: pd.DataFrame, age: int) -> float:
    """Return the share of all customers, seen at that age, who bought in it."""
    seen = table[table["age"] == age]
    return float(seen["active"].sum() / seen["cohort_size"].sum())


def _heat(ax: Axes, table: pd.DataFrame, periods: str) -> None:
    shares = table[table["age"] > 0].pivot_table(index="cohort", columns="age", values="active_share", observed=True)
    readable = len(shares.columns) < 13
    sns.heatmap(
        shares * 100,
        ax=ax,
        annot=readable,
        fmt=".0f",
        cmap=PAPER_TO_INDIGO,
        vmin=0,
        cbar=not readable,
        linewidths=1.2 if readable else 0.3,
        linecolor=theme.PAPER,
        annot_kws={"size": 7.5},
    )
    largest = 100 * np.nanmax(shares.to_numpy(dtype=float))
    for text in ax.texts:
        text.set_color(theme.PAPER if float(text.get_text()) > DARK * largest else theme.INK)
    every = -(-len(shares.columns) // 12)
    ax.set_xticks(np.arange(0, len(shares.columns), every) + 0.5, [f"{age}" for age in shares.columns[::every]])
    ax.set_title("Bought in that period, % of the cohort")
    ax.set(xlabel=f"{periods.capitalize()} since the first order", ylabel="")
    ax.tick_params(axis="both", length=0)
    ax.tick_params(axis="y", rotation=0)


def _survivors(ax: Axes, table: pd.DataFrame, model: ShiftedBetaGeometric | None, period: str, periods: str) -> str:
    oldest = table[table["cohort"] == table["cohort"].iloc[0]]
    ages, share = oldest["age"].to_numpy(), (oldest["survivors"] / oldest["cohort_size"]).to_numpy()
    seen = ages <= ages.max() - _A_YEAR[period]
    if model is not None:
        ax.plot(ages, np.asarray(model.survival(ages)), **theme.ESTIMATE)
        near = float(np.asarray(model.survival(ages))[1])
        ax.annotate("sBG model", (ages[1], near), (8, 6), textcoords="offset points", color=theme.INDIGO)
    points: dict[str, Any] = {"color": theme.INK, "markersize": 5, "linestyle": "none", "marker": "o"}
    ax.plot(ages[seen], share[seen], **points)
    ax.plot(ages[~seen], share[~seen], **points, markerfacecolor=theme.PAPER)
    ax.annotate(
        "too low: who will\nbuy later is not\nyet counted",
        (ages[~seen][-2:][0], share[~seen][-2:][0]),
        (0, 52),
        textcoords="offset points",
        ha="right",
        color=theme.QUIET,
        fontsize=8,
        arrowprops={"arrowstyle": "-", "color": theme.QUIET, "linewidth": 0.8, "shrinkB": 5},
    )
    name = oldest["cohort"].iloc[0]
    ax.set_title(f"Survivors of cohort {name}")
    ax.set(xlabel=f"{periods.capitalize()} since the first order", ylim=(0, 1.05))
    ax.set_ylabel("Bought then or later")
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.yaxis.set_major_formatter(theme.PERCENT_AXIS)
    ax.grid(axis="y")
    one, last = share[1], share[seen][-1]
    return (
        f"Cohort {name}: {theme.percent(one)} bought again at all, {theme.percent(last)} after "
        f"{ages[seen][-1]} {periods} or later."
    )


def _period(label: str) -> tuple[str, str]:
    """Tell the period from a cohort's name: 2023, 2023-Q2 or 2023-05."""
    period = "year" if "-" not in label else "quarter" if "Q" in label else "month"
    return period, f"{period}s"
