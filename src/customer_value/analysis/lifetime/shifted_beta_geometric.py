"""The shifted beta-geometric model: why a cohort's retention rises although no customer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from customer_value.analysis.lifetime.cohort_tables import counts
from customer_value.analysis.lifetime.formulas import ENDLESS, FirstMargin, first_payment
from customer_value.analysis.maximum_likelihood import Derivatives, maximise
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.vectors import FloatArray

_TROUBLE = (
    "in these survivors the retention rate does not rise from period to period, so there is "
    "no sign of customers who differ. Use one constant retention rate (margin_multiple), or follow the cohort longer."
)
_ALL_GONE = (
    "nobody is left at the end, so the retention rate falls to 0 there instead of rising, as the model wants. "
    "If the last period was not yet over or not yet booked, leave its number out. If all have really left, nothing is "
    "to be projected: discounted_ltv(margins, survival_curve(survivors), discount_rate) sums what there was."
)


class ShiftedBetaGeometric:
    """Customers who may leave at the end of each period, each with a constant churn chance of their own.

    The chances differ between customers as Beta(alpha, beta). Those with a high chance leave first, so the
    retention of the rest rises: r_t = (beta + t - 1) / (alpha + beta + t - 1).

    Attributes
    ----------
    alpha_, beta_ : float
        Parameters; alpha_ / (alpha_ + beta_) is the mean churn chance of a new customer per period.
    log_likelihood_ : float
        At the maximum; for counts of customers, not for shares.
    standard_errors_ : dict
        Of the two parameters, from the curvature at the maximum (the observed information); for counts of customers.

    References
    ----------
    Fader & Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1), 76-90.
    Fader & Hardie (2010), Customer-base valuation in a contractual setting, Marketing Science 29(1), 85-93.

    Examples
    --------
    The paper's high-end customers, in percent of the cohort:

    >>> model = ShiftedBetaGeometric().fit([100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1])
    >>> model
    ShiftedBetaGeometric(alpha=0.668, beta=3.806)
    >>> model.survival([1, 2, 12]).round(3)
    array([0.851, 0.747, 0.378])
    """

    alpha_: float
    beta_: float
    log_likelihood_: float
    standard_errors_: dict[str, float]

    @classmethod
    def from_parameters(cls, *, alpha: float, beta: float) -> Self:
        """Make a model whose parameters are known.

        Examples
        --------
        >>> ShiftedBetaGeometric.from_parameters(alpha=1, beta=2).retention([1, 2]).round(3)
        array([0.667, 0.75 ])
        """
        if not (alpha > 0 and beta > 0):
            raise DataError(f"alpha and beta must be above 0, not {alpha:g} and {beta:g}.")
        model = cls()
        model.alpha_, model.beta_ = float(alpha), float(beta)
        return model

    def fit(self, survivors: ArrayLike) -> Self:
        """Estimate alpha and beta by maximum likelihood.

        Parameters
        ----------
        survivors
            Customers (or shares) still there after 0, 1, 2, … periods.

        Raises
        ------
        DataError
            If the numbers rise, if there are fewer than two periods, if nobody left, if customers do not differ, or
            if all are gone so soon that the model does not fit.
        """
        alive = counts(survivors)
        if alive.size < 3:
            raise DataError("two periods at least are needed to see whether retention rises: pass n_0, n_1 and n_2.")
        if alive[-1] == alive[0]:
            raise DataError("nobody left, so there is no churn to learn from: follow the cohort for longer.")
        trouble = _TROUBLE if alive[-1] else _ALL_GONE
        best = maximise(lambda p: _likelihood(p, alive), start={"alpha": 1.0, "beta": 1.0}, trouble=trouble)
        self.alpha_, self.beta_ = map(float, best.parameters)
        self.log_likelihood_ = best.log_likelihood
        self.standard_errors_ = dict(zip(("alpha", "beta"), map(float, best.standard_errors), strict=True))
        return self

    def survival(self, periods: ArrayLike) -> Same:
        """Share of a new cohort that is still there after `periods`: S(t) = B(alpha, beta + t) / B(alpha, beta)."""
        self._fitted()
        (t,) = arrays(0, ENDLESS, periods=periods)
        from scipy.special import betaln

        share = np.exp(betaln(self.alpha_, self.beta_ + t) - betaln(self.alpha_, self.beta_))
        return same_kind(share, (periods,))

    def retention(self, periods: ArrayLike) -> Same:
        """Share of those there after t - 1 periods who stay for the t-th, t from 1."""
        self._fitted()
        (t,) = arrays(1, ENDLESS, periods=periods)
        return same_kind((self.beta_ + t - 1) / (self.alpha_ + self.beta_ + t - 1), (periods,))

    def discounted_lifetime(
        self, discount_rate: ArrayLike, first_margin: FirstMargin = "in a year", renewals: ArrayLike = 0
    ) -> Same:
        """Sum the expected periods to come, each discounted to today: the margin multiple of a mixed cohort.

        Parameters
        ----------
        discount_rate
            Per period, above 0, at most 1.
        first_margin
            "in a year" (in a period, from those who stay) or "now".
        renewals
            How often the customer has stayed already; 0 for a new one.

        Returns
        -------
        float, array or Series
            Discounted periods; times the margin per period it is the LTV before acquisition cost.

        Examples
        --------
        >>> model = ShiftedBetaGeometric.from_parameters(alpha=0.668, beta=3.806)
        >>> round(model.discounted_lifetime(0.10), 2), round(model.discounted_lifetime(0.10, renewals=5), 2)
        (4.92, 6.49)
        """
        self._fitted()
        (rate,) = arrays(0, 1, discount_rate=discount_rate)
        (stayed,) = arrays(0, ENDLESS, renewals=renewals)
        if rate.min() <= 0:
            raise DataError("discount_rate must be above 0: undiscounted, the expected lifetime may have no end.")
        from scipy.special import hyp2f1

        beta = self.beta_ + stayed
        now: FloatArray = np.asarray(hyp2f1(1, beta, self.alpha_ + beta, 1 / (1 + rate)))
        return same_kind(now - first_payment(first_margin), (discount_rate, renewals))

    def _fitted(self) -> None:
        if not hasattr(self, "alpha_"):
            raise DataError("the model has no parameters yet: call fit(survivors) or from_parameters(...) first.")

    def __repr__(self) -> str:
        if not hasattr(self, "alpha_"):
            return "ShiftedBetaGeometric(not fitted)"
        return f"ShiftedBetaGeometric(alpha={self.alpha_:.3f}, beta={self.beta_:.3f})"


def _likelihood(parameters: FloatArray, alive: FloatArray) -> Derivatives:
    """Each period, those at risk stay with chance r_t: n_t times ln r_t plus the leavers times ln(1 - r_t)."""
    alpha, beta = parameters
    at_risk, stayed = alive[:-1], alive[1:]
    left = at_risk - stayed
    b = beta + np.arange(at_risk.size)
    both = alpha + b
    value = float((stayed * np.log(b)).sum() + left.sum() * np.log(alpha) - (at_risk * np.log(both)).sum())
    shared, bent = (at_risk / both).sum(), (at_risk / both**2).sum()
    gradient = np.array([left.sum() / alpha - shared, (stayed / b).sum() - shared])
    hessian = np.array([[bent - left.sum() / alpha**2, bent], [bent, bent - (stayed / b**2).sum()]])
    return Derivatives(value, gradient, hessian)
