"""The summary of an order log, x, t_x, T and the mean value of repeat days for each customer, by hand and by each tool.

python summaries.py TOOL FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from side_by_side.contest import timed

Job = Callable[[], Any]
Table = dict[str, Any]
COLUMNS = ("customer_id", "ordered_at", "net_eur")


def orders(folder: Path) -> Table:
    """Read the orders; ids that are text lie in an Arrow file."""
    table: Table = {name: np.load(folder / f"{name}.npy") for name in COLUMNS if (folder / f"{name}.npy").exists()}
    if "customer_id" not in table:
        import polars as pl

        table = {"customer_id": pl.read_ipc(folder / "customer_id.arrow")["customer_id"], **table}
    return table


def by_numpy(table: Table) -> Job:
    """Sort one whole number for each order, and count: ids are known to run from 0, and nothing is checked."""
    who, when, value = (table[name] for name in COLUMNS)

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


def by_pandas(table: Table) -> Job:
    """Write it by hand in pandas: two groupings, the second of sorted days."""
    import pandas as pd

    frame, week = _pandas(table), pd.Timedelta(days=7)

    def count() -> Any:
        whole = frame.assign(day=frame["ordered_at"].dt.floor("D"))
        days = whole.groupby(["customer_id", "day"], as_index=False)["net_eur"].sum()
        people = days.groupby("customer_id")
        clock = people["day"].agg(["size", "first", "last"])
        x, spent = clock["size"] - 1, people["net_eur"].sum() - people["net_eur"].first()
        t_x, observed = (clock["last"] - clock["first"]) / week, (days["day"].max() - clock["first"]) / week
        columns = {"x": x, "t_x": t_x, "T": observed, "mean_value": (spent / x).where(x > 0, 0.0)}
        return pd.DataFrame(columns).reset_index()

    return count


def by_polars(table: Table) -> Job:
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


def by_duckdb(table: Table, *, ours: bool = False) -> Job:
    """Write it by hand in SQL, or let ours; into a table of Arrow."""
    import duckdb
    import polars as pl

    duckdb.register("orders", pl.DataFrame(table).to_arrow())
    if not ours:
        return lambda: duckdb.sql(DUCKDB).to_arrow_table()
    from customer_value.analysis import btyd

    return lambda: btyd.summary(duckdb.table("orders")).to_arrow_table()


def by_lifetimes(table: Table) -> Job:
    """Ask lifetimes, in its own environment."""
    import pandas as pd
    from lifetimes.utils import summary_data_from_transaction_data

    frame = pd.DataFrame(table)
    return lambda: summary_data_from_transaction_data(frame, *COLUMNS, freq="D")


def by_ours(table: Table, kind: str) -> Job:
    """Ask the course, with a table of some kind."""
    from customer_value.analysis import btyd

    if kind == "DuckDB":
        return by_duckdb(table, ours=True)
    if kind == "pandas":
        known = _pandas(table)
        return lambda: btyd.summary(known)
    import polars as pl

    frame = pl.DataFrame(table)
    if kind == "polars lazy":
        return lambda: btyd.summary(frame.lazy()).collect()
    return lambda: btyd.summary(frame)


def _pandas(table: Table) -> Any:
    """Make a pandas table; text as pandas keeps it by itself."""
    import pandas as pd

    columns = {name: values.to_pandas() if hasattr(values, "to_pandas") else values for name, values in table.items()}
    return pd.DataFrame(columns)


def sums(found: Any) -> list[float]:
    """Add each column up, in weeks, to compare answers."""
    if isinstance(found, tuple):
        return [float(column.sum()) for column in found]
    if hasattr(found, "frequency"):  # lifetimes, in days
        scale = {"frequency": 1, "recency": 7, "T": 7, "monetary_value": 1}
        return [float(found[name].sum() / days) for name, days in scale.items()]
    return [float(np.asarray(found[name]).sum()) for name in ("x", "t_x", "T", "mean_value")]


def job(tool: str, folder: Path) -> Job:
    """Prepare one tool."""
    table = orders(folder)
    if tool.startswith("ours"):
        return by_ours(table, tool.removeprefix("ours, "))
    makers = {
        "numpy": by_numpy,
        "pandas": by_pandas,
        "polars": by_polars,
        "DuckDB": by_duckdb,
        "lifetimes": by_lifetimes,
    }
    return makers[tool](table)


if __name__ == "__main__":
    timed(job(sys.argv[1], Path(sys.argv[2])), sums)
