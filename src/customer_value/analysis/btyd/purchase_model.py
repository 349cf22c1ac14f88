"""The face that BG/NBD, MBG/NBD and Pareto/NBD share: fit to x, t_x and T, then ask who is active and who will buy."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

import numpy as np

from customer_value.analysis.btyd.customers import checked, checked_for_fit, compressed, whole
from customer_value.analysis.btyd.parametric import ParametricModel
from customer_value.analysis.btyd.units import one_unit, refuse_other_unit
from customer_value.analysis.maximum_likelihood import maximise
from customer_value.analysis.vectors import Same, arrays, same_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from customer_value.analysis.btyd.customers import Customers
    from customer_value.analysis.btyd.units import Unit
    from customer_value.analysis.maximum_likelihood import Derivatives
    from customer_value.analysis.vectors import FloatArray


class Prospects(NamedTuple):
    """What is open about customers who are active: draws of how fast they buy and how long they stay."""

    rate: FloatArray
    lifetime: FloatArray
    last_is_purchase: bool


class PurchaseModel(ParametricModel, ABC):
    """Purchases at rates that differ as Gamma(r, alpha), until a dropout that the models see differently."""

    time_unit_: Unit | None = None
    _trouble: ClassVar[str]

    def fit(self, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> Self:
        """Estimate the parameters by maximum likelihood, with exact derivatives.

        Parameters
        ----------
        x
            Repeat purchases, one whole number per customer.
        t_x
            Time of the last repeat purchase, from the first purchase; 0 for customers without a repeat. It is not
            the days since the last purchase, which RFM calls recency.
        T
            Time from the first purchase to the end of the observation, in the unit of `t_x`.

        Returns
        -------
        model
            Itself, with the fitted values; `time_unit_` is what the columns say in `attrs["time_unit"]`, if they do.

        Raises
        ------
        DataError
            If values are missing, negative or out of order (t_x > T), in different units of time, nobody bought
            again, or the parameters run away.
        """
        customers = compressed(*checked_for_fit(x, t_x, T))
        unit = one_unit(t_x=t_x, T=T)
        best = maximise(lambda p: self._likelihood(p, customers), self._start(customers), trouble=self._trouble)
        self._keep(best)
        self.time_unit_ = unit
        return self

    def log_likelihood(self, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> float:
        """Log-likelihood of these customers at the model's parameters, in its unit of time (a sum, not a mean)."""
        values = np.array(self._values())
        return float(self._likelihood(values, compressed(*checked(x, t_x, T))).value)

    def probability_alive(self, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> Same:
        """Chance that a customer has not dropped out by T.

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
            If values are missing, negative, t_x > T, or times are in another unit than the model's.

        Examples
        --------
        The CDNOW customers after 39 weeks, by the published estimates. One without a repeat is active for sure in
        BG/NBD, by assumption; MBG/NBD and Pareto/NBD doubt it:

        >>> from customer_value.analysis import btyd
        >>> model = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> model.probability_alive(x=[0, 2], t_x=[0, 30.43], T=38.86).round(4)
        array([1.    , 0.7266])
        >>> model = btyd.ParetoNBD.from_parameters(r=0.553, alpha=10.578, s=0.606, beta=11.669)
        >>> model.probability_alive(x=[0, 2], t_x=[0, 30.43], T=38.86).round(4)
        array([0.2953, 0.8692])
        """
        self._refuse_other_unit(t_x, T)
        self._values()
        return same_kind(self._alive(*checked(x, t_x, T)), (x, t_x, T))

    def expected_purchases(self, t: ArrayLike, x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> Same:
        """Purchases to expect from a customer in the next t units of time.

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
            As `probability_alive`, or if t is negative.

        Examples
        --------
        >>> from customer_value.analysis import btyd
        >>> model = btyd.ParetoNBD.from_parameters(r=0.553, alpha=10.578, s=0.606, beta=11.669)
        >>> round(model.expected_purchases(39, x=2, t_x=30.43, T=38.86), 3)
        1.455
        """
        self._refuse_other_unit(t_x, T)
        self._values()
        (ahead,) = arrays(0, np.inf, t=t)
        past = checked(x, t_x, T)
        return same_kind(self._alive(*past) * self._future(ahead, past[0], past[2]), (x, t_x, T, t))

    def expected_purchases_of_new(self, t: ArrayLike) -> Same:
        """Repeat purchases to expect from a new customer in the first t units of time.

        Examples
        --------
        >>> from customer_value.analysis import btyd
        >>> model = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> round(model.expected_purchases_of_new(39), 2)
        1.2
        """
        self._values()
        (ahead,) = arrays(0, np.inf, t=t)
        new = np.zeros(())
        return same_kind(self._alive(new, new, new) * self._future(ahead, new, new), (t,))

    def probability_of_purchases(self, n: ArrayLike, t: ArrayLike) -> Same:
        """Chance that a new customer makes exactly n repeat purchases in t units of time.

        Examples
        --------
        More than half of the CDNOW customers are expected not to buy again within 39 weeks:

        >>> from customer_value.analysis import btyd
        >>> model = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> model.probability_of_purchases([0, 1, 2], t=39).round(3)
        array([0.574, 0.199, 0.085])
        """
        self._values()
        count, ahead = arrays(0, np.inf, n=n, t=t)
        whole("n", count)
        return same_kind(self._count_of_new(count, ahead), (n, t))

    def _refuse_other_unit(self, t_x: ArrayLike, T: ArrayLike) -> None:
        refuse_other_unit(self.time_unit_, one_unit(t_x=t_x, T=T))

    @abstractmethod
    def _start(self, customers: Customers) -> dict[str, float]:
        """Say where to begin to climb."""

    @abstractmethod
    def _likelihood(self, values: Sequence[float] | FloatArray, customers: Customers) -> Derivatives:
        """Log-likelihood and derivatives at any parameters."""

    @abstractmethod
    def _alive(self, x: FloatArray, t_x: FloatArray, T: FloatArray) -> FloatArray:
        """Chance of being active at T."""

    @abstractmethod
    def _future(self, t: FloatArray, x: FloatArray, T: FloatArray) -> FloatArray:
        """Purchases in the next t of a customer who is active at T."""

    @abstractmethod
    def _count_of_new(self, n: FloatArray, t: FloatArray) -> FloatArray:
        """Chance of n repeat purchases of a new customer."""

    @abstractmethod
    def _prospects(self, draws: FloatArray, x: FloatArray, T: FloatArray) -> Prospects:
        """Turn even draws (three rows between 0 and 1) into rates and lifetimes of customers active at T."""
