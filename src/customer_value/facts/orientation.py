"""Facts of lesson 1: what the staff survey, the stores' profits and the rivals say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from customer_value import analysis
from customer_value.errors import DataError

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
    if not 1 <= size_classes <= 10:
        raise DataError(f"size_classes must be 1 (all stores together) to 10 (four stores each), not {size_classes!r}.")
    import pandas as pd

    table = stores(books)
    both = table[["orientation", "profit_eur_per_m2"]]
    within = both - both.groupby(pd.qcut(table["area_m2"], int(size_classes), labels=False)).transform("mean")
    return float(within["orientation"].corr(within["profit_eur_per_m2"]))


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
    area = books["stores"].set_index("store_id")["area_m2"]
    score = books.once(_scores)["mean_of_items"].groupby(books["survey_orientation"]["store_id"]).mean()
    profit = books["store_months"].groupby("store_id")["profit_eur"].sum() / len(YEARS) / area
    return area.to_frame().assign(orientation=score, profit_eur_per_m2=profit)


def _scores(books: Books) -> pd.DataFrame:
    return analysis.orientation.scores(books["survey_orientation"])


def _sheets(books: Books, department: str | None) -> pd.DataFrame:
    scores = books.once(_scores)
    if department is None:
        return scores
    departments = books["survey_orientation"]["department"]
    chosen: pd.DataFrame = scores[departments == known("department", department, sorted(set(departments)))]
    return chosen
