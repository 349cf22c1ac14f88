"""A model of potential value: what was known before a day explains what came after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from customer_value.analysis.answers import numbers
from customer_value.analysis.segments.potential import leakage_check, lift_table
from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Collection

    from sklearn.pipeline import Pipeline

    from customer_value.analysis.vectors import FloatArray

FEWEST = 100  # customers; fewer teach a model chance
PENALTY = 0.01  # on squared coefficients, beside the mean deviance of a target with mean 1


class PotentialValueModel:
    """Predict what customers will bring in the next period: log target = intercept + coefficients × log features.

    The logarithms (of 1 + size, with the sign kept) have mean 0 and standard deviation 1, and the coefficients are
    those of a Poisson regression, kept small by a penalty: it needs no counts, only a mean that is right.
    Fit it to what was known on one day and what came after it, then predict from the same features of a later day:
    the model must never have seen the period that it is judged by.

    Parameters
    ----------
    known_in_time
        Features that `fit` may take though they look like the future, because they were known at the cut-off.

    Attributes
    ----------
    feature_names_in_
        Names of the features, in the order of `fit`.
    n_features_in_
        Their number.
    coef_
        One per feature: by how much the logarithm of the prediction rises with one standard deviation of the
        feature's logarithm, the others unchanged.
    intercept_
        Logarithm of the prediction for a customer with the mean of every feature.

    References
    ----------
    Gourieroux, Monfort & Trognon (1984), Econometrica 52(3), 701-720; scikit-learn's PoissonRegressor.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> known = pd.DataFrame({"order_count": rng.poisson(3, 400), "cart_adds": rng.poisson(5, 400)})
    >>> growth = 20.0 * (1 + known["cart_adds"]) + 10.0 * known["order_count"]
    >>> model = PotentialValueModel(known_in_time=["cart_adds"]).fit(known, growth)
    >>> model.predict(pd.DataFrame({"order_count": [3, 3], "cart_adds": [2, 9]})).round(-1).tolist()
    [90.0, 230.0]
    """

    feature_names_in_: np.ndarray
    n_features_in_: int
    coef_: np.ndarray
    intercept_: float

    def __init__(self, *, known_in_time: Collection[str] = ()) -> None:
        self.known_in_time = known_in_time

    def fit(self, features: pd.DataFrame, target: pd.Series) -> Self:
        """Learn how the target follows from the features.

        Parameters
        ----------
        features
            One row per customer, two or more columns of numbers, as known at the cut-off (`features_at`, or your own).
        target
            What came after the cut-off, 0 or more in any unit, same index: `value_after`, the growth made from it, or
            what a survey says of the money spent elsewhere.

        Returns
        -------
        model
            Itself.

        Raises
        ------
        DataError
            If there are fewer than 100 customers or two features, a value is missing or no number, a customer has two
            rows, the indexes or the cut-offs differ, the target is negative or never varies, or a feature looks like
            the future (`leakage_check`; where last year's sales explain much of the target, a leak can hide).
        ColumnError
            If `known_in_time` names something that is no feature.
        """
        table = _checked(features, "PotentialValueModel.fit")
        came = _outcome(features, target)
        if len(table) < FEWEST:
            raise DataError(f"fit learns from {FEWEST} customers or more, not {len(table)}: fewer teach it chance.")
        if came.min() < 0:
            raise DataError(f"the target goes down to {came.min():g}; count a loss as 0: target.clip(lower=0).")
        self._refuse_the_future(table, target)
        self._mean = came.mean()
        self._pipeline = _learned(table.to_numpy(), came / self._mean)
        self.feature_names_in_ = table.columns.to_numpy(dtype=object)
        self.n_features_in_ = len(table.columns)
        self.coef_ = self._pipeline[-1].coef_
        self.intercept_ = float(self._pipeline[-1].intercept_ + np.log(self._mean))
        self._months = features.attrs.get("months")
        return self

    def predict(self, features: pd.DataFrame) -> pd.Series:
        """Predict the target for customers of another day.

        Parameters
        ----------
        features
            One row per customer, with the columns of `fit`; others are left aside.

        Returns
        -------
        pandas.Series
            `predicted` in the unit of the target, one value per row, same index.

        Raises
        ------
        ColumnError
            If a column is missing.
        DataError
            If the model is not fitted, a value is missing or no number, or the features are of another number of
            months.
        """
        table = self._features(features)
        values = self._pipeline.predict(table.to_numpy()) * self._mean
        return pd.Series(values, index=features.index, name="predicted")

    def importance(
        self, features: pd.DataFrame, target: pd.Series, *, groups: int = 10, rounds: int = 10, seed: int = 0
    ) -> pd.DataFrame:
        """Say what drives the prediction: how much lift is lost when one column is shuffled among the customers.

        Two columns that say the same share what they are worth. It tells what the model uses, not what causes growth.

        Parameters
        ----------
        features, target
            Of a later cut-off than those of `fit`.
        groups
            As for `lift_table`; the lift is that of the best group.
        rounds
            How often each column is shuffled, 1 or more.
        seed
            Of the shuffles.

        Returns
        -------
        pandas.DataFrame
            One row per feature, the most important first: `lift_lost`, the mean over the rounds, and `spread`, its
            standard deviation. A value near 0, or below, is chance.

        Raises
        ------
        ColumnError, DataError
            As `predict` and `lift_table`, or if there is no round.

        References
        ----------
        Breiman (2001), Machine Learning 45, 5-32; scikit-learn's permutation_importance.

        Examples
        --------
        >>> rng = np.random.default_rng(1)
        >>> known = pd.DataFrame(rng.poisson(4, (600, 3)), columns=["order_count", "cart_adds", "shoe_size"])
        >>> growth = 10.0 * known["cart_adds"] + 6.0 * known["order_count"]
        >>> model = PotentialValueModel().fit(known[:300], growth[:300])
        >>> model.importance(known[300:], growth[300:])["lift_lost"].round(1).to_dict()
        {'cart_adds': 0.5, 'order_count': 0.2, 'shoe_size': 0.0}
        """
        from sklearn.inspection import permutation_importance

        table, came = self._features(features), _outcome(features, target)
        if rounds < 1:
            raise DataError(f"importance needs at least one round, not {rounds}.")
        found = permutation_importance(
            self._pipeline,
            table.to_numpy(),
            came,
            scoring=lambda model, x, y: lift_table(y, model.predict(x), groups=groups)["lift"].iloc[0],
            n_repeats=rounds,
            random_state=seed,
        )
        columns = {"lift_lost": found.importances_mean, "spread": found.importances_std}
        index = pd.Index(self.feature_names_in_, name="feature")
        return pd.DataFrame(columns, index=index).sort_values("lift_lost", ascending=False, kind="stable")

    def __repr__(self) -> str:
        told = zip(self.feature_names_in_, self.coef_, strict=True) if self._is_ready() else ()
        return f"{type(self).__name__}({', '.join(f'{name}={value:+.2f}' for name, value in told) or 'not fitted'})"

    def _is_ready(self) -> bool:
        return hasattr(self, "coef_")

    def _features(self, features: pd.DataFrame) -> pd.DataFrame:
        """Take the columns of `fit` from a table; refuse one that cannot stand beside it."""
        if not self._is_ready():
            raise DataError("the model has learned nothing yet: call fit(features, target) first.")
        table = _checked(features, "PotentialValueModel", wanted=list(self.feature_names_in_))
        months = features.attrs.get("months", self._months)
        if self._months and months != self._months:
            raise DataError(f"the model learned from features of {self._months} months; these are of {months} months.")
        return table

    def _refuse_the_future(self, table: pd.DataFrame, target: pd.Series) -> None:
        ColumnError.check(self.known_in_time, table.columns, where="known_in_time")
        best, following = (row for _, row in leakage_check(table, target).head(2).iterrows())
        if best["is_suspicious"] and best.name not in self.known_in_time:
            raise DataError(
                f"{best.name!r} alone goes with what came later so much better than the next best feature, "
                f"{following.name!r} (rank correlation {best['rank_correlation']:.2f} against "
                f"{following['rank_correlation']:.2f}), that it may hold the future. Leave it out; if it was known at "
                f"the cut-off, say so: PotentialValueModel(known_in_time=[{best.name!r}])."
            )


def _learned(table: FloatArray, target: FloatArray) -> Pipeline:
    """Fit the regression to a target with mean 1, so that the penalty weighs the same in any unit."""
    from sklearn.linear_model import PoissonRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer, StandardScaler

    regressor = PoissonRegressor(alpha=PENALTY, solver="newton-cholesky", tol=1e-8)
    return make_pipeline(FunctionTransformer(_logarithm), StandardScaler(), regressor).fit(table, target)


def _logarithm(values: FloatArray) -> FloatArray:
    logarithms: FloatArray = np.sign(values) * np.log1p(np.abs(values))
    return logarithms


def _checked(features: pd.DataFrame, where: str, wanted: list[str] | None = None) -> pd.DataFrame:
    """Keep the wanted columns as floats; refuse gaps, and customers or columns that come twice."""
    if not isinstance(features, pd.DataFrame):
        raise DataError(f"{where} needs a pandas table, one row per customer, not a {type(features).__name__}.")
    if not (features.columns.is_unique and features.index.is_unique):
        double = features.columns if not features.columns.is_unique else features.index
        raise DataError(
            f"{where}: {double[double.duplicated()].tolist()[0]!r} comes twice; keep one row per customer and name."
        )
    ColumnError.check(wanted or (), features.columns, where=where)
    table = numbers(features if wanted is None else features[wanted], where)
    arrays(-np.inf, np.inf, **{str(name): table[name] for name in table})
    return table


def _outcome(features: pd.DataFrame, target: pd.Series) -> FloatArray:
    """Give the target as an array; refuse one that belongs to other customers or another day."""
    if not isinstance(target, pd.Series) or not features.index.equals(target.index):
        raise DataError("features and target have different indexes; take the target for features.index.")
    days = [table.attrs["cutoff"] for table in (features, target) if "cutoff" in table.attrs]
    if len(set(days)) > 1:
        raise DataError(f"the features end at {days[0]}, the target begins at {days[1]}: take both at one cut-off.")
    (came,) = arrays(-np.inf, np.inf, target=target)
    return came
