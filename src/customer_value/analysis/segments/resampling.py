"""How far to trust a model of potential: customers that it has not seen, and respondents drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.segments.potential_model import PotentialValueModel
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection


def held_out(
    features: pd.DataFrame, target: pd.Series, *, parts: int = 5, known_in_time: Collection[str] = (), seed: int = 0
) -> pd.Series:
    """Predict each customer by a model that has not seen this customer's target (cross-validation).

    Compare the ranking with the target by `lift_table`: judged by customers that it learned from, a model looks
    better than it is.

    Parameters
    ----------
    features, target, known_in_time
        As for `PotentialValueModel` and its `fit`.
    parts
        Number of parts, 2 or more; each is predicted by a model of the others.
    seed
        Of the draw that puts customers into parts.

    Returns
    -------
    pandas.Series
        `predicted` in the unit of the target, with the index of `features`.

    Raises
    ------
    ColumnError, DataError
        As `PotentialValueModel.fit`, or if there are fewer than two parts or more parts than customers.

    References
    ----------
    Stone (1974), Journal of the Royal Statistical Society B 36(2), 111-147.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> known = pd.DataFrame({"order_count": rng.poisson(3, 400), "cart_adds": rng.poisson(5, 400)})
    >>> growth = 20.0 * (1 + known["cart_adds"]) + 10.0 * known["order_count"]
    >>> bool(held_out(known, growth, known_in_time=["cart_adds"]).corr(growth) > 0.95)
    True
    """
    if not 2 <= parts <= len(features):
        raise DataError(f"parts must lie between 2 and {len(features)}, the number of customers, not {parts!r}.")
    part = np.random.default_rng(seed).permutation(len(features)) % parts
    predicted = [
        PotentialValueModel(known_in_time=known_in_time)
        .fit(features[part != each], target[part != each])
        .predict(features[part == each])
        for each in range(parts)
    ]
    every: pd.Series = pd.concat(predicted)
    return every.reindex(features.index)


def drawn_again(
    features: pd.DataFrame,
    target: pd.Series,
    customers: pd.DataFrame,
    *,
    rounds: int = 40,
    known_in_time: Collection[str] = (),
    seed: int = 0,
) -> pd.DataFrame:
    """Predict customers by models of respondents that were drawn again with replacement (bootstrap).

    The spread over the rounds shows the luck of who was asked. It shows no error that all respondents share, such as
    answers that are too high, and no error of the model's form.

    Parameters
    ----------
    features, target, known_in_time
        As for `PotentialValueModel` and its `fit`: those whose target is known.
    customers
        Features of the customers to predict.
    rounds
        Number of draws, 2 or more.
    seed
        Of the draws.

    Returns
    -------
    pandas.DataFrame
        Predictions in the unit of the target: one row per customer, one column per round.

    Raises
    ------
    ColumnError, DataError
        As `PotentialValueModel.fit` and `predict`, or if there are fewer than two rounds.

    References
    ----------
    Efron (1979), Annals of Statistics 7(1), 1-26.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> known = pd.DataFrame({"order_count": rng.poisson(3, 400), "cart_adds": rng.poisson(5, 400)})
    >>> elsewhere = 300.0 * (1 + known["cart_adds"]) * rng.gamma(2, 0.5, 400)
    >>> drawn = drawn_again(known, elsewhere, known, rounds=10, known_in_time=["cart_adds"])
    >>> drawn.shape, bool(drawn.sum().std() > 0)
    ((400, 10), True)
    """
    if rounds < 2:
        raise DataError(f"drawn_again needs two rounds or more to show a spread, not {rounds!r}.")
    PotentialValueModel(known_in_time=known_in_time).fit(features, target)  # refuses what no draw should learn from
    rng = np.random.default_rng(seed)
    # By luck of a draw, one feature can look like the future: the check above has passed them all.
    model = PotentialValueModel(known_in_time=features.columns)
    drawn = {}
    for each in range(rounds):
        rows = rng.choice(len(features), len(features))
        model.fit(features.iloc[rows].reset_index(drop=True), target.iloc[rows].reset_index(drop=True))
        drawn[each] = model.predict(customers)
    return pd.DataFrame(drawn).rename_axis(columns="round")
