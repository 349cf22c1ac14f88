"""What market orientation goes with: the stores' scores beside their profits, alike compared with alike."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from customer_value.analysis.orientation.quantiles import reach
from customer_value.analysis.orientation.scoring import scores
from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

SIZES = ("small", "medium", "large")
MOST_CLASSES = 10
_MONTHS = 12


def by_store(answers: pd.DataFrame, stores: pd.DataFrame, store_months: pd.DataFrame) -> pd.DataFrame:
    """Set each store's market orientation beside its floor space and its profit.

    Parameters
    ----------
    answers
        One row per employee, as in `survey_orientation`: `store_id`, and the items from 1 to 7.
    stores
        One row per store: `store_id`, `store_name`, `area_m2` (m²).
    store_months
        One row per store and month: `store_id`, `month_on`, `profit_eur` (€).

    Returns
    -------
    pandas.DataFrame
        One row per store, with the index `store_id`: `store_name`, `area_m2`, `size` (small, medium or large: thirds
        of the stores by floor space), `orientation` (mean of all items over its employees, points) and
        `profit_eur_per_m2` (€ per m² and year).

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If an answer is no number or lies off the scale.

    Examples
    --------
    >>> import customer_value as cv
    >>> table = by_store(cv.load("survey_orientation"), cv.load("stores"), cv.load("store_months"))
    >>> hollin_cross = table.loc[8]
    >>> hollin_cross["size"], f"{hollin_cross['orientation']:.2f} points, €{hollin_cross['profit_eur_per_m2']:.0f}"
    ('large', '4.41 points, €249')
    """
    for table, columns in (
        (answers, ("store_id",)),
        (stores, ("store_id", "store_name", "area_m2")),
        (store_months, ("store_id", "month_on", "profit_eur")),
    ):
        ColumnError.check(list(columns), table.columns, where="orientation.by_store")
    known = stores.set_index("store_id")[["store_name", "area_m2"]]
    years = store_months["month_on"].nunique() / _MONTHS
    profit = store_months.groupby("store_id")["profit_eur"].sum() / years
    return known.assign(
        size=pd.Categorical.from_codes(
            classes_by_size(known["area_m2"], len(SIZES)).tolist(), pd.Index(SIZES), ordered=True
        ),
        orientation=scores(answers)["mean_of_items"].groupby(answers["store_id"]).mean(),
        profit_eur_per_m2=profit / known["area_m2"],
    )


def classes_by_size(area: pd.Series, count: int) -> pd.Series:
    """Sort stores into classes of (nearly) equal number by floor space, 0 for the smallest.

    Raises
    ------
    DataError
        If there are not 1 to 10 classes, or not two stores for each.

    Examples
    --------
    >>> classes_by_size(pd.Series([900, 2_500, 1_200, 3_100]), 2).tolist()
    [0, 1, 0, 1]
    """
    if not 1 <= count <= MOST_CLASSES or len(area) < 2 * count:
        raise DataError(
            f"size_classes must be 1 (all stores together) to {MOST_CLASSES}, with two stores or more in each, "
            f"not {count!r} for {len(area)} stores."
        )
    return pd.qcut(area.rank(method="first"), int(count), labels=False).astype(int)


@dataclass(frozen=True)
class Slope:
    """What goes with one point of a score, among stores that are compared with each other.

    Attributes
    ----------
    slope
        € per m², year and point.
    low, high
        Its interval.
    standard_error
        In the unit of the slope.
    correlation
        Of score and profit among these stores, -1 to 1.
    confidence
        Of the interval, 0 to 1.
    """

    slope: float
    low: float
    high: float
    standard_error: float
    correlation: float
    confidence: float = 0.95

    def __str__(self) -> str:
        return f"{self.slope:.1f} ({100 * self.confidence:g} % interval: {self.low:.1f} to {self.high:.1f})"


def profit_slope(
    stores: pd.DataFrame,
    *,
    size_classes: int = 1,
    confidence: float = 0.95,
    orientation: str = "orientation",
    profit: str = "profit_eur_per_m2",
    size: str = "area_m2",
) -> Slope:
    """Estimate what goes with one point of market orientation, over all stores or among stores of similar size.

    Within classes, score and profit are taken as deviations from the mean of the class; the line through these is the
    same as that of a regression with a mean for each class (Frisch & Waugh 1933). It is a comparison, not an effect:
    whatever else differs between the stores of a class stays in it.

    Parameters
    ----------
    stores
        One row per store, as `by_store` returns it.
    size_classes
        1 compares all stores with each other; 3 small with small, medium with medium, large with large.
    confidence
        Of the interval, between 0 and 1.
    orientation, profit, size
        Columns with the score (points), the profit (€ per m² and year) and the floor space (m²).

    Returns
    -------
    Slope
        With `stores - classes - 1` degrees of freedom.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If a value is missing, there are fewer than `size_classes + 2` stores or two in a class, a score never varies
        within the classes, or the confidence is out of range.

    References
    ----------
    Frisch & Waugh (1933), Econometrica 1(4), 387-401.

    Examples
    --------
    >>> stores = pd.DataFrame({"area_m2": [1, 1, 1, 9, 9, 9], "orientation": [2, 3, 4, 4, 5, 6],
    ...                        "profit_eur_per_m2": [50, 60, 70, 250, 260, 270]})
    >>> round(profit_slope(stores).slope, 1), round(profit_slope(stores, size_classes=2).slope, 1)
    (64.0, 10.0)
    """
    columns = [orientation, profit, size]
    ColumnError.check(columns, stores.columns, where="orientation.profit_slope")
    score, earned, _ = arrays(-np.inf, np.inf, **{name: stores[name] for name in columns})
    classes = classes_by_size(stores[size], size_classes).to_numpy()
    return _line(_from_means(score, classes), _from_means(earned, classes), len(score) - size_classes - 1, confidence)


def _from_means(values: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Take off each value the mean of its class."""
    means = np.bincount(classes, values) / np.bincount(classes)
    return np.asarray(values - means[classes])


def _line(x: np.ndarray, y: np.ndarray, freedom: int, confidence: float) -> Slope:
    """Fit y to x, both without mean, and give the line its interval."""
    spread = float(x @ x)
    if spread <= 1e-12 * x.size or freedom < 1:
        raise DataError("profit_slope: the score is the same for all stores of a class, or there are too few stores.")
    slope = float(x @ y) / spread
    rest = y - slope * x
    error = math.sqrt(float(rest @ rest) / freedom / spread)
    away = reach(confidence, freedom) * error
    together = float(x @ y) / math.sqrt(spread * float(y @ y)) if y.any() else 0.0
    return Slope(slope, slope - away, slope + away, error, together, confidence)
