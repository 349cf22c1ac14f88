"""All tables of one edition, put together from its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from customer_value.data.arrow import Raw

from .recipes import BY_CUSTOMER, CHAIN, SUMMED, BlockTables, blocks, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .config import Config

TRUTH_PREFIX = "truth/"


class Books(Mapping[str, Raw]):
    """Every table as whole numbers, by name; a table is made when it is first asked for, and its parts are kept."""

    def __init__(self, config: Config) -> None:
        self._seed = config.seed
        self._parts = [BlockTables(config, number) for number in blocks(config)]
        self._made: dict[str, Raw] = {}

    def __getitem__(self, name: str) -> Raw:
        """Make a table, or put together what was made before; only the parts are kept, to hold rows in memory once."""
        if name not in CHAIN:
            return join(name, [part[name] for part in self._parts])
        if name not in self._made:
            self._made[name] = CHAIN[name](self._seed, self)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names of the tables."""
        return iter((*BY_CUSTOMER, *CHAIN, *SUMMED))

    def __len__(self) -> int:
        """Count the tables."""
        return len(BY_CUSTOMER) + len(CHAIN) + len(SUMMED)


def make_books(config: Config) -> Books:
    """Give every table as whole numbers; tables of the hidden truth are called "truth/…".

    Parameters
    ----------
    config
        Seed and number of customers.

    Examples
    --------
    >>> from customer_value.data.generate.config import Config
    >>> books = make_books(Config(seed=1, customers=300))
    >>> len(books["customers"]["customer_id"]), len(books["stores"]["store_id"])
    (300, 40)
    """
    return Books(config)
