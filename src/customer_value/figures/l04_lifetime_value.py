"""The figures of lesson 4: what a customer is worth, how long one stays, and how well both are predicted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.errors import DataError, UnknownNameError

from . import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def five_lifetime_values(values: Mapping[str, float], *, highlight: str | None = None) -> theme.Picture:
    """Draw one customer's lifetime value under several definitions, so that nobody takes one for another.

    Parameters
    ----------
    values : mapping or Series
        Name of the definition -> lifetime value, € per customer, in the order in which they are read.
    highlight : str, optional
        The definition to draw in the accent colour; the smallest value unless told.

    Returns
    -------
    Picture
        Bars; the title says how far the definitions lie apart.

    Raises
    ------
    DataError
        When there are fewer than two values, or one is not a number.
    """
    names, amounts = list(values.keys()), np.array([float(values[name]) for name in values.keys()])  # noqa: SIM118  a Series iterates over values
    if len(names) < 2 or not np.isfinite(amounts).all():
        raise DataError(
            f"five_lifetime_values compares two values or more, all of them numbers; "
            f"it got {dict(zip(names, amounts.tolist(), strict=True))}"
        )
    chosen = highlight if highlight is not None else names[int(amounts.argmin())]
    if chosen not in names:
        raise UnknownNameError.among("definition", chosen, names)
    count = _WORDS[len(names)] if len(names) < len(_WORDS) else str(len(names))
    finding = f"One customer, {count} lifetime values: from {theme.euro(amounts.min())} to {theme.euro(amounts.max())}"
    with theme.style():
        fig, ax = theme.new_figure(finding, "€ per customer; each definition answers another question")
        colors = [theme.INDIGO if name == chosen else theme.FAINT for name in names]
        bars = ax.barh(range(len(names)), amounts, color=colors, height=0.62)
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
        ax.invert_yaxis()
        ax.xaxis.set_visible(False)
        ax.spines["bottom"].set_visible(False)
        theme.label_bars(ax, bars, [theme.euro(amount) for amount in amounts])
        ax.set_xlim(min(0, amounts.min()), amounts.max() * 1.08)
    told = "; ".join(f"{name} {theme.euro(amount)}" for name, amount in zip(names, amounts, strict=True))
    return theme.picture(fig, alt=f"{finding}. {told}.")
