"""Is Larkspur like a real shop? Facts that real shops show, their usual range, and what our books say.

Each gate is one number measured on the books and, where the fact is about causes, on the hidden truth. Sources are
named with the gate; `table` prints fact, range and ours side by side. Each family of tables has a module with its own
`GATES`; a new module is listed below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from . import loyalty, market, marketing, potential, surveys, trade
from .gate import Books, Gate, read, top_share

if TYPE_CHECKING:
    from collections.abc import Iterable

# A family's gates: one module, one line here.
GATES: tuple[Gate, ...] = (
    *trade.GATES,
    *market.GATES,
    *loyalty.GATES,
    *potential.GATES,
    *surveys.GATES,
    *marketing.GATES,
)


def measure(seed: int | None = None, gates: Iterable[Gate] = GATES) -> pd.Series:
    """Measure every gate on one world.

    Parameters
    ----------
    seed
        Number of the world; None means the shipped books.
    gates
        The facts to measure.

    Returns
    -------
    pandas.Series
        One number for each fact.
    """
    books = read(seed)
    return pd.Series({gate.fact: gate.measure(books) for gate in gates}, name=seed)


def table(seeds: Iterable[int | None] = (None,), gates: tuple[Gate, ...] = GATES) -> pd.DataFrame:
    """Put fact, real value, range and ours side by side.

    Parameters
    ----------
    seeds
        Numbers of the worlds; None means the shipped books. "ours" is their mean; the lowest and the highest stand
        beside it, and "inside" says whether the mean lies in the range.
    gates
        The facts to measure.
    """
    return side_by_side([measure(seed, gates) for seed in seeds], gates)


def side_by_side(worlds: Iterable[pd.Series], gates: tuple[Gate, ...] = GATES) -> pd.DataFrame:
    """Put what was measured on one world or more beside the real values; see `table`."""
    ours = pd.concat(list(worlds), axis=1)
    frame = pd.DataFrame(
        {
            "fact": [gate.fact for gate in gates],
            "real": [gate.real for gate in gates],
            "from": [gate.low for gate in gates],
            "to": [gate.high for gate in gates],
            "ours": ours.mean(axis=1).to_numpy(),
            "lowest": ours.min(axis=1).to_numpy(),
            "highest": ours.max(axis=1).to_numpy(),
        }
    )
    frame["inside"] = frame["ours"].between(frame["from"], frame["to"])
    return frame


__all__ = ["GATES", "Books", "Gate", "measure", "read", "side_by_side", "table", "top_share"]
