"""A Dask cluster of two processes and a local Spark give the rows that pandas gives."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from customer_value.analysis import btyd, lifetime, segments
from customer_value.errors import ColumnError, DataError

pytestmark = [
    pytest.mark.all,
    pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning"),
]
ZONES = ["UTC", "Europe/Berlin"]

Turn = Callable[[pd.DataFrame], Any]
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "rfm": segments.rfm,
    "summary": lambda orders: btyd.summary(orders, end="1998-03-31"),
    "born": lambda orders: btyd.summary(orders, value=None, births_from="1997-02-01", unit="day"),
    "cohorts": lambda orders: lifetime.cohorts(orders, value="net_eur", period="quarter", end="1998-03-31"),
}
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nobody": ({"customer_id": None}, "have no 'customer_id'"),
    "no time": ({"ordered_at": None}, "have no 'ordered_at'"),
    "no money": ({"net_eur": None}, "have no 'net_eur'"),
    "not a number": ({"net_eur": float("nan")}, "have no 'net_eur'"),
    "endless": ({"net_eur": float("inf")}, "infinite 'net_eur'"),
    "negative": ({"net_eur": -4.0}, "goes down to -4"),
}


@pytest.fixture(scope="module")
def dask() -> Iterator[Turn]:
    """Orders in seven parts, in no order, so that customers and days lie in several; two processes count them."""
    frames = pytest.importorskip("dask.dataframe", reason="for this test type: pip install 'dask[distributed]'")
    from distributed import Client

    with Client(n_workers=2, threads_per_worker=1, dashboard_address=":0"):
        yield lambda table: frames.from_pandas(table.sample(frac=1, random_state=1), npartitions=7, sort=False)


@pytest.fixture(scope="module")
def spark() -> Iterator[Turn]:
    """Orders in a Spark of this machine."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("for this test type: make test-all, or pip install 'pyspark>=4'")
    if shutil.which("java") is None:
        pytest.skip(
            "for this test Spark needs Java; on Debian or Ubuntu type: sudo apt-get install default-jre-headless"
        )
    from pyspark.sql import SparkSession

    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.log.level": "OFF"}
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield lambda table: session.createDataFrame(pa.Table.from_pandas(table, preserve_index=False))
    session.stop()


@pytest.fixture(params=["dask", "spark"])
def elsewhere(request: pytest.FixtureRequest) -> Turn:
    """A way to hand a pandas table to another engine."""
    return request.getfixturevalue(request.param)


def fetched(table: Any) -> pd.DataFrame:
    """Bring an answer back."""
    if isinstance(table, pd.DataFrame):
        return table
    return table.toArrow().to_pandas() if hasattr(table, "toArrow") else table.compute()


def test_rows_are_equal(elsewhere: Turn, cdnow_orders: pd.DataFrame) -> None:
    """No sampling: all 2,357 customers, in the order of their ids."""
    named = cdnow_orders.assign(customer_id=[f"C{number:04}" for number in cdnow_orders["customer_id"]])
    for orders in (cdnow_orders, named):
        given = elsewhere(orders)
        for function in FUNCTIONS.values():
            expected = function(orders)
            found = fetched(function(given)).reset_index(drop=True)
            pd.testing.assert_frame_equal(found, expected, check_dtype=False, rtol=1e-12)


def test_answers_stay_where_the_orders_are(elsewhere: Turn, cdnow_orders: pd.DataFrame) -> None:
    given = elsewhere(cdnow_orders.head(50))
    assert type(segments.rfm(given)) is type(given)
    assert type(btyd.summary(given)) is type(given)
    assert isinstance(lifetime.cohorts(given), pd.DataFrame)


@pytest.mark.parametrize("zone", ZONES)
def test_days_are_those_of_the_shops_clock(elsewhere: Turn, zone: str) -> None:
    """Eleven in the evening in the shop is another day elsewhere."""
    evenings = pd.to_datetime(["2025-01-01 23:00:00", "2025-01-02 00:30:00", "2024-12-31 23:59:59"])
    orders = pd.DataFrame({"customer_id": [1, 1, 2], "ordered_at": evenings, "net_eur": 1.0})
    expected = btyd.summary(orders, unit="day")
    given = elsewhere(orders.assign(ordered_at=evenings.tz_localize(zone)))
    if hasattr(given, "sparkSession"):  # Spark keeps moments, and writes them by the clock of the session
        given.sparkSession.conf.set("spark.sql.session.timeZone", zone)
    found = fetched(btyd.summary(given, unit="day")).reset_index(drop=True)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


@pytest.mark.parametrize("kind", BAD)
def test_bad_rows_are_refused(elsewhere: Turn, cdnow_orders: pd.DataFrame, kind: str) -> None:
    change, said = BAD[kind]
    table = cdnow_orders.head(6).convert_dtypes(dtype_backend="pyarrow")
    for name, value in change.items():
        table[name] = pd.array([value, *table[name].iloc[1:]], dtype=table[name].dtype)
    with pytest.raises(DataError, match=said):
        btyd.summary(elsewhere(table))


def test_bad_tables_are_refused(elsewhere: Turn, cdnow_orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="no order lies on or before end=1900-01-01"):
        segments.rfm(elsewhere(cdnow_orders), end="1900-01-01")
    with pytest.raises(ColumnError, match="'who'"):
        lifetime.cohorts(elsewhere(cdnow_orders), customer="who")
    with pytest.raises(DataError, match="not numbers"):
        btyd.summary(elsewhere(cdnow_orders.assign(net_eur="much")))
