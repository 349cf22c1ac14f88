"""What the staff say of their store, and what the length of a questionnaire does to its reliability."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, shown
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

_WORDS = {"customer": "customer orientation", "competitor": "competitor orientation", "coordination": "coordination"}
_ENOUGH = 0.70


def store_scores(
    answers: pd.DataFrame,
    components: Mapping[str, Iterable[str]] | None = None,
    *,
    store: str = "store_id",
    names: Mapping[int, str] | None = None,
    low: float = 1,
    high: float = 7,
) -> theme.Picture:
    """Draw the components of market orientation store by store, with the mean of the stores.

    Parameters
    ----------
    answers : DataFrame
        One row per employee, as in `survey_orientation`.
    components : mapping, optional
        Items of each component, as for `orientation.scores`.
    store : str
        Column with the store.
    names : mapping or Series, optional
        Store -> name to show.
    low, high : float
        Ends of the answering scale, points.

    Returns
    -------
    Picture
        One row of bars for each component, the stores in order of their overall score; the title names the component
        in which stores differ most.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, answers lie off the scale, or there are not 2 to 60 stores.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"store_id": [1, 1, 2], "customer_1": [6, 6, 2], "competitor_1": [4, 4, 3],
    ...                    "coordination_1": [5, 5, 5]})
    >>> picture = cv.figures.store_scores(answers, names={1: "Elm", 2: "Oak"})
    >>> picture.alt.split(". ")[0]
    'Stores differ most in customer orientation: 2.0 points in Oak, 6.0 in Elm'
    """
    ColumnError.check([store], answers.columns, where="store_scores")
    scored = orientation.scores(answers, components, low=low, high=high).groupby(answers[store]).mean()
    stores = scored.dropna().sort_values("mean_of_items", ascending=False, kind="stable")
    between(stores, 2, 60, where="store_scores", what="stores with an answer in every component")
    parts = stores.drop(columns=["mean_of_items", "mean_of_components"])
    called = {each: str((names if names is not None else {}).get(each, f"store {each}")) for each in parts.index}
    widest = str((parts.max() - parts.min()).idxmax())
    extremes = parts[widest].idxmin(), parts[widest].idxmax()
    finding = (
        f"Stores differ most in {_WORDS.get(widest, shown(widest))}: {parts[widest].min():.1f} points in "
        f"{called[extremes[0]]}, {parts[widest].max():.1f} in {called[extremes[1]]}"
    )
    where = f"Mean answer from {low:g} (not at all) to {high:g}; {len(answers):,} employees of {len(parts)} stores"
    with theme.style():
        fig, axes = theme.new_figure(
            finding,
            f"{where}. Dashed: mean of the stores. Bars begin at the lowest answer",
            rows=parts.shape[1],
            height=theme.TALL,
            sharex=True,
            squeeze=False,
        )
        for ax, name in zip(axes[:, 0], parts.columns, strict=True):
            _component(ax, parts[name], extremes if name == widest else (), (low, high))
        axes[-1, 0].set_xticks(range(len(parts)), list(called.values()), rotation=90, fontsize=7)
        axes[-1, 0].set_xlim(-0.6, len(parts) + 2.6)
    told = "; ".join(
        f"{_WORDS.get(str(name), shown(name))} {parts[name].mean():.2f}, from {parts[name].min():.2f} in "
        f"{called[parts[name].idxmin()]} to {parts[name].max():.2f} in {called[parts[name].idxmax()]}"
        for name in parts.columns
    )
    return theme.picture(fig, alt=f"{finding}. Means of the stores: {told}.")


def _component(ax: Axes, points: pd.Series, marked: Sequence[object], ends: tuple[float, float]) -> None:
    """Draw one component: a bar for each store from the lowest answer up, two of them marked, and the mean."""
    low, high = ends
    colors = [theme.INDIGO if store in marked else theme.FAINT for store in points.index]
    ax.bar(range(len(points)), points - low, bottom=low, color=colors, width=0.72)
    for place, (store, value) in enumerate(points.items()):
        if store in marked:
            ax.annotate(f"{value:.1f}", (place, value), (0, 2), textcoords="offset points", ha="center", fontsize=8)
    ax.plot([-0.6, len(points) - 0.4], [points.mean()] * 2, color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
    ax.annotate(
        f"{points.mean():.1f}", (len(points) - 0.4, points.mean()), (4, 0), textcoords="offset points", va="center"
    )
    ax.set_title(capital(_WORDS.get(str(points.name), shown(points.name))))
    ax.set(ylim=(low, high), yticks=np.arange(low, high + 1, 2))
    ax.set_ylabel("Points")
    ax.grid(axis="y")


def alpha_by_length(
    mean_correlations: Sequence[float] = (0.10, 0.20, 0.40),
    *,
    measured: Mapping[str, pd.DataFrame] | None = None,
    longest: int = 20,
) -> theme.Picture:
    """Draw how Cronbach's alpha rises with the number of items, whatever they measure.

    Parameters
    ----------
    mean_correlations : sequence of float
        Mean correlation between two items, 0 to 1; one line each, at most five.
    measured : mapping, optional
        Name of a scale -> its answers, one column per item; drawn as a point at its own length and alpha.
    longest : int
        Largest number of items, 10 or more.

    Returns
    -------
    Picture
        The title says with how many items the first correlation that gets there passes .70.

    Raises
    ------
    DataError
        When there are no lines or more than five, a correlation is not between 0 and 1, or `longest` is below 10.

    Examples
    --------
    >>> import customer_value as cv
    >>> picture = cv.figures.alpha_by_length([0.20], longest=12)
    >>> picture.alt.split(". ")[0]
    'Items that correlate with only 0.20 reach an alpha of .70 once there are 10 of them'
    """
    between(mean_correlations, 1, 5, where="alpha_by_length", what="mean correlations")
    if longest < 10:
        raise DataError(f"longest must be 10 items or more, not {longest!r}.")
    lengths = np.arange(2, longest + 1)
    curves = {
        r: np.array([orientation.standardised_alpha(float(k), r) for k in lengths]) for r in sorted(mean_correlations)
    }
    found = {name: (items.shape[1], orientation.cronbach_alpha(items)) for name, items in (measured or {}).items()}
    finding = _passes(curves, lengths)
    with theme.style():
        fig, ax = theme.new_figure(
            finding, "Cronbach's alpha by number of items, for the mean correlation of two items"
        )
        ax.plot([2, longest], [_ENOUGH] * 2, color=theme.LINE, linewidth=1.2)
        ends = {}
        for r, alphas in curves.items():
            is_told = f" {r:.2f} " in finding
            ax.plot(lengths, alphas, color=theme.INDIGO if is_told else theme.FAINT)
            ends[f"r = {r:.2f}"] = (float(longest), float(alphas[-1]), theme.INDIGO if is_told else theme.QUIET)
        ends["often asked: .70"] = (float(longest), _ENOUGH, theme.QUIET)
        ax.set(xlim=(2, longest * 1.2), ylim=(0, 1), xlabel="Number of items", ylabel="Cronbach's alpha")
        ax.set_xticks(range(2, longest + 1, 2 if longest <= 24 else 5))
        theme.label_ends(ax, ends)
        ax.plot([k for k, _ in found.values()], [alpha for _, alpha in found.values()], "o", color=theme.INK)
        points = [Point(k, alpha, f"{name} {alpha:.2f}", theme.INK) for name, (k, alpha) in found.items()]
        drawn = [(k, alpha) for alphas in curves.values() for k, alpha in zip(lengths, alphas, strict=True)]
        if points:
            name_points(ax, points, avoid=drawn)
    told = "; ".join(
        f"at r = {r:.2f}: " + ", ".join(f"{alphas[k - 2]:.2f} with {k}" for k in (3, 6, 10, 15) if k <= longest)
        for r, alphas in curves.items()
    )
    own = "".join(f" {capital(name)}: {k} items, alpha {alpha:.2f}." for name, (k, alpha) in found.items())
    return theme.picture(fig, alt=f"{finding}. Alpha {told} items.{own}")


def _passes(curves: Mapping[float, np.ndarray], lengths: np.ndarray) -> str:
    """Say with how many items the lowest correlation that gets there passes the line."""
    for r, alphas in curves.items():
        enough = lengths[alphas >= _ENOUGH]
        if len(enough):
            return f"Items that correlate with only {r:.2f} reach an alpha of .70 once there are {enough[0]} of them"
    r, alphas = list(curves.items())[-1]
    return f"Even {lengths[-1]} items reach only {alphas[-1]:.2f} when they correlate with {r:.2f} on average"
