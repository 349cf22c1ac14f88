"""`cvm data`: books of any size, and how they are checked."""

from __future__ import annotations

import sys
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

import click

from customer_value.cli.shared import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@click.group()
def data() -> None:
    """Make Larkspur's books in any size, and check them."""


@data.command()
@click.option("--customers", type=click.IntRange(min=1), required=True, help="How many, such as 1_000_000.")
@click.option("--out", type=FILE, required=True, help="Folder for the files: an empty or a new one.")
@click.option("--seed", type=click.IntRange(min=0), default=2026, show_default=True, help="Number of the world.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Number of processes.")
@click.option("--tables", default="", help="Only these, such as orders,customers (default: all, hidden ones too).")
@click.option("--format", "_format", type=click.Choice(["parquet"]), default="parquet", show_default=True)
def generate(customers: int, out: Path, seed: int, workers: int, tables: str, _format: str) -> None:
    """Write the books of any number of customers as Parquet files.

    For instance: cvm data generate --customers 1_000_000 --workers 2 --out larkspur-1m

    Each table is a folder with a file for every 5,000 customers, or one file; tables of the hidden truth lie in
    truth/. Read one with pandas.read_parquet("larkspur-1m/orders"). A worker needs up to 300 MB of memory, whatever
    the size. The number of workers changes no row.

    If it is stopped or killed, type the same command again: what is finished is kept. All is there when
    manifest.json is there; it holds the rows and a hash of each table.
    """
    from customer_value.data.generate import any_size
    from customer_value.data.generate.config import Config

    wanted = [name.strip() for name in tables.split(",")] if tables else any_size.ALL_TABLES
    books = any_size.plan(Config(seed, customers), out, wanted)
    _follow(any_size.make(books, workers), len(books.missing), len(books.blocks))
    rows = {name: table["rows"] for name, table in any_size.finish(books)["tables"].items()}
    click.echo("\n".join(f"{name:<24}{count:>15,}" for name, count in rows.items()))
    click.echo(f"Wrote {sum(rows.values()):,} rows to {out}; {out / any_size.MANIFEST} says what they are.")


@data.command("check")
@click.argument("folder", required=False, type=FILE, metavar="[DIR]")
@click.option("--seed", type=click.IntRange(min=0), help="Check this world, such as your own shop.")
@click.option("--seeds", metavar="FIRST-LAST", help="Check several worlds together, such as 101-120.")
@click.option("--customers", type=click.IntRange(min=1), help="Draw the world with so many, such as 100_000.")
def check_data(folder: Path | None, seed: int | None, seeds: str | None, customers: int | None) -> None:
    """Check that books are whole and that they look like a real shop's.

    DIR is a folder that `cvm data generate` wrote, or a copy of datasets/larkspur; without it, the shipped books
    are checked. First each table is held to the schema: columns, values, keys, links and sums. Then the facts are
    measured and printed beside those of real shops. Several worlds are judged by their mean. Ends with 1 when
    something is wrong.
    """
    from shutil import get_terminal_size

    from customer_value.audit import checking, printing

    findings = {}
    for world in checking.worlds(folder, seed, seeds, customers):
        books, names = world.open()
        with click.progressbar(length=checking.steps(names), label=f"Checking {world.label}", file=sys.stderr) as bar:
            findings[world.label] = checking.check(books, names, partial(bar.update, 1))
    text, well = printing.report(findings, get_terminal_size().columns)
    click.echo("\n".join(text))
    sys.exit(not well)


def _follow(done: Iterator[int], missing: int, total: int) -> None:
    """Show a bar with the time left; where nobody watches, a line now and then."""
    kept = total - missing
    if kept:
        click.echo(f"{kept} of {total} blocks are there already.")
    try:
        if _is_watched():
            with click.progressbar(done, length=missing, label="Blocks", show_pos=True) as bar:
                deque(bar, maxlen=0)
            return
        for count, _ in enumerate(done, kept + 1):
            if count * 10 // total > (count - 1) * 10 // total:
                click.echo(f"{count} of {total} blocks")
    except KeyboardInterrupt:
        click.echo("\nStopped. What is finished is kept: type the same command again to go on.", err=True)
        sys.exit(130)


def _is_watched() -> bool:
    return sys.stdout.isatty()
