"""Tables of the whole chain, made from what the blocks add up to and from nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from customer_value.data.arrow import Raw, content_hash
from customer_value.data.generate import recipes
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config
from customer_value.errors import DataError

PROBE = Config(seed=0, customers=100)


class Totals(Mapping[str, Raw]):
    """The summed tables and the chain's tables of one world, without the rows of any customer.

    Parameters
    ----------
    seed
        Number of the world.
    summed
        Gives a summed table by its name.
    """

    def __init__(self, seed: int, summed: Callable[[str], Raw]) -> None:
        self._seed = seed
        self._summed = summed
        self._made: dict[str, Raw] = {}
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Raw:
        """Make a table, or give the one that was made before."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names of the tables."""
        return iter((*recipes.SUMMED, *recipes.CHAIN))

    def __len__(self) -> int:
        """Count the tables."""
        return len(recipes.SUMMED) + len(recipes.CHAIN)

    def _make(self, name: str) -> Raw:
        if name in recipes.CHAIN:
            return recipes.CHAIN[name](self._seed, self)
        if name not in recipes.SUMMED:
            raise DataError(
                f"a table of the whole chain asks for {name!r}, whose rows lie in blocks; it may use only: "
                f"{', '.join(self)}. Add up what it needs in a summed table (recipes.py)"
            )
        self.asked.add(name)
        return self._summed(name)


@cache
def _probe() -> Mapping[str, Raw]:
    return make_books(PROBE)


def sums_needed(tables: tuple[str, ...]) -> tuple[str, ...]:
    """Name the summed tables that these tables are, or are made of.

    Parameters
    ----------
    tables
        Names of tables of any kind.

    Raises
    ------
    DataError
        If a table of the whole chain needs more than sums.

    Examples
    --------
    >>> sums_needed(("orders", "stores", "acquisition_spend"))
    ('acquisition_spend',)
    """
    totals = Totals(PROBE.seed, _probe().__getitem__)
    for name in tables:
        if name not in recipes.BY_CUSTOMER:
            totals[name]
    return tuple(name for name in recipes.SUMMED if name in totals.asked)


@cache
def fingerprint() -> str:
    """Name this version of the generator by what it makes: other rows, other name.

    Examples
    --------
    >>> len(fingerprint())
    16
    """
    made = "\n".join(f"{name} {content_hash(raw)}" for name, raw in sorted(_probe().items()))
    return hashlib.sha256(made.encode()).hexdigest()[:16]
