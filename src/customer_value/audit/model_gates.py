"""Facts about Larkspur that need a fitted model: it should find the truth that the books were made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis import btyd
from customer_value.data import realism
from customer_value.data.realism import Gate

from .measures import area_under_curve

if TYPE_CHECKING:
    import pandas as pd

    from customer_value.data.realism import Books

WEEKS_PER_YEAR = 365.25 / 7


def _fitted(books: Books) -> tuple[btyd.BetaGeometric, pd.DataFrame, pd.DataFrame]:
    """Fit BG/NBD to the customers won inside the books; give the model, what it saw, and their truth."""
    customers, orders = books["customers"], books["orders"]
    new = customers.loc[customers["orders_before"] == 0, "customer_id"]
    seen = btyd.summary(orders[orders["customer_id"].isin(new)], end="2025-12-31").set_index("customer_id")
    truth = books["truth/customers"].set_index("customer_id").loc[seen.index]
    return btyd.BetaGeometric().fit(seen["x"], seen["t_x"], seen["T"]), seen, truth


def _rate(books: Books) -> float:
    model, _, truth = _fitted(books)
    return float(model.r_ / model.alpha_ * WEEKS_PER_YEAR / truth["purchase_rate_per_year"].mean())


def _alive(books: Books) -> float:
    model, seen, truth = _fitted(books)
    alive = np.asarray(model.probability_alive(seen["x"], seen["t_x"], seen["T"]))
    return area_under_curve(alive, truth["is_active"].to_numpy())


GATES: tuple[Gate, ...] = (
    Gate("BG/NBD: mean purchase rate / truth", "design", 0.90, 1.10, _rate),
    Gate("BG/NBD: P(alive) tells who is still there, AUC", "design", 0.85, 1.0, _alive),
)
ALL_GATES: tuple[Gate, ...] = (*realism.GATES, *GATES)
