"""What moves a lifetime value: margin, retention, discount rate and the cost of winning the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection

from customer_value.analysis import lifetime
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Annotation, Text

YEARS = 15
_CENT = 0.01  # €
_RATES = np.linspace(0.40, 0.95, 111)
_LABEL_EDGE = 0.53  # retention rate: a label that ends here still begins inside the axes


def lifetime_value() -> Explorable:
    """Explore what moves a customer's lifetime value: margin, retention, discount rate, and what winning them costs.

    Left, the margins of the years to come, discounted, pile up against the acquisition cost; right, the same
    lifetime value for every retention rate.
    """
    return make(
        draw_lifetime_value,
        title="What is a customer worth, and what may winning one cost?",
        margin=control((20, 400, 5, 120), label="Yearly margin", format="euro"),
        retention_rate=control((0.40, 0.95, 0.01, 0.80), label="Retention rate", format="percent"),
        discount_rate=control((0, 0.25, 0.01, 0.10), label="Discount rate", format="percent"),
        acquisition_cost=control((0, 200, 5, 45), label="Acquisition cost", format="euro"),
        first_margin=control(["in a year", "now"], label="First margin"),
        tasks=[
            task(
                "Leave the margin at €120 and the discount rate at 10 %. From which retention rate on is the customer "
                "worth twice the €320 of the start?",
                reached=lambda margin, discount_rate, retention_rate, first_margin, **_: (
                    (margin, discount_rate, first_margin) == (120, 0.10, "in a year")
                    and lifetime.margin_ltv(120, retention_rate, 0.10) >= 640
                ),
                then="Retention rose by a sixth, and the value doubled: the curve on the right bends upwards, "
                "because each point of retention stretches all the years that follow.",
            ),
            task(
                "A customer brings €20 a year. With 10 % discount: which retention rate pays back "
                "an acquisition cost of €35?",
                reached=lambda margin, discount_rate, retention_rate, acquisition_cost, first_margin: (
                    (margin, discount_rate, acquisition_cost, first_margin) == (20, 0.10, 35, "in a year")
                    and lifetime.margin_ltv(20, retention_rate, 0.10) >= 35 - 1e-9
                ),
                then="At 70 % the customer is worth €35, the cost of winning them: only above that does Larkspur "
                "earn anything.",
            ),
        ],
    )


@dataclass
class _ValueParts:
    """What moves in the picture of the lifetime value."""

    title: Text
    years: Axes
    rates: Axes
    before: PolyCollection
    added: PolyCollection
    level: Line2D
    cost: Line2D
    cost_name: Annotation
    curve: Line2D
    guide: Line2D
    dot: Line2D
    dot_name: Text


def draw_lifetime_value(
    fig: Figure,
    margin: float,
    retention_rate: float,
    discount_rate: float,
    acquisition_cost: float,
    first_margin: lifetime.FirstMargin,
) -> str:
    """Draw the margins as they pile up, and the lifetime value over all retention rates."""
    parts = once(fig, _build_value)
    worth = float(lifetime.margin_ltv(margin, retention_rate, discount_rate, first_margin))
    curve = np.asarray(lifetime.margin_ltv(margin, _RATES, discount_rate, first_margin))
    start = 0 if first_margin == "now" else 1
    years = np.arange(start, start + YEARS)
    each = margin * (retention_rate / (1 + discount_rate)) ** years
    top = _round_up(max(curve[-1], acquisition_cost) * 1.04)
    if parts.years.get_ylim()[1] != top:
        parts.years.set_ylim(0, top)
    piled = each.cumsum()
    parts.before.set_verts(_bars(years, np.zeros(YEARS), piled - each))
    parts.added.set_verts(_bars(years, piled - each, piled))
    parts.level.set_ydata([worth, worth])
    parts.cost.set_ydata([acquisition_cost, acquisition_cost])
    parts.cost_name.xy = (YEARS + 0.5, acquisition_cost)
    parts.cost_name.set_text(f"acquisition cost {theme.euro(acquisition_cost)}")
    parts.curve.set_ydata(curve)
    parts.guide.set_data([_RATES[0] - 0.02, retention_rate], [worth, worth])
    parts.dot.set_data([retention_rate], [worth])
    parts.dot_name.set_position(_beside_the_dot(retention_rate, worth, curve, top))
    parts.dot_name.set_text(theme.euro(worth))
    parts.title.set_text(_verdict(worth, acquisition_cost))
    return _value_sentence(margin, retention_rate, discount_rate, acquisition_cost, first_margin, worth)


def _beside_the_dot(rate: float, worth: float, curve: np.ndarray, top: float) -> tuple[float, float]:
    """Return where the label ends and stands: left of the dot, above the curve, and inside the axes."""
    edge = max(rate - 0.012, _LABEL_EDGE)
    above = max(worth, float(np.interp(edge, _RATES, curve))) + top * 0.045
    if above <= top * 0.91:
        return edge, above
    below = worth - top * 0.12
    return min(edge, float(np.interp(below, curve, _RATES)) - 0.008), below


def _build_value(fig: Figure) -> _ValueParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    title, _ = theme.head(fig, "A customer is worth", "€ per customer, each year discounted to today")
    years, rates = fig.subplots(1, 2, sharey=True, width_ratios=[1.35, 1])
    fig.subplots_adjust(left=0.085, right=0.965, top=0.775, bottom=0.13, wspace=0.07)
    for ax, name in ((years, "What comes in, added up year by year"), (rates, "The same for every retention rate")):
        ax.set_title(name)
        ax.grid(axis="y")
    years.set(xlim=(-0.7, YEARS + 0.7), xlabel="Years from now", xticks=range(0, YEARS + 1, 3))
    years.yaxis.set_major_formatter(theme.EURO_AXIS)
    rates.set(xlim=(_RATES[0] - 0.02, _RATES[-1] + 0.02), xlabel="Retention rate a year")
    rates.xaxis.set_major_formatter(theme.PERCENT_AXIS)
    (curve,) = rates.plot(_RATES, _RATES, color=theme.FAINT)
    (guide,) = rates.plot([], [], color=theme.INDIGO, linewidth=1, linestyle=":")
    (dot,) = rates.plot([], [], "o", color=theme.INDIGO, markersize=8)
    (level,) = years.plot(years.get_xlim(), [0, 0], color=theme.INDIGO, linewidth=1, linestyle=":")
    (cost,) = years.plot(years.get_xlim(), [0, 0], color=theme.INK, linewidth=1.4)
    before = years.add_collection(PolyCollection([], facecolors="#C9CAE3"), autolim=False)
    added = years.add_collection(PolyCollection([], facecolors=theme.INDIGO), autolim=False)
    cost_name = years.annotate(
        "",
        (YEARS + 0.5, 0),
        (0, 3),
        textcoords="offset points",
        ha="right",
        va="bottom",
        bbox={"facecolor": theme.PAPER, "alpha": 0.8, "pad": 0.8, "linewidth": 0},
    )
    dot_name = rates.text(0, 0, "", ha="right", va="bottom", color=theme.INDIGO, fontweight="bold", fontsize=11)
    for artist in (title, curve, guide, dot, level, before, added, cost, cost_name, dot_name):
        moving(artist)
    return _ValueParts(title, years, rates, before, added, level, cost, cost_name, curve, guide, dot, dot_name)


def _verdict(worth: float, cost: float) -> str:
    left = worth - cost
    if abs(left) < 0.5:
        return f"A customer is worth {theme.euro(worth)}: just what winning one costs"
    side = "more" if left > 0 else "less"
    return f"A customer is worth {theme.euro(worth)}: {theme.euro(abs(left))} {side} than winning one costs"


def _value_sentence(
    margin: float, kept: float, discount: float, cost: float, first_margin: lifetime.FirstMargin, worth: float
) -> str:
    wait = float(lifetime.payback_years(margin, kept, discount, cost, first_margin))
    return (
        f"With {theme.euro(margin)} of margin a year, {theme.percent(kept)} retention and a discount rate of "
        f"{theme.percent(discount)}, a customer is worth {theme.euro(worth)} ({worth / margin:.2f} yearly margins): "
        f"the most that winning one may cost. An acquisition cost of {theme.euro(cost)} "
        f"{_comes_back(wait, worth - cost)}."
    )


def _comes_back(wait: float, left: float) -> str:
    """Say when the cost is back, and what is left after it, gained or lost."""
    if np.isinf(wait) and abs(left) < _CENT / 2:
        return "just comes back in the long run, over all the years to come, and leaves nothing"
    if np.isinf(wait):
        when = "never comes back" if left < 0 else "comes back only in more than a century"
        return f"{when} and leaves {theme.euro(left, 2 if abs(left) < 1 else None)}"
    return f"is back {f'after {_years(wait)}' if wait else 'at once'} and leaves {theme.euro(left)}"


def _years(count: float) -> str:
    return f"{count:.0f} year{'s' * (count != 1)}"


def _bars(years: np.ndarray, low: np.ndarray, high: np.ndarray) -> list[np.ndarray]:
    """Return the four corners of one bar a year."""
    left, right = years - 0.36, years + 0.36
    return list(np.array([(left, low), (left, high), (right, high), (right, low)]).transpose(2, 0, 1))


def _round_up(amount: float) -> float:
    """Return the next round number, so that the axis stands still while a slider moves."""
    size = 10.0 ** np.floor(np.log10(amount))
    return float(size * next(step for step in (1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10) if step * size >= amount))
