"""What mixed churn hides: the same average churn, another retention curve, another value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis import lifetime
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

MEAN_CHURN = 0.30
YEARS = np.arange(1, 11)
SPREADS = np.linspace(0, 0.25, 26)


def mixed_churn() -> Explorable:
    """Explore what it does to a customer base that churn differs, while its mean stays at 30 %.

    Half of the customers leave less often than the mean, half as much more often. The discovery: retention rises
    although nobody changes, and the base is worth more than its average says.
    """
    return make(
        draw_mixed_churn,
        title="The same average churn: is it the same customer base?",
        spread=control((0, 0.25, 0.01, 0), label="Spread of churn around 30 %", format="percent"),
        discount_rate=control((0, 0.25, 0.01, 0.10), label="Discount rate", format="percent"),
        tasks=[
            task(
                "Raise the spread until half of the customers churn at 10 % and half at 50 %. Guess first: does the "
                "value of the base rise, fall or stay?",
                reached=lambda spread, discount_rate: (spread, discount_rate) == (0.20, 0.10),
                then="It rises by half, from 1.75 to 2.67 yearly margins: those who stay gain more than those who "
                "leave lose, because the value bends upwards with retention.",
            ),
            task(
                "Now set the spread to 25 % and read the retention of year 1 and of year 10. Who became more loyal?",
                reached=lambda spread, **_: spread == 0.25,
                then="Nobody: each customer's churn is the same every year. The customers who leave easily leave "
                "first, and those who are left stay longer (sorting).",
            ),
        ],
    )


@dataclass
class _ChurnParts:
    """What moves in the picture of mixed churn."""

    title: Text
    worth: Axes
    rates: Line2D
    last_name: Text
    curve: Line2D
    average: Line2D
    dot: Line2D
    dot_name: Text


def draw_mixed_churn(fig: Figure, spread: float, discount_rate: float) -> str:
    """Draw the retention of a mixed cohort over the years, and its value over all spreads."""
    parts = once(fig, _build_churn)
    multiple, average = _worth(spread, discount_rate), _worth(0, discount_rate)
    curve = np.array([_worth(each, discount_rate) for each in SPREADS])
    rates = retention(spread)
    top = 1.0 if curve[-1] > 8 else 0.5
    limit = float(np.ceil(curve[-1] * 1.12 / top) * top)
    if parts.worth.get_ylim()[1] != limit:
        parts.worth.set_ylim(0, limit)
    parts.rates.set_ydata(rates)
    parts.last_name.set_position((YEARS[-1], rates[-1] + 0.025))
    parts.last_name.set_text(theme.percent(rates[-1]))
    parts.curve.set_ydata(curve)
    parts.average.set_ydata([average, average])
    parts.dot.set_data([spread], [multiple])
    parts.dot_name.set_position((max(spread - 0.008, 0.035), multiple + limit * 0.045))
    parts.dot_name.set_text(f"{multiple:.2f}")
    parts.title.set_text(
        f"A base worth {multiple:.2f} yearly margins, not {average:.2f}"
        if spread
        else f"Everybody alike: the base is worth {average:.2f} yearly margins"
    )
    return _sentence(spread, discount_rate, rates, multiple, average)


def retention(spread: float) -> np.ndarray:
    """Return the share of a cohort, half and half of two churn rates, that stays in each of ten years."""
    alive = np.mean([(1 - MEAN_CHURN - side * spread) ** np.arange(YEARS[-1] + 1) for side in (-1, 1)], axis=0)
    return np.asarray(alive[1:] / alive[:-1])


def _worth(spread: float, discount_rate: float) -> float:
    kept = 1 - MEAN_CHURN + np.array([-spread, spread])
    return float(np.mean(lifetime.margin_multiple(kept, discount_rate)))


def _build_churn(fig: Figure) -> _ChurnParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    title, _ = theme.head(fig, "A base", "Mean churn 30 % a year; half of the customers below it, half above it")
    years, worth = fig.subplots(1, 2, width_ratios=[1.35, 1])
    fig.subplots_adjust(left=0.085, right=0.975, top=0.775, bottom=0.13, wspace=0.17)
    years.set_title("Retention of the cohort, year by year")
    years.set(xlim=(0.6, 10.6), ylim=(0, 1.08), xlabel="Year", xticks=YEARS, yticks=np.linspace(0, 1, 6))
    years.yaxis.set_major_formatter(theme.PERCENT_AXIS)
    worth.set_title("Value in yearly margins")
    worth.set(xlim=(-0.01, 0.26), xlabel="Spread of churn")
    worth.xaxis.set_major_formatter(theme.PERCENT_AXIS)
    for ax in (years, worth):
        ax.grid(axis="y")
    years.plot(YEARS, np.full(YEARS.size, 1 - MEAN_CHURN), color=theme.FAINT, linewidth=1.5, linestyle=":")
    years.text(10.5, 1 - MEAN_CHURN - 0.025, "if all were alike: 70 %", ha="right", va="top", color=theme.QUIET)
    (rates,) = years.plot(YEARS, np.ones(YEARS.size), "o-", color=theme.INDIGO)
    last_name = years.text(0, 0, "", ha="center", va="bottom", color=theme.INDIGO, fontweight="bold")
    (curve,) = worth.plot(SPREADS, SPREADS, color=theme.FAINT)
    (average,) = worth.plot(worth.get_xlim(), [0, 0], color=theme.FAINT, linewidth=1.5, linestyle=":")
    (dot,) = worth.plot([], [], "o", color=theme.INDIGO, markersize=8)
    dot_name = worth.text(0, 0, "", ha="right", va="bottom", color=theme.INDIGO, fontweight="bold", fontsize=11)
    for artist in (title, rates, last_name, curve, average, dot, dot_name):
        moving(artist)
    return _ChurnParts(title, worth, rates, last_name, curve, average, dot, dot_name)


def _sentence(spread: float, discount_rate: float, rates: np.ndarray, multiple: float, average: float) -> str:
    if not spread:
        return (
            f"Every customer churns at 30 %: retention is 70 % every year, and at a discount rate of "
            f"{theme.percent(discount_rate)} the base is worth {average:.2f} yearly margins."
        )
    return (
        f"Half of the customers churn at {theme.percent(MEAN_CHURN - spread)}, half at "
        f"{theme.percent(MEAN_CHURN + spread)}. Retention rises from {theme.percent(rates[0])} in year 1 to "
        f"{theme.percent(rates[4])} in year 5 although nobody changes. At a discount rate of "
        f"{theme.percent(discount_rate)} the base is worth {multiple:.2f} yearly margins, "
        f"{theme.percent(multiple / average - 1)} more than its average churn says ({average:.2f})."
    )
