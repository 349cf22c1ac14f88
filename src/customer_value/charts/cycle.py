"""Figures of lesson 5: what the campaigns changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import analysis, figures
from customer_value.facts import cycle
from customer_value.facts.books import register

from .chart import Chart, chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from customer_value.analysis.cycle import Uplift
    from customer_value.facts.books import Books

CHARTS: dict[str, Callable[..., Chart]] = {}
_chart = register(CHARTS, "cycle")


@_chart
def uplift(books: Books) -> Chart:
    """Difference that each campaign made: buyers among the treated minus those among the controls, with 95 % ranges."""
    tests = {f"campaign {each}": _uplift(books, each) for each in cycle.campaigns(books)}
    rows = [
        (name, *(f"{figures.theme.number(100 * value, 1)} points" for value in (each.difference, each.low, each.high)))
        for name, each in tests.items()
    ]
    return chart(
        "What the campaigns changed",
        "Across: percentage points of buyers; a mark with its 95 % range for each campaign.",
        lambda: figures.uplift_intervals(tests),
        head=("Campaign", "Uplift", "Low end", "High end"),
        rows=rows,
    )


def _uplift(books: Books, campaign: int) -> Uplift:
    buys = cycle.outcomes(books, campaign)
    return analysis.cycle.uplift(buys["treated"], buys["control"])
