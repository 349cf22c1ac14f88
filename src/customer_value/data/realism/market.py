"""Gates of the market: what market orientation goes with, and what the staff survey is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.data.schema.market import COMPONENTS, ITEMS

from .gate import Gate

if TYPE_CHECKING:
    from .gate import Books

SIZE_CLASSES = 4


def _orientation(books: Books) -> pd.Series:
    """Score each store: mean of its employees' mean answers."""
    survey = books["survey_orientation"]
    return survey[list(ITEMS)].mean(axis=1).groupby(survey["store_id"]).mean()


def _area(books: Books) -> pd.Series:
    area: pd.Series = books["stores"].set_index("store_id")["area_m2"]
    return area


def _profit(books: Books) -> pd.Series:
    """Sum up the 36 months' profit of each store, per square metre."""
    profit: pd.Series = books["store_months"].groupby("store_id")["profit_eur"].sum() / _area(books)
    return profit


def _within(books: Books) -> float:
    """Correlate what is left after the mean of each size class is taken out."""
    size = pd.qcut(_area(books), SIZE_CLASSES, labels=False)
    left = [values - values.groupby(size).transform("mean") for values in (_orientation(books), _profit(books))]
    return float(left[0].corr(left[1]))


def _answers(books: Books, component: str = "") -> pd.DataFrame:
    answers: pd.DataFrame = books["survey_orientation"][[item for item in ITEMS if item.startswith(component)]]
    return answers.dropna()


def _alpha(answers: pd.DataFrame) -> float:
    """Cronbach's alpha of the employees who answered every item."""
    k = answers.shape[1]
    return float(k / (k - 1) * (1 - answers.var().sum() / answers.sum(axis=1).var()))


def _marketing_gap(books: Books) -> float:
    survey = books["survey_orientation"]
    score = survey[list(ITEMS)].mean(axis=1)
    marketing = survey["department"] == "marketing"
    return float(score[marketing].mean() - score[~marketing].mean())


def _campaign_gap(books: Books) -> float:
    """Sales for the season in months with a rival's campaign, against the other months, minus 1."""
    calendar, rivals, sales = books["calendar"], books["rivals"], books["store_months"]
    season = calendar.groupby(calendar["day_on"].dt.to_period("M"))["seasonal_factor"].sum()
    campaign = rivals.groupby(rivals["month_on"].dt.to_period("M"))["has_campaign"].any()
    adjusted = sales.groupby(sales["month_on"].dt.to_period("M"))["sales_eur"].sum() / season
    return float(adjusted[campaign].mean() / adjusted[~campaign].mean() - 1)


GATES = (
    Gate(
        "market orientation and profit per m², correlation over stores",
        ".345, .362 (Slater & Narver 2000)",
        0.30,
        0.40,
        lambda b: float(_orientation(b).corr(_profit(b))),
    ),
    Gate("the same within four classes of store size", "design", 0.10, 0.20, _within),
    Gate(
        "Cronbach's alpha, 15 items of market orientation",
        ".88 (Narver & Slater 1990)",
        0.80,
        0.92,
        lambda b: _alpha(_answers(b)),
    ),
    Gate(
        "lowest alpha of the three components",
        ".71-.73 (Narver & Slater 1990)",
        0.68,
        0.80,
        lambda b: min(_alpha(_answers(b, component)) for component in COMPONENTS),
    ),
    Gate("marketing's rating minus the other departments', points", "design", 0.70, 0.90, _marketing_gap),
    Gate("sales lost in months with a rival's campaign", "design", -0.06, -0.03, _campaign_gap),
)
