"""`of`: the facts of one edition, by their names."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps

from customer_value.errors import DataError, UnknownNameError

from . import cycle, lifetime, needs, orientation, segments
from .books import Books

FACTS: dict[str, Callable[..., float]] = {
    **orientation.FACTS,
    **needs.FACTS,
    **segments.FACTS,
    **lifetime.FACTS,
    **cycle.FACTS,
}


@lru_cache(maxsize=4)
def of(seed: int | None) -> Facts:
    """Give the facts of one edition of the books.

    Parameters
    ----------
    seed
        Number of the learner's own shop; None means the books that the lessons speak of.

    Returns
    -------
    Mapping
        From a fact's name to a function that computes it. Nothing is loaded before a function is called, and
        nothing twice.

    Raises
    ------
    UnknownNameError
        When a name is asked for that does not exist, or a fact is given an argument or a word that it does not know.
    DataError
        When an argument is missing or out of range.

    Examples
    --------
    >>> facts = of(None)
    >>> 0 < facts["lifetime.retention_rate_year"](year=2024) < 1
    True
    """
    return Facts(seed)


class Facts(Mapping[str, Callable[..., float]]):
    """Facts of one edition by name; see `of`."""

    def __init__(self, seed: int | None) -> None:
        self._books = Books(seed)

    def __getitem__(self, name: str) -> Callable[..., float]:
        if name not in FACTS:
            raise UnknownNameError.among("fact", name, FACTS)
        return _asked(name, self._books)

    def __contains__(self, name: object) -> bool:
        return name in FACTS

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)


def _asked(name: str, books: Books) -> Callable[..., float]:
    """Bind a fact to the books, and let it name its arguments when it gets others."""
    compute = FACTS[name]
    known = dict(list(inspect.signature(compute).parameters.items())[1:])

    @wraps(compute)
    def ask(**arguments: object) -> float:
        for given in arguments:
            if given not in known:
                raise UnknownNameError.among("argument", given, known or ["none"])
        lacking = [each for each, how in known.items() if how.default is how.empty and each not in arguments]
        if lacking:
            raise DataError(f"{name} needs the argument{'s' * (len(lacking) > 1)} {', '.join(lacking)}.")
        return compute(books, **arguments)

    return ask
