"""Figures of lesson 3: how sales are spread over the customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import analysis, figures
from customer_value.facts import segments
from customer_value.facts.books import register

from .chart import Chart, chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from customer_value.facts.books import Books

CHARTS: dict[str, Callable[..., Chart]] = {}
SHARES = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_chart = register(CHARTS, "segments")


@_chart
def lorenz(books: Books, *, months: int = 12) -> Chart:
    """Share of the net sales of the last months that the best customers hold, for every share of their buyers."""
    sales = segments.sales(books, months)
    percent, held = figures.theme.percent, [analysis.segments.pareto_share(sales, top=top) for top in SHARES]
    return chart(
        "How sales add up from the best customer to the worst",
        f"Across: share of the buyers of the last {months} months, the best first; up: share of their net sales.",
        lambda: figures.lorenz_curves({"net sales": sales}, who="buyers"),
        head=("Best buyers", "Share of net sales"),
        rows=[(percent(top), percent(share, 1)) for top, share in zip(SHARES, held, strict=True)],
    )
