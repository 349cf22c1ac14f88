"""Which number of groups separates best, and by which variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.checks import between
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

_LINES = ((theme.INDIGO, "-", "o"), (theme.INK, "--", "s"), (theme.QUIET, ":", "^"))


def silhouettes_by_k(tables: Mapping[str, pd.Series]) -> theme.Picture:
    """Draw the silhouette of each number of groups, for groups by several kinds of variables.

    Parameters
    ----------
    tables : mapping
        What the groups are made by ("needs", "orders and sales") -> what `segments.silhouettes` returns; up to three.

    Returns
    -------
    Picture
        One line each; the title tells which number separates best for each.

    Raises
    ------
    DataError
        When there is no line or more than three, a line has fewer than two numbers of groups, or a value is missing
        or no silhouette.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> needs = pd.Series({2: 0.25, 3: 0.30, 4: 0.34, 5: 0.28})
    >>> picture = cv.figures.silhouettes_by_k({"needs": needs})
    >>> picture.alt.split(". ")[0]
    'Groups by needs are the most separate with 4 groups (.34)'
    """
    between(tables, 1, 3, where="silhouettes_by_k", what="lines")
    lines = {name: _checked(name, each) for name, each in tables.items()}
    best = {name: int(str(each.idxmax())) for name, each in lines.items()}
    told = [f"by {name} with {best[name]} groups ({_short(each.max())})" for name, each in lines.items()]
    finding = f"Groups {told[0].replace(' with', ' are the most separate with', 1)}"
    finding += "".join(f", {each}" for each in told[1:])
    with theme.style():
        fig, ax = theme.new_figure(finding, "Silhouette, -1 to 1: nearer to one's own group than to the next")
        _draw(ax, lines, best)
    told_all = "; ".join(
        f"{name}: {', '.join(f'{k} groups {_short(value)}' for k, value in each.items())}"
        for name, each in lines.items()
    )
    return theme.picture(fig, alt=f"{finding}. Silhouettes by {told_all}.")


def _draw(ax: Axes, lines: Mapping[str, pd.Series], best: Mapping[str, int]) -> None:
    counts = sorted({int(k) for each in lines.values() for k in each.index.to_numpy(dtype=int)})
    lowest, highest = (float(choose(choose(each) for each in lines.values())) for choose in (min, max))
    ax.set(xlim=(counts[0] - 0.3, counts[-1] + 0.6), ylim=(min(0.0, lowest), 1.2 * highest))
    ax.set(xlabel="Number of groups k", ylabel="Silhouette", xticks=counts)
    ax.grid(axis="y")
    points, along = [], []
    fine = np.linspace(counts[0], counts[-1], 600)
    for (name, each), (color, style, mark) in zip(lines.items(), _LINES, strict=False):
        ax.plot(each.index, each, color=color, linestyle=style, marker=mark, markersize=5)
        ax.plot(best[name], each.max(), mark, color=color, markersize=9)
        points.append(Point(best[name], float(each.max()), f"{name}: {_short(each.max())}", color, 5.0))
        along += list(zip(fine, np.interp(fine, each.index, each), strict=True))
    name_points(ax, points, avoid=along)


def _checked(name: str, line: pd.Series) -> pd.Series:
    values = line.to_numpy(dtype=float)
    if len(line) < 2 or not np.all(np.abs(values) <= 1):
        raise DataError(f"silhouettes_by_k: {name!r} needs two or more numbers of groups, each with a value, -1 to 1.")
    return line.sort_index()


def _short(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".", 1)
