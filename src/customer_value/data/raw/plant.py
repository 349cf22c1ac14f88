"""Plant the fourteen flaws into the clean books, last of all, and keep the key.

The flaws of one table are planted one after the other and do not depend on other tables' flaws. Mended in the
opposite order, from F14 to F01, they give the clean table back, row for row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.data import schema

from . import lines, orders, people
from .sheet import Flaw, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from customer_value.data.schema import Table

FLAWS: tuple[Flaw, ...] = (*orders.FLAWS, *lines.FLAWS, *people.FLAWS)
FLAWED = tuple(dict.fromkeys(flaw.table for flaw in FLAWS))


def plant(name: str, clean: Callable[[str], pd.DataFrame], seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Plant the flaws of one table.

    Parameters
    ----------
    name
        Name of a table that has flaws: one of `FLAWED`.
    clean
        Gives any table of the clean books by its name.
    seed
        Number of the world: it says which rows are hit.

    Returns
    -------
    tuple of pandas.DataFrame
        The raw table, and its rows of "flaw_rows".

    Examples
    --------
    >>> from customer_value.data.load import load
    >>> raw, rows = plant("customers", load, 2026)
    >>> list(rows.columns), rows["flaw"].unique().tolist()
    (['flaw', 'table', 'row', 'row_key', 'is_extra'], ['F12'])
    """
    sheet = Sheet(name, clean, seed)
    for flaw in FLAWS:
        if flaw.table == name:
            sheet.plant(flaw)
    frame, rows = sheet.finish(schema.table(name).primary_key)
    return frame, rows.assign(table=name)[["flaw", "table", "row", "row_key", "is_extra"]]


def raw_edition(table: Table, clean: Callable[[str], pd.DataFrame], seed: int) -> pd.DataFrame:
    """Give a table of the raw edition, or one of the two tables of its key.

    Parameters
    ----------
    table
        A visible table, or "flaws" or "flaw_rows".
    clean
        Gives any table of the clean books by its name.
    seed
        Number of the world.
    """
    if table.name not in schema.KEY:
        return plant(table.name, clean, seed)[0] if table.name in FLAWED else clean(table.name)
    planted = {name: plant(name, clean, seed) for name in FLAWED}
    rows = pd.concat([rows for _, rows in planted.values()], ignore_index=True)
    return rows if table.name == "flaw_rows" else _flaws(rows, {name: len(raw) for name, (raw, _) in planted.items()})


def _flaws(rows: pd.DataFrame, sizes: dict[str, int]) -> pd.DataFrame:
    """List the flaws with the number of rows that they hit."""
    texts = ("table", "column", "kind", "wrong", "harm", "find", "mend")
    listed = pd.DataFrame(
        {"flaw": [flaw.code for flaw in FLAWS], **{name: [getattr(flaw, name) for flaw in FLAWS] for name in texts}}
    )
    count = listed["flaw"].map(rows["flaw"].value_counts())
    return listed.assign(row_count=count, row_share=(count / listed["table"].map(sizes)).round(4))
