"""Figures of lesson 2: what pleases, and what is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import figures
from customer_value.facts import needs
from customer_value.facts.books import register

from .chart import Chart, chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from customer_value.facts.books import Books

CHARTS: dict[str, Callable[..., Chart]] = {}
_chart = register(CHARTS, "needs")


@_chart
def kano_map(books: Books) -> Chart:
    """How much each feature pleases when it is there against how much it is missed when it is not."""
    table = books.once(needs.kano)
    columns = table[["better", "worse"]].to_numpy(float)
    rows = [
        (f"{feature}", f"{better:.2f}", figures.theme.number(worse))
        for feature, (better, worse) in zip(table.index, columns, strict=True)
    ]
    return chart(
        "Features on the map of Kano",
        "Across: how far a feature is missed; up: how far it pleases; a mark for each feature.",
        lambda: figures.kano_map(table),
        head=("Feature", "Better", "Worse"),
        rows=rows,
    )
