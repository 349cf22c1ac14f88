"""CDNOW, and order tables of every kind.

The data are read by path from the installed package `lifetimes`, which carries them and is never imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import files
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from customer_value.analysis import btyd, lifetime, segments


def _carried(name: str) -> Path:
    (found,) = [file for file in files("lifetimes") or [] if file.name == name]
    return Path(str(found.locate()))


@pytest.fixture(scope="session")
def reference() -> dict[str, Any]:
    """Published figures, and figures that other programs computed from the same data."""
    return json.loads((Path(__file__).parent / "cdnow_reference.json").read_text())


@pytest.fixture(scope="session")
def cdnow() -> pd.DataFrame:
    """The summary of 2,357 customers as it is published: weeks, rounded to two decimals."""
    return pd.read_csv(_carried("cdnow_customers_summary_with_transactions.csv"))


@pytest.fixture(scope="session")
def cdnow_orders() -> pd.DataFrame:
    """The order log of the same customers, January 1997 to June 1998."""
    rows = [line.split() for line in _carried("CDNOW_sample.txt").read_text().splitlines()]
    return pd.DataFrame(
        {
            "customer_id": [int(row[1]) for row in rows],
            "ordered_at": pd.to_datetime([row[2] for row in rows], format="%Y%m%d"),
            "net_eur": [float(row[4]) for row in rows],
        }
    )


@pytest.fixture(scope="session")
def published(reference: dict[str, Any]) -> btyd.BetaGeometric:
    """BG/NBD at the parameters printed in the paper."""
    return btyd.BetaGeometric.from_parameters(**reference["published"]["bgnbd"]["params"])


@pytest.fixture(scope="session")
def at_mle(reference: dict[str, Any]) -> btyd.BetaGeometric:
    """BG/NBD at the parameters for which the reference lists values per customer."""
    return btyd.BetaGeometric.from_parameters(**reference["run"]["bgnbd"]["independent_mle"])


@pytest.fixture(scope="session")
def spending_at_mle(reference: dict[str, Any]) -> btyd.GammaGamma:
    """Gamma-Gamma, likewise."""
    return btyd.GammaGamma.from_parameters(**reference["run"]["gamma_gamma"]["independent_mle"])


@pytest.fixture(scope="session")
def simulated() -> Callable[..., dict[str, np.ndarray]]:
    """Draw customers of a BG/NBD world, purchase by purchase, from a seed."""
    return _simulate


def _simulate(n: int, *, r: float, alpha: float, a: float, b: float, seed: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    rate, dropout = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    until = rng.integers(70, 420, n) / 7
    x, t_x = np.zeros(n), np.zeros(n)
    for customer in range(n):
        clock = 0.0
        while (clock := clock + rng.exponential(1 / max(rate[customer], 1e-12))) <= until[customer]:
            x[customer] += 1
            t_x[customer] = clock
            if rng.random() < dropout[customer]:
                break
    return {"x": x, "t_x": t_x, "T": until}


KINDS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda table: table,
    "pandas-arrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "polars": pl.from_pandas,
    "polars-lazy": lambda table: pl.from_pandas(table).lazy(),
    "pyarrow": pa.Table.from_pandas,
    "duckdb": duckdb.from_df,
}


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Callable[[pd.DataFrame], Any]:
    """A way to turn a pandas table into another kind of table."""
    return KINDS[request.param]


@pytest.fixture(scope="session")
def to_pandas() -> Callable[[Any], pd.DataFrame]:
    """The way back, with plain column types."""

    def turn(table: Any) -> pd.DataFrame:
        if isinstance(table, pl.LazyFrame):
            table = table.collect()
        if isinstance(table, duckdb.DuckDBPyRelation):
            table = table.to_arrow_table()
        found = table if isinstance(table, pd.DataFrame) else table.to_pandas()
        return pd.DataFrame({name: found[name].to_list() for name in found})

    return turn


@pytest.fixture(scope="session")
def alike(to_pandas: Callable[[Any], pd.DataFrame]) -> Callable[[Any, Any], None]:
    """Compare two tables of any kind, row for row; sums of money to rounding."""
    return lambda first, second: pd.testing.assert_frame_equal(
        to_pandas(first), to_pandas(second), rtol=1e-9, atol=1e-6
    )


@pytest.fixture
def five_orders() -> pd.DataFrame:
    """Customer 1 buys on 1, 15 (twice) and 29 January 2025, customer 4 on 5 February."""
    days = ["2025-01-01", "2025-01-15 09:00", "2025-01-15 23:59:59", "2025-01-29", "2025-02-05 12:00"]
    return pd.DataFrame(
        {
            "customer_id": [1, 1, 1, 1, 4],
            "ordered_at": pd.to_datetime(days, format="mixed"),
            "net_eur": [80.0, 20.0, 15.0, 5.0, 60.0],
        }
    )


FRAME_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "rfm": segments.rfm,
    "summary": lambda orders: btyd.summary(orders, unit="day"),
    "born": lambda orders: btyd.summary(orders, births_from="1900-02-01"),
    "years": lambda orders: lifetime.cohorts(orders, value="net_eur"),
    "months": lambda orders: lifetime.cohorts(orders, value="net_eur", period="month"),
}


@pytest.fixture(params=list(FRAME_FUNCTIONS))
def function(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    """A function that takes orders of any kind of table."""
    return FRAME_FUNCTIONS[request.param]
