"""The formulas of Pareto/NBD, on arrays: likelihood with derivatives, P(alive), expected purchases, DERT.

Equation numbers are those of Fader & Hardie (2005), A note on deriving the Pareto/NBD model, brucehardie.com/notes/009.
The note writes the customers who have left with Gauss functions, which overflow and cancel. Here stands the integral
from which the note derives them, over the moment y of leaving, in logarithms: all its terms are positive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import expit, exprel, gammaln

from customer_value.analysis.btyd.customers import Customers
from customer_value.analysis.btyd.purchase_rates import rates_of_purchase
from customer_value.analysis.btyd.quadrature import points
from customer_value.analysis.maximum_likelihood import Derivatives

if TYPE_CHECKING:
    from customer_value.analysis.vectors import FloatArray

_BLOCK = 10_000  # customers at once, so that a million of them do not fill the memory
_SPENT = 45.0  # e^-45 is nothing beside 1
_NOTHING = 1e-300


class Parameters(NamedTuple):
    """r, alpha: the gamma of purchase rates; s, beta: the gamma of dropout rates."""

    r: float
    alpha: float
    s: float
    beta: float


class _Leaving(NamedTuple):
    """The moments y at which a customer may have left: alpha + y, beta + y, each one's share, and the log of all."""

    after_alpha: FloatArray
    after_beta: FloatArray
    share: FloatArray
    log_integral: FloatArray


def likelihood(parameters: Parameters, customers: Customers) -> Derivatives:
    """Equation 18, summed over customers, with exact first and second derivatives.

    Per customer it is ln of gamma(r + x) / gamma(r) alpha^r beta^s [(alpha + T)^-(r + x) (beta + T)^-s
    + s * integral from t_x to T of (alpha + y)^-(r + x) (beta + y)^-(s + 1) dy]: the first term of the bracket is
    "still active", the second "left at some moment y since the last purchase".
    """
    r, alpha, s, beta = parameters
    value, gradient, hessian = rates_of_purchase(r, alpha, customers)
    n = customers.number.sum()
    value += n * s * np.log(beta)
    gradient[2:] += n * np.log(beta), n * s / beta
    hessian[2:, 2:] += n * np.array([[0, 1 / beta], [1 / beta, -s / beta**2]])
    for block in customers.blocks(_BLOCK):
        found = _active_or_gone(parameters, block)
        value += found.value
        gradient += found.gradient
        hessian += found.hessian
    return Derivatives(value, gradient, hessian)


def _active_or_gone(parameters: Parameters, customers: Customers) -> Derivatives:
    """Logarithm of the bracket: two terms, whose derivatives mix by the chance of each."""
    r, alpha, s, beta = parameters
    x, t_x, T, n = customers[:4]
    leaving = _moments(parameters, x, t_x, T)
    log_gone = np.log(s) + leaving.log_integral
    log_active = _log_active(parameters, x, T)
    gone = expit(log_gone - log_active)
    share = leaving.share
    inside = _slopes(r + x[:, None], leaving.after_alpha, s + 1, leaving.after_beta)
    if_gone = (inside * share).sum(axis=-1)
    if_gone[2] += 1 / s
    if_active = _slopes(r + x, alpha + T, s, beta + T)
    weights = n * gone
    at_moments = inside.reshape(4, -1)
    hessian = (at_moments * (share * weights[:, None]).ravel()) @ at_moments.T
    # Inside, the slope by s lacks the 1 / s of the factor before the integral; their covariance does not need it.
    mean = if_gone - np.array([0, 0, 1 / s, 0])[:, None]
    hessian -= (mean * weights) @ mean.T
    hessian += _bends(r + x[:, None], leaving.after_alpha, s + 1, leaving.after_beta, share * weights[:, None])
    hessian[2, 2] -= weights.sum() / s**2
    hessian += _bends(r + x, alpha + T, s, beta + T, n - weights)
    hessian += ((if_gone - if_active) * (weights * (1 - gone))) @ (if_gone - if_active).T
    gradient = if_gone @ weights + if_active @ (n - weights)
    return Derivatives(float(n @ np.logaddexp(log_active, log_gone)), gradient, hessian)


def _slopes(buys: FloatArray, to_alpha: FloatArray, leaves: float, to_beta: FloatArray) -> FloatArray:
    """First derivatives of the log of to_alpha^-buys to_beta^-leaves by r, alpha, s, beta."""
    return np.stack([-np.log(to_alpha), -buys / to_alpha, -np.log(to_beta), -leaves / to_beta])


def _bends(
    buys: FloatArray, to_alpha: FloatArray, leaves: float, to_beta: FloatArray, weights: FloatArray
) -> FloatArray:
    """Second derivatives of the same, summed with weights."""
    hessian = np.zeros((4, 4))
    hessian[0, 1] = hessian[1, 0] = -(weights / to_alpha).sum()
    hessian[1, 1] = (weights * buys / to_alpha**2).sum()
    hessian[2, 3] = hessian[3, 2] = -(weights / to_beta).sum()
    hessian[3, 3] = (weights * leaves / to_beta**2).sum()
    return hessian


def _log_active(parameters: Parameters, x: FloatArray, T: FloatArray) -> FloatArray:
    r, alpha, s, beta = parameters
    log: FloatArray = -(r + x) * np.log(alpha + T) - s * np.log(beta + T)
    return log


