"""The Kano model drawn: what pleases when it is there, what angers when it is not, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.analysis import needs
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown
from customer_value.figures.labels import Point, name_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDS: dict[Any, str] = {
    "M": "must-be",
    "O": "one-dimensional",
    "A": "attractive",
    "I": "indifferent",
    "R": "reverse",
    "Q": "contradictory",
}
_COLORS = {"M": theme.INDIGO, "O": "#8A8CC4", "A": "#C4C5E2", "I": theme.LINE, "R": theme.FAINT, "Q": theme.QUIET}
_CORNERS = {(0, 1): "attractive", (1, 1): "one-dimensional", (0, 0): "indifferent", (1, 0): "must-be"}


def kano_map(features: pd.DataFrame) -> theme.Picture:
    """Draw how much each feature pleases when it is there against how much it is missed when it is not.

    Parameters
    ----------
    features : DataFrame
        As `needs.kano` returns it: one row per feature, with counts `A`, `O`, `M`, `I`, and `better` and `worse`.

    Returns
    -------
    Picture
        The area of a mark is the number of answers that count; the title names the two extremes.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or there are not 2 to 20 features.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"feature": ["short queues", "short queues", "tracking"],
    ...                    "functional_answer": [3, 1, 1], "dysfunctional_answer": [5, 5, 3]})
    >>> picture = cv.figures.kano_map(cv.needs.kano(answers))
    >>> picture.alt.split(". ")[0]
    '“Tracking” pleases most when it is there (1.00); “short queues” is missed most when it is not (−1.00)'
    """
    table = checked(features, where="kano_map", numbers=["A", "O", "M", "I", "better", "worse"])
    between(table, 2, 20, where="kano_map", what="features")
    count = table[["A", "O", "M", "I"]].sum(axis=1)
    pleases, angers = table["better"].idxmax(), table["worse"].idxmin()
    other = " and is" if pleases == angers else f"; “{angers}” is"
    finding = (
        f"“{capital(str(pleases))}” pleases most when it is there ({table['better'].max():.2f}){other} missed most "
        f"when it is not ({theme.number(table['worse'].min())})"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Better and Worse of {len(table)} features over all who answered; area: answers, "
            f"{count.min():,.0f} to {count.max():,.0f}",
            height=4.6,
        )
        ax.set(xlim=(0, 1), ylim=(0, 1))
        ax.axhline(0.5, color=theme.LINE, linewidth=1)
        ax.axvline(0.5, color=theme.LINE, linewidth=1)
        write_corners(ax)
        colors = [theme.INDIGO if each in (pleases, angers) else theme.QUIET for each in table.index]
        area = 70 * count / count.max()
        ax.scatter(-table["worse"], table["better"], s=area, color=colors, alpha=0.85, linewidth=0, zorder=3)
        ax.set(
            xlabel="Missed when it is not there (Worse, without its sign)", ylabel="Pleases when it is there (Better)"
        )
        points = [
            Point(-row.worse, row.better, str(name), color, float(np.sqrt(size) / 2))
            for (name, row), color, size in zip(table.iterrows(), colors, area, strict=True)
        ]
        name_points(ax, points)
    told = "; ".join(f"{name} {row.better:.2f} and {theme.number(row.worse)}" for name, row in table.iterrows())
    return theme.picture(fig, alt=f"{finding}. Better and Worse: {told}.")


def write_corners(ax: Axes, *, size: float = 9) -> None:
    """Name the four corners of a Kano map."""
    for (right, up), words in _CORNERS.items():
        place = (0.985 if right else 0.015, 0.975 if up else 0.025)
        side: dict[str, Any] = {"ha": "right" if right else "left", "va": "top" if up else "bottom"}
        ax.text(*place, words, color=theme.QUIET, style="italic", fontsize=size, **side)


def kano_split(
    answers: pd.DataFrame,
    feature: str,
    *,
    segment: str = "need_segment",
    feature_column: str = "feature",
    functional: str = "functional_answer",
    dysfunctional: str = "dysfunctional_answer",
) -> theme.Picture:
    """Draw how a feature's Kano categories split over all customers, and segment by segment.

    Parameters
    ----------
    answers : DataFrame
        One row per person and feature, with the person's segment.
    feature : str
        The feature.
    segment, feature_column, functional, dysfunctional : str
        Names of the columns.

    Returns
    -------
    Picture
        One bar for all and one for each segment; the title says whether the winner over all wins in any segment.

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        When a column or the feature is missing, or there are not 2 to 8 segments.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"feature": "returns", "need_segment": ["price"] * 5 + ["gift"] * 5,
    ...                    "functional_answer": [3, 3, 3, 1, 1, 1, 1, 1, 1, 1],
    ...                    "dysfunctional_answer": [5, 5, 5, 5, 5, 3, 3, 3, 5, 5]})
    >>> picture = cv.figures.kano_split(answers, "returns")
    >>> picture.alt.split(". ")[0]
    'Returns: one-dimensional over all (40 %), which wins in no segment'
    """
    wanted = [segment, feature_column, functional, dysfunctional]
    ColumnError.check(wanted, answers.columns, where="kano_split")
    rows = answers[answers[feature_column] == feature].reset_index(drop=True)
    if not len(rows):
        raise UnknownNameError.among("feature", feature, sorted(map(str, answers[feature_column].unique())))
    letters = needs.kano_categories(rows[functional], rows[dysfunctional])
    if letters.isna().all():
        raise DataError(f"kano_split: nobody answered both questions about {feature!r}.")
    shares = pd.crosstab(rows[segment], letters, normalize="index").reindex(columns=list(WORDS), fill_value=0.0)
    between(shares, 2, 8, where="kano_split", what="segments")
    every = letters.value_counts(normalize=True).reindex(list(WORDS), fill_value=0.0)
    winner, best = str(every.idxmax()), shares.idxmax(axis=1).astype(str)
    wins = list(best.index[best == winner])
    where = f"wins in {' and '.join(shown(each) for each in wins)}" if wins else "wins in no segment"
    finding = f"{capital(feature)}: {WORDS[winner]} over all ({theme.percent(every[winner])}), which {where}"
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Shares of {len(letters.dropna()):,} answers by Kano category; the largest of each bar in bold",
        )
        _stacked(ax, pd.concat([every.to_frame("all").T, shares]))
    told = "; ".join(
        f"{shown(name)} {WORDS[letter]} {theme.percent(share)}"
        for (name, letter), share in zip(best.items(), shares.max(axis=1), strict=True)
    )
    return theme.picture(fig, alt=f"{finding}. Largest part by segment: {told}.")


def _stacked(ax: Axes, table: pd.DataFrame) -> None:
    """Draw one bar of parts for each row, with a key above them: small parts hold no name."""
    places = np.arange(len(table)) + (np.arange(len(table)) > 0) * 0.35  # a gap below the bar of all
    start = np.zeros(len(table))
    for letter, color in _COLORS.items():
        part = table[letter].to_numpy()
        ax.barh(
            places, part, left=start, color=color, height=0.72, edgecolor=theme.PAPER, linewidth=1, label=WORDS[letter]
        )
        for place, left, share, best in zip(places, start, part, map(str, table.idxmax(axis=1)), strict=True):
            if share >= 0.06:
                ax.text(
                    left + share / 2,
                    place,
                    theme.percent(share),
                    ha="center",
                    va="center",
                    fontsize=8,
                    color=theme.PAPER if color in (theme.INDIGO, theme.QUIET) else theme.INK,
                    fontweight="bold" if best == letter else "normal",
                )
        start = start + part
    ax.set_yticks(places, [shown(name) for name in table.index])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.set(xlim=(0, 1), ylim=(places[-1] + 0.5, -0.5))
    key: dict[str, Any] = {"ncols": len(_COLORS), "handlelength": 1.0, "handletextpad": 0.4, "columnspacing": 1.1}
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), fontsize=8, borderaxespad=0.2, **key)
    ax.xaxis.set_visible(False)
    ax.spines[:].set_visible(False)
