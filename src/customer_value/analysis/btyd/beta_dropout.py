"""The formulas of BG/NBD and MBG/NBD, on arrays: likelihood with derivatives, P(alive), expected purchases.

Both let a customer drop out right after a purchase; they differ in when that begins. `first` counts the chances to
drop out on the day of the first purchase: 0 in BG/NBD (Fader, Hardie & Lee 2005, whose equation numbers stand here),
1 in MBG/NBD (Batislam, Denizel & Filiztekin 2007). A customer with x repeats, still active, has withstood x + first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import betainc, betaln, expit, gammaln, hyp2f1, psi, zeta

from customer_value.analysis.btyd.purchase_rates import rates_of_purchase
from customer_value.analysis.maximum_likelihood import Derivatives, dot, dots

if TYPE_CHECKING:
    from customer_value.analysis.btyd.customers import Customers
    from customer_value.analysis.vectors import FloatArray

_TOO_CLOSE = 1e-5
_NUDGE = 1e-4
_BLOCK = 8192  # customers at once


class Parameters(NamedTuple):
    """r, alpha: the gamma of purchase rates; a, b: the beta of dropout chances."""

    r: float
    alpha: float
    a: float
    b: float


def likelihood(parameters: Parameters, customers: Customers, first: int) -> Derivatives:
    """Equation 6, summed over customers, with exact first and second derivatives.

    With n = x + first chances withstood, it is per customer ln of A1(x; r) A2(n; a, b) alpha^r [(alpha + T)^-(r + x)
    + {n > 0} a / (b + n - 1) (alpha + t_x)^-(r + x)]: the first term of the bracket is "still active", the second
    "dropped out at t_x".
    """
    value, gradient, hessian = rates_of_purchase(parameters.r, parameters.alpha, customers)
    parts = [_chances(parameters, customers, first)]
    for block in customers.blocks(_BLOCK):
        parts += [_active(parameters, block), _dropped_out(parameters, block, first)]
    for found in parts:
        value += found.value
        gradient += found.gradient
        hessian += found.hessian
    return Derivatives(value, gradient, hessian)


def _chances(parameters: Parameters, customers: Customers, first: int) -> Derivatives:
    """Logarithm of A2, the chance to withstand n dropouts; each distinct n is computed once."""
    _, _, a, b = parameters
    x, counted = customers.by_purchases()
    n = x + first
    gradient, hessian = np.zeros(4), np.zeros((4, 4))
    value = counted @ (gammaln(a + b) + gammaln(b + n) - gammaln(b) - gammaln(a + b + n))
    gradient[2:] = counted @ (psi(a + b) - psi(a + b + n))
    gradient[3] += counted @ (psi(b + n) - psi(b))
    # zeta(2, x) is the second derivative of ln gamma.
    hessian[2:, 2:] = counted @ (zeta(2, a + b) - zeta(2, a + b + n))
    hessian[3, 3] += counted @ (zeta(2, b + n) - zeta(2, b))
    return Derivatives(float(value), gradient, hessian)


def _active(parameters: Parameters, customers: Customers) -> Derivatives:
    """Logarithm of (alpha + T)^-(r + x)."""
    r, alpha, _, _ = parameters
    n, until = customers.number, alpha + customers.T
    buys = n * (r + customers.x)
    logs, shares = np.log(until), 1 / until
    gradient, hessian = np.zeros(4), np.zeros((4, 4))
    gradient[:2] = -dot(n, logs), -dot(buys, shares)
    hessian[0, 1] = hessian[1, 0] = -dot(n, shares)
    hessian[1, 1] = dot(buys, shares**2)
    return Derivatives(-dot(buys, logs), gradient, hessian)


def _dropped_out(parameters: Parameters, customers: Customers, first: int) -> Derivatives:
    """Logarithm of 1 + e^u, where u is the log-odds of having dropped out at t_x; only for who had a chance to."""
    r, alpha, a, b = parameters
    x, t_x, T, n = (column if first else column[: customers.repeaters] for column in customers[:4])
    bought, then, until = r + x, 1 / (alpha + t_x), 1 / (alpha + T)
    u = log_odds_of_dropout(parameters, x, t_x, T, first)
    gone = expit(u)
    slopes = np.stack([np.log(then / until), bought * (until - then), np.full_like(x, 1 / a), -1 / (b + x + first - 1)])
    weights = n * gone
    gradient = (slopes * weights).sum(axis=1)
    hessian = dots(slopes * (weights * (1 - gone)), slopes)
    hessian[0, 1] += dot(weights, until - then)
    hessian[1, 0] = hessian[0, 1]
    hessian[1, 1] += dot(weights, bought * (then**2 - until**2))
    hessian[2, 2] -= weights.sum() / a**2
    hessian[3, 3] += dot(weights, slopes[3] ** 2)
    return Derivatives(dot(n, np.logaddexp(0, u)), gradient, hessian)


def log_odds_of_dropout(
    parameters: Parameters, x: FloatArray, t_x: FloatArray, T: FloatArray, first: int
) -> FloatArray:
    """Log of a / (b + n - 1) * ((alpha + T) / (alpha + t_x))^(r + x), for n = x + first > 0."""
    r, alpha, a, b = parameters
    odds: FloatArray = np.log(a / (b + x + first - 1)) + (r + x) * np.log((alpha + T) / (alpha + t_x))
    return odds


def probability_alive(parameters: Parameters, x: FloatArray, t_x: FloatArray, T: FloatArray, first: int) -> FloatArray:
    """Chance of being active at T; 1 for who had no chance to drop out, by the model's assumption."""
    at_least_one = x if first else np.maximum(x, 1)
    gone = expit(log_odds_of_dropout(parameters, at_least_one, np.minimum(t_x, T), T, first))
    alive: FloatArray = np.where(x + first > 0, 1 - gone, 1.0)
    return alive


