"""What choices tell: part-worths with their intervals, in points of utility and in €."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import norm

from customer_value.analysis import needs
from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import capital, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes


def part_worths(
    found: needs.PartWorths,
    *,
    price: str | None = None,
    steps: Mapping[str, float] | None = None,
    names: Mapping[str, str] | None = None,
    confidence: float = 0.95,
) -> theme.Picture:
    """Draw what each step of an attribute is worth to those who chose, with its interval.

    Parameters
    ----------
    found : PartWorths
        What `needs.part_worths` found.
    price : str, optional
        The attribute in €; then each step is told in € too.
    steps : mapping, optional
        Numeric attribute -> how much of it makes a step: -3 for three days less. One unit unless told.
    names : mapping, optional
        Step -> name to show.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Picture
        Points of utility, the largest step first; the title names the largest one, in € where it can.

    Raises
    ------
    UnknownNameError
        When `price` or an attribute in `steps` is not among the part-worths.
    DataError
        When dearer pleases, or the confidence is out of range.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> choices = pd.DataFrame({"task": sorted([*range(8)] * 2), "fee": [0, 10] * 8, "days": [5, 2] * 4 + [2, 5] * 4,
    ...                    "is_chosen": [1, 0, 0, 1, 1, 0, 0, 1] + [1, 0, 1, 0, 1, 0, 0, 1]})
    >>> found = cv.needs.part_worths(choices, ["fee", "days"], task="task")
    >>> picture = cv.figures.part_worths(found, price="fee", steps={"days": -3})
    >>> picture.alt.split(". ")[0]
    'Days −3 weighs most in the choices: as much as €10.00 of the price'
    """
    if not 0 < confidence < 1:
        raise DataError(f"confidence must lie between 0 and 1, not {confidence!r}.")
    for each in [*(steps or {}), *([price] if price is not None else [])]:
        if each not in found.table.index:
            raise UnknownNameError.among("part-worth", each, map(str, found.table.index))
    part_worth = found.table["part_worth"]
    size = pd.Series({name: (steps or {}).get(str(name), 1.0) for name in found.table.index})
    z = float(norm.ppf(0.5 + confidence / 2))
    worth, margin = part_worth * size, z * found.table["standard_error"] * size.abs()
    order = worth.abs().sort_values(ascending=False, kind="stable").index
    money = pd.Series(np.nan, index=order)
    if price is not None:
        money = needs.willingness_to_pay(worth[order], -part_worth.to_dict()[price])
    called = {name: _step_name(str(name), size[name], names) for name in order}
    others = [name for name in order if name != price]
    if not others:
        raise DataError("part_worths compares an attribute with the price; there is only the price.")
    first = others[0]
    points = f"{theme.number(worth[first])} points"
    weight = points if price is None else f"as much as {theme.euro(abs(money[first]), 2)} of the price"
    finding = f"{capital(called[first])} weighs most in the choices: {weight}"
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Part-worths in points of utility, with {theme.percent(confidence)} intervals; "
            f"{found.choice_count:,} choices" + (", and the same in € of the price" if price is not None else ""),
            height=max(2.6, 1.5 + 0.42 * len(order)),
        )
        _intervals(ax, worth[order], margin[order], [called[name] for name in order], money)
    told = "; ".join(
        f"{called[name]} {theme.number(worth[name])} (plus or minus {margin[name]:.2f}"
        + (f", {theme.euro(money[name], 2)})" if np.isfinite(money[name]) else ")")
        for name in order
    )
    return theme.picture(fig, alt=f"{finding}. Points of utility: {told}.")


def _intervals(ax: Axes, worth: pd.Series, margin: pd.Series, names: list[str], money: pd.Series) -> None:
    places = np.arange(len(worth))
    ax.axvline(0, color=theme.QUIET, linewidth=1)
    ax.hlines(places, worth - margin, worth + margin, color=theme.INDIGO, linewidth=7, alpha=theme.INTERVAL)
    ax.hlines(places, worth - margin, worth + margin, color=theme.INDIGO, linewidth=1.2)
    ax.plot(worth, places, "o", color=theme.INDIGO, markersize=6)
    for place, value, euros in zip(places, worth, money, strict=True):
        text = theme.number(value) + (f" ({theme.euro(euros, 2)})" if np.isfinite(euros) else "")
        ax.text(1.02, float(place), text, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    ax.set_yticks(places, [capital(name) for name in names])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    low, high = min(0.0, float((worth - margin).min())), max(0.0, float((worth + margin).max()))
    ax.set(xlim=(low - 0.05 * (high - low), high + 0.05 * (high - low)), ylim=(len(worth) - 0.4, -0.6))
    ax.set_xlabel("Part-worth, points of utility")
    ax.grid(axis="x")


def _step_name(name: str, size: float, names: Mapping[str, str] | None) -> str:
    if names is not None and name in names:
        return names[name]
    return shown(name) if size == 1 else f"{shown(name)} {'+' if size > 0 else '−'}{abs(size):g}"
