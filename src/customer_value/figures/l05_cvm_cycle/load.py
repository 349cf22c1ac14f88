"""Right contacts: how they fall on customers, and how many only repeat what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import checked

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST = 9  # customers with as many contacts or more share a bar


def contact_load(
    contacts: pd.DataFrame,
    *,
    cap: int = 4,
    customer: str = "customer_id",
    before: str = "contacts_30_days",
    redundant: str = "is_redundant",
) -> theme.Picture:
    """Draw how many contacts customers get in their busiest 30 days, and which part of them only repeats a message.

    Parameters
    ----------
    contacts : DataFrame
        One row per contact, such as `cycle.contact_audit(…).contacts`.
    cap : int
        Contacts in 30 days that are allowed, 1 to 8; what lies above is drawn in the accent colour.
    customer, before, redundant : str
        Columns with the customer, the contacts of the 30 days before this one, and whether it repeats a message of the
        last days in any channel.

    Returns
    -------
    Picture
        Above the customers by their busiest 30 days, below the share of their contacts that is redundant; the title
        tells both.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or the cap is out of range.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> contacts = pd.DataFrame({"customer_id": [1, 1, 1, 2, 3, 4], "contacts_30_days": [0, 1, 2, 0, 0, 0],
    ...                          "is_redundant": [False, True, False, False, False, False]})
    >>> picture = cv.figures.contact_load(contacts, cap=2)
    >>> picture.alt.split(". ")[0]
    '25 % of the customers got more than 2 contacts within 30 days; 17 % of all contacts repeat a message'
    """
    if not 1 <= cap < _MOST:
        raise DataError(f"contact_load: the cap must be from 1 to {_MOST - 1} contacts, not {cap!r}.")
    table = checked(contacts, where="contact_load", numbers=[before, redundant], others=[customer])
    busiest = table.groupby(customer)[before].transform("max").add(1).clip(upper=_MOST).astype(int)
    customers = table.groupby(busiest)[customer].nunique()
    repeated = table.groupby(busiest)[redundant].agg(["mean", "size"])
    above = float(customers[customers.index > cap].sum() / customers.sum())
    finding = (
        f"{theme.percent(above)} of the customers got more than {cap} contact{'s' * (cap > 1)} within 30 days; "
        f"{theme.percent(table[redundant].mean(), 1 if 0 < table[redundant].mean() < 0.1 else 0)} of all contacts "
        f"repeat a message"
    )
    with theme.style():
        fig, (top, below) = theme.new_figure(
            finding,
            f"By the most contacts that a customer got in any 30 days; {customers.sum():,} customers, "
            f"{len(table):,} contacts",
            rows=2,
            sharex=True,
            height=4.8,
            height_ratios=[1.4, 1],
        )
        _bars(top, customers / customers.sum(), cap, "Share of the customers")
        _bars(below, repeated["mean"], cap, "Share of their contacts that repeats a message of the last days")
        below.set_xticks(customers.index, [_band(count) for count in customers.index])
        below.set_xlabel(f"Most contacts within 30 days; above the cap of {cap} in colour")
    told = "; ".join(
        f"{_band(count)}: {number:,} customers, {theme.percent(repeated['mean'].to_dict()[count], 1)} of their "
        f"{repeated['size'].to_dict()[count]:,} contacts redundant"
        for count, number in customers.items()
    )
    return theme.picture(fig, alt=f"{finding}. By the most contacts within 30 days: {told}.")


def _band(count: object) -> str:
    return f"{count} or more" if count == _MOST else f"{count}"


def _bars(ax: Axes, shares: pd.Series, cap: int, title: str) -> None:
    colors = [theme.INDIGO if count > cap else theme.FAINT for count in shares.index.astype(int)]
    ax.bar(shares.index, shares, color=colors, width=0.7)
    for count, share in zip(shares.index, shares, strict=True):
        words = theme.percent(share, 1 if 0 < share < 0.1 else 0)
        ax.annotate(words, (count, share), (0, 3), textcoords="offset points", ha="center")
    ax.set_title(title)
    ax.set_ylim(0, 1.2 * max(float(shares.max()), 0.001))
    ax.tick_params(axis="x", length=0)
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
