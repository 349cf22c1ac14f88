"""Whom a plan contacts first: the gain of its list, contact by contact, beside those of other plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.errors import UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown
from customer_value.figures.labels import key_beside

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_OTHERS = ("-", "--", ":", "-.", (0, (1, 1)), (0, (6, 1)))


def list_gains(lists: Mapping[str, pd.DataFrame], *, mine: str = "mine") -> theme.Picture:
    """Draw what the contacts of each list gain together, from the first to the last.

    Parameters
    ----------
    lists : mapping
        Name of the plan -> what `cycle.Simulator.cumulative_gain` returns for its list: `contacts` and `gain_eur`;
        two to seven of them.
    mine : str
        Your own list; drawn in the accent colour. One named "oracle" is drawn as the truth.

    Returns
    -------
    Picture
        € expected, less the cost of the contacts; the title compares your list with the best of the others after as
        many contacts, the oracle left aside.

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        When a column or your list is missing, a list holds nobody, or there are not two to seven.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> by_uplift = pd.DataFrame({"contacts": [0, 1, 2, 3], "gain_eur": [0, 14.0, 20.0, 19.0]})
    >>> by_chance = pd.DataFrame({"contacts": [0, 1, 2, 3], "gain_eur": [0, -1.0, 4.0, 3.0]})
    >>> picture = cv.figures.list_gains({"mine": by_uplift, "random": by_chance})
    >>> picture.alt.split(". ")[0]
    'After 3 contacts “mine” stands at €19; “random”, the best of the others, at €3'
    """
    between(lists, 2, 7, where="list_gains", what="lists")
    if mine not in lists:
        raise UnknownNameError.among("list", mine, lists)
    tables = {
        name: checked(each, where="list_gains", numbers=["contacts", "gain_eur"], least=2)
        for name, each in lists.items()
    }
    count = float(tables[mine]["contacts"].max())
    after = {name: float(np.interp(count, each["contacts"], each["gain_eur"])) for name, each in tables.items()}
    rivals = [name for name in tables if name not in (mine, "oracle")]
    finding = f"After {count:,.0f} contacts “{shown(mine)}” stands at {theme.euro(after[mine])}"
    if rivals:
        best = max(rivals, key=after.__getitem__)
        finding += f"; “{shown(best)}”, the best of the others, at {theme.euro(after[best])}"
    with theme.style():
        fig, ax = theme.new_figure(
            finding, "€ gained by the contacts so far, in the order of each list: what they really cause, less cost"
        )
        ax.axhline(0, color=theme.QUIET, linewidth=1)
        styles = _styles([mine, *(name for name in tables if name != mine)], mine)
        for name, each in tables.items():
            ax.plot(each["contacts"], each["gain_eur"], **styles[name])
        ax.plot(count, after[mine], "o", color=theme.INDIGO, markersize=7)
        ax.set(xlim=(0, 1.01 * max(float(each["contacts"].max()) for each in tables.values())))
        ax.set(xlabel="Contacts, in the order of the list", ylabel="€ gained so far")
        ax.margins(y=0.08)
        ax.xaxis.set_major_formatter("{x:,.0f}")
        ax.yaxis.set_major_formatter(theme.EURO_AXIS)
        ax.grid(axis="y")
        key_beside(ax, {shown(name): styles[name] for name in sorted(tables, key=lambda name: -after[name])})
    told = "; ".join(
        f"{shown(name)} peaks at {theme.euro(float(each['gain_eur'].max()))} after "
        f"{each['contacts'].to_numpy()[int(each['gain_eur'].to_numpy().argmax())]:,.0f} contacts and ends at "
        f"{theme.euro(float(each['gain_eur'].to_numpy()[-1]))} after {each['contacts'].max():,.0f}"
        for name, each in tables.items()
    )
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.")


def _styles(names: list[str], mine: str) -> dict[str, dict[str, Any]]:
    """Give my list the accent, the oracle the look of the truth, and every other one a line of its own."""
    lines = iter(_OTHERS)
    styles: dict[str, dict[str, Any]] = {}
    for name in names:
        if name == mine:
            styles[name] = dict(theme.ESTIMATE)
        elif name == "oracle":
            styles[name] = dict(theme.TRUTH)
        else:
            styles[name] = {"color": theme.QUIET, "linestyle": next(lines), "linewidth": 1.5}
    return styles