def expected_if_alive(parameters: Parameters, t: FloatArray, x: FloatArray, T: FloatArray, first: int) -> FloatArray:
    """Numerator of equation 10: purchases in the next t of a customer who is active at T.

    The Gauss function of the paper overflows for frequent buyers. Euler's transformation moves the large power out,
    (1 - z)^(r + x) F(r + x, b + n; c; z) = (1 - z)^(a - 1) F(a - 1, a + b + first - 1 - r; c; z) with
    c = a + b + n - 1, and what is left is tame.
    """
    r, alpha, a, b = parameters
    b = b + first
    # At a = 1, and at a + b = 1 for x = 0, the formula is 0 / 0, and SciPy's function gives up where r - a is whole;
    # the truth is smooth around all of them.
    if min(abs(a - 1), abs(a + b - 1), abs(r - a - round(r - a))) < _TOO_CLOSE:
        beside = [expected_if_alive(parameters._replace(a=a + nudge), t, x, T, first) for nudge in (-_NUDGE, _NUDGE)]
        middle: FloatArray = (beside[0] + beside[1]) / 2
        return middle
    c = a + b + x - 1
    z = t / (alpha + T + t)
    silent = np.exp((a - 1) * np.log1p(-z)) * hyp2f1(a - 1, a + b - 1 - r, c, z)
    future: FloatArray = c / (a - 1) * (1 - silent) + 0.0  # no purchases in no time are 0.0, not -0.0
    return future


def probability_of_purchases(parameters: Parameters, n: FloatArray, t: FloatArray, first: int) -> FloatArray:
    """Equation 8: chance of n repeat purchases in t units of time after the first purchase."""
    r, alpha, a, b = parameters
    share = t / (alpha + t)
    # Still active with n purchases, or dropped out at the n-th: then the rate alone would have brought n or more.
    some = np.maximum(n, 1)
    with np.errstate(divide="ignore"):
        buying = gammaln(r + n) - gammaln(r) - gammaln(n + 1) + r * np.log1p(-share)
        buying = buying + np.where(n > 0, some * np.log(share), 0.0)
    active = np.exp(betaln(a, b + n + first) - betaln(a, b) + buying)
    chances = n + first
    gone = np.exp(betaln(a + 1, b + np.maximum(chances, 1) - 1) - betaln(a, b))
    reached = np.where(n > 0, betainc(some, r, share), 1.0)
    chance: FloatArray = active + np.where(chances > 0, gone * reached, 0.0)
    return chance
