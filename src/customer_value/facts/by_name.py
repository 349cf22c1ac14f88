"""`of`: the facts of one edition, by their names."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from numbers import Real
from types import NoneType
from typing import Generic, TypeVar

from customer_value.errors import DataError, UnknownNameError

from . import cycle, lifetime, needs, orientation, segments
from .books import Books

Given = TypeVar("Given")
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


class OfBooks(Mapping[str, Callable[..., Given]], Generic[Given]):
    """Functions of one edition's books by name; each takes its own arguments alone and computes once for each."""

    kind = "name"

    def __init__(self, books: Books, functions: Mapping[str, Callable[..., Given]]) -> None:
        self.books = books
        self._functions = functions

    def __getitem__(self, name: str) -> Callable[..., Given]:
        if name not in self._functions:
            raise UnknownNameError.among(self.kind, name, self._functions)
        return _asked(name, self._functions[name], self.books)

    def __contains__(self, name: object) -> bool:
        return name in self._functions

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)


class Facts(OfBooks[float]):
    """Facts of one edition by name; see `of`."""

    kind = "fact"

    def __init__(self, seed: int | None) -> None:
        super().__init__(Books(seed), FACTS)


def _asked(name: str, compute: Callable[..., Given], books: Books) -> Callable[..., Given]:
    """Bind a function to the books, and let it name its arguments when it gets others."""
    signature = inspect.signature(compute)
    known = dict(list(signature.parameters.items())[1:])

    @wraps(compute)
    def ask(**arguments: object) -> Given:
        for name_given, value in arguments.items():
            if name_given not in known:
                raise UnknownNameError.among("argument", name_given, known or ["none"])
            if not isinstance(value, (str, Real, NoneType)):
                raise DataError(f"{name_given} must be a number or a word, not {value!r}.")
        lacking = [each for each, how in known.items() if how.default is how.empty and each not in arguments]
        if lacking:
            raise DataError(f"{name} needs the argument{'s' * (len(lacking) > 1)} {', '.join(lacking)}.")
        given: Given = books.once(_computed, compute, tuple(sorted(arguments.items())))
        return given

    ask.__signature__ = signature.replace(parameters=list(known.values()))  # type: ignore[attr-defined]
    return ask


def _computed(books: Books, compute: Callable[..., Given], arguments: tuple[tuple[str, object], ...]) -> Given:
    return compute(books, **dict(arguments))
