"""The summary of ten million orders: ours against numpy, pandas, polars, DuckDB and lifetimes, in one run.

Run it on a machine that does nothing else: `python benchmarks/frames.py`. Asked is x, t_x, T and the mean value of
repeat days for each of a million customers, sorted by customer. Each tool works in processes of its own that read the
orders from files and take turns, so that a slow minute of the machine hits all. What is written by hand checks
nothing; ours refuses missing, infinite and negative values.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
from side_by_side.contest import Bar, Board, compare, elsewhere, take_turns
from side_by_side.environments import rival_python

JOBS = Path(__file__).with_name("rivals") / "summaries.py"
ORDERS, QUICK, PER_CUSTOMER, DAYS, TURNS = 10_000_000, 1_000_000, 10, 730, 3
SAME = 1e-9
KINDS = {"close": "whole numbers from 0 on", "far": "any whole numbers", "text": "text"}
AT_MOST, AT_LEAST = 1.5, 20
BARS = [
    ("ours, pandas", "numpy", ["close"], Bar(longer=1.3)),
    ("ours, pandas", "lifetimes", ["close"], Bar(faster=AT_LEAST)),
    ("ours, pandas", "pandas", ["close", "text"], Bar(longer=AT_MOST)),
    ("ours, pandas", "polars", ["close", "far", "text"], Bar(longer=AT_MOST)),
    ("ours, polars", "polars", ["close", "far", "text"], Bar(longer=AT_MOST)),
    ("ours, polars lazy", "polars", ["close", "text"], Bar(longer=AT_MOST)),
    ("ours, DuckDB", "DuckDB", ["close", "text"], Bar(longer=AT_MOST)),
]


def write_orders(count: int, kind: str, folder: Path) -> None:
    """Draw orders into files: ids from 0 on ("close"), anywhere in 60 bits ("far"), or as text."""
    rng = np.random.default_rng(1)
    customers = max(count // PER_CUSTOMER, 1)
    who = rng.integers(0, customers, count)
    seconds = rng.integers(0, DAYS * 86_400, count).astype("timedelta64[s]")
    np.save(folder / "ordered_at.npy", np.datetime64("2024-01-01", "us") + seconds)
    np.save(folder / "net_eur.npy", rng.integers(100, 20_000, count) / 100)
    if kind == "text":
        import polars as pl

        ids = pl.Series("customer_id", np.arange(customers)).cast(pl.String).str.zfill(9)
        ids.gather(who).to_frame().write_ipc(folder / "customer_id.arrow")
    else:
        np.save(folder / "customer_id.npy", rng.integers(0, 2**60, customers)[who] if kind == "far" else who)


def compared(board: Board, kind: str, count: int, turns: int) -> None:
    """Let all tools summarise orders with one kind of ids."""
    asked = [(ours, other, bar) for ours, other, kinds, bar in BARS if kind in kinds]
    tools = dict.fromkeys(name for ours, other, _ in asked for name in (other, ours))
    with tempfile.TemporaryDirectory() as folder:
        elsewhere(write_orders, count, kind, Path(folder))
        pythons = {tool: rival_python(tool) if tool == "lifetimes" else sys.executable for tool in tools}
        commands = {tool: [pythons[tool], "-W", "ignore", str(JOBS), tool, folder] for tool in tools}
        taken = take_turns(commands, turns)
    bars = {(ours, other): bar for ours, other, bar in asked}
    compare(board, f"ids are {KINDS[kind]}", taken, bars, same=dict.fromkeys(tools, SAME))


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help=f"one turn each, {QUICK:,} orders (bars are for more)")
    parser.add_argument("--only", choices=list(KINDS), action="append", help="this kind of ids (several times: these)")
    parser.add_argument("--orders", type=int, metavar="N", help=f"instead of {ORDERS:,}")
    return parser.parse_args()


def main() -> int:
    """Print all tools side by side; 1 if a bar is missed."""
    asked, board = options(), Board()
    count = asked.orders or (QUICK if asked.quick else ORDERS)
    board.open(f"Summary of {count:,} orders of {count // PER_CUSTOMER:,} customers in {DAYS} days")
    for kind in asked.only or KINDS:
        compared(board, kind, count, 1 if asked.quick else TURNS)
    return board.close()


if __name__ == "__main__":
    sys.exit(main())
