"""BG/NBD and MBG/NBD: customers who buy at random, and may drop out right after a purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from customer_value.analysis.btyd import beta_dropout
from customer_value.analysis.btyd.beta_dropout import Parameters
from customer_value.analysis.btyd.draws import beta_quantiles, exponential_quantiles, gamma_quantiles
from customer_value.analysis.btyd.purchase_model import Prospects, PurchaseModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from customer_value.analysis.btyd.customers import Customers
    from customer_value.analysis.maximum_likelihood import Derivatives
    from customer_value.analysis.vectors import FloatArray

_TROUBLE = (
    "these customers do not tell how their purchase rates differ (r, alpha) or how they drop out (a, b). Check that "
    "`end` is the end of the observation, not the last order of each customer; otherwise observe for longer, or "
    "observe more customers, until some of them fall visibly silent."
)


class _BetaDropout(PurchaseModel):
    """What the two models share; `_first` counts the chances to drop out on the day of the first purchase."""

    r_: float
    alpha_: float
    a_: float
    b_: float
    _names = Parameters._fields
    _trouble = _TROUBLE
    _first: ClassVar[int]

    @classmethod
    def from_parameters(cls, *, r: float, alpha: float, a: float, b: float) -> Self:
        """Make a model whose parameters are known, for example from a paper."""
        return cls._known_to_be(r=r, alpha=alpha, a=a, b=b)

    def _start(self, customers: Customers) -> dict[str, float]:
        return {"r": 1.0, "alpha": float(customers.T.max()) / 2, "a": 1.0, "b": 2.0}

    def _likelihood(self, values: Sequence[float] | FloatArray, customers: Customers) -> Derivatives:
        return beta_dropout.likelihood(Parameters(*values), customers, self._first)

    def _alive(self, x: FloatArray, t_x: FloatArray, T: FloatArray) -> FloatArray:
        return beta_dropout.probability_alive(self._parameters, x, t_x, T, self._first)

    def _future(self, t: FloatArray, x: FloatArray, T: FloatArray) -> FloatArray:
        return beta_dropout.expected_if_alive(self._parameters, t, x, T, self._first)

    def _count_of_new(self, n: FloatArray, t: FloatArray) -> FloatArray:
        return beta_dropout.probability_of_purchases(self._parameters, n, t, self._first)

    def _prospects(self, draws: FloatArray, x: FloatArray, T: FloatArray) -> Prospects:
        r, alpha, a, b = self._parameters
        rate = gamma_quantiles(draws[0], r, x) / (alpha + T)[:, None]
        dropout = beta_quantiles(draws[1], a, b + self._first, x)
        # A purchase that ends it comes at rate * dropout; the others, which do not, at rate * (1 - dropout).
        lifetime = exponential_quantiles(draws[2], rate * dropout)
        return Prospects(rate * (1 - dropout), lifetime, last_is_purchase=True)

    @property
    def _parameters(self) -> Parameters:
        return Parameters(*self._values())


class BetaGeometric(_BetaDropout):
    """The BG/NBD model of repeat purchases in a shop that customers leave silently.

    While active, a customer buys at random at a constant rate; the rates differ between customers as
    Gamma(r, alpha), with mean r / alpha per unit of time. After each repeat purchase the customer drops out for good
    with a chance that differs between customers as Beta(a, b). Nobody drops out after the first purchase. All times
    share one unit, that of `t_x` and `T`.

    P(alive) is 1 / (1 + a / (b + x - 1) * ((alpha + T) / (alpha + t_x))^(r + x)) for x > 0. For x = 0 it is 1: one who
    never bought again had no chance to drop out and counts as active for ever. That is an assumption, not a finding;
    `ModifiedBetaGeometric` does without it.

    Attributes
    ----------
    r_, alpha_, a_, b_ : float
        Parameters, named as in the paper; alpha_ is in units of time, the others are pure numbers.
    log_likelihood_ : float
        At the maximum.
    standard_errors_ : dict
        Of the four parameters, from the curvature at the maximum (the observed information).
    time_unit_ : str or None
        Unit of time of the columns that it was fitted to, where they carry one.

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

    _first = 0


class ModifiedBetaGeometric(_BetaDropout):
    """The MBG/NBD model: as BG/NBD, but a customer may drop out right after the first purchase, too.

    So one who never bought again may be lost or slow, as common sense has it. P(alive) is
    1 / (1 + a / (b + x) * ((alpha + T) / (alpha + t_x))^(r + x)) for every x, with t_x = 0 for x = 0.

    Attributes
    ----------
    r_, alpha_, a_, b_ : float
        Parameters as in `BetaGeometric`; a_ / (a_ + b_) is the mean chance to drop out after a purchase, the first
        one included.
    log_likelihood_, standard_errors_, time_unit_
        As in `BetaGeometric`.

    References
    ----------
    Batislam, Denizel & Filiztekin (2007), Empirical validation and comparison of models for customer base analysis,
    International Journal of Research in Marketing 24(3), 201-209.

    Examples
    --------
    At the estimates for the CDNOW customers, two in five of those without a repeat in 39 weeks are still active:

    >>> model = ModifiedBetaGeometric.from_parameters(r=0.525, alpha=6.183, a=0.891, b=1.614)
    >>> model.probability_alive(x=[0, 2], t_x=[0, 30.43], T=38.86).round(2)
    array([0.39, 0.71])
    """

    _first = 1
