"""What all models of a customer base share: parameters by name, known from a paper or fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from customer_value.analysis.maximum_likelihood import Maximum


class ParametricModel:
    """A model that is no more than a few positive numbers: r_, alpha_ … once they are known."""

    log_likelihood_: float
    standard_errors_: dict[str, float]

    _names: ClassVar[tuple[str, ...]]
    _columns: ClassVar[str] = "x, t_x, T"

    @classmethod
    def _known_to_be(cls, **given: float) -> Self:
        wrong = [f"{name}={value:g}" for name, value in given.items() if not 0 < value < np.inf]
        if wrong:
            raise DataError(f"the parameters must be above 0, not {', '.join(wrong)}.")
        model = cls()
        model._take(given.values())
        return model

    def _keep(self, best: Maximum) -> None:
        self._take(best.parameters)
        self.log_likelihood_ = best.log_likelihood
        self.standard_errors_ = dict(zip(self._names, map(float, best.standard_errors), strict=True))

    def _take(self, values: Iterable[float]) -> None:
        for name, value in zip(self._names, values, strict=True):
            setattr(self, f"{name}_", float(value))

    def _values(self) -> list[float]:
        if not self._is_ready():
            raise DataError(
                f"the model has no parameters yet: call fit({self._columns}) or from_parameters(...) first."
            )
        return [getattr(self, f"{name}_") for name in self._names]

    def _is_ready(self) -> bool:
        return hasattr(self, f"{self._names[0]}_")

    def __repr__(self) -> str:
        told = zip(self._names, self._values(), strict=True) if self._is_ready() else ()
        return f"{type(self).__name__}({', '.join(f'{name}={value:.3f}' for name, value in told) or 'not fitted'})"
