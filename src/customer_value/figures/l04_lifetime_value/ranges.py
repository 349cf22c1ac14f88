"""What single customers may bring: the expected value, and the range around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike

    from customer_value.analysis.btyd.discounting import LtvInterval


def ltv_intervals(
    ltv: LtvInterval | tuple[ArrayLike, ArrayLike, ArrayLike],
    names: Sequence[str],
    *,
    interval: float = 0.9,
    when: str = "in the next 12 months",
    true: ArrayLike | None = None,
) -> theme.Picture:
    """Draw what customers are expected to bring, with the range in which what they really bring will lie.

    Parameters
    ----------
    ltv : LtvInterval
        What `btyd.discounted_ltv(…, interval=0.9)` returns for these customers: expected value, low and high end, €.
    names : sequence of str
        One for each customer, as they are to be read.
    interval : float
        The share of cases in which the range holds.
    when : str
        How far the money is counted.
    true : array, optional
        What they really brought, €.

    Returns
    -------
    Picture
        A band for each customer, the most valuable on top; the title tells the first one's range.

    Raises
    ------
    DataError
        When lengths differ, a number is missing, a low end lies above a high one, or there are not 1 to 12 customers.

    Examples
    --------
    >>> import customer_value as cv
    >>> picture = cv.figures.ltv_intervals(([80, 30], [20, 0], [190, 90]), ["customer 7", "customer 9"])
    >>> picture.alt.split(". ")[0]
    'Customer 7 is worth €80 in the next 12 months; 9 times in 10 it will be between €20 and €190'
    """
    between(names, 1, 12, where="ltv_intervals", what="customers")
    columns = dict(zip(("ltv", "low", "high"), ltv, strict=True)) | ({} if true is None else {"true": true})
    arrays = {key: np.atleast_1d(np.asarray(each, dtype=float)) for key, each in columns.items()}
    if any(each.shape != (len(names),) or not np.isfinite(each).all() for each in arrays.values()):
        raise DataError(f"ltv_intervals needs one number of each kind for each of the {len(names)} names.")
    table = pd.DataFrame(arrays, index=[str(name) for name in names]).sort_values("ltv", ascending=False, kind="stable")
    if (table["low"] > table["high"]).any():
        raise DataError("ltv_intervals: a low end lies above its high end; pass (ltv, low, high) in this order.")
    first = table.iloc[0].to_dict()
    certainty = f"{interval * 10:g} times in 10"
    finding = (
        f"{capital(str(table.index[0]))} is worth {theme.euro(first['ltv'])} {when}; {certainty} it will be between "
        f"{theme.euro(first['low'])} and {theme.euro(first['high'])}"
    )
    with theme.style():
        came = "" if true is None else "; hollow: what really came"
        fig, ax = theme.new_figure(
            finding,
            f"€ per customer: expected value, and the range that holds {certainty}{came}",
            height=max(2.4, 1.6 + 0.36 * len(table)),
        )
        _ranges(ax, table)
    told = "; ".join(
        f"{name} {theme.euro(row['ltv'])}, from {theme.euro(row['low'])} to {theme.euro(row['high'])}"
        + (f", really {theme.euro(row['true'])}" if true is not None else "")
        for name, row in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.")


def _ranges(ax: Axes, table: pd.DataFrame) -> None:
    places = np.arange(len(table))
    ax.barh(
        places, table["high"] - table["low"], left=table["low"], height=0.5, color=theme.INDIGO, alpha=theme.INTERVAL
    )
    ax.plot(table["ltv"], places, "o", color=theme.INDIGO, markersize=7)
    if "true" in table:
        ax.plot(table["true"], places, "D", color=theme.INK, markersize=6, markerfacecolor="none", markeredgewidth=1.4)
    for place, words in zip(places, [theme.euro(value) for value in table["ltv"]], strict=True):
        ax.text(1.02, float(place), words, transform=ax.get_yaxis_transform(), va="center", color=theme.INDIGO)
    ax.set_yticks(places, [capital(str(name)) for name in table.index])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.set(ylim=(len(table) - 0.4, -0.6), xlabel="€ per customer")
    ax.xaxis.set_major_formatter(theme.EURO_AXIS)
    reach = float(table.to_numpy().max())
    ax.set_xlim(min(0.0, float(table.to_numpy().min())) - 0.02 * reach, 1.03 * reach)
    ax.grid(axis="x")
