"""Figures of lesson 1: market orientation by department, and beside profit, store by store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import figures
from customer_value.facts import orientation
from customer_value.facts.books import register

from .chart import Chart, chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from customer_value.facts.books import Books

CHARTS: dict[str, Callable[..., Chart]] = {}
_chart = register(CHARTS, "orientation")


@_chart
def scores_by_department(books: Books) -> Chart:
    """Score of each component of market orientation in marketing and in all other departments."""
    table = orientation.by_department(books)
    return chart(
        "Market orientation as the departments see it",
        "A row for each component, in points from 1 to 7; large marks: marketing, and all others; small marks: each.",
        lambda: figures.informant_gap(books["survey_orientation"], "marketing"),
        head=("Department", "Customer", "Competitor", "Coordination"),
        rows=[(f"{name}", *(f"{points:.2f}" for points in row)) for name, row in table.iterrows()],
    )


@_chart
def profit_by_store(books: Books) -> Chart:
    """Profit per m² against market orientation, a mark for each store, with a line for each third by floor space."""
    table = orientation.stores(books).sort_values("area_m2")
    columns = table[["area_m2", "orientation", "profit_eur_per_m2"]].to_numpy(float)
    rows = [
        (f"{store}", f"{area:,.0f}", f"{points:.2f}", figures.theme.euro(profit))
        for store, (area, points, profit) in zip(table.index, columns, strict=True)
    ]
    return chart(
        "Market orientation and profit of the stores",
        "Across: points from 1 to 7; up: € per m² a year; a line is fitted to small, to medium and to large stores.",
        lambda: figures.orientation_and_profit(table),
        head=("Store, smallest first", "Floor space, m²", "Market orientation, points", "Profit per m² a year"),
        rows=rows,
    )
