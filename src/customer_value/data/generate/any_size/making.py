"""Books of any size, in files: made block by block, by any number of workers, resumed where they stopped.

A block is finished when its record lies in `_blocks/`, which is written last. Every file is written under a name that
no reader looks at and then renamed, so a file that can be seen is whole.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from customer_value.data import schema
from customer_value.data.arrow import Raw, content_hash
from customer_value.data.files import write_parquet, write_together, write_whole
from customer_value.data.generate.config import BLOCK_SIZE, Config
from customer_value.data.generate.recipes import BY_CUSTOMER, CHAIN, SUMMED, blocks, join, make_block
from customer_value.errors import DataError, UnknownNameError

from .output import claim, explained, sweep
from .totals import Totals, fingerprint, sums_needed
from .workers import in_parallel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RECORDS = "_blocks"
MANIFEST = "manifest.json"
ZSTD_LEVEL = 3  # twice as fast as the shipped files' 9, and 2 % larger
ALL_TABLES = (*BY_CUSTOMER, *SUMMED, *CHAIN)


@dataclass(frozen=True)
class Plan:
    """What is to be made, and where.

    Parameters
    ----------
    config
        Seed and number of customers.
    out
        The folder.
    tables
        Names of the tables that are wanted.
    sums
        Names of the summed tables that these need.
    """

    config: Config
    out: Path
    tables: tuple[str, ...]
    sums: tuple[str, ...]

    @property
    def blocks(self) -> range:
        """Numbers of all blocks."""
        return blocks(self.config)

    @property
    def missing(self) -> list[int]:
        """Numbers of the blocks that are not finished."""
        with explained(self.out):
            return [number for number in self.blocks if not self._is_finished(number)]

    @property
    def by_customer(self) -> tuple[str, ...]:
        """Names of the wanted tables whose rows lie in blocks."""
        return tuple(name for name in self.tables if name in BY_CUSTOMER)

    def record(self, number: int) -> Path:
        """File that says that a block is finished, and what is in it."""
        return self.out / RECORDS / f"{number:05}.json"

    def shares(self, number: int) -> Path:
        """File with what a block adds to the summed tables."""
        return self.out / RECORDS / f"{number:05}.npz"

    def file(self, name: str, number: int) -> Path:
        """File with the rows of one block."""
        return self.out / name / f"block-{number:05}.parquet"

    def _is_finished(self, number: int) -> bool:
        """Believe a record only if the files that it names are there and of the right length."""
        if not self.record(number).exists():
            return False
        sizes = {self.file(name, number): part["bytes"] for name, part in self._read(number).items()}
        whole = all(file.exists() and file.stat().st_size == size for file, size in sizes.items())
        return whole and (not self.sums or self.shares(number).exists())

    def _read(self, number: int) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self.record(number).read_text("utf-8"))
        return record


@dataclass(frozen=True)
class _Part:
    """A file of a table, and what is said of it."""

    content: bytes
    record: dict[str, Any]

    @classmethod
    def of(cls, name: str, raw: Raw) -> Self:
        buffer = io.BytesIO()
        write_parquet(schema.find(name), raw, buffer, level=ZSTD_LEVEL)
        record = {"rows": len(next(iter(raw.values()))), "sha256": content_hash(raw), "bytes": buffer.tell()}
        return cls(buffer.getvalue(), record)


def plan(config: Config, out: Path, tables: Iterable[str] = ALL_TABLES) -> Plan:
    """Take a folder for the books, or take it up again.

    Parameters
    ----------
    config
        Seed and number of customers.
    out
        An empty folder, one that does not exist, or one in which the same books were begun.
    tables
        Names of the tables that are wanted, all by default; those of the hidden truth are called "truth/…".

    Raises
    ------
    UnknownNameError
        If there is no such table.
    SetupError
        If the folder holds anything else, or cannot be written.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     books = plan(Config(seed=1, customers=300), pathlib.Path(folder), ["stores"])
    ...     books.missing, list(make(books)), finish(books)["tables"]["stores"]["rows"]
    ([0], [0], 40)
    """
    wanted = set(tables)
    for name in wanted:
        if name not in ALL_TABLES:
            raise UnknownNameError.among("table", name, ALL_TABLES)
    chosen = tuple(name for name in ALL_TABLES if name in wanted)
    made = Plan(config, out, chosen, sums_needed(chosen))
    claim(out, RECORDS, {**_settings(config), "tables": list(chosen)})
    return made


def _settings(config: Config) -> dict[str, Any]:
    return {
        "seed": config.seed,
        "customers": config.customers,
        "block_size": BLOCK_SIZE,
        "package": version("customer-value"),
        "generator": fingerprint(),
    }


def make(books: Plan, workers: int = 1) -> Iterator[int]:
    """Make the blocks that are missing; gives the number of each when it is finished.

    Parameters
    ----------
    books
        From `plan`.
    workers
        Number of processes.

    Raises
    ------
    SetupError
        If a file cannot be written, for instance because the disk is full, or if a worker is ended from outside.
    """
    with explained(books.out):
        yield from in_parallel(partial(write_block, books), books.missing, workers)


def write_block(books: Plan, number: int) -> int:
    """Make one block and write its files, its record last; gives its number. Any process may do so.

    Parameters
    ----------
    books
        From `plan`.
    number
        Number of the block, from 0.
    """
    made = make_block(books.config, number, (*books.by_customer, *books.sums))
    parts = {name: _Part.of(name, made[name]) for name in books.by_customer}
    files = {books.file(name, number): part.content for name, part in parts.items()}
    if books.sums:
        files[books.shares(number)] = _pack({name: made[name] for name in books.sums})
    write_together(files)
    write_whole(books.record(number), _json({name: part.record for name, part in parts.items()}))
    return number


def finish(books: Plan) -> dict[str, Any]:
    """Add up what the blocks share, make the tables of the whole chain, and write the manifest.

    Parameters
    ----------
    books
        From `plan`, with all blocks made.

    Returns
    -------
    dict
        The manifest: seed, customers, versions, and of each table the rows, the files and a SHA-256 of its content.
        It depends neither on the number of workers nor on the order of the blocks.

    Raises
    ------
    DataError
        If blocks are missing.
    SetupError
        If a file cannot be written.
    """
    with explained(books.out):
        if missing := books.missing:
            raise DataError(f"{len(missing)} of {len(books.blocks)} blocks are missing; make them first")
        summed = _add_up(books)
        totals = Totals(books.config.seed, summed.__getitem__)
        whole = {name: _Part.of(name, totals[name]) for name in books.tables if name not in BY_CUSTOMER}
        write_together({books.out / f"{name}.parquet": part.content for name, part in whole.items()})
        tables = _blocks_together(books) | {
            name: {"rows": part.record["rows"], "files": 1, "sha256": part.record["sha256"]}
            for name, part in whole.items()
        }
        manifest = {**_settings(books.config), "tables": {name: tables[name] for name in books.tables}}
        write_whole(books.out / MANIFEST, _json(manifest))
        sweep(books.out)
    return manifest


def _add_up(books: Plan) -> dict[str, Raw]:
    """Add the shares one block at a time, so that memory does not grow with their number."""
    total: dict[str, Raw] = {}
    for number in books.blocks if books.sums else ():
        share = _unpack(books.shares(number))
        total = {name: join(name, [total[name], share[name]]) if total else share[name] for name in books.sums}
    return total


def _blocks_together(books: Plan) -> dict[str, dict[str, Any]]:
    """Rows and hash of each table in blocks: the hash of its blocks' hashes, in their order."""
    rows = dict.fromkeys(books.by_customer, 0)
    digests = {name: hashlib.sha256() for name in books.by_customer}
    for number in books.blocks:
        for name, part in json.loads(books.record(number).read_text("utf-8")).items():
            rows[name] += part["rows"]
            digests[name].update(part["sha256"].encode())
    return {
        name: {"rows": rows[name], "files": len(books.blocks), "sha256": digests[name].hexdigest()} for name in rows
    }


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, indent=1) + "\n").encode()


def _pack(shares: dict[str, Raw]) -> bytes:
    buffer = io.BytesIO()
    arrays = {f"{name}:{column}": values for name, raw in shares.items() for column, values in raw.items()}
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def _unpack(path: Path) -> dict[str, Raw]:
    shares: dict[str, Raw] = {}
    with np.load(path) as arrays:
        for key, values in arrays.items():
            name, column = key.split(":")
            shares.setdefault(name, {})[column] = values
    return shares
