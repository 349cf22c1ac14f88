"""How much of the money a few customers hold, and who buys again by recency and frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.analysis import segments
from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import between, checked
from customer_value.figures.grids import draw_grid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

_LINES = ((theme.INDIGO, "-"), (theme.INK, "-"), (theme.QUIET, "--"))


def lorenz_curves(
    values: Mapping[str, ArrayLike], *, top: float = 0.2, who: str = "customers", customers: int | None = None
) -> theme.Picture:
    """Draw how money adds up from the best customer to the worst.

    Parameters
    ----------
    values : mapping
        What is added up ("net sales", "contribution") -> € per customer; may be negative. One to three of them.
    top : float
        Share of customers that the title speaks of, above 0 and below 1.
    who : str
        Of whom and when, such as "buyers of 2025": the share depends on it.
    customers : int, optional
        Number of customers that `top` is a share of, as for `segments.pareto_share`.

    Returns
    -------
    Picture
        A curve for each; above 100 % it counts what customers below zero take away again.

    Raises
    ------
    DataError
        When there is no curve or more than three, `top` is out of range, or the values are not of the kind that
        `segments.lorenz` takes.

    Examples
    --------
    >>> import customer_value as cv
    >>> sales, contribution = [100, 50, 20, 20, 10], [60, 30, 10, 0, -20]
    >>> picture = cv.figures.lorenz_curves({"net sales": sales, "contribution": contribution})
    >>> picture.alt.split(". ")[0]
    'The best 20 % of customers bring 50 % of net sales and 75 % of contribution'
    """
    between(values, 1, 3, where="lorenz_curves", what="curves")
    if not 0 < top < 1:
        raise DataError(f"top must be a share between 0 and 1, not {top!r}.")
    curves = {name: segments.lorenz(each, customers=customers) for name, each in values.items()}
    shares = {name: segments.pareto_share(each, top=top, customers=customers) for name, each in values.items()}
    held = " and ".join(f"{theme.percent(share)} of {name}" for name, share in shares.items())
    finding = f"The best {theme.percent(top)} of {who} bring {held}"
    count = len(next(iter(curves.values()))) - 1
    with theme.style():
        fig, ax = theme.new_figure(finding, f"Share of the total that the best customers hold; {count:,} {who}")
        peak = max(float(curve["value_share"].max()) for curve in curves.values())
        ax.plot([0, 1], [0, 1], color=theme.FAINT, linewidth=1, linestyle=":")
        ax.axhline(1, color=theme.LINE, linewidth=1)
        ax.axvline(top, color=theme.LINE, linewidth=1)
        for number, ((name, curve), (color, line)) in enumerate(zip(curves.items(), _LINES, strict=False)):
            ax.plot(curve["customer_share"], curve["value_share"], color=color, linestyle=line)
            ax.plot(top, shares[name], "o", color=color, markersize=7)
            height = 0.30 - 0.09 * number
            ax.plot([0.54, 0.60], [height, height], color=color, linestyle=line)
            ax.text(0.62, height, f"{name}: {theme.percent(shares[name])}", color=color, va="center")
        ax.text(0.54, 0.39, f"Held by the best {theme.percent(top)}", color=theme.QUIET, va="center")
        ax.text(0.70, 0.66, "all worth the same", color=theme.QUIET, va="top", style="italic")
        ax.set(xlim=(0, 1.01), ylim=(0, 1.05 * peak), xlabel=f"Share of {who}, the best first")
        ax.set_ylabel("Share of the total")
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
        ax.yaxis.set_major_formatter(theme.PERCENT_AXIS)
    told = " ".join(_told(name, np.asarray(each, dtype=float), curves[name]) for name, each in values.items())
    return theme.picture(fig, alt=f"{finding}. {told}")


def _told(name: str, values: np.ndarray, curve: pd.DataFrame) -> str:
    """Say how unequal it is, and how far the curve rises above the total."""
    gini = segments.gini(values, customers=len(curve) - 1)
    peak = float(curve["value_share"].max())
    over = f"; the curve rises to {theme.percent(peak)}, since {int((values < 0).sum()):,} customers are below zero"
    return f"{name[:1].upper()}{name[1:]}: Gini {gini:.2f}{over if peak > 1.0005 else ''}."


def rfm_heat_map(
    scores: pd.DataFrame, outcome: str, *, what: str = "bought in the next quarter", least: int = 20
) -> theme.Picture:
    """Draw which share of customers did something later, by their scores for recency and frequency.

    Parameters
    ----------
    scores : DataFrame
        As `segments.rfm_scores` returns it, with one more column.
    outcome : str
        That column: whether it came true (True / 1) for the customer, after the day of the scores.
    what : str
        What came true, to be read after "of customers".
    least : int
        Cells with fewer customers stay empty: their share is chance.

    Returns
    -------
    Picture
        The most recent buyers stand on top, the most frequent to the right; the title compares the two corners.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, the outcome is not 0 or 1, or no cell holds enough customers.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"r": [5] * 4 + [1] * 4, "f": [5, 5, 1, 1] * 2, "again": [1, 1, 1, 0, 0, 1, 0, 0]})
    >>> picture = cv.figures.rfm_heat_map(scores, "again", least=2)
    >>> picture.alt.split(". ")[0]
    '50 % of customers bought in the next quarter: 100 % of those with R 5 and F 5, 0 % of those with R 1 and F 1'
    """
    table = checked(scores, where="rfm_heat_map", numbers=["r", "f", outcome])
    if not table[outcome].isin([0, 1]).all():
        raise DataError(f"rfm_heat_map: {outcome!r} must be true or false for each customer.")
    grouped = table.groupby([table["r"].astype(int), table["f"].astype(int)])[outcome]
    count, share = grouped.size(), grouped.mean()
    kept = share[count >= least]
    if kept.empty:
        raise DataError(f"rfm_heat_map: no cell holds {least} customers; score in fewer groups, or take a lower least.")
    best: Any = kept.idxmax()
    worst: Any = kept.idxmin()
    every = float(table[outcome].mean())
    finding = (
        f"{theme.percent(every)} of customers {what}: {theme.percent(kept.max())} of those with R {best[0]} and "
        f"F {best[1]}, {theme.percent(kept.min())} of those with R {worst[0]} and "
        f"F {worst[1]}"
    )
    cells = pd.DataFrame({"share": kept, "size": count}).dropna().reset_index()
    grid, sizes = (cells.pivot_table(each, "r", "f").sort_index(ascending=False) for each in ("share", "size"))
    texts = pd.DataFrame(
        [
            [
                f"{theme.percent(value)}\n{size:,.0f}" if np.isfinite(value) else ""
                for value, size in zip(*rows, strict=True)
            ]
            for rows in zip(grid.to_numpy(), sizes.to_numpy(), strict=True)
        ],
        index=grid.index,
        columns=grid.columns,
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Share of customers, and below it their number, by scores from 1 to {int(table[['r', 'f']].max().max())}; "
            f"empty: fewer than {least}",
            height=4.4,
        )
        draw_grid(ax, grid, texts)
        ax.set_xlabel("F: orders, the most to the right")
        ax.set_ylabel("R: days since the last order,\nthe fewest on top")
    return theme.picture(
        fig, alt=f"{finding}. {len(kept)} cells hold {least} customers or more, {len(table):,} in all."
    )
