"""One customer: when they bought, for how long, and how long they have been silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError
from customer_value.figures import theme
from customer_value.figures.checks import capital, checked, dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def customer_timeline(  # noqa: PLR0913 - the table, the customer, and the names of four columns
    orders: pd.DataFrame,
    customer_id: object,
    *,
    end: str,
    name: str | None = None,
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str = "net_eur",
    channel: str | None = None,
) -> theme.Picture:
    """Draw one customer's orders on a line of time, with what a buy-till-you-die model reads from it.

    Parameters
    ----------
    orders : DataFrame
        One row per order.
    customer_id : object
        The customer.
    end : str
        Last day of the observation, such as "2025-12-31"; later orders are left out.
    name : str, optional
        Name to show instead of the number.
    customer, time, value : str
        Columns with the customer, the time and the money (€).
    channel : str, optional
        Column with the channel; what was not bought in a "store" then has a hollow mark.

    Returns
    -------
    Picture
        A stem for each order, as high as its money; below it x, t_x and T in weeks. Several orders of one day are
        one purchase, as in `btyd.summary`.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or the customer has no order until the end.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2025-01-06", "2025-03-03", "2025-05-12"])
    >>> orders = pd.DataFrame({"customer_id": 7, "ordered_at": days, "net_eur": [20.0, 40.0, 50.0]})
    >>> picture = cv.figures.customer_timeline(orders, 7, end="2025-09-01")
    >>> picture.alt.split(". ")[0]
    'Customer 7: 2 repeat purchases in 18 weeks, then 16 weeks of silence'
    """
    others = [customer, time] + ([channel] if channel is not None else [])
    if customer not in orders.columns:
        raise ColumnError.missing([*others, value], orders.columns, where="customer_timeline")
    own = orders[orders[customer] == customer_id]
    own = checked(own, where="customer_timeline", numbers=[value], others=others, least=0)
    own[time] = dates(own[time], where="customer_timeline")
    last = pd.Timestamp(end).normalize()
    own = own[own[time].dt.normalize() <= last].sort_values(time, kind="stable")
    who = name if name is not None else f"customer {customer_id}"
    if own.empty:
        raise DataError(f"customer_timeline: {who} has no order until {last:%Y-%m-%d}; name a customer who bought.")
    days = pd.DatetimeIndex(own[time].dt.normalize().unique())
    x, t_x, whole = len(days) - 1, (days[-1] - days[0]).days / 7, (last - days[0]).days / 7
    repeats = f"{x} repeat purchase{'s' * (x != 1)}"
    finding = f"{capital(who)}: {repeats} in {t_x:.0f} weeks, then {whole - t_x:.0f} weeks of silence"
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Orders until {last:%Y-%m-%d}, € each{'; hollow: not in a store' if channel is not None else ''}",
            height=3.6,
        )
        _stems(ax, own, time, value, channel)
        _spans(ax, days, last, {"t_x": t_x, "T": whole, "x": float(x)})
    money = own[value].astype(float)
    told = (
        f"First order {days[0]:%Y-%m-%d}, last {days[-1]:%Y-%m-%d}; {len(own)} orders of {theme.euro(money.mean())} on "
        f"average, {theme.euro(money.sum())} in all; x = {x}, t_x = {t_x:.1f} weeks, T = {whole:.1f} weeks"
    )
    return theme.picture(fig, alt=f"{finding}. {told}.")


def _stems(ax: Axes, own: pd.DataFrame, time: str, value: str, channel: str | None) -> None:
    money = own[value].to_numpy(float)
    moments: Any = own[time].to_numpy()
    ax.vlines(moments, 0, money, color=theme.INDIGO, linewidth=1.5)
    inside = np.ones(len(own), bool) if channel is None else (own[channel] == "store").to_numpy()
    ax.plot(moments[inside], money[inside], "o", color=theme.INDIGO, markersize=6)
    hollow: dict[str, Any] = {"markerfacecolor": theme.PAPER, "markeredgewidth": 1.6}
    ax.plot(moments[~inside], money[~inside], "o", color=theme.INDIGO, markersize=6, **hollow)
    ax.set_ylim(-0.52 * money.max(), 1.1 * money.max())
    ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick <= 1.1 * money.max()])
    ax.yaxis.set_major_formatter(theme.EURO_AXIS)
    ax.axhline(0, color=theme.LINE, linewidth=1)
    ax.spines["left"].set_visible(False)


def _spans(ax: Axes, days: pd.DatetimeIndex, last: pd.Timestamp, numbers: dict[str, float]) -> None:
    """Draw t_x and T as spans below the line of time, and shade the silence."""
    start: Any = days[0]
    latest: Any = days[-1]
    end: Any = last
    low = ax.get_ylim()[0]
    ax.axvspan(latest, end, ymin=0, color=theme.INK, alpha=0.06, linewidth=0)
    arrow = {"arrowstyle": "<|-|>", "color": theme.QUIET, "linewidth": 1, "shrinkA": 0, "shrinkB": 0}
    words = {
        "t_x": f"$t_x$ = {numbers['t_x']:.0f} weeks, $x$ = {numbers['x']:.0f}",
        "T": f"$T$ = {numbers['T']:.0f} weeks",
    }
    for (key, stop), height in zip((("t_x", latest), ("T", end)), (0.28, 0.68), strict=True):
        if stop > start:
            ax.annotate("", (stop, height * low), (start, height * low), arrowprops=arrow)
        ax.annotate(words[key], (start, height * low), (2, -3), textcoords="offset points", va="top", fontsize=8.5)
    ax.set_xlim(start - (end - start) * 0.02, end + (end - start) * 0.02)
