"""Gamma-Gamma: what a customer spends per purchase, between the own average and everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
from scipy.special import gammaln, psi, zeta

from customer_value.analysis.btyd.customers import refuse_without_repeat, whole
from customer_value.analysis.btyd.draws import gamma_quantiles
from customer_value.analysis.btyd.parametric import ParametricModel
from customer_value.analysis.maximum_likelihood import Derivatives, dot, maximise
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.vectors import FloatArray

_TROUBLE = (
    "these averages do not tell the spread within customers from the spread between them. "
    "Customers may all spend alike, or too few bought again; use the plain mean, or more customers."
)
_BLOCK = 8192  # customers at once, so that the processor's cache holds them


class Parameters(NamedTuple):
    """p: shape within a customer; q, v: shape and scale between customers."""

    p: float
    q: float
    v: float


class GammaGamma(ParametricModel):
    """The Gamma-Gamma model of mean purchase value.

    A customer's purchases vary as a gamma with shape p around a mean of their own; the means differ between customers
    through a second gamma with shape q and scale v. How much a customer spends must not depend on how often they
    buy: look at the correlation of x and mean_value first.

    Attributes
    ----------
    p_, q_, v_ : float
        Parameters; v_ is in €, the others are pure numbers.
    log_likelihood_ : float
        At the maximum.
    standard_errors_ : dict
        Of the three parameters, from the curvature at the maximum (the observed information).

    References
    ----------
    Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), 415-430.
    Fader & Hardie (2013), The gamma-gamma model of monetary value, brucehardie.com/notes/025.

    Examples
    --------
    The published estimates for the CDNOW customers. One purchase of 11.77 is weak evidence, so the expectation stays
    close to everybody's mean of 35.2:

    >>> model = GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)
    >>> round(model.expected_value(x=1, mean_value=11.77), 2), round(model.expected_value(x=0, mean_value=0), 2)
    (18.92, 35.22)
    """

    p_: float
    q_: float
    v_: float
    _names = Parameters._fields
    _columns = "x, mean_value"

    @classmethod
    def from_parameters(cls, *, p: float, q: float, v: float) -> Self:
        """Make a model whose parameters are known, for example from a paper."""
        return cls._known_to_be(p=p, q=q, v=v)

    def fit(self, x: ArrayLike, mean_value: ArrayLike) -> Self:
        """Estimate the parameters by maximum likelihood, from the customers who bought again.

        Parameters
        ----------
        x
            Repeat purchases per customer; customers with 0 tell nothing about repeat spending and are left out.
        mean_value
            Mean € per repeat purchase, above 0 where x is above 0.

        Raises
        ------
        DataError
            If values are missing or negative, nobody bought again, a repeat customer spent 0, or the parameters run
            away.
        """
        repeats, spent = _checked(np.atleast_1d(x), np.atleast_1d(mean_value))
        refuse_without_repeat(repeats)
        again = repeats > 0
        buyers = _buyers(repeats[again], spent[again])
        best = maximise(
            lambda parameters: _likelihood(Parameters(*parameters), buyers),
            start={"p": 1.0, "q": 2.0, "v": float(buyers.z.mean())},
            trouble=_TROUBLE,
        )
        self._keep(best)
        return self

    def expected_value(self, x: ArrayLike, mean_value: ArrayLike) -> Same:
        """Mean € per future purchase: a weighted mean of the customer's average and everybody's.

        p (v + x * mean_value) / (p x + q - 1); for x = 0 it is everybody's mean, p v / (q - 1).

        Parameters
        ----------
        x, mean_value
            As in `fit`; mean_value is ignored where x is 0.

        Returns
        -------
        float, array or Series
            € per purchase. Infinite for x = 0 when q is 1 or less: then the spread between customers is so wide that
            the mean of all is not finite.

        Raises
        ------
        DataError
            If values are missing or negative, or a repeat customer spent 0.
        """
        p, q, v = self._parameters
        repeats, spent = _checked(x, mean_value)
        weight = p * repeats + q - 1
        expected = p * np.divide(v + repeats * spent, weight, where=weight > 0, out=np.full(np.shape(weight), np.inf))
        return same_kind(np.asarray(expected), (x, mean_value))

    def _scales(self, draws: FloatArray, x: FloatArray, mean_value: FloatArray) -> FloatArray:
        """Draw each customer's own scale nu: their purchases are Gamma(p, nu), and nu is Gamma(q + p x, v + x z)."""
        p, q, v = self._parameters
        spent = np.where(x > 0, x * mean_value, 0.0)
        return gamma_quantiles(draws, q, p * x) / (v + spent)[:, None]

    @property
    def _parameters(self) -> Parameters:
        return Parameters(*self._values())


