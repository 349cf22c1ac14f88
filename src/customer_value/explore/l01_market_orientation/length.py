"""What the length of a scale buys: alpha by the number of items and their mean correlation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.orientation import standardised_alpha
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

LENGTHS = np.arange(2, 21)
CORRELATIONS = np.linspace(0.05, 0.60, 56)
OFTEN_ASKED = 0.70


def scale_length() -> Explorable:
    """Explore Cronbach's alpha by the number of items and by their mean correlation.

    The discovery: items that hardly go together reach the alpha that is often asked for, once there are enough of
    them, so a high alpha may tell of a long questionnaire and not of a good one.

    Examples
    --------
    >>> scale_length()
    3 items with a mean correlation of .40 have an alpha of .67, below the .70 that is often asked for.
    """
    return make(
        draw_scale_length,
        title="Does a high alpha mean a good scale?",
        items=control((2, 20, 1, 3), label="Number of items"),
        mean_correlation=control((0.05, 0.60, 0.01, 0.40), label="Mean correlation"),
        tasks=[
            task(
                "Set the mean correlation to 0.20: items that hardly go together. Guess first: can they ever reach "
                "an alpha of .70? Then find the smallest number of items that does.",
                reached=lambda items, mean_correlation: (items, mean_correlation) == (10, 0.20),
                then="Ten are enough. From 3 to 6, 10 and 15 items alpha goes .43, .60, .71, .79, and no item got "
                "any better: length buys alpha.",
            ),
            task(
                "Now set 5 items, as many as coordination has. Which mean correlation gives an alpha of .76?",
                reached=lambda items, mean_correlation: (
                    items == 5 and round(standardised_alpha(items, mean_correlation), 2) == 0.76
                ),
                then="0.39, nearly twice as much as 15 items need for .79. The short scale with the lower alpha holds "
                "together better: ask for the number of items beside every alpha.",
            ),
        ],
    )


@dataclass
class _LengthParts:
    """What moves in the picture of alpha."""

    title: Text
    by_length: Line2D
    by_correlation: Line2D
    dots: tuple[Line2D, Line2D]
    names: tuple[Text, Text]


def draw_scale_length(fig: Figure, items: int, mean_correlation: float) -> str:
    """Draw alpha over all lengths at this correlation, and over all correlations at this length."""
    parts = once(fig, _build_length)
    alpha = standardised_alpha(items, mean_correlation)
    parts.by_length.set_ydata([standardised_alpha(float(k), mean_correlation) for k in LENGTHS])
    parts.by_correlation.set_ydata([standardised_alpha(items, r) for r in CORRELATIONS])
    for dot, name, x, away in zip(parts.dots, parts.names, (items, mean_correlation), (0.3, 0.01), strict=True):
        dot.set_data([x], [alpha])
        name.set_position((x + away, alpha - 0.035))
        name.set_text(_points(alpha))
    parts.title.set_text(f"{items} items, mean correlation {_points(mean_correlation)}: alpha is {_points(alpha)}")
    side = "at or above" if alpha >= OFTEN_ASKED else "below"
    return (
        f"{items} items with a mean correlation of {_points(mean_correlation)} have an alpha of {_points(alpha)}, "
        f"{side} the .70 that is often asked for."
    )


def _build_length(fig: Figure) -> _LengthParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    title, _ = theme.head(fig, "Alpha", "Cronbach's alpha from the number of items and their mean correlation; no unit")
    lengths, correlations = fig.subplots(1, 2, sharey=True, width_ratios=[1.35, 1])
    fig.subplots_adjust(left=0.085, right=0.965, top=0.775, bottom=0.13, wspace=0.07)
    lengths.set_title("More items of this kind")
    lengths.set(xlim=(1.5, 21.8), ylim=(0, 1.02), xlabel="Number of items", xticks=range(2, 21, 2))
    correlations.set_title("The same number, closer items")
    correlations.set(xlim=(0.03, 0.70), xlabel="Mean correlation of two items")
    for ax in (lengths, correlations):
        ax.grid(axis="y")
        ax.axhline(OFTEN_ASKED, color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
    lengths.text(21.6, OFTEN_ASKED + 0.015, "often asked: .70", ha="right", va="bottom", color=theme.INK)
    moving(title)
    by_length, by_correlation = _curve(lengths, LENGTHS), _curve(correlations, CORRELATIONS)
    marks = [_marked(ax) for ax in (lengths, correlations)]
    dots, names = (marks[0][0], marks[1][0]), (marks[0][1], marks[1][1])
    return _LengthParts(title, by_length, by_correlation, dots, names)


def _curve(ax: Axes, along: np.ndarray) -> Line2D:
    (line,) = ax.plot(along, np.zeros(along.size), color=theme.FAINT)
    return moving(line)


def _marked(ax: Axes) -> tuple[Line2D, Text]:
    """Return the dot that stands for the setting, and the text that names its alpha."""
    (dot,) = ax.plot([], [], "o", color=theme.INDIGO, markersize=8)
    name = ax.text(0, 0, "", ha="left", va="top", color=theme.INDIGO, fontweight="bold", fontsize=11)
    return moving(dot), moving(name)


def _points(share: float) -> str:
    """Write an alpha or a correlation as papers do: .70."""
    return f"{share:.2f}".lstrip("0")
