"""What the three purchase models have in common: rates that differ between customers as Gamma(r, alpha)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln, psi, zeta

from customer_value.analysis.maximum_likelihood import Derivatives

if TYPE_CHECKING:
    from customer_value.analysis.btyd.customers import Customers


def rates_of_purchase(r: float, alpha: float, customers: Customers) -> Derivatives:
    """Logarithm of alpha^r gamma(r + x) / gamma(r), summed: the part of each likelihood that no dropout touches.

    It depends on x alone, so each distinct x is computed once. Derivatives are by r, alpha and two more parameters,
    by which they are 0.
    """
    x, n = customers.by_purchases()
    value = n @ (gammaln(r + x) - gammaln(r)) + n.sum() * r * np.log(alpha)
    gradient, hessian = np.zeros(4), np.zeros((4, 4))
    gradient[:2] = n @ (psi(r + x) - psi(r)) + n.sum() * np.log(alpha), n.sum() * r / alpha
    # zeta(2, x) is the second derivative of ln gamma.
    hessian[0, 0] = n @ (zeta(2, r + x) - zeta(2, r))
    hessian[0, 1] = hessian[1, 0] = n.sum() / alpha
    hessian[1, 1] = -n.sum() * r / alpha**2
    return Derivatives(float(value), gradient, hessian)
