"""What contacts cause: uplift with its interval, and whether it pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from customer_value.analysis.cycle import Uplift

_LONGEST = 120  # characters of a title that names all groups
_POINTS = 100  # percentage points in a share


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
        nothing, and above break-even. Where some intervals lie above 0 and some below, it names both instead, if there
        is no break-even.

    Raises
    ------
    DataError
        When there are not 1 to 12 tests, or a mean is no share.

    Examples
    --------
    >>> import customer_value as cv
    >>> test = cv.cycle.uplift([1] * 600 + [0] * 4_400, [1] * 500 + [0] * 4_500)
    >>> picture = cv.figures.uplift_intervals({"letter": test}, break_even=0.025)
    >>> picture.alt.split(". ")[0]
    'Letter: an uplift of 2.0 points, with an interval from 0.8 to 3.2: not yet shown to pay'
    """
    between(tests, 1, 12, where="uplift_intervals", what="tests")
    if any(not 0 <= mean <= 1 for test in tests.values() for mean in (test.treated_mean, test.control_mean)):
        raise DataError("uplift_intervals shows tests of 0 / 1 outcomes; one of these has means beyond 0 and 1.")
    names = list(tests)
    rows = [(_POINTS * each.difference, _POINTS * each.low, _POINTS * each.high) for each in tests.values()]
    top = int(np.argmax([row[1] for row in rows]))
    one = (
        f"{capital(names[top])}: an uplift of {theme.number(rows[top][0], 1)} points, with an interval from "
        f"{theme.number(rows[top][1], 1)} to {theme.number(rows[top][2], 1)}: {_verdict(rows[top], break_even)}"
    )
    both = "" if break_even is not None else _both_ways(rows, names)
    marked = [place for place, row in enumerate(rows) if row[1] > 0 or row[2] < 0] if both else [top]
    finding = both or one
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            "Uplift: buyers among those contacted minus buyers among those held out, percentage points",
            height=max(2.6, 1.9 + 0.4 * len(names)),
        )
        _forest(ax, rows, names, marked)
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


def _both_ways(rows: list[tuple[float, float, float]], names: list[str]) -> str:
    """Name the groups with more and those with fewer buyers by more than chance; nothing unless there are both."""
    up = [name for name, (_, low, _) in zip(names, rows, strict=True) if low > 0]
    down = [name for name, (_, _, high) in zip(names, rows, strict=True) if high < 0]
    if not up or not down:
        return ""
    finding = f"More buyers: {', '.join(up)}; fewer: {', '.join(down)}; the others may be chance"
    if len(finding) <= _LONGEST:
        return finding
    return f"Of {len(names)} groups {len(up)} buy more and {len(down)} buy less; the others may be chance"


def _verdict(row: tuple[float, float, float], break_even: float | None) -> str:
    if row[1] <= 0 <= row[2]:
        return "it may be nothing"
    if break_even is None or row[0] < 0:
        return "more than chance" if row[0] > 0 else "contacts drive buyers away"
    if row[1] > _POINTS * break_even:
        return "it pays"
    return "it does not pay" if row[2] < _POINTS * break_even else "not yet shown to pay"


def _forest(ax: Axes, rows: list[tuple[float, float, float]], names: list[str], marked: list[int]) -> None:
    ax.axvline(0, color=theme.QUIET, linewidth=1)
    for place, (value, low, high) in enumerate(rows):
        color = theme.INDIGO if place in marked else theme.QUIET
        ax.hlines(place, low, high, color=color, linewidth=8, alpha=theme.INTERVAL)
        ax.hlines(place, low, high, color=color, linewidth=1.2)
        ax.plot(value, place, "o", color=color, markersize=7)
        words = f"{theme.number(value, 1)}  ({theme.number(low, 1)} to {theme.number(high, 1)})"
        ax.text(1.02, place, words, transform=ax.get_yaxis_transform(), va="center", color=color)
    ax.set_yticks(range(len(names)), [capital(name) for name in names])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.set(ylim=(len(names) - 0.4, -0.6), xlabel="Uplift, percentage points")
    ax.grid(axis="x")
