"""BG/NBD: customers buy at random times at a rate of their own, and may drop out after any repeat purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from customer_value.analysis.btyd import bg_nbd
from customer_value.analysis.btyd.bg_nbd import Parameters
from customer_value.analysis.btyd.customers import checked, checked_for_fit, compressed, whole
from customer_value.analysis.maximum_likelihood import maximise
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

_TROUBLE = (
    "these customers do not tell how their purchase rates differ (r, alpha) or how they drop out (a, b). Check that "
    "`end` is the end of the observation, not the last order of each customer; otherwise observe for longer, or "
    "observe more customers, until some of them fall visibly silent."
)


class BetaGeometric:
    """The BG/NBD model of repeat purchases in a shop that customers leave silently.

    While active, a customer buys at random at a constant rate; the rates differ between customers as
    Gamma(r, alpha), with mean r / alpha per unit of time. After each repeat purchase the customer drops out for good
    with a chance that differs between customers as Beta(a, b). Nobody drops out after the first purchase. All times
    share one unit, that of `t_x` and `T`.

    Attributes
    ----------
    r_, alpha_, a_, b_ : float
        Parameters, named as in the paper; alpha_ is in units of time, the others are pure numbers.
    log_likelihood_ : float
        At the maximum.
    standard_errors_ : dict
        Of the four parameters, from the curvature at the maximum.

    References
    ----------
    Fader, Hardie & Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2), 275-284.

    Examples
    --------
    The published estimates for the CDNOW customers, in weeks:

    >>> model = BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> model.probability_alive(x=[1, 3, 10], t_x=20, T=39).round(2)
    array([0.6 , 0.46, 0.04])
    >>> round(model.expected_purchases(39, x=2, t_x=30.43, T=38.86), 3)
    1.226
    """

    r_: float
    alpha_: float
    a_: float
    b_: float
    log_likelihood_: float
    standard_errors_: dict[str, float]

    @classmethod
    def from_parameters(cls, *, r: float, alpha: float, a: float, b: float) -> Self:
        """Make a model whose parameters are known, for example from a paper."""
        given = Parameters(r, alpha, a, b)
        wrong = [f"{name}={value:g}" for name, value in given._asdict().items() if not 0 < value < np.inf]
        if wrong:
            raise DataError(f"the parameters must be above 0, not {', '.join(wrong)}.")
        model = cls()
        model.r_, model.alpha_, model.a_, model.b_ = map(float, given)
        return model

    def fit(self, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> Self:
        """Estimate the parameters by maximum likelihood (equation 6 of the paper).

        Parameters
        ----------
        x
            Repeat purchases, one whole number per customer.
        t_x
            Time of the last repeat purchase, from the first purchase; 0 for customers without a repeat.
        T
            Time from the first purchase to the end of the observation, in the unit of `t_x`.

        Returns
        -------
        BetaGeometric
            Itself, with the fitted values.

        Raises
        ------
        DataError
            If values are missing, negative or out of order (t_x > T), nobody bought again, or the parameters run away.
        """
        customers = compressed(*checked_for_fit(x, t_x, T))
        start = {"r": 1.0, "alpha": float(customers.T.max()) / 2, "a": 1.0, "b": 2.0}
        best = maximise(lambda p: bg_nbd.likelihood(Parameters(*p), customers), start, trouble=_TROUBLE)
        self.r_, self.alpha_, self.a_, self.b_ = map(float, best.parameters)
        self.log_likelihood_ = best.log_likelihood
        self.standard_errors_ = dict(zip(Parameters._fields, map(float, best.standard_errors), strict=True))
        return self

    def log_likelihood(self, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> float:
        """Log-likelihood of these customers at the model's parameters, in the unit of alpha_ (a sum, not a mean)."""
        return float(bg_nbd.likelihood(self._parameters, compressed(*checked(x, t_x, T))).value)

    def probability_alive(self, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> Same:
        """Chance that a customer has not dropped out by T.

        1 / (1 + a / (b + x - 1) * ((alpha + T) / (alpha + t_x))^(r + x)) for x > 0. For x = 0 it is 1: in this model
        a customer can only drop out after a repeat purchase, so one who never bought again counts as active for
        ever. That is an assumption, not a finding.

        Parameters
        ----------
        x, t_x, T
            As in `fit`; numbers, arrays or Series. t_x is ignored where x is 0.

        Returns
        -------
        float, array or Series
            0 to 1.

        Raises
        ------
        DataError
            If values are missing, negative, or t_x > T.

        Examples
        --------
        >>> model = BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> round(model.probability_alive(x=2, t_x=30.43, T=38.86), 4)
        0.7266
        >>> model.probability_alive(x=0, t_x=0, T=38.86)
        1.0
        """
        alive = bg_nbd.probability_alive(self._parameters, *checked(x, t_x, T))
        return same_kind(alive, (x, t_x, T))

    def expected_purchases(self, t: ArrayLike, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> Same:
        """Purchases to expect from a customer in the next t units of time (equation 10 of the paper).

        Parameters
        ----------
        t
            How far to look ahead, in the model's unit of time.
        x, t_x, T
            As in `fit`.

        Returns
        -------
        float, array or Series
            Expected number of purchases.

        Raises
        ------
        DataError
            If values are missing, negative, or t_x > T.
        """
        (ahead,) = arrays(0, np.inf, t=t)
        past = checked(x, t_x, T)
        future = bg_nbd.expected_if_alive(self._parameters, ahead, past[0], past[2])
        return same_kind(bg_nbd.probability_alive(self._parameters, *past) * future, (x, t_x, T, t))

    def expected_purchases_of_new(self, t: ArrayLike) -> Same:
        """Repeat purchases to expect from a new customer in the first t units of time (equation 9 of the paper).

        Examples
        --------
        >>> model = BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> round(model.expected_purchases_of_new(39), 2)
        1.2
        """
        (ahead,) = arrays(0, np.inf, t=t)
        return same_kind(bg_nbd.expected_if_alive(self._parameters, ahead, np.zeros(()), np.zeros(())), (t,))

    def probability_of_purchases(self, n: ArrayLike, t: ArrayLike) -> Same:
        """Chance that a new customer makes exactly n repeat purchases in t units of time (equation 8 of the paper).

        Examples
        --------
        More than half of the CDNOW customers are expected not to buy again within 39 weeks:

        >>> model = BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> model.probability_of_purchases([0, 1, 2], t=39).round(3)
        array([0.574, 0.199, 0.085])
        """
        count, ahead = arrays(0, np.inf, n=n, t=t)
        whole("n", count)
        return same_kind(bg_nbd.probability_of_purchases(self._parameters, count, ahead), (n, t))

    @property
    def _parameters(self) -> Parameters:
        if not hasattr(self, "r_"):
            raise DataError("the model has no parameters yet: call fit(x, t_x, T) or from_parameters(...) first.")
        return Parameters(self.r_, self.alpha_, self.a_, self.b_)

    def __repr__(self) -> str:
        if not hasattr(self, "r_"):
            return "BetaGeometric(not fitted)"
        return f"BetaGeometric({', '.join(f'{k}={v:.3f}' for k, v in self._parameters._asdict().items())})"
