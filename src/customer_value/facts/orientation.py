"""Facts of lesson 1: what the staff survey, the stores' profits and the rivals say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from customer_value import analysis

from .books import YEARS, Books, known, register

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

FACTS: dict[str, Callable[..., float]] = {}
COMPONENTS = ("customer", "competitor", "coordination")
_fact = register(FACTS, "orientation")


@_fact
def component_score(books: Books, *, component: str, department: str | None = None) -> float:
    """Points, 1 to 7: mean score of a component over all employees, or over those of a department."""
    return float(_sheets(books, department)[known("component", component, COMPONENTS)].mean())


@_fact
def overall(
    books: Books, *, weighting: Literal["items", "components"] = "items", department: str | None = None
) -> float:
    """Points, 1 to 7: mean overall score; every item counts the same, or every component does."""
    return float(_sheets(books, department)[f"mean_of_{known('weighting', weighting, ('items', 'components'))}"].mean())


@_fact
def marketing_gap(books: Books, *, component: str | None = None) -> float:
    """Points, -6 to 6: mean score of a component, or of all items, in marketing minus that in all other departments."""
    scores = books.once(_scores)
    column = "mean_of_items" if component is None else known("component", component, COMPONENTS)
    marketing = books["survey_orientation"]["department"] == "marketing"
    return float(scores.loc[marketing, column].mean() - scores.loc[~marketing, column].mean())


@_fact
def alpha(books: Books, *, component: str | None = None) -> float:
    """Alpha, at most 1: Cronbach's, of a component's items or of all 15, among employees who answered them all."""
    items = books["survey_orientation"].filter(regex=r"_\d$")
    if component is not None:
        items = items.filter(regex=f"^{known('component', component, COMPONENTS)}_")
    return analysis.orientation.cronbach_alpha(items)


@_fact
def profit_correlation(books: Books, *, size_classes: int = 1) -> float:
    """Correlation, -1 to 1: stores' mean of all items and yearly profit per m², within classes of like floor space."""
    return analysis.orientation.profit_slope(stores(books), size_classes=size_classes).correlation


@_fact
def profit_slope(books: Books, *, size_classes: int = 1, end: Literal["low", "middle", "high"] = "middle") -> float:
    """€ per m² and year, any sign: what goes with a point of orientation in classes of similar size, or a 95 % end."""
    known("end", end, ("low", "middle", "high"))
    found = analysis.orientation.profit_slope(stores(books), size_classes=size_classes)
    return {"low": found.low, "middle": found.slope, "high": found.high}[end]


@_fact
def rival_gap(
    books: Books, *, rival: str, topic: Literal["price", "range", "service"] = "service", year: int | None = None
) -> float:
    """Index points, -50 to 50: Larkspur's 100 minus a rival's mean index of a year, or of all three."""
    rivals = books["rivals"]
    column = f"{known('topic', topic, ('price', 'range', 'service'))}_index"
    months = rivals[rivals["rival"] == known("rival", rival, sorted(set(rivals["rival"])))]
    if year is not None:
        months = months[months["month_on"].dt.year == known("year", year, YEARS)]
    return float(100 - months[column].mean())


def stores(books: Books) -> pd.DataFrame:
    """Put together each store's mean score of all items, its yearly profit per m², and its floor space."""
    return books.once(_stores)


def by_department(books: Books) -> pd.DataFrame:
    """Take the mean score of each component in each department."""
    departments = books["survey_orientation"]["department"]
    return books.once(_scores)[list(COMPONENTS)].groupby(departments).mean()


def _stores(books: Books) -> pd.DataFrame:
    return analysis.orientation.by_store(books["survey_orientation"], books["stores"], books["store_months"])


def _scores(books: Books) -> pd.DataFrame:
    return analysis.orientation.scores(books["survey_orientation"])


def _sheets(books: Books, department: str | None) -> pd.DataFrame:
    scores = books.once(_scores)
    if department is None:
        return scores
    departments = books["survey_orientation"]["department"]
    chosen: pd.DataFrame = scores[departments == known("department", department, sorted(set(departments)))]
    return chosen
