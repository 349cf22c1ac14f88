"""The controls of an explorable: what a learner can set, within which limits, under which name and unit."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal

from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Setting = float | str | bool
    Given = "Control | Sequence[Any] | bool"

_NOISE = 1e-9  # of floating point: 0.1 * 3 is a little more than 0.3
Format = Literal["number", "percent", "euro"]


@dataclass(frozen=True)
class Control:
    """One thing that a learner can set: a slider, a choice or a switch; made by `control`."""

    kind: Literal["slider", "choice", "switch"]
    start: Setting
    label: str = ""
    format: Format = "number"
    unit: str = ""
    low: float = 0
    high: float = 0
    step: float = 1
    options: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """Decimals that the values of a slider need: 2 for (0.4, 1, 0.05), 0 for (0, 100, 5)."""
        return max(_decimals(self.low), _decimals(self.step))

    def describe(self, name: str) -> dict[str, Any]:
        """Return what the browser needs to draw the control."""
        return {
            "name": name,
            "kind": self.kind,
            "label": self.label or name.replace("_", " ").capitalize(),
            "format": self.format,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "decimals": self.decimals,
            "options": list(self.options),
            "start": self.start,
        }

    def accept(self, name: str, value: object) -> Setting:
        """Return a value as the drawing function gets it: on the grid of the slider, or one of the options."""
        if self.kind == "switch":
            return bool(value)
        if self.kind == "choice":
            if value not in self.options:
                raise UnknownNameError.among(name, value, self.options)
            return str(value)
        if not isinstance(value, Real) or not self.low - _NOISE <= float(value) <= self.high + _NOISE:
            raise DataError(f"{name} must lie between {self.low} and {self.high}; it is {value!r}")
        last = int((self.high - self.low) / self.step + _NOISE)
        steps = min(round((float(value) - self.low) / self.step), last)
        number = round(self.low + steps * self.step, self.decimals)
        return number if self.decimals else int(number)


def control(
    values: Sequence[Any] | bool,
    *,
    label: str = "",
    unit: str = "",
    format: Format = "number",  # noqa: A002
) -> Control:
    """Describe a control in more words than a bare range has.

    Parameters
    ----------
    values : (low, high), (low, high, step) or (low, high, step, start), or a list of choices, or a bool
        Numbers give a slider, a list of texts gives a choice (the first is set), True or False a switch.
    label : str
        What the learner reads; the setting's name unless given.
    unit : str
        Written behind the number, such as "weeks".
    format : {"number", "percent", "euro"}
        How the number is written: 0.8, 80 % or €1.

    Raises
    ------
    DataError
        When the range is empty, the step is not positive, or the start lies outside.

    Examples
    --------
    >>> control((0.4, 0.95, 0.01, 0.8), label="Retention", format="percent").start
    0.8
    """
    if isinstance(values, bool):
        return Control("switch", values, label, format, unit)
    if values and all(isinstance(value, str) for value in values):
        return Control("choice", values[0], label, format, unit, options=tuple(values))
    numeric = all(isinstance(value, Real) and not isinstance(value, bool) for value in values)
    if not numeric or not 2 <= len(values) <= 4:
        raise DataError(
            f"{values!r} is no range: write (low, high), (low, high, step) or (low, high, step, start), "
            f'a list of texts such as ["now", "in a year"], or True or False'
        )
    return _slider(values, label=label, unit=unit, format=format)


def _slider(values: Sequence[Any], **words: Any) -> Control:
    low, high = values[0], values[1]
    if not low < high:
        raise DataError(f"{values!r}: the low end {low} must lie below the high end {high}")
    whole = isinstance(low, int) and isinstance(high, int)
    step = values[2] if len(values) > 2 else 1 if whole else (high - low) / 100
    if not 0 < step <= high - low + _NOISE:
        raise DataError(f"{values!r}: the step {step} must be more than 0 and fit between {low} and {high}")
    start = values[3] if len(values) > 3 else low + round((high - low) / 2 / step) * step
    if not low <= start <= high:
        raise DataError(f"{values!r}: the start {start} must lie between {low} and {high}")
    made = Control("slider", start, low=low, high=high, step=step, **words)
    return Control("slider", made.accept("start", start), low=low, high=high, step=step, **words)


@dataclass(frozen=True)
class Task:
    """Something to find by moving a control; made by `task`."""

    text: str
    reached: Callable[..., bool] | None = None
    then: str = ""


def task(text: str, *, reached: Callable[..., bool] | None = None, then: str = "") -> Task:
    """Set a task beside the picture.

    Parameters
    ----------
    text : str
        What to find, as an instruction.
    reached : callable, optional
        Gets all settings by keyword and returns True when the task is done; the task is then ticked.
    then : str
        What the learner has just seen; shown when the task is done.

    Examples
    --------
    >>> task("Find the retention that doubles the value.", reached=lambda retention, **_: retention >= 0.93).text
    'Find the retention that doubles the value.'
    """
    return Task(text, reached, then)


def read(given: Mapping[str, Control | Sequence[Any] | bool]) -> dict[str, Control]:
    """Turn the ranges of `make` into controls."""
    return {name: each if isinstance(each, Control) else control(each) for name, each in given.items()}


def _decimals(number: float) -> int:
    return len(f"{number:.10f}".rstrip("0").partition(".")[2])
