"""What one customer is worth: five definitions side by side, and the multiple that bends upwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.analysis import lifetime
from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def five_lifetime_values(
    values: Mapping[str, float], *, highlight: str | None = None, limit: tuple[str, float] | None = None
) -> theme.Picture:
    """Draw one customer's lifetime value under several definitions, so that nobody takes one for another.

    Parameters
    ----------
    values : mapping or Series
        Name of the definition -> lifetime value, € per customer, in the order in which they are read.
    highlight : str, optional
        The definition to draw in the accent colour; the smallest value unless told.
    limit : (str, float), optional
        Name and amount of what the values are compared with, such as ("agency", 90); drawn as a line.

    Returns
    -------
    Picture
        Bars; the title says how far the definitions lie apart.

    Raises
    ------
    DataError
        When there are fewer than two values, or one is not a number.

    Examples
    --------
    >>> import customer_value as cv
    >>> values = {"sales": 2_000, "margin": 600, "margin multiple": cv.lifetime.margin_ltv(120, 0.80, 0.10)}
    >>> picture = cv.figures.five_lifetime_values(values)
    >>> picture.alt.split(". ")[0]
    'One customer, three lifetime values: from €320 to €2,000'
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
        if limit is not None:
            _limit(ax, limit)
    told = "; ".join(f"{name} {theme.euro(amount)}" for name, amount in zip(names, amounts, strict=True))
    compared = f" The {limit[0]} asks {theme.euro(limit[1])}." if limit is not None else ""
    return theme.picture(fig, alt=f"{finding}. {told}.{compared}")


def _limit(ax: Axes, limit: tuple[str, float]) -> None:
    """Draw what the bars are compared with as a line, named above the first bar."""
    name, amount = limit
    ax.axvline(amount, color=theme.INK, linewidth=1.2)
    place: dict[str, Any] = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    ax.annotate(f"{name} {theme.euro(amount)}", (amount, 1), (0, 3), ha="center", va="bottom", **place)


def margin_multiple_curve(
    retention_rate: float = 0.80, *, discount_rate: float = 0.10, step: float = 0.10
) -> theme.Picture:
    """Draw how many yearly margins a customer is worth at every retention rate, and what one step up adds.

    Parameters
    ----------
    retention_rate : float
        Where the step begins, a share per year.
    discount_rate : float
        Share per year.
    step : float
        Size of the improvement, as a share of what is there: 0.10 takes 80 % to 88 %.

    Returns
    -------
    Picture
        The curve, first margin in a year; the title compares the step in retention with the same step in margin.

    Raises
    ------
    DataError
        When the improved retention rate is not below 100 %.

    Examples
    --------
    >>> import customer_value as cv
    >>> picture = cv.figures.margin_multiple_curve(0.80, discount_rate=0.10)
    >>> picture.alt.split(". ")[0]
    'Retention up by 10 % lifts lifetime value by 50 %; margin up by 10 % lifts it by 10 %'
    """
    better = retention_rate * (1 + step)
    if not 0 < retention_rate < better < 1:
        raise DataError(
            f"the step must lead from a retention above 0 to one below 1; {retention_rate:g} times {1 + step:g} "
            f"is {better:g}. Take a smaller retention_rate or step"
        )
    rates = np.linspace(0.40, max(0.95, better), 200)
    curve = np.asarray(lifetime.margin_multiple(rates, discount_rate))
    low, high = (float(lifetime.margin_multiple(rate, discount_rate)) for rate in (retention_rate, better))
    finding = (
        f"Retention up by {theme.percent(step)} lifts lifetime value by {theme.percent(high / low - 1)}; "
        f"margin up by {theme.percent(step)} lifts it by {theme.percent(step)}"
    )
    terms = f"discount rate {theme.percent(discount_rate)}, first margin in a year from those who stayed"
    with theme.style():
        fig, ax = theme.new_figure(finding, f"Lifetime value in yearly margins; {terms}")
        ax.plot(rates, curve, color=theme.FAINT)
        _step(ax, (retention_rate, low), (better, high))
        ax.axhline(low * (1 + step), color=theme.QUIET, linewidth=1, linestyle=":")
        level = f"margin up by {theme.percent(step)}: {low * (1 + step):.2f}"
        ax.annotate(
            level, (rates[0], low * (1 + step)), (3, -4), textcoords="offset points", va="top", color=theme.QUIET
        )
        ax.set(xlim=(rates[0], rates[-1] + 0.01), ylim=(0, curve[-1] * 1.04))
        ax.set(xlabel="Retention rate a year", ylabel="Yearly margins")
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
        ax.grid(axis="y")
    told = (
        f"At {theme.percent(retention_rate)} retention a customer is worth {low:.2f} yearly margins, at "
        f"{theme.percent(better)} {high:.2f}, at {theme.percent(rates[0])} {curve[0]:.2f}: the curve bends upwards."
    )
    return theme.picture(fig, alt=f"{finding}. {told}")


def _step(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw the step along the curve as an arrow between two labelled points."""
    arrow = {"arrowstyle": "-|>", "color": theme.INDIGO, "linewidth": 2, "shrinkA": 5, "shrinkB": 5}
    ax.annotate("", end, start, arrowprops=arrow)
    ax.plot(*zip(start, end, strict=True), "o", color=theme.INDIGO, markersize=8)
    for (rate, worth), place, side in ((start, (9, -9), "left"), (end, (-9, 4), "right")):
        label = f"{theme.percent(rate)}: {worth:.2f}"
        bold: dict[str, Any] = {"color": theme.INDIGO, "fontweight": "bold"}
        ax.annotate(label, (rate, worth), place, textcoords="offset points", ha=side, **bold)
