"""Right customers: what a channel's customers cost and bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    import pandas as pd

_LARGEST = 1_400.0  # area of the largest bubble, square points
_EVEN = 0.05  # of the cost: a smaller loss or gain is told as even


def acquisition_bubbles(
    channels: pd.DataFrame, *, cac: str = "cac", ltv: str = "ltv", customers: str = "customers"
) -> theme.Picture:
    """Draw what the customers of each channel cost and bring, with the line on which they just pay.

    Parameters
    ----------
    channels : DataFrame
        One row per channel (the index names it).
    cac, ltv, customers : str
        Columns with the acquisition cost (€ per new customer), the lifetime value before acquisition cost (€ per
        customer) and the number of new customers.

    Returns
    -------
    Picture
        The area of a bubble is the number of customers; below the line LTV = CAC a channel loses money. The title
        names the channel that loses most per customer, or else the one that earns least; within 5 % of the cost it
        calls it even.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, a cost or number is negative, nobody was won, or there are not 1 to 12 channels.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> channels = pd.DataFrame({"cac": [16, 35], "ltv": [86, 31], "customers": [500, 900]},
    ...                     index=["referral", "social"])
    >>> picture = cv.figures.acquisition_bubbles(channels)
    >>> picture.alt.split(". ")[0]
    'A customer won by social costs €35 and brings €31: a loss of €4'
    """
    table = checked(channels, where="acquisition_bubbles", numbers=[cac, ltv, customers])
    between(table, 1, 12, where="acquisition_bubbles", what="channels")
    if (table[[cac, customers]] < 0).any(axis=None) or table[customers].max() == 0:
        raise DataError("acquisition_bubbles: costs and customers must be 0 or more, and somebody must have been won.")
    net = table[ltv] - table[cac]
    worst: Any = net.idxmin()
    row = table.loc[worst].to_dict()
    finding = (
        f"A customer won by {shown(worst)} costs {theme.euro(row[cac])} and brings {theme.euro(row[ltv])}: "
        f"{_verdict(row[ltv] - row[cac], row[cac])}"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Acquisition cost and lifetime value before it, € per customer; area: {table[customers].sum():,.0f} new "
            f"customers",
            height=4.4,
        )
        reach = (1.25 * float(table[cac].max()) + 1, 1.2 * float(table[ltv].max()) + 1)
        ax.set(xlim=(0, reach[0]), ylim=(min(0.0, 1.2 * float(table[ltv].min())), reach[1]))
        end = min(reach)
        ax.plot([0, end], [0, end], color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
        area = _LARGEST * table[customers] / table[customers].max()
        colors = [theme.INDIGO if name == worst else theme.QUIET for name in table.index]
        ax.scatter(table[cac], table[ltv], s=area, color=colors, alpha=0.75, linewidth=0, zorder=3)
        ax.set(xlabel="Acquisition cost (CAC), € per new customer", ylabel="Lifetime value (LTV), € per customer")
        ax.xaxis.set_major_formatter(theme.EURO_AXIS)
        ax.yaxis.set_major_formatter(theme.EURO_AXIS)
        points = [
            Point(each[cac], each[ltv], f"{shown(name)}, {each[customers]:,.0f}", color, float(np.sqrt(size / np.pi)))
            for (name, each), color, size in zip(table.iterrows(), colors, area, strict=True)
        ]
        line = np.linspace(0, end, 120)
        points.append(Point(0.62 * end, 0.62 * end, "LTV = CAC", theme.INK, 0.5))
        name_points(ax, points, avoid=np.column_stack([line, line]))
    told = "; ".join(
        f"{shown(name)} CAC {theme.euro(each[cac])}, LTV {theme.euro(each[ltv])}, {each[customers]:,.0f} customers"
        for name, each in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.")


def _verdict(net: float, cost: float) -> str:
    """Say what a customer leaves."""
    if abs(net) < _EVEN * cost:
        return "about as much"
    return f"{'a loss' if net < 0 else 'the least, yet a gain'} of {theme.euro(abs(net))}"
