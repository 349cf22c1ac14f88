"""Two worlds with flaws, the same without, and the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
import pytest

from customer_value.data import schema
from customer_value.data.raw.plant import FLAWED, FLAWS, plant
from customer_value.data.raw.sheet import Sheet


@dataclass(frozen=True)
class Shop:
    """One world: its clean books, its raw tables, the rows of each flaw."""

    seed: int
    clean: Mapping[str, pd.DataFrame]
    raw: dict[str, pd.DataFrame]
    rows: pd.DataFrame

    def rows_of(self, code: str) -> list[int]:
        """Rows of one flaw."""
        return sorted(self.rows.loc[self.rows["flaw"] == code, "row"])

    def with_only(self, code: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Give the table of a flaw with this flaw and no other, and the clean table."""
        flaw = next(flaw for flaw in FLAWS if flaw.code == code)
        sheet = Sheet(flaw.table, self.clean.__getitem__, self.seed)
        sheet.plant(flaw)
        return sheet.finish(schema.table(flaw.table).primary_key)[0], self.clean[flaw.table]


@pytest.fixture(scope="session")
def shop(frames: Callable[[int], Mapping[str, pd.DataFrame]]) -> Callable[[int], Shop]:
    """Give a world by its seed."""

    @cache
    def open_shop(seed: int) -> Shop:
        clean = frames(seed)
        planted = {name: plant(name, clean.__getitem__, seed) for name in FLAWED}
        raw = {name: frame for name, (frame, _) in planted.items()}
        return Shop(seed, clean, raw, pd.concat([rows for _, rows in planted.values()], ignore_index=True))

    return open_shop
