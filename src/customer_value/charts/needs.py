"""Figures of lesson 2: what pleases and what is missed, by whom, and what matters in words, choices and ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import analysis, figures
from customer_value.facts import needs
from customer_value.facts.books import known, register

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


@_chart
def kano_by_group(books: Books, *, feature: str = "free returns") -> Chart:
    """How much a feature pleases, and is missed by, those who put price, convenience, quality or service first."""
    table = books.once(needs.kano_by_need)
    rows = table.loc[known("feature", feature, table.index.unique(0))]
    number = figures.theme.number
    return chart(
        f"What “{feature}” does to whom",
        "A row for each foremost need; left: Better, right: Worse, each with its 95 % range.",
        lambda: figures.kano_by_group(table, feature),
        head=("Foremost need", "Better", "plus or minus", "Worse", "plus or minus"),
        rows=[
            (f"{need}", number(row.better), number(row.better_margin), number(row.worse), number(row.worse_margin))
            for need, row in rows.iterrows()
        ],
    )


@_chart
def importance_by_study(books: Books) -> Chart:
    """How important each attribute is in the two versions of the choice study, which showed other fees."""
    found = books.once(needs.studies)
    shares = {f"{version}": analysis.needs.importance(each) for version, each in found.items()}
    called = {"fee_eur": "fee", "delivery_days": "delivery time", "returns_days": "time to return"}
    return chart(
        "What matters in two choice studies",
        "A row for each attribute; across: its importance, a mark for each study.",
        lambda: figures.importance_by_study({f"{version}": each for version, each in found.items()}, names=called),
        head=("Attribute", *shares),
        rows=[
            (called.get(name, name), *(figures.theme.percent(each[name]) for each in shares.values()))
            for name in needs.ATTRIBUTES
        ],
    )


@_chart
def stated_and_derived(books: Books) -> Chart:
    """How important people say that each need is, beside its weight in their satisfaction."""
    stated, derived = books.once(needs.stated_and_derived)
    return chart(
        "What people say matters, and what moves their satisfaction",
        "A row for each need; left: stated importance in points, right: its weight in overall satisfaction.",
        lambda: figures.stated_and_derived(stated, derived),
        head=("Need", "Stated, points", "Weight in satisfaction"),
        rows=[(need, f"{stated[need]:.0f}", f"{derived[need]:.2f}") for need in needs.NEEDS],
    )
