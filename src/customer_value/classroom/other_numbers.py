"""Other numbers in the range of some, as fine as they are: what a copy of a question draws instead."""

from __future__ import annotations

from decimal import Decimal
from itertools import count, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FINER = (1, 2, 5, 10)  # into how many parts the numbers' own step is divided, until there are enough places
_FEWEST = 2  # of which one is drawn


def others(numbers: Sequence[float]) -> tuple[float, ...]:
    """Return as many other numbers of the same range, evenly spread, and no finer than needed.

    Where there is no place between them, as between 2 and 3, they come from just outside. Whole numbers stay whole.

    Parameters
    ----------
    numbers
        Two or more different ones.

    Examples
    --------
    >>> others([80, 90, 100, 120, 150]), others([0.7, 0.75, 0.8]), others([2, 3])
    ((95, 110, 125, 135, 145), (0.72, 0.76, 0.78), (1, 4))
    """
    given = sorted(Decimal(str(each)) for each in numbers)
    step = Decimal(1).scaleb(min(_last_digit(each) for each in given))
    whole = all(isinstance(each, int) for each in numbers)
    for parts in _FINER:
        places = [each for each in _grid(given, step / parts) if not whole or each == each.to_integral_value()]
        if len(places) >= len(given):
            return _plain(_spread(places, len(given)), whole=whole)
    places += list(islice(_outside(given, step), max(0, _FEWEST - len(places))))
    return _plain(sorted(places), whole=whole)


def _outside(given: Sequence[Decimal], step: Decimal) -> Iterator[Decimal]:
    """Yield numbers beyond the least and the largest, the nearest first; those of one sign alone stay so."""
    ends = (end for far in count(1) for end in (given[0] - far * step, given[-1] + far * step))
    signs = {each > 0 for each in given}
    yield from (each for each in ends if each and (len(signs) > 1 or (each > 0) in signs))


def _last_digit(number: Decimal) -> int:
    """Return the power of ten of the last digit that is not 0: 1 for 150, -2 for 0.75."""
    return int(number.normalize().as_tuple().exponent) if number else 0


def _grid(given: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    """Return the multiples of a step between the least and the largest number that are none of the numbers."""
    between = range(1, int((given[-1] - given[0]) / step))
    places = (given[0] + step * number for number in between)
    return [each for each in places if each not in given]


def _spread(places: Sequence[Decimal], wanted: int) -> list[Decimal]:
    return [places[(2 * number + 1) * len(places) // (2 * wanted)] for number in range(wanted)]


def _plain(numbers: Sequence[Decimal], *, whole: bool) -> tuple[float, ...]:
    return tuple(int(each) if whole else float(each) for each in numbers)
