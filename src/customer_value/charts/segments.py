"""Figures of lesson 3: how sales are spread over the customers, how they divide, and what each tier could bring."""

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


@_chart
def silhouettes(books: Books) -> Chart:
    """Silhouettes of 2 to 7 groups of respondents, divided by orders, sales and recency, and by needs."""
    lines = {"orders, sales, recency": "behaviour", "needs": "needs"}
    by_k = {name: books.once(segments.silhouettes, by) for name, by in lines.items()}
    counts = next(iter(by_k.values())).index
    return chart(
        "Silhouettes of the respondents in 2 to 7 groups",
        "Across: number of groups; up: silhouette; a line for each kind of variables.",
        lambda: figures.silhouettes_by_k(by_k),
        head=("Groups", *(f"By {name}" for name in lines)),
        rows=[(f"{k}", *(f"{each[k]:.2f}" for each in by_k.values())) for k in counts],
    )


@_chart
def tiers(books: Books) -> Chart:
    """Actual value and unrealised potential of the buyers of 2025, a mark for each, and the means of their tiers."""
    table = books.once(segments.tiers)
    rows = [
        (str(tier), f"{len(each):,}", figures.theme.euro(each.mean()), f"€{each.sum():,.0f}")
        for tier, each in table.groupby("tier", observed=True)["unrealised_eur"]
    ]
    return chart(
        "What the buyers of 2025 bring and could bring",
        "Across: actual value; up: unrealised potential; a small mark for each customer, a large one for each tier.",
        lambda: figures.unrealised_potential(table, most=1_500),
        head=("Tier", "Customers", "Unrealised potential each", "In all"),
        rows=rows,
    )
