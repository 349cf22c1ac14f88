"""The formulas of the BG/NBD model, on arrays: likelihood with derivatives, P(alive), expected purchases.

Equation numbers are those of Fader, Hardie & Lee (2005), Marketing Science 24(2), 275-284.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import betainc, betaln, expit, gammaln, hyp2f1, psi, zeta

from customer_value.analysis.maximum_likelihood import Derivatives

if TYPE_CHECKING:
    from customer_value.analysis.btyd.customers import Customers
    from customer_value.analysis.vectors import FloatArray


class Parameters(NamedTuple):
    """r, alpha: the gamma of purchase rates; a, b: the beta of dropout chances."""

    r: float
    alpha: float
    a: float
    b: float


def likelihood(parameters: Parameters, customers: Customers) -> Derivatives:
    """Equation 6, summed over customers, with exact first and second derivatives.

    Per customer it is ln of A1(x; r) A2(x; a, b) alpha^r [(alpha + T)^-(r + x) + {x > 0} a / (b + x - 1)
    (alpha + t_x)^-(r + x)]: the first term of the bracket is "still active", the second "dropped out at t_x".
    """
    value, gradient, hessian = _purchase_counts(parameters, customers)
    for part in (_active(parameters, customers), _dropped_out(parameters, customers)):
        value += part.value
        gradient += part.gradient
        hessian += part.hessian
    return Derivatives(value, gradient, hessian)


def _purchase_counts(parameters: Parameters, customers: Customers) -> Derivatives:
    """Terms that depend on x alone, so each distinct x is computed once."""
    r, alpha, a, b = parameters
    n = np.bincount(customers.x.astype(np.int64), weights=customers.number)
    x = np.flatnonzero(n)
    n = n[x]
    value = n @ (gammaln(r + x) - gammaln(r) + r * np.log(alpha))
    value += n @ (gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x))
    of_both = n @ (psi(a + b) - psi(a + b + x))
    gradient = np.array(
        [
            n @ (psi(r + x) - psi(r) + np.log(alpha)),
            n.sum() * r / alpha,
            of_both,
            of_both + n @ (psi(b + x) - psi(b)),
        ]
    )
    # zeta(2, x) is the second derivative of ln gamma.
    bent = n @ (zeta(2, a + b) - zeta(2, a + b + x))
    hessian = np.zeros((4, 4))
    hessian[0, 0] = n @ (zeta(2, r + x) - zeta(2, r))
    hessian[0, 1] = hessian[1, 0] = n.sum() / alpha
    hessian[1, 1] = -n.sum() * r / alpha**2
    hessian[2:, 2:] = bent
    hessian[3, 3] += n @ (zeta(2, b + x) - zeta(2, b))
    return Derivatives(float(value), gradient, hessian)


def _active(parameters: Parameters, customers: Customers) -> Derivatives:
    """Logarithm of (alpha + T)^-(r + x)."""
    r, alpha, _, _ = parameters
    n, until = customers.number, alpha + customers.T
    buys = n * (r + customers.x)
    logs, shares = np.log(until), 1 / until
    gradient, hessian = np.zeros(4), np.zeros((4, 4))
    gradient[:2] = -(n @ logs), -(buys @ shares)
    hessian[0, 1] = hessian[1, 0] = -(n @ shares)
    hessian[1, 1] = buys @ shares**2
    return Derivatives(float(-(buys @ logs)), gradient, hessian)


def _dropped_out(parameters: Parameters, customers: Customers) -> Derivatives:
    """Logarithm of 1 + e^u, where u is the log-odds of having dropped out at t_x; only for who bought again."""
    r, alpha, a, b = parameters
    x, t_x, T, n = (column[: customers.repeaters] for column in customers[:4])
    bought, then, until = r + x, 1 / (alpha + t_x), 1 / (alpha + T)
    u = log_odds_of_dropout(parameters, x, t_x, T)
    gone = expit(u)
    slopes = np.stack([np.log(then / until), bought * (until - then), np.full_like(x, 1 / a), -1 / (b + x - 1)])
    gradient = slopes @ (n * gone)
    hessian = (slopes * (n * gone * (1 - gone))) @ slopes.T
    weights = n * gone
    hessian[0, 1] += weights @ (until - then)
    hessian[1, 0] = hessian[0, 1]
    hessian[1, 1] += weights @ (bought * (then**2 - until**2))
    hessian[2, 2] -= weights.sum() / a**2
    hessian[3, 3] += weights @ slopes[3] ** 2
    return Derivatives(float(n @ np.logaddexp(0, u)), gradient, hessian)


def log_odds_of_dropout(parameters: Parameters, x: FloatArray, t_x: FloatArray, T: FloatArray) -> FloatArray:
    """Log of a / (b + x - 1) * ((alpha + T) / (alpha + t_x))^(r + x), for x > 0."""
    r, alpha, a, b = parameters
    odds: FloatArray = np.log(a / (b + x - 1)) + (r + x) * np.log((alpha + T) / (alpha + t_x))
    return odds


def probability_alive(parameters: Parameters, x: FloatArray, t_x: FloatArray, T: FloatArray) -> FloatArray:
    """Chance of being active at T; 1 where x is 0, by the model's assumption."""
    at_least_one = np.maximum(x, 1)
    gone = expit(log_odds_of_dropout(parameters, at_least_one, np.minimum(t_x, T), T))
    alive: FloatArray = np.where(x > 0, 1 - gone, 1.0)
    return alive


def expected_if_alive(parameters: Parameters, t: FloatArray, x: FloatArray, T: FloatArray) -> FloatArray:
    """Numerator of equation 10: purchases in the next t of a customer who is active at T.

    The Gauss function of the paper overflows for frequent buyers. Euler's transformation moves the large power out,
    (1 - z)^(r + x) F(r + x, b + x; c; z) = (1 - z)^(a - 1) F(a - 1, a + b - 1 - r; c; z), and what is left is tame.
    """
    a, b = parameters.a, parameters.b
    # At a = 1, and at a + b = 1 for x = 0, the formula is 0 / 0, and smooth around it.
    if min(abs(a - 1), abs(a + b - 1)) < 1e-5:
        beside = [expected_if_alive(parameters._replace(a=a + nudge), t, x, T) for nudge in (-1e-4, 1e-4)]
        middle: FloatArray = (beside[0] + beside[1]) / 2
        return middle
    r, alpha, _, _ = parameters
    c = a + b + x - 1
    z = t / (alpha + T + t)
    silent = np.exp((a - 1) * np.log1p(-z)) * hyp2f1(a - 1, a + b - 1 - r, c, z)
    future: FloatArray = c / (a - 1) * (1 - silent) + 0.0  # no purchases in no time are 0.0, not -0.0
    return future


def probability_of_purchases(parameters: Parameters, n: FloatArray, t: FloatArray) -> FloatArray:
    """Equation 8: chance of n repeat purchases in t units of time after the first purchase."""
    r, alpha, a, b = parameters
    share = t / (alpha + t)
    # Still active with n purchases, or dropped out at the n-th: then the rate alone would have brought n or more.
    some = np.maximum(n, 1)
    with np.errstate(divide="ignore"):
        buying = gammaln(r + n) - gammaln(r) - gammaln(n + 1) + r * np.log1p(-share)
        buying = buying + np.where(n > 0, some * np.log(share), 0.0)
    active = np.exp(betaln(a, b + n) - betaln(a, b) + buying)
    gone = np.exp(betaln(a + 1, b + some - 1) - betaln(a, b)) * betainc(some, r, share)
    chance: FloatArray = active + np.where(n > 0, gone, 0.0)
    return chance
