"""How good an estimate can get at all: a model that is trained on the truth itself, and sees all visible data.

No shop can train it, since none has the truth; so it marks what the books allow. Gradient boosting (Friedman 2001) as
scikit-learn has it, cross-fitted: the model that predicts a customer has not seen this customer's truth. One model
predicts the quantity, a second one its rank, since what is best on average does not rank best when few are very large.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from customer_value.data.realism import read

from .quantities import quantity
from .visible import features

if TYPE_CHECKING:
    from customer_value.data.realism import Books

PARTS = 3
TREES, LEARNING_RATE, LEAVES = 70, 0.09, 15


@lru_cache(maxsize=2)
def opened(seed: int | None) -> tuple[Books, pd.DataFrame]:
    """Open a world, and describe its customers by what is visible."""
    books = read(seed)
    return books, features(books)


@lru_cache(maxsize=16)
def best(of: str, seed: int | None) -> pd.DataFrame:
    """Predict a quantity of every customer as well as the books allow.

    Parameters
    ----------
    of
        Name of the quantity.
    seed
        Number of the world; None means the shipped books.

    Returns
    -------
    DataFrame
        Indexed by `customer_id`: `value`, and `rank` from 0 to 1, for ranking only.
    """
    books, seen = opened(seed)
    chosen = quantity(of)
    truth = chosen.truth(books).to_numpy()
    value = cross_fitted(seen.to_numpy(dtype=float), truth)
    if chosen.is_yes_or_no:
        return pd.DataFrame({"value": np.clip(value, 0, 1), "rank": value}, index=seen.index)
    rank = cross_fitted(seen.to_numpy(dtype=float), rankdata(truth) / len(truth))
    return pd.DataFrame({"value": value, "rank": rank}, index=seen.index)


def cross_fitted(seen: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Predict each row by a model that was trained on the other parts of the rows.

    Parameters
    ----------
    seen
        Rows x features; a missing number is fine.
    truth
        One number for each row.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    part = np.random.default_rng(0).permutation(len(truth)) % PARTS
    predicted = np.empty(len(truth))
    model = HistGradientBoostingRegressor(
        loss="poisson" if truth.min() >= 0 else "squared_error",
        max_iter=TREES,
        learning_rate=LEARNING_RATE,
        max_leaf_nodes=LEAVES,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    with threadpool_limits(1):  # small data: threads wait for each other longer than they work
        for number in range(PARTS):
            model.fit(seen[part != number], truth[part != number])
            predicted[part == number] = model.predict(seen[part == number])
    return predicted
