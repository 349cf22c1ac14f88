"""A table on its way from clean to raw, and the key to what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.data.generate.streams import Family, stream

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One flaw: what is wrong, what it does to an analysis, how it is found and mended, and how it is planted."""

    code: str
    table: str
    column: str
    kind: str
    wrong: str
    harm: str
    find: str
    mend: str
    plant: Callable[[Sheet], None]


class Sheet:
    """A table while flaws are planted into it.

    Parameters
    ----------
    name
        Name of the table.
    clean
        Gives any table of the clean books by its name.
    seed
        Number of the world.
    """

    def __init__(self, name: str, clean: Callable[[str], pd.DataFrame], seed: int) -> None:
        self.frame = clean(name).copy()
        self.clean = clean
        self._seed = seed
        self._code = ""
        self.random = stream(seed, Family.RAW, 0)
        self._place = np.arange(len(self.frame), dtype=float)
        self._free = np.ones(len(self.frame), dtype=bool)
        self._flawed: dict[str, tuple[np.ndarray, bool]] = {}

    def plant(self, flaw: Flaw) -> None:
        """Plant one flaw; its random numbers do not depend on the flaws before it."""
        self._code = flaw.code
        self.random = stream(self._seed, Family.RAW, int(flaw.code.removeprefix("F")))
        flaw.plant(self)

    def pick(self, share: float, among: pd.Series | None = None) -> np.ndarray:
        """Choose rows that no flaw has touched yet, as a share of all rows of the table, and mark them."""
        possible = np.flatnonzero(self._free if among is None else self._free & among.to_numpy())
        count = min(round(share * len(self.frame)), len(possible))
        return self.take(np.sort(self.random.choice(possible, count, replace=False)))

    def take(self, rows: np.ndarray) -> np.ndarray:
        """Mark rows as those of this flaw."""
        self._free[rows] = False
        self._flawed[self._code] = rows, False
        return rows

    def add(self, rows: pd.DataFrame, after: np.ndarray) -> None:
        """Add rows that belong to no clean table, each behind the row with this number."""
        old, new = len(self.frame), len(rows)
        self.frame = pd.concat([self.frame, rows], ignore_index=True)
        self._place = np.append(self._place, self._place[after] + 0.5)
        self._free = np.append(self._free, np.zeros(new, dtype=bool))
        self._flawed[self._code] = np.arange(old, old + new), True

    def finish(self, key: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Lay the added rows into their places; give the raw table and the rows of each flaw."""
        order = np.argsort(self._place, kind="stable")
        frame = self.frame.iloc[order].reset_index(drop=True)
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        listed = [
            pd.DataFrame({"flaw": code, "row": np.sort(place[rows]), "is_extra": extra})
            for code, (rows, extra) in self._flawed.items()
        ]
        rows = pd.concat(listed, ignore_index=True)
        values = frame.loc[rows["row"], list(key)].astype(str).to_numpy()
        return frame, rows.assign(row_key=["-".join(each) for each in values])
