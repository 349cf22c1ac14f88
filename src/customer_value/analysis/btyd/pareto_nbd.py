"""Pareto/NBD: customers who buy at random, and may drop out at any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from customer_value.analysis.btyd import pareto_dropout
from customer_value.analysis.btyd.customers import checked
from customer_value.analysis.btyd.draws import exponential_quantiles, gamma_quantiles
from customer_value.analysis.btyd.pareto_dropout import Parameters
from customer_value.analysis.btyd.purchase_model import Prospects, PurchaseModel
from customer_value.analysis.btyd.units import DAYS, Unit, unit_of
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from customer_value.analysis.btyd.customers import Customers
    from customer_value.analysis.maximum_likelihood import Derivatives
    from customer_value.analysis.vectors import FloatArray

_TROUBLE = (
    "these customers do not tell how their purchase rates differ (r, alpha) or how they drop out (s, beta). Check "
    "that `end` is the end of the observation, not the last order of each customer; otherwise observe for longer, or "
    "observe more customers, until some of them fall visibly silent."
)


class ParetoNBD(PurchaseModel):
    """The Pareto/NBD model of repeat purchases in a shop that customers leave silently, at any moment.

    While active, a customer buys at random at a constant rate; the rates differ between customers as
    Gamma(r, alpha), with mean r / alpha per unit of time. Each leaves at a constant rate of their own, which differs
    as Gamma(s, beta): a new customer is still active after t with chance (beta / (beta + t))^s. All times share one
    unit, that of `t_x` and `T`.

    Attributes
    ----------
    r_, alpha_, s_, beta_ : float
        Parameters, named as in the paper; alpha_ and beta_ are in units of time, the others are pure numbers.
    log_likelihood_ : float
        At the maximum.
    standard_errors_ : dict
        Of the four parameters, from the curvature at the maximum (the observed information).
    time_unit_ : str or None
        Unit of time of the columns that it was fitted to, where they carry one.

    References
    ----------
    Schmittlein, Morrison & Colombo (1987), Counting your customers: who are they and what will they do next?
    Management Science 33(1), 1-24.
    Fader & Hardie (2005), A note on deriving the Pareto/NBD model and related expressions, brucehardie.com/notes/009.

    Examples
    --------
    The published estimates for the CDNOW customers, in weeks; a frequent buyer of last week is hardly gone:

    >>> model = ParetoNBD.from_parameters(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    >>> round(model.probability_alive(x=26, t_x=30.86, T=31), 4)
    0.9979
    >>> round(model.expected_purchases(52, x=26, t_x=30.86, T=31), 2)
    25.46
    """

    r_: float
    alpha_: float
    s_: float
    beta_: float
    _names = Parameters._fields
    _trouble = _TROUBLE

    @classmethod
    def from_parameters(cls, *, r: float, alpha: float, s: float, beta: float) -> Self:
        """Make a model whose parameters are known, for example from a paper."""
        return cls._known_to_be(r=r, alpha=alpha, s=s, beta=beta)

    def discounted_purchases(
        self, x: ArrayLike, t_x: ArrayLike, T: ArrayLike, *, discount_rate: float, unit: Unit | None = None
    ) -> Same:
        """All purchases to expect from now on, without end, each discounted to now: DERT.

        "Discounted expected residual transactions", in closed form: P(alive) (r + x) / (alpha + T) times the
        discounted time that the customer stays. Money counts when it comes, not at the end of its month, so
        `discounted_ltv(months=None)` is a little lower.

        Parameters
        ----------
        x, t_x, T
            As in `fit`.
        discount_rate
            Per *year*, above 0, at most 1: 0.10 for 10 %. The paper's continuous rate is ln(1 + discount_rate).
        unit
            Unit of t_x, T and the model. By default what T or the model says, else "week".

        Returns
        -------
        float, array or Series
            Discounted purchases; times the value of one it is the residual lifetime value.

        Raises
        ------
        DataError
            As `probability_alive`, or if discount_rate is not above 0.

        References
        ----------
        Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), 415-430.

        Examples
        --------
        >>> model = ParetoNBD.from_parameters(r=0.553, alpha=10.578, s=0.606, beta=11.669)
        >>> round(model.discounted_purchases(x=2, t_x=30.43, T=38.86, discount_rate=0.15), 2)
        6.52
        """
        self._refuse_other_unit(t_x, T)
        arrays(0, 1, discount_rate=discount_rate)
        if discount_rate <= 0:
            raise DataError("discount_rate must be above 0: undiscounted, the purchases to come may have no end.")
        length = DAYS[unit_of(unit, self.time_unit_, t_x=t_x, T=T)]
        past = checked(x, t_x, T)
        rate = float(np.log1p(discount_rate)) * length / DAYS["year"]
        worth = pareto_dropout.discounted_if_alive(self._parameters, rate, past[0], past[2])
        return same_kind(self._alive(*past) * worth, (x, t_x, T))

    def _start(self, customers: Customers) -> dict[str, float]:
        half = float(customers.T.max()) / 2
        return {"r": 1.0, "alpha": half, "s": 1.0, "beta": half}

    def _likelihood(self, values: Sequence[float] | FloatArray, customers: Customers) -> Derivatives:
        return pareto_dropout.likelihood(Parameters(*values), customers)

    def _alive(self, x: FloatArray, t_x: FloatArray, T: FloatArray) -> FloatArray:
        return pareto_dropout.probability_alive(self._parameters, x, t_x, T)

    def _future(self, t: FloatArray, x: FloatArray, T: FloatArray) -> FloatArray:
        return pareto_dropout.expected_if_alive(self._parameters, t, x, T)

    def _count_of_new(self, n: FloatArray, t: FloatArray) -> FloatArray:
        return pareto_dropout.probability_of_purchases(self._parameters, n, t)

    def _prospects(self, draws: FloatArray, x: FloatArray, T: FloatArray) -> Prospects:
        r, alpha, s, beta = self._parameters
        rate = gamma_quantiles(draws[0], r, x) / (alpha + T)[:, None]
        leaving = gamma_quantiles(draws[1], s, np.zeros_like(x)) / (beta + T)[:, None]
        return Prospects(rate, exponential_quantiles(draws[2], leaving), last_is_purchase=False)

    @property
    def _parameters(self) -> Parameters:
        return Parameters(*self._values())
