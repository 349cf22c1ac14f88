"""Whom one asks: a department's picture of its firm beside that of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes


def informant_gap(
    answers: pd.DataFrame,
    one: str = "marketing",
    components: Mapping[str, Iterable[str]] | None = None,
    *,
    by: str = "department",
    low: float = 1,
    high: float = 7,
) -> theme.Picture:
    """Draw how one department scores each component of market orientation, and how all others do.

    Parameters
    ----------
    answers : DataFrame
        One row per employee, as in `survey_orientation`.
    one : str
        The department that is often asked alone; drawn in the accent colour.
    components : mapping, optional
        Items of each component, as for `orientation.scores`.
    by : str
        Column with the department.
    low, high : float
        Ends of the answering scale, points.

    Returns
    -------
    Picture
        A small mark for each department, a large one for this one and for the mean of all others' employees; the
        title tells the component in which the two lie farthest apart.

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        When a column or the department is missing, answers lie off the scale, or there are not 2 to 12 departments.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"department": ["marketing", "finance", "service"], "customer_1": [6, 5, 5],
    ...                         "competitor_1": [5, 4, 5], "coordination_1": [6, 4, 4]})
    >>> picture = cv.figures.informant_gap(answers)
    >>> picture.alt.split(". ")[0]
    'Marketing scores coordination 6.0 points, all others score it 4.0'
    """
    ColumnError.check([by], answers.columns, where="informant_gap")
    known = answers[answers[by].notna()]
    scored = orientation.scores(known, components, low=low, high=high)
    parts = scored.drop(columns=["mean_of_items", "mean_of_components"])
    means, counts = parts.groupby(known[by]).mean(), known[by].value_counts()
    if one not in means.index:
        raise UnknownNameError.among("department", one, map(str, means.index))
    between(means, 2, 12, where="informant_gap", what="departments")
    own, rest = means.loc[one], parts[(known[by] != one).to_numpy()].mean()
    if own.isna().any() or rest.isna().any():
        raise DataError(f"informant_gap: {one!r}, or all others together, left a component without an answer.")
    widest = str((own - rest).abs().idxmax())
    finding = (
        f"{capital(shown(one))} scores {shown(widest)} {own.to_dict()[widest]:.1f} points, all others score it "
        f"{rest.to_dict()[widest]:.1f}"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Mean answer from {low:g} (not at all) to {high:g}; {len(known):,} employees of {len(means)} departments. "
            f"Small marks: each of the others",
            height=1.9 + 0.55 * parts.shape[1],
        )
        ax.set(xlim=(low, high), ylim=(parts.shape[1] - 0.4, -0.7))
        for place, name in enumerate(map(str, parts.columns)):
            _row(ax, place, means[name].drop(one).dropna().to_numpy(float), (own.to_dict()[name], rest.to_dict()[name]))
        first = str(parts.columns[0])
        _name(ax, (own.to_dict()[first], shown(one)), (rest.to_dict()[first], "all others"))
        ax.set_yticks(range(parts.shape[1]), [capital(shown(name)) for name in parts.columns])
        ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
        ax.set_xlabel("Points")
        ax.grid(axis="x")
    size = counts.to_dict()
    told = "; ".join(
        f"{shown(name)} ({size[name]:,}) "
        + ", ".join(f"{shown(part)} {mean:.2f}" for part, mean in row.dropna().items())
        for name, row in means.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. Means by department (employees): {told}.")


def _row(ax: Axes, place: int, departments: np.ndarray, means: tuple[float, float]) -> None:
    """Draw one component: a stroke for each other department, the two means, and their numbers beyond all of these."""
    ax.plot(departments, [place] * len(departments), "|", color=theme.FAINT, markersize=11)
    ax.plot(means, [place, place], color=theme.LINE, linewidth=2, zorder=1)
    marks = ((means[0], theme.INDIGO, "o", 9), (means[1], theme.INK, "D", 7))
    lowest, highest = min(*departments, *means), max(*departments, *means)
    for (points, color, marker, size), right in zip(marks, (means[0] >= means[1], means[0] < means[1]), strict=True):
        ax.plot(points, place, marker, color=color, markersize=size, zorder=3)
        beyond, away = (highest, (9, 0)) if right else (lowest, (-9, 0))
        side: dict[str, Any] = {"ha": "left" if right else "right", "va": "center", "color": color}
        ax.annotate(f"{points:.1f}", (beyond, place), away, textcoords="offset points", **side)


def _name(ax: Axes, own: tuple[float, str], rest: tuple[float, str]) -> None:
    """Name the two marks above the first component, each away from the other."""
    for (points, name), color, right in ((own, theme.INDIGO, own[0] >= rest[0]), (rest, theme.INK, own[0] < rest[0])):
        side: dict[str, Any] = {"ha": "left" if right else "right", "va": "bottom", "color": color}
        ax.annotate(name, (points, 0), (-4 if right else 4, 9), textcoords="offset points", **side)
