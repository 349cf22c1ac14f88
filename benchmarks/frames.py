"""The summary of ten million orders: ours against numpy, polars, DuckDB and lifetimes, in one run.

Run it on a machine that does nothing else: `python benchmarks/frames.py [ORDERS]`. Each counter works in a process of
its own, in turns, so that a slow minute of the machine hits all, and its peak memory (with the orders, but without
what making them took) can be told. Asked is x, t_x, T and the mean value of repeat days for each of a million
customers, sorted by customer.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from btyd_fit import rival_python

ORDERS, PER_CUSTOMER, DAYS, TURNS, ROUNDS = 10_000_000, 10, 730, 2, 3
SAME = 1e-9
BARS = [  # ours, the other, times as long at most
    ("ours, pandas", "numpy", ["close"], 1.3),
    ("ours, pandas", "lifetimes", ["close"], 1 / 20),
    ("ours, pandas", "polars", ["close", "far", "text"], 1.5),
    ("ours, polars", "polars", ["close", "far", "text"], 1.5),
    ("ours, polars lazy", "polars", ["close", "text"], 1.5),
    ("ours, DuckDB", "DuckDB", ["close", "text"], 1.5),
]
Job = Callable[[], Any]


def orders(count: int, ids: str) -> dict[str, Any]:
    """Draw orders: ids from 0 on ("close"), anywhere in 60 bits ("far"), or as text."""
    rng = np.random.default_rng(1)
    customers = max(count // PER_CUSTOMER, 1)
    who = rng.integers(0, customers, count)
    seconds = rng.integers(0, DAYS * 86_400, count).astype("timedelta64[s]")
    table = {"customer_id": who, "ordered_at": (np.datetime64("2024-01-01", "us") + seconds), "net_eur": 0}
    table["net_eur"] = rng.integers(100, 20_000, count) / 100
    if ids == "far":
        table["customer_id"] = rng.permutation(rng.integers(0, 2**60, customers))[who]
    elif ids == "text":
        import polars as pl

        table["customer_id"] = pl.Series(np.arange(customers)).cast(pl.String).str.zfill(9).gather(who)
    return table


def numpy_job(table: dict[str, Any]) -> Job:
    """Sort one whole number for each order, and count: ids are known to run from 0, and nothing is checked."""
    who, when, value = table["customer_id"], table["ordered_at"], table["net_eur"]

    def count() -> tuple[np.ndarray, ...]:
        day = when.view(np.int64) // 86_400_000_000
        day -= day.min()
        span, size = int(day.max()) + 1, int(who.max()) + 1
        key = who * span + day
        key.sort()
        key = key[np.concatenate([[True], key[1:] != key[:-1]])]
        owner = key // span
        visit = key - owner * span
        days = np.bincount(owner, minlength=size)
        ends = np.cumsum(days)
        first, final = visit[ends - days], visit[ends - 1]
        again = np.bincount(who, value * (day > first[who]), size)
        columns = days - 1, (final - first) / 7, (span - 1 - first) / 7, again / np.maximum(days - 1, 1)
        return tuple(column[days > 0] for column in columns)

    return count


def polars_job(table: dict[str, Any]) -> Job:
    """Write it by hand in polars, as a lazy query."""
    import polars as pl

    frame, day = pl.DataFrame(table), pl.col("ordered_at").dt.truncate("1d").alias("day")

    def count() -> Any:
        last = frame.select(day.max()).item()
        days = frame.lazy().group_by("customer_id", day).agg(pl.col("net_eur").sum())
        clock = days.group_by("customer_id").agg(
            x=pl.len().cast(pl.Int64) - 1,
            first=pl.col("day").min(),
            final=pl.col("day").max(),
            spent=pl.col("net_eur").sum() - pl.col("net_eur").get(pl.col("day").arg_min()),
        )
        chosen = clock.select(
            "customer_id",
            "x",
            t_x=(pl.col("final") - pl.col("first")).dt.total_days() / 7,
            T=(last - pl.col("first")).dt.total_days() / 7,
            mean_value=pl.when(pl.col("x") > 0).then(pl.col("spent") / pl.col("x")).otherwise(0.0),
        )
        return chosen.sort("customer_id").collect()

    return count


DUCKDB = """
    WITH days AS (SELECT customer_id, ordered_at::DATE AS day, sum(net_eur) AS value FROM orders GROUP BY ALL),
    clock AS (SELECT customer_id, count(*) - 1 AS x, min(day) AS first, max(day) AS final,
                     sum(value) - arg_min(value, day) AS spent FROM days GROUP BY ALL)
    SELECT customer_id, x, (final - first) / 7 AS t_x, ((SELECT max(day) FROM days) - first) / 7 AS "T",
           CASE WHEN x > 0 THEN spent / x ELSE 0 END AS mean_value FROM clock ORDER BY customer_id"""


def duckdb_job(table: dict[str, Any], *, ours: bool = False) -> Job:
    """Write it by hand in SQL, or let ours; into a table of Arrow."""
    import duckdb
    import polars as pl

    duckdb.register("orders", pl.DataFrame(table).to_arrow())
    if not ours:
        return lambda: duckdb.sql(DUCKDB).to_arrow_table()
    from customer_value.analysis import btyd

    return lambda: btyd.summary(duckdb.table("orders")).to_arrow_table()


def our_job(table: dict[str, Any], kind: str) -> Job:
    """Ask the course, with a table of some kind."""
    from customer_value.analysis import btyd

    if kind == "DuckDB":
        return duckdb_job(table, ours=True)
    import polars as pl

    frame: Any = pl.DataFrame(table)
    if kind == "pandas":
        frame = frame.to_pandas()
    if kind == "polars lazy":
        return lambda: btyd.summary(frame.lazy()).collect()
    return lambda: btyd.summary(frame)


def lifetimes_job(table: dict[str, Any]) -> Job:
    """Ask the rival, in its own environment."""
    import pandas as pd
    from lifetimes.utils import summary_data_from_transaction_data

    frame = pd.DataFrame(table)
    return lambda: summary_data_from_transaction_data(frame, "customer_id", "ordered_at", "net_eur", freq="D")


def sums(found: Any) -> list[float]:
    """Add each column up, in weeks, to compare answers."""
    if isinstance(found, tuple):
        return [float(column.sum()) for column in found]
    if hasattr(found, "frequency"):  # lifetimes, in days
        scale = {"frequency": 1, "recency": 7, "T": 7, "monetary_value": 1}
        return [float(found[name].sum() / days) for name, days in scale.items()]
    return [float(np.asarray(found[name]).sum()) for name in ("x", "t_x", "T", "mean_value")]


def take_turn(name: str, ids: str, count: int) -> None:
    """Time one counter in this process."""
    table = orders(count, ids)
    kind = name.removeprefix("ours, ")
    makers = {"numpy": numpy_job, "polars": polars_job, "DuckDB": duckdb_job, "lifetimes": lifetimes_job}
    job = our_job(table, kind) if name.startswith("ours") else makers[name](table)
    rounds = 1 if name == "lifetimes" else ROUNDS
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        found = job()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": min(seconds), "peak": peak, "sums": sums(found)}))


def turn(name: str, ids: str, count: int) -> dict[str, Any]:
    """Let one counter take its turn in a fresh process."""
    python = rival_python("lifetimes") if name == "lifetimes" else sys.executable
    asked = [python, "-W", "ignore", __file__, name, ids, str(count)]
    return json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def compared(ids: str, count: int) -> bool:
    """Print all counters for one kind of ids, and the ratios that have a bar; tell whether one is missed."""
    names = dict.fromkeys(name for ours, other, kinds, _ in BARS if ids in kinds for name in (other, ours))
    turns = [
        {name: turn(name, ids, count) for name in names if name != "lifetimes" or not number} for number in range(TURNS)
    ]
    best = {name: min(each[name]["seconds"] for each in turns if name in each) for name in names}
    first = turns[0]
    for name in names:
        print(f"{ids:<6}{name:<20}{best[name]:>8.3f} s {first[name]['peak']:>8,.0f} MB")
    apart = max(np.abs(np.divide(each["sums"], first["polars"]["sums"]) - 1).max() for each in first.values())
    missed = bool(apart > SAME)
    print(f"{ids:<6}answers {apart:.1e} apart (bar {SAME:g})")
    for ours, other, kinds, bar in BARS:
        if ids in kinds:
            here = [each for each in turns if other in each]
            ratio = statistics.median(each[ours]["seconds"] / each[other]["seconds"] for each in here)
            missed |= ratio > bar
            slower = f"{ratio:.2f} times as long (bar {bar:g})"
            faster = f"{1 / ratio:.0f} times faster (bar {1 / bar:g})"
            print(f"{ids:<6}{ours} against {other}: {slower if bar >= 1 else faster}")
    return missed


def main(count: int = ORDERS) -> int:
    """Compare all; 1 if ours is too slow or the answers differ."""
    print(f"{count:,} orders of {count // PER_CUSTOMER:,} customers in {DAYS} days; best of {TURNS} turns of {ROUNDS}")
    missed = [compared(ids, count) for ids in ("close", "far", "text")]
    print("MISSED" if any(missed) else "all bars met")
    return int(any(missed))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        take_turn(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
