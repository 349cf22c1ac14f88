"""What contacts cause: uplift with its interval, and how much a ranking gains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from customer_value.analysis.cycle import Uplift

_POINTS = 100  # percentage points in a share
_LINES = {
    0: (theme.INDIGO, "-", 2.2),
    1: (theme.INK, "-", 1.6),
    2: (theme.QUIET, "--", 1.6),
    3: (theme.QUIET, ":", 1.8),
}


def uplift_intervals(tests: Mapping[str, Uplift], *, break_even: float | None = None) -> theme.Picture:
    """Draw the uplift of one test or several, each with its interval, and the uplift that just pays.

    Parameters
    ----------
    tests : mapping
        Name of the campaign or group -> what `cycle.uplift` found for 0 / 1 outcomes.
    break_even : float, optional
        Uplift that pays for a contact, a share (0.025 is 2.5 points), as `cycle.break_even_uplift` gives it.

    Returns
    -------
    Picture
        Percentage points; the title says of the surest one (whose interval begins highest) whether it lies above
        nothing, and above break-even.

    Raises
    ------
    DataError
        When there are not 1 to 12 tests, or a mean is no share.
    """
    between(tests, 1, 12, where="uplift_intervals", what="tests")
    if any(not 0 <= mean <= 1 for test in tests.values() for mean in (test.treated_mean, test.control_mean)):
        raise DataError("uplift_intervals shows tests of 0 / 1 outcomes; one of these has means beyond 0 and 1.")
    names = list(tests)
    rows = [(_POINTS * each.difference, _POINTS * each.low, _POINTS * each.high) for each in tests.values()]
    top = int(np.argmax([row[1] for row in rows]))
    finding = (
        f"{capital(names[top])}: an uplift of {theme.number(rows[top][0], 1)} points, with an interval from "
        f"{theme.number(rows[top][1], 1)} to {theme.number(rows[top][2], 1)}: {_verdict(rows[top], break_even)}"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            "Uplift: buyers among those contacted minus buyers among those held out, percentage points",
            height=max(2.6, 1.9 + 0.4 * len(names)),
        )
        _forest(ax, rows, names, top)
        if break_even is not None:
            ax.axvline(_POINTS * break_even, color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
            ax.annotate(
                f"break-even {_POINTS * break_even:.1f}",
                (_POINTS * break_even, 1),
                (0, 3),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="center",
            )
    told = "; ".join(
        f"{name} {theme.number(row[0], 1)} ({theme.number(row[1], 1)} to {theme.number(row[2], 1)}), "
        f"{theme.percent(test.treated_mean, 1)} of {test.treated_count:,} against "
        f"{theme.percent(test.control_mean, 1)} of {test.control_count:,}"
        for (name, test), row in zip(tests.items(), rows, strict=True)
    )
    paid = f" Break-even lies at {_POINTS * break_even:.1f} points." if break_even is not None else ""
    return theme.picture(fig, alt=f"{finding}. {capital(told)}.{paid}")


def _verdict(row: tuple[float, float, float], break_even: float | None) -> str:
    if row[1] <= 0 <= row[2]:
        return "it may be nothing"
    if break_even is None or row[0] < 0:
        return "more than chance" if row[0] > 0 else "contacts drive buyers away"
    if row[1] > _POINTS * break_even:
        return "it pays"
    return "it does not pay" if row[2] < _POINTS * break_even else "not yet shown to pay"


def _forest(ax: Axes, rows: list[tuple[float, float, float]], names: list[str], top: int) -> None:
    ax.axvline(0, color=theme.QUIET, linewidth=1)
    for place, (value, low, high) in enumerate(rows):
        color = theme.INDIGO if place == top else theme.QUIET
        ax.hlines(place, low, high, color=color, linewidth=8, alpha=theme.INTERVAL)
        ax.hlines(place, low, high, color=color, linewidth=1.2)
        ax.plot(value, place, "o", color=color, markersize=7)
        words = f"{theme.number(value, 1)}  ({theme.number(low, 1)} to {theme.number(high, 1)})"
        ax.text(1.02, place, words, transform=ax.get_yaxis_transform(), va="center", color=color)
    ax.set_yticks(range(len(names)), [capital(name) for name in names])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.set(ylim=(len(names) - 0.4, -0.6), xlabel="Uplift, percentage points")
    ax.grid(axis="x")


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
        ax.plot(tables[best]["customer_share"], tables[best]["random_gain"], color=theme.FAINT, linewidth=1.2)
        order = [best, *(name for name in tables if name != best)]
        for number, name in enumerate(order):
            color, line, width = _LINES[number]
            ax.plot(tables[name]["customer_share"], tables[name]["gain"], color=color, linestyle=line, linewidth=width)
        ax.plot(share, peak, "o", color=theme.INDIGO, markersize=7)
        ax.set(xlim=(0, 1.01), xlabel="Share of the customers contacted", ylabel=f"Additional {what}")
        ax.margins(y=0.12)
        ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
        ax.grid(axis="y")
        _keys(ax, order)
    told = "; ".join(
        f"{name} {_amount(float(np.interp(0.3, each['customer_share'], each['gain'])), what)}"
        for name, each in tables.items()
    )
    at_random = _amount(0.3 * every, what)
    return theme.picture(fig, alt=f"{finding}. With 30 % contacted: {told}; in random order {at_random}.")


def _keys(ax: Axes, order: list[str]) -> None:
    """Name the lines in a column right of the axes, since all of them end at one point."""
    names = [*(f"by {name}" for name in order), "in random order"]
    styles = [*(_LINES[number] for number in range(len(order))), (theme.FAINT, "-", 1.2)]
    for number, (name, (color, line, width)) in enumerate(zip(names, styles, strict=True)):
        height = 0.96 - 0.085 * number
        ax.plot(
            [1.025, 1.075],
            [height] * 2,
            transform=ax.transAxes,
            color=color,
            linestyle=line,
            linewidth=width,
            clip_on=False,
        )
        text = theme.QUIET if color == theme.FAINT else color
        ax.text(1.09, height, name, transform=ax.transAxes, va="center", color=text)


def _amount(value: float, what: str) -> str:
    return theme.euro(value) if what.startswith("€") else f"{theme.number(value, 0)} {what}"
