"""Maximum likelihood for models whose parameters are positive, by Newton's method on their logarithms.

The models here give gradient and second derivatives exactly, so a handful of steps reaches the top, and the curvature
there yields the standard errors for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from customer_value.analysis.vectors import FloatArray

_LONGEST_STEP = 2.0  # a factor of e^2 at once: far enough to travel, short enough not to jump over the hill
_RUNAWAY = 14.0  # a factor of a million away from the start


class Derivatives(NamedTuple):
    """A log-likelihood at one point, with its first and second derivatives by the parameters."""

    value: float
    gradient: FloatArray
    hessian: FloatArray


class Maximum(NamedTuple):
    """Where the log-likelihood is highest."""

    parameters: FloatArray
    log_likelihood: float
    standard_errors: FloatArray


def dot(one: FloatArray, other: FloatArray) -> float:
    """Sum the products of two columns, one number per customer.

    Not by `@`: it hands columns to BLAS, whose threads gain nothing here and wait for one another on a busy machine.
    NumPy's own sum is also the more exact one, by pairs.
    """
    return float((one * other).sum())


def dots(rows: FloatArray, others: FloatArray) -> FloatArray:
    """Sum the products of every row with every other row, without BLAS as well."""
    sums: FloatArray = np.einsum("in,jn->ij", rows, others)
    return sums


def maximise(likelihood: Callable[[FloatArray], Derivatives], start: Mapping[str, float], *, trouble: str) -> Maximum:
    """Climb to the maximum of a log-likelihood of positive parameters.

    Parameters
    ----------
    likelihood
        The log-likelihood and its derivatives at given parameters.
    start
        Where to begin: each parameter's name and a positive number.
    trouble
        What it means for the user when there is no maximum at finite parameters; their names go before it.

    Raises
    ------
    DataError
        If parameters run away: their names and `trouble`.
    """
    origin = logs = np.log(np.array(list(start.values()), dtype=np.float64))
    here = _in_logs(likelihood, logs)
    for _ in range(200):
        step = _uphill(here)
        if np.abs(step).max() < 1e-9:
            return _maximum(here, logs)
        length = 1.0
        there = _in_logs(likelihood, logs + step)
        while not there.value >= here.value - 1e-12 * abs(here.value) and length > 1e-6:
            length /= 2
            there = _in_logs(likelihood, logs + length * step)
        logs, here = logs + length * step, there
        if np.abs(logs - origin).max() > _RUNAWAY:
            break
    far = [name for name, way in zip(start, np.abs(logs - origin), strict=True) if way > _RUNAWAY / 2]
    raise DataError(f"{' and '.join(far or start)} ran away: {trouble}")


def _in_logs(likelihood: Callable[[FloatArray], Derivatives], logs: FloatArray) -> Derivatives:
    """Chain rule: derivatives by ln(parameter)."""
    parameters = np.exp(logs)
    value, gradient, hessian = likelihood(parameters)
    slopes = parameters * gradient
    return Derivatives(value, slopes, np.outer(parameters, parameters) * hessian + np.diag(slopes))


def _uphill(here: Derivatives) -> FloatArray:
    """Newton's step; where the surface is not yet dome-shaped, its curvatures count by their size."""
    curvature, directions = np.linalg.eigh(-here.hessian)
    sizes = np.maximum(np.abs(curvature), 1e-10 * np.abs(curvature).max())
    step: FloatArray = directions @ ((directions.T @ here.gradient) / sizes)
    return step * min(1.0, _LONGEST_STEP / float(np.linalg.norm(step) or 1.0))


def _maximum(here: Derivatives, logs: FloatArray) -> Maximum:
    parameters = np.exp(logs)
    # At the top the gradient is zero, so errors of logarithms turn into errors of parameters by one factor.
    variances = np.diag(np.linalg.inv(-here.hessian))
    return Maximum(parameters, float(here.value), parameters * np.sqrt(np.maximum(variances, 0.0)))
