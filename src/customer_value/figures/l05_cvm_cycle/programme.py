"""The loyalty card: members spend more, and did so before there was a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import checked, dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def members_before_and_after(
    orders: pd.DataFrame,
    members: pd.Series | pd.Index | list[int],
    *,
    began: str = "2024-01-01",
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str = "net_eur",
) -> theme.Picture:
    """Draw what later members of the loyalty programme and all others spend, before and after it began.

    Parameters
    ----------
    orders : DataFrame
        One row per order, from before the programme on.
    members : Series or list
        Customers who ever took the card, such as `load("loyalty")["customer_id"]`.
    began : str
        First day of the programme.
    customer, time, value : str
        Columns with the customer, the time and the money (€).

    Returns
    -------
    Picture
        € per buyer and year of the same two groups; the title compares their distance before and after.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or one of the groups bought nothing before or after.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2023-03-01", "2024-03-01"] * 2)
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2, 2], "ordered_at": days, "net_eur": [200, 250, 100, 100]})
    >>> picture = cv.figures.members_before_and_after(orders, members=[1])
    >>> picture.alt.split(". ")[0]
    'Members spend 2.5 times as much as others, and spent 2.0 times as much before there was a card'
    """
    orders = checked(orders, where="members_before_and_after", numbers=[value], others=[customer, time])
    orders[time] = dates(orders[time], where="members_before_and_after")
    start = pd.Timestamp(began)
    is_member = orders[customer].isin(members).rename("member")
    is_after = (orders[time] >= start).rename("after")
    if len(pd.MultiIndex.from_arrays([is_member, is_after]).unique()) < 4:
        raise DataError(
            f"members_before_and_after needs orders of members and of others, before {start:%Y-%m-%d} and after it."
        )
    yearly = _per_buyer(orders, [orders[time].dt.year.rename("year"), is_after], is_member, customer, value)
    spend = yearly.reset_index(name="spend").pivot_table("spend", "year", "member")
    mean = yearly.groupby(["after", "member"]).mean().to_dict()
    before, after = mean[False, True] / mean[False, False], mean[True, True] / mean[True, False]
    finding = (
        f"Members spend {after:.1f} times as much as others, and spent {before:.1f} times as much before there was a "
        f"card"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding, "€ per buyer and year, of those who took the card at any time and of all others"
        )
        _lines(ax, spend, start)
    count = orders.loc[is_member, customer].nunique()
    told = (
        f"Per buyer and year before the programme: {theme.euro(mean[False, True])} against "
        f"{theme.euro(mean[False, False])}; since then {theme.euro(mean[True, True])} against "
        f"{theme.euro(mean[True, False])}. {count:,} members bought"
    )
    return theme.picture(fig, alt=f"{finding}. {told}.")


def _per_buyer(
    orders: pd.DataFrame, periods: list[pd.Series], is_member: pd.Series, customer: str, value: str
) -> pd.Series:
    """Sum up the money of a period, and divide it by the customers who bought in it."""
    grouped = orders.groupby([*periods, is_member])
    per_buyer: pd.Series = grouped[value].sum() / grouped[customer].nunique()
    return per_buyer


def _lines(ax: Axes, spend: pd.DataFrame, start: pd.Timestamp) -> None:
    days: Any = pd.to_datetime([f"{year}-07-01" for year in spend.index])
    ends = {}
    for member, name, color in ((True, "members", theme.INDIGO), (False, "others", theme.QUIET)):
        ax.plot(days, spend[member], color=color, marker="o", markersize=6)
        ends[f"{name} {theme.euro(spend[member].iloc[-1])}"] = (days[-1], float(spend[member].iloc[-1]), color)
    ax.set_ylim(0, 1.12 * float(spend.max().max()))
    began: Any = start
    ax.axvline(began, color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
    ax.annotate(
        "the programme begins",
        (began, 1.07 * float(spend.max().max())),
        (5, 0),
        textcoords="offset points",
        va="center",
    )
    ax.set_xlim(days[0] - pd.Timedelta(days=120), days[-1] + (days[-1] - days[0]) * 0.2)
    ax.set_xticks(days, [str(year) for year in spend.index])
    ax.yaxis.set_major_formatter(theme.EURO_AXIS)
    ax.set_ylabel("€ per buyer and year")
    ax.grid(axis="y")
    theme.label_ends(ax, ends)
