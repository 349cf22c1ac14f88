"""What the levels of a study do to importance: wider fees, more importance, and nobody's taste has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis import needs
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

SPEED, RETURNS = 0.8, 0.5  # points of utility between the worst and the best level shown
FEES = np.arange(5, 31)


def fee_levels() -> Explorable:
    """Explore what the highest fee of a choice study does to the importance of the fee.

    The discovery: a wider range of fees and a stronger dislike of fees lift importance alike, and only the second
    changes what anyone would pay. So importance alone cannot tell them apart.

    Examples
    --------
    >>> fee_levels()
    Fees from €0 to €10, 0.12 points a euro: the fee has 48 % of the importance; faster delivery is worth €6.67.
    """
    return make(
        draw_fee_levels,
        title="Do people mind the fee more, or did the study show higher ones?",
        highest=control((5, 30, 1, 10), label="Highest fee shown", format="euro"),
        per_euro=control((0.06, 0.30, 0.01, 0.12), label="Points that one euro weighs"),
        tasks=[
            task(
                "Leave one euro at 0.12 points and raise the highest fee to €20. Guess first: which of the two numbers "
                "moves, the importance of the fee or what people would pay?",
                reached=lambda highest, per_euro: (highest, per_euro) == (20, 0.12),
                then="Importance goes from 48 to 65 %. Willingness to pay stays at €6.67: nobody minds a euro more "
                "than before, the study only showed more euros.",
            ),
            task(
                "Set the highest fee back to €10. Which weight of one euro gives 65 % again, and what would people "
                "pay then?",
                reached=lambda highest, per_euro: (highest, per_euro) == (10, 0.24),
                then="0.24, twice as much: now people do mind fees more, and would pay only €3.33. The same "
                "importance of 65 % has two causes; only the points of one euro tell which it is.",
            ),
        ],
    )


def fee_importance(highest: float, per_euro: float) -> float:
    """Give the share of the fee's range in all ranges, 0 to 1."""
    ranges = pd.Series({"fee": highest * per_euro, "speed": SPEED, "returns": RETURNS})
    return float(needs.importance(ranges)["fee"])


@dataclass
class _LevelsParts:
    """What moves in the picture of importance and willingness to pay."""

    title: Text
    curves: tuple[Line2D, Line2D]
    dots: tuple[Line2D, Line2D]
    labels: tuple[Text, Text]


def draw_fee_levels(fig: Figure, highest: float, per_euro: float) -> str:
    """Draw the importance of the fee, and what faster delivery is worth, over all highest fees."""
    parts = once(fig, _build_levels)
    share, pay = fee_importance(highest, per_euro), float(needs.willingness_to_pay(SPEED, per_euro))
    parts.curves[0].set_ydata([fee_importance(float(each), per_euro) for each in FEES])
    parts.curves[1].set_ydata(np.full(FEES.size, pay))
    for dot, label, value, up in zip(parts.dots, parts.labels, (share, pay), (0.06, 0.96), strict=True):
        dot.set_data([highest], [value])
        label.set_position((min(max(highest, 7.5), 27.5), value + up))
    parts.labels[0].set_text(theme.percent(share))
    parts.labels[1].set_text(theme.euro(pay, 2))
    parts.title.set_text(f"The fee has {theme.percent(share)} of the importance; people would pay {theme.euro(pay, 2)}")
    return (
        f"Fees from €0 to €{highest}, {per_euro:.2f} points a euro: the fee has {theme.percent(share)} of the "
        f"importance; faster delivery is worth {theme.euro(pay, 2)}."
    )


def _build_levels(fig: Figure) -> _LevelsParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    ranges = (
        f"Delivery moves utility by {SPEED} points, returns by {RETURNS}, the fee by its points a euro × highest fee"
    )
    title, _ = theme.head(fig, "The fee", ranges)
    importance, pay = fig.subplots(1, 2)
    fig.subplots_adjust(left=0.085, right=0.975, top=0.775, bottom=0.13, wspace=0.2)
    importance.set_title("Importance of the fee")
    importance.set(ylim=(0, 1))
    importance.yaxis.set_major_formatter(theme.PERCENT_AXIS)
    pay.set_title("Worth of delivery in 2 days, not 5")
    pay.set(ylim=(0, 16))
    pay.yaxis.set_major_formatter(theme.EURO_AXIS)
    for ax in (importance, pay):
        ax.set(xlim=(4, 31), xlabel="Highest fee shown")
        ax.xaxis.set_major_formatter(theme.EURO_AXIS)
        ax.grid(axis="y")
    one, two = _marked(importance), _marked(pay)
    return _LevelsParts(moving(title), (one[0], two[0]), (one[1], two[1]), (one[2], two[2]))


def _marked(ax: Axes) -> tuple[Line2D, Line2D, Text]:
    """Return the curve over all highest fees, the dot of the one set, and the text that names its value."""
    (curve,) = ax.plot(FEES, np.zeros(FEES.size), color=theme.FAINT)
    (dot,) = ax.plot([], [], "o", color=theme.INDIGO, markersize=8)
    label = ax.text(0, 0, "", ha="center", va="bottom", color=theme.INDIGO, fontweight="bold", fontsize=11)
    return moving(curve), moving(dot), moving(label)
