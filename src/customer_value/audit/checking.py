"""`cvm data check`: whether the tables are whole, and look like a real shop's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from customer_value.data import schema
from customer_value.data.agreement import disagreements
from customer_value.data.generate.config import Config
from customer_value.data.open_folder import open_folder
from customer_value.data.realism import read
from customer_value.data.validate import key_problems, problems
from customer_value.errors import CustomerValueError, DataError

from .model_gates import ALL_GATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from customer_value.data.realism import Books

ALL_TABLES = (*schema.TABLES, *(f"{schema.HIDDEN}{name}" for name in schema.TRUTH))
FEWEST = 5_000  # with fewer customers, facts are a matter of chance


@dataclass(frozen=True)
class Findings:
    """What a check found out about one world.

    Parameters
    ----------
    problems
        One sentence for each value, key or sum that breaks the schema.
    measured
        Value of each fact; missing when it could not be measured, empty when none was.
    skipped
        One sentence for each fact that was not measured, or for all of them.
    """

    problems: list[str]
    measured: pd.Series
    skipped: list[str]


@dataclass(frozen=True)
class World:
    """Books to check: what they are called, and how to open them.

    Parameters
    ----------
    label
        Such as "seed 7".
    open
        Gives the books and the names of the tables that should be there.
    """

    label: str
    open: Callable[[], tuple[Books, list[str]]]


def worlds(folder: Path | None, seed: int | None, seeds: str | None, customers: int | None) -> list[World]:
    """Choose what to check: a folder, one world, several, or the shipped books when nothing is named.

    Raises
    ------
    DataError
        When two of them are named at once, or `seeds` is not like "101-120".
    """
    if folder is not None:
        if (seed, seeds, customers) != (None, None, None):
            raise DataError("name a folder, or --seed, --seeds and --customers; not both")
        return [World(str(folder), lambda: open_folder(folder))]
    if seeds is None:
        label = "the shipped books"
        if (seed, customers) != (None, None):
            label = f"seed {_seed(seed)}" + (f", {customers:,} customers" if customers else "")
        return [World(label, lambda: (read(seed, customers), list(ALL_TABLES)))]
    if seed is not None:
        raise DataError("name --seed for one world or --seeds for several; not both")
    count = customers or Config().customers  # named, so that `load` does not keep every world in memory
    return [World(f"seed {each}", partial(_drawn, each, count)) for each in _range(seeds)]


def _drawn(seed: int, customers: int) -> tuple[Books, list[str]]:
    return read(seed, customers), list(ALL_TABLES)


def _seed(seed: int | None) -> int:
    return Config().seed if seed is None else seed


def _range(seeds: str) -> range:
    first, _, last = seeds.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and int(first) <= int(last or first)):
        raise DataError(f"--seeds {seeds} names no worlds; write the first and the last, such as --seeds 101-120")
    return range(int(first), int(last or first) + 1)


def steps(names: Iterable[str] = ALL_TABLES) -> int:
    """Count how often `check` reports a step at most: not all facts are always measured."""
    return len(list(names)) + 2 + len(ALL_GATES)


def check(books: Books, names: Iterable[str] = ALL_TABLES, tick: Callable[[], object] = lambda: None) -> Findings:
    """Hold tables to the schema, then measure the facts.

    Parameters
    ----------
    books
        The tables.
    names
        The tables that should be there, hidden ones as "truth/customers".
    tick
        Called after each step, `steps(names)` times at most.
    """
    names = list(names)
    sound, found = _tables(books, names, tick)
    found += key_problems({name: books[name] for name in sound})
    tick()
    found += disagreements(books, sound)
    tick()
    if reason := _reason_not_to_measure(books, sound, found):
        return Findings(found, pd.Series(dtype=float), [reason])
    return Findings(found, *_facts(books, tick))


def _tables(books: Books, names: list[str], tick: Callable[[], object]) -> tuple[list[str], list[str]]:
    """Check each table alone; give the names of those whose links and sums can be looked at, and the problems."""
    sound, found = [], []
    for name in names:
        try:
            wrong = problems(books[name], schema.find(name))
            found += [f"{schema.HIDDEN * schema.find(name).hidden}{problem}" for problem in wrong]
            sound += [name] * (not any("the values are" in problem for problem in wrong))
        except CustomerValueError as error:
            found.append(str(error))
        tick()
    return sound, found


def _facts(books: Books, tick: Callable[[], object]) -> tuple[pd.Series, list[str]]:
    """Measure what can be measured; say why the rest cannot."""
    measured, skipped = {}, []
    for gate in ALL_GATES:
        try:
            measured[gate.fact] = float(gate.measure(books))
        except DataError as error:
            measured[gate.fact] = float("nan")
            skipped.append(f"not measured: {gate.fact} ({error})")
        tick()
    return pd.Series(measured), skipped


def _reason_not_to_measure(books: Books, sound: list[str], found: list[str]) -> str:
    if found:
        return "Facts are measured when the tables are in order."
    if "customers" in sound and (count := len(books["customers"])) < FEWEST:
        return f"Facts are measured from {FEWEST:,} customers on; with {count:,} they would be a matter of chance."
    return ""