def _checked(x: ArrayLike, mean_value: ArrayLike) -> list[FloatArray]:
    repeats, spent = arrays(0, np.inf, x=x, mean_value=mean_value)
    whole("x", repeats)
    free = (repeats > 0) & (spent <= 0)
    if free.any():
        raise DataError(
            f"{int(free.sum())} customers bought again for a mean_value of 0; the model needs every repeat purchase "
            f"to cost something. Leave free orders out before you make the summary."
        )
    return [repeats, spent]


class _Buyers(NamedTuple):
    """Who bought again, with all that no parameter changes."""

    x: FloatArray
    z: FloatArray
    k: FloatArray
    """The different x."""
    n: FloatArray
    """Buyers with each of them."""
    log_z: float
    """Sum of ln z."""
    x_log_xz: float
    """Sum of x ln(x z)."""


def _buyers(x: FloatArray, z: FloatArray) -> _Buyers:
    counted = np.bincount(x.astype(np.int64))
    k = np.flatnonzero(counted)
    n = counted[k].astype(np.float64)
    return _Buyers(x, z, k.astype(np.float64), n, float(np.log(z).sum()), dot(x, np.log(x * z)))


def _likelihood(parameters: Parameters, buyers: _Buyers) -> Derivatives:
    """Equation 1a of note 025 for mean values z of x purchases, summed, with exact derivatives."""
    p, q, v = parameters
    x, z, k, n, log_z, x_log_xz = buyers
    shape = p * k + q
    (logs, ones, squares), (x_logs, x_ones, x_squares) = _sums(v, x, z)
    value = n @ (gammaln(shape) - gammaln(p * k)) + n.sum() * (q * np.log(v) - gammaln(q))
    value += p * x_log_xz - log_z - (p * x_logs + q * logs)
    of_shape, bend = n * psi(shape), n * zeta(2, shape)
    gradient = np.array(
        [
            k @ of_shape - (n * k) @ psi(p * k) + x_log_xz - x_logs,
            of_shape.sum() + n.sum() * (np.log(v) - psi(q)) - logs,
            n.sum() * q / v - (p * x_ones + q * ones),
        ]
    )
    pp = k**2 @ bend - (n * k**2) @ zeta(2, p * k)
    qq, pq = bend.sum() - n.sum() * zeta(2, q), k @ bend
    pv, qv = -x_ones, n.sum() / v - ones
    vv = p * x_squares + q * squares - n.sum() * q / v**2
    return Derivatives(float(value), gradient, np.array([[pp, pq, pv], [pq, qq, qv], [pv, qv, vv]]))


def _sums(v: float, x: FloatArray, z: FloatArray) -> FloatArray:
    """Sum ln(v + x z), 1 / (v + x z) and its square over buyers; below them the same times x."""
    sums = np.zeros((2, 3))
    for start in range(0, x.size, _BLOCK):
        repeats = x[start : start + _BLOCK]
        total = v + repeats * z[start : start + _BLOCK]
        inverse = 1 / total
        columns = np.log(total), inverse, inverse**2
        sums += [[each.sum() for each in columns], [dot(repeats, each) for each in columns]]
    return sums
