"""How much a ranking gains: what contacting the best-ranked customers first would cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.figures import theme
from customer_value.figures.checks import between, checked
from customer_value.figures.labels import key_beside

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_LINES: list[dict[str, Any]] = [
    {"color": theme.INDIGO, "linestyle": "-", "linewidth": 2.2},
    {"color": theme.INK, "linestyle": "-", "linewidth": 1.6},
    {"color": theme.QUIET, "linestyle": "--", "linewidth": 1.6},
    {"color": theme.QUIET, "linestyle": ":", "linewidth": 1.8},
]
_AT_RANDOM = {"color": theme.FAINT, "linestyle": "-", "linewidth": 1.2}


def gain_curves(curves: Mapping[str, pd.DataFrame], *, what: str = "purchases") -> theme.Picture:
    """Draw what contacting the best-ranked customers first would cause, ranking by ranking.

    Parameters
    ----------
    curves : mapping
        Name of the ranking ("uplift", "response", "risk") -> what `cycle.gain_curve` returns; one to four of them.
    what : str
        What is gained, such as "purchases"; money when it begins with "€".

    Returns
    -------
    Picture
        The straight line is a list in random order. The title compares the highest point of all with contacting
        everybody.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or there is no curve or more than four.

    Examples
    --------
    >>> import customer_value as cv
    >>> curve = cv.cycle.gain_curve([3, 3, 2, 2, 1, 1], [1, 0, 1, 1, 0, 1], [1, 0] * 3, steps=3)
    >>> picture = cv.figures.gain_curves({"uplift": curve})
    >>> picture.alt.split(". ")[0]
    'Ranked by uplift, 33 % of the contacts cause 2 purchases; contacting everybody causes 0 purchases'
    """
    between(curves, 1, 4, where="gain_curves", what="rankings")
    tables = {
        name: checked(each, where="gain_curves", numbers=["customer_share", "gain", "random_gain"], least=2)
        for name, each in curves.items()
    }
    best = max(tables, key=lambda name: float(tables[name]["gain"].max()))
    place = int(tables[best]["gain"].to_numpy().argmax())
    share, peak = (float(tables[best][column].to_numpy()[place]) for column in ("customer_share", "gain"))
    every = float(tables[best]["gain"].to_numpy()[-1])
    finding = (
        f"Ranked by {best}, {theme.percent(share)} of the contacts cause {_amount(peak, what)}; contacting everybody "
        f"causes {_amount(every, what)}"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding, f"Additional {what} caused by contacting the best-ranked first; straight line: in random order"
        )
        ax.axhline(0, color=theme.LINE, linewidth=1)
        ax.plot(tables[best]["customer_share"], tables[best]["random_gain"], **_AT_RANDOM)
        styles = dict(zip([best, *(name for name in tables if name != best)], _LINES, strict=False))
        for name, line in styles.items():
            ax.plot(tables[name]["customer_share"], tables[name]["gain"], **line)
        ax.plot(share, peak, "o", color=theme.INDIGO, markersize=7)
        ax.set(xlim=(0, 1.01), xlabel="Share of the customers contacted", ylabel=f"Additional {what}")
        ax.margins(y=0.12)
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
        ax.grid(axis="y")
        # Right of the axes, since all lines end at one point.
        key_beside(ax, {**{f"by {name}": line for name, line in styles.items()}, "in random order": _AT_RANDOM})
    told = "; ".join(
        f"{name} {_amount(float(np.interp(0.3, each['customer_share'], each['gain'])), what)}"
        for name, each in tables.items()
    )
    at_random = _amount(0.3 * every, what)
    return theme.picture(fig, alt=f"{finding}. With 30 % contacted: {told}; in random order {at_random}.")


def _amount(value: float, what: str) -> str:
    return theme.euro(value) if what.startswith("€") else f"{theme.number(value, 0)} {what}"
