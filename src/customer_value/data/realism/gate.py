"""What a gate is, and the books that it is measured on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.data import schema
from customer_value.data.load import load, load_truth

if TYPE_CHECKING:
    from collections.abc import Callable


class Books(dict[str, pd.DataFrame]):
    """Tables of one world by name ("orders", "truth/customers"), each fetched when a gate first asks for it.

    Parameters
    ----------
    fetch
        Gives the table with a name. The gates share what it gives and change nothing in it.
    """

    def __init__(self, fetch: Callable[[str], pd.DataFrame]) -> None:
        super().__init__()
        self._fetch = fetch

    def __missing__(self, name: str) -> pd.DataFrame:
        """Fetch a table and keep it."""
        self[name] = self._fetch(name)
        return self[name]


@dataclass(frozen=True)
class Gate:
    """One fact about real shops that our books have to show.

    Parameters
    ----------
    fact
        Name of the fact, with what it is a share or a ratio of.
    real
        What real shops show, with the source; "design" when it is our own choice.
    low, high
        The range that our books must lie in.
    measure
        Measures it on the books, as `books["orders"]` or `books["truth/customers"]`.
    scatter
        How far a single world may lie outside, in widths of the range: noisy facts get more room. The mean over
        many worlds gets none.
    """

    fact: str
    real: str
    low: float
    high: float
    measure: Callable[[Books], float]
    scatter: float = 0.1

    def near(self, value: float) -> bool:
        """Whether one world's value lies in the range or so close that chance may explain it."""
        room = (self.high - self.low) * self.scatter
        return self.low - room <= value <= self.high + room


def read(seed: int | None = None, customers: int | None = None) -> Books:
    """Open the books of one world; nothing is loaded before it is asked for.

    Parameters
    ----------
    seed
        Number of the world; None means the shipped books.
    customers
        Draw the world with this many customers instead of 12,000.
    """
    if customers is not None:
        return _drawn(seed, customers)
    return Books(
        lambda name: (
            load_truth(name.removeprefix(schema.HIDDEN), seed=seed, quiet=True)
            if name.startswith(schema.HIDDEN)
            else load(name, seed=seed)
        )
    )


def _drawn(seed: int | None, customers: int) -> Books:
    from customer_value.data.arrow import to_arrow
    from customer_value.data.generate.books import make_books
    from customer_value.data.generate.config import Config

    made = make_books(Config(customers=customers) if seed is None else Config(seed=seed, customers=customers))
    return Books(lambda name: to_arrow(schema.find(name), made[name]).to_pandas())


def top_share(values: pd.Series, part: float = 0.2) -> float:
    """Share of the total that the largest `part` of the values hold."""
    ordered = np.sort(values.to_numpy())[::-1]
    return float(ordered[: round(part * len(ordered))].sum() / ordered.sum())


def cramers_v(one: pd.Series, other: pd.Series) -> float:
    """Association of two groupings, 0 to 1 (Cramer's V)."""
    table = pd.crosstab(one, other).to_numpy()
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    chi2 = ((table - expected) ** 2 / expected).sum()
    return float(np.sqrt(chi2 / table.sum() / (min(table.shape) - 1)))