def _moments(parameters: Parameters, x: FloatArray, t_x: FloatArray, T: FloatArray) -> _Leaving:
    """Spread moments y over t_x to T, evenly in u = ln(m + y) with m the smaller of alpha and beta.

    In u the logarithm of the integrand is concave and smooth on a scale of 1. A frequent buyer's falls so steeply
    from t_x on that only the stretch is used on which it has not yet come down to nothing.
    """
    r, alpha, s, beta = parameters
    start = min(alpha, beta) + t_x
    slope = 1 - (r + x) * start / (alpha + t_x) - (s + 1) * start / (beta + t_x)
    steepness = np.maximum(-slope, _NOTHING)
    length = np.minimum(np.log1p((T - t_x) / start), _SPENT / steepness)
    at, weights = points(length)
    u = length[:, None] * at
    y = start[:, None] * np.expm1(u)
    after_alpha, after_beta = (alpha + t_x)[:, None] + y, (beta + t_x)[:, None] + y
    log_step = np.log(np.maximum(length * start, _NOTHING))[:, None] + np.log(weights) + u
    log_density = -(r + x)[:, None] * np.log(after_alpha) - (s + 1) * np.log(after_beta)
    log_weight = log_step + log_density
    highest = log_weight.max(axis=-1, keepdims=True)
    share = np.exp(log_weight - highest)
    whole = share.sum(axis=-1, keepdims=True)
    return _Leaving(after_alpha, after_beta, share / whole, (highest + np.log(whole))[:, 0])


def probability_alive(parameters: Parameters, x: FloatArray, t_x: FloatArray, T: FloatArray) -> FloatArray:
    """Chance of being active at T (equation 11 of Schmittlein, Morrison & Colombo 1987)."""
    x, t_x, T = np.broadcast_arrays(x, np.minimum(t_x, T), T)
    shape = x.shape
    customers = Customers(x.ravel(), t_x.ravel(), T.ravel(), np.ones(x.size), 0)
    log_odds = [
        _log_active(parameters, block.x, block.T)
        - np.log(parameters.s)
        - _moments(parameters, block.x, block.t_x, block.T).log_integral
        for block in customers.blocks(_BLOCK)
    ]
    alive: FloatArray = expit(np.concatenate(log_odds)).reshape(shape)
    return alive


def expected_if_alive(parameters: Parameters, t: FloatArray, x: FloatArray, T: FloatArray) -> FloatArray:
    """Equation 41 without P(alive): purchases in the next t of a customer who is active at T.

    (r + x) / (alpha + T) times the expected time that the customer stays of the t to come; written so that s = 1,
    where the note's formula is 0 / 0, needs no exception.
    """
    r, alpha, s, beta = parameters
    log_stretch = np.log1p(t / (beta + T))
    stays = (beta + T) * log_stretch * exprel((1 - s) * log_stretch)
    future: FloatArray = (r + x) / (alpha + T) * stays
    return future


def discounted_if_alive(parameters: Parameters, rate: float, x: FloatArray, T: FloatArray) -> FloatArray:
    """DERT without P(alive): all future purchases of a customer who is active at T, discounted continuously.

    (r + x) / (alpha + T) times the discounted time that the customer stays, the integral over w >= 1 of
    (beta + T) e^(-z (w - 1)) w^-s dw with z = rate (beta + T), which is e^z E_s(z), the Tricomi function of the paper.
    """
    r, alpha, s, beta = parameters
    z = (rate * (beta + T))[..., None]
    length = np.log1p(_SPENT / z)
    at, weights = points(length)
    u = length * at
    stays = (length * weights * np.exp((1 - s) * u - z * np.expm1(u))).sum(axis=-1)
    worth: FloatArray = (r + x) / (alpha + T) * (beta + T) * stays
    return worth


def probability_of_purchases(parameters: Parameters, n: FloatArray, t: FloatArray) -> FloatArray:
    """Equation 16: chance of n repeat purchases in t units of time after the first purchase.

    Still active at t with n purchases of the negative binomial, or left at y with n by then.
    """
    r, alpha, s, beta = parameters
    n, t = np.broadcast_arrays(n[..., None], t[..., None])
    start = min(alpha, beta)
    length = np.log1p(t / start)
    # y^n rises steeply towards its end when n is large.
    at, weights = points(length, extra=1 + float(n.max()) / 20)
    u = length * at
    y = start * np.expm1(u)
    left = np.exp(_log_count(r, alpha, n, y) + s * np.log(beta) - (s + 1) * np.log(beta + y) + u)
    stayed = np.exp(_log_count(r, alpha, n, t) + s * np.log(beta / (beta + t)))[..., 0]
    chance: FloatArray = stayed + s * start * (length * weights * left).sum(axis=-1)
    return chance


def _log_count(r: float, alpha: float, n: FloatArray, y: FloatArray) -> FloatArray:
    """Logarithm of the negative binomial chance of n purchases in a time y."""
    some = np.log(np.maximum(y, _NOTHING) / (alpha + y))
    log: FloatArray = gammaln(r + n) - gammaln(r) - gammaln(n + 1) + r * np.log(alpha / (alpha + y)) + n * some
    return log
