"""Write the shipped data sets, and what describes them, again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from customer_value.course import folder
from customer_value.data import realism
from customer_value.data.arrow import content_hash
from customer_value.data.describe import dictionary
from customer_value.data.entity_picture import entity_picture
from customer_value.data.files import write_csv, write_parquet
from customer_value.data.load import TINY_CUSTOMERS
from customer_value.data.package import data_package
from customer_value.data.schema import TABLES, TRUTH
from customer_value.errors import DataError

from .books import TRUTH_PREFIX, make_books
from .config import LARKSPUR_SEED, Config

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd

    from customer_value.data.arrow import Raw
    from customer_value.data.realism import Gate

REPORT_SEEDS = range(101, 121)


def write_datasets(out: Path, gates: tuple[Gate, ...] = realism.GATES) -> None:
    """Write both editions, the dictionary, the picture of the tables, the data package and the data card into a folder.

    Parameters
    ----------
    out
        The folder datasets/ of the course, or any other.
    gates
        The facts that the data card shows.
    """
    larkspur, tiny = out / "larkspur", out / "larkspur_tiny"
    (larkspur / "truth").mkdir(parents=True, exist_ok=True)
    tiny.mkdir(parents=True, exist_ok=True)
    books, few = make_books(Config()), make_books(Config(customers=TINY_CUSTOMERS))
    for name, table in TABLES.items():
        write_parquet(table, books[name], larkspur / f"{name}.parquet")
        write_csv(table, few[name], tiny / f"{name}.csv")
    for name, table in TRUTH.items():
        write_parquet(table, books[TRUTH_PREFIX + name], larkspur / "truth" / f"{name}.parquet")
    (out / "entities.svg").write_text(entity_picture(), encoding="utf-8")
    (out / "dictionary.md").write_text(dictionary(), encoding="utf-8")
    (out / "datapackage.json").write_text(data_package(hashes(books, few)), encoding="utf-8")
    card = (folder("datasets") / "README.md").read_text(encoding="utf-8")
    (out / "README.md").write_text(fill(card, shipped_gates(gates), seeds_gates(REPORT_SEEDS, gates)), encoding="utf-8")


def hashes(books: Mapping[str, Raw], few: Mapping[str, Raw]) -> dict[str, str]:
    """Content hash of every shipped table, by the name of its resource in the data package."""
    return {
        **{f"larkspur-{name.replace('/', '-')}": content_hash(raw) for name, raw in books.items()},
        **{f"tiny-{name}": content_hash(few[name]) for name in TABLES},
    }


def shipped_gates(gates: tuple[Gate, ...]) -> str:
    """Return the table of facts for the shipped books: real shops, our range, ours."""
    facts = realism.table([LARKSPUR_SEED], gates)
    return _markdown(facts[["fact", "real", "from", "to", "ours"]])


def seeds_gates(seeds: Iterable[int], gates: tuple[Gate, ...]) -> str:
    """Return the table of facts over many worlds: mean, lowest and highest."""
    facts = realism.table(seeds, gates)
    return _markdown(facts[["fact", "from", "to", "ours", "lowest", "highest"]].rename(columns={"ours": "mean"}))


def fill(card: str, shipped: str, seeds: str) -> str:
    """Put the two tables between their marks in the data card."""
    for mark, text in (("shipped", shipped), ("seeds", seeds)):
        start = re.search(f"<!-- {mark}: .*? -->\n", card)
        if start is None:
            raise DataError(f"the data card lacks the mark <!-- {mark}: … -->, after which its table goes")
        card = f"{card[: start.end()]}{text}\n{card[card.index('<!-- end -->', start.end()) :]}"
    return card


def _markdown(frame: pd.DataFrame) -> str:
    rows = [[value if isinstance(value, str) else f"{value:.3g}" for value in row] for row in frame.to_numpy()]
    rule = ["---:" if kind == "float64" else "---" for kind in frame.dtypes]
    return "\n".join(f"| {' | '.join(row)} |" for row in ([str(name) for name in frame.columns], rule, *rows))
