"""Values are compared by declared type, all rows of them, and the first cell that differs is named."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from customer_value.assessment.compare import differs
from customer_value.assessment.examples import AlwaysEqual
from customer_value.assessment.parts import Tolerance
from customer_value.assessment.questions.code import Kind

TIGHT = Tolerance(relative=1e-6)
SPENT = pd.DataFrame(
    {
        "customer_id": [3, 1, 2],
        "spent": [10.0, 20.5, np.nan],
        "last": pd.to_datetime(["2025-01-01", None, "2025-03-01"]),
    }
)


class SubSeries(pd.Series):
    """A learner's own Series, whose comparisons could be anything."""

    def __eq__(self, other: object) -> object:
        return True

    __hash__ = None  # type: ignore[assignment]


class Liar(type):
    """A metaclass whose types claim to be `str` and to equal every type."""

    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(str)


class AnyText(str):
    """Text that differs from no other."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


class Chameleon(metaclass=Liar):
    def __str__(self) -> str:
        return AnyText("x")

    def __float__(self) -> float:
        return 0.3


def says(
    given: object, expected: object, kind: Kind, tolerance: Tolerance = TIGHT, *, any_row_order: bool = False
) -> str:
    difference = differs(given, expected, kind, tolerance, any_row_order=any_row_order)
    return difference.says if difference else ""


@pytest.mark.parametrize("given", [0.1 + 0.2, np.float32(0.3), np.float64(0.3), Decimal("0.3"), Fraction(3, 10)])
def test_numbers_of_any_make_are_numbers(given: object) -> None:
    assert not says(given, 0.3, "number")
    assert not says(np.int16(3), 3, "number")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("0.3", "this is a str"),
        (True, "this is a bool"),
        (pd.Series([0.3]), "this is a Series"),
        (np.array(0.3), "this is a ndarray"),
        (AlwaysEqual(), "this is a AlwaysEqual"),
        (type("Sub", (float,), {"__eq__": lambda *_: True, "__hash__": None})(0.3), "this is a Sub"),
        (10**400, "too large"),
        (Decimal("sNaN"), "too large"),
        (np.timedelta64(3, "D"), "this is a timedelta64"),
        (np.complex128(0.3), "this is a complex128"),
        (float("nan"), "NaN"),
        (float("inf"), "not the value"),
        (0.30001, "not the value"),
    ],
)
def test_no_other_number_passes(given: object, text: str) -> None:
    assert text in says(given, 0.3, "number")


def test_text_is_compared_without_case_and_spare_spaces() -> None:
    assert not says(" The  Best\n", "the best", "text")
    assert not says(np.str_("a"), "A", "text")
    assert says("worst", "best", "text") == "This is not the text."
    assert says(3, "3", "text") == "Text is asked for; this is a int."


def test_series_by_values_and_by_meaningful_index() -> None:
    counts = pd.Series([5, 7], index=pd.Index(["store", "web"], name="channel"), name="orders")
    assert not says(counts.rename("n").astype("float32"), counts, "Series")
    assert not says([5, 7], counts, "Series")
    assert not says(np.array([5.0, 7.0]), counts, "Series")
    assert not says(counts[::-1], counts, "Series", any_row_order=True)
    assert "first in row 1 (channel web), the values: yours is 9" in says(
        pd.Series([5, 9], counts.index), counts, "Series"
    )
    assert not says(pd.Series([5, 7], index=["store", "web"]), counts, "Series")
    assert "column 'channel': yours is till" in says(pd.Series([5, 7], index=["till", "web"]), counts, "Series")
    assert "3 rows; 2 are expected" in says([5, 7, 9], counts, "Series")
    assert "this is a SubSeries" in says(SubSeries([5, 7]), counts, "Series")
    assert "this is a ndarray" in says(np.ones((2, 2)), counts, "Series")


def test_a_series_is_compared_label_by_label_where_labels_say_something() -> None:
    spent = pd.Series([5.0, 7.0, 7.0], index=pd.Index([3, 1, 2], name="customer_id"))
    assert not says(spent.sort_index(), spent, "Series")
    assert not says(spent.sort_index().rename_axis(None), spent, "Series")
    assert "first in row 0 (customer_id 1), the values: yours is 8" in says(
        pd.Series([8.0, 7.0, 5.0], index=[1, 2, 3]), spent, "Series"
    )
    assert "cells differ" in says(pd.Series([7.0, 5.0, 7.0], spent.index), spent, "Series")
    pair = pd.Series([1.0, 2.0], index=pd.MultiIndex.from_tuples([("b", 1), ("a", 2)], names=["shop", "year"]))
    assert not says(pair[::-1], pair, "Series")


def test_positions_matter_where_labels_only_count_or_repeat() -> None:
    ranking = pd.Series([9.0, 7.0, 5.0])
    assert says(ranking[::-1].reset_index(drop=True), ranking, "Series")
    assert says([5.0, 7.0, 9.0], ranking, "Series")
    twice = pd.Series([1.0, 2.0], index=["a", "a"])
    assert says(twice[::-1], twice, "Series")


@pytest.mark.parametrize(
    ("given", "kind", "text"),
    [
        (pl.Series([5, 7]), "Series", "A pandas Series is asked for; this is a polars Series: write .to_pandas()."),
        (pl.DataFrame({"a": [1]}), "DataFrame", "this is a polars DataFrame: write .to_pandas()."),
        (pl.LazyFrame({"a": [1]}), "DataFrame", "this is a polars LazyFrame: write .collect().to_pandas()."),
        (pa.table({"a": [1]}), "DataFrame", "this is a pyarrow Table: write .to_pandas()."),
        (pl.Series([5]), "number", "A number is asked for; this is a polars Series."),
    ],
)
def test_tables_of_other_libraries_are_named(given: object, kind: Kind, text: str) -> None:
    expected = {"Series": pd.Series([5, 7]), "DataFrame": SPENT, "number": 5}[kind]
    assert text in says(given, expected, kind)


def test_a_filtered_index_that_only_counts_rows_does_not_matter() -> None:
    values = pd.Series([1.0, 2.0, 3.0])[lambda s: s > 1]
    assert not says(values.reset_index(drop=True), values, "Series")
    labelled = pd.Series([1.0, 2.0], index=["a", "b"])
    assert not says(pd.Series([1.0, 2.0], index=["a", "b"]), labelled, "Series")
    assert "column 'index'" in says(pd.Series([1.0, 2.0], index=["a", "c"]), labelled, "Series")
    assert "missing: index" in says(pd.Series([1.0, 2.0]), labelled, "Series")


def test_frames_by_columns_in_any_order_index_or_not() -> None:
    assert not says(SPENT[["last", "spent", "customer_id"]], SPENT, "DataFrame")
    assert not says(SPENT.set_index("customer_id"), SPENT, "DataFrame")
    assert not says(SPENT.astype({"customer_id": "Int64", "spent": "float32"}), SPENT, "DataFrame")
    assert not says(SPENT.convert_dtypes(dtype_backend="pyarrow"), SPENT, "DataFrame")
    assert not says(SPENT.astype(object), SPENT, "DataFrame")
    assert not says(SPENT.iloc[[2, 0, 1]], SPENT, "DataFrame", any_row_order=True)
    assert "this is a dict" in says(SPENT.to_dict(), SPENT, "DataFrame")


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_dates_are_dates_in_any_unit(unit: str) -> None:
    assert not says(SPENT.astype({"last": f"datetime64[{unit}]"}), SPENT, "DataFrame")
    assert not says(SPENT.assign(last=SPENT["last"].dt.tz_localize("UTC")), SPENT, "DataFrame")


def test_months_are_their_first_day_and_dates_of_python_too() -> None:
    months = pd.DataFrame({"month": pd.period_range("2025-01", periods=3, freq="M")})
    assert not says(months.assign(month=months["month"].dt.to_timestamp()), months, "DataFrame")
    assert not says(pd.DataFrame({"month": [dt.date(2025, m, 1) for m in (1, 2, 3)]}), months, "DataFrame")
    assert "holds text; dates are expected" in says(pd.DataFrame({"month": ["2025-01"] * 3}), months, "DataFrame")


def test_every_row_counts_and_the_first_cell_is_named() -> None:
    long = pd.DataFrame({"customer_id": range(1000), "spent": np.arange(1000) / 7})
    wrong = long.assign(spent=long["spent"].where(long.index < 900, 0.0))
    assert says(wrong, long, "DataFrame") == (
        "100 of 2000 cells differ, first in row 900 (customer_id 900), column 'spent': yours is 0."
    )


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (SPENT.drop(columns="last"), "missing: last"),
        (SPENT.assign(more=1), "not asked for: more"),
        (SPENT.head(2), "2 rows; 3 are expected"),
        (SPENT.assign(spent=[10.0, 20.5, 0.0]), "column 'spent': yours is 0"),
        (SPENT.assign(spent=["10", "20.5", "x"]), "'spent' holds text; numbers are expected"),
        (SPENT.assign(spent=[10.0, 20.5, AlwaysEqual()]), "holds other objects; numbers are expected"),
        (SPENT.assign(customer_id=[3, 1, 4]), "column 'customer_id'"),
        (SPENT.assign(last=SPENT["last"] + pd.Timedelta(days=1)), "column 'last'"),
        (pd.concat([SPENT, SPENT[["spent"]]], axis=1), "Two columns have the same name"),
        (SPENT.rename(columns={"last": AlwaysEqual()}), "Two columns have the same name, or a name is no text"),
    ],
)
def test_what_differs_is_said(given: object, text: str) -> None:
    assert text in says(given, SPENT, "DataFrame")


def test_whole_numbers_are_compared_exactly() -> None:
    ids = pd.DataFrame({"order_id": [100_000_001]})
    assert says(pd.DataFrame({"order_id": [100_000_002]}), ids, "DataFrame")


def test_absolute_tolerance_categories_spans_and_missing_text() -> None:
    frame = pd.DataFrame({"channel": ["web", None], "wait": pd.to_timedelta([1, 2], unit="D"), "rate": [0.1, 0.2]})
    near = frame.assign(channel=frame["channel"].astype("category"), rate=[0.104, 0.2])
    assert not says(near, frame, "DataFrame", Tolerance(absolute=0.005))
    assert "column 'rate'" in says(near, frame, "DataFrame", Tolerance(absolute=0.001))
    assert not says(frame.iloc[::-1], frame, "DataFrame", any_row_order=True)


def test_the_row_that_differs_is_named_where_the_learner_has_it() -> None:
    given = SPENT.iloc[[2, 1, 0]].assign(spent=[np.nan, 20.5, 99.0])
    said = says(given, SPENT, "DataFrame", any_row_order=True)
    assert said == "1 of 9 cells differ, first in row 2 (customer_id 3), column 'spent': yours is 99."


def test_an_empty_table_equals_an_empty_table() -> None:
    assert not says(SPENT.head(0), SPENT.head(0), "DataFrame")


@pytest.mark.parametrize("cell", [Chameleon(), AnyText("gold")])
def test_a_type_that_lies_is_refused(cell: object) -> None:
    metals = pd.Series(["gold", "iron"], index=["Ana", "Ben"])
    difference = differs(pd.Series([cell, cell], metals.index, dtype=object), metals, "Series", TIGHT)
    assert difference is not None
    assert not difference.usable
    assert says([cell, cell], metals, "Series")
    assert "is asked for" in says(cell, 0.3, "number")
    assert "is asked for" in says(cell, "gold", "text")
    assert "is asked for" in says(cell, metals, "Series")


def test_a_fraction_with_text_of_its_own_does_not_decide() -> None:
    half = Fraction(1)
    half._numerator = AnyText("1")  # type: ignore[attr-defined]
    mixed = pd.Series([half, "b"], dtype=object)
    assert says(mixed, pd.Series(["a", "b"]), "Series")


@pytest.mark.parametrize("dtype", [complex, "complex64", bool, "boolean", "bool[pyarrow]", "category"])
def test_complex_and_true_or_false_columns_are_no_numbers(dtype: type | str) -> None:
    kept = pd.Series([1.0, 0.0], index=["Ana", "Ben"])
    given = kept.astype(bool).astype(dtype) if dtype == "category" else kept.astype(dtype)  # type: ignore[call-overload, arg-type]
    difference = differs(given, kept, "Series", TIGHT)
    assert difference is not None
    assert not difference.usable
    assert "numbers are expected" in difference.says


def test_true_and_false_are_compared_where_they_are_asked_for() -> None:
    kept = pd.Series([True, False], index=["Ana", "Ben"])
    assert not says(kept.astype("boolean"), kept, "Series")
    assert not says(kept.astype(object), kept, "Series")
    assert "2 of 4 cells differ" in says(~kept, kept, "Series")
    assert "holds numbers; true and false are expected" in says(kept.astype(int), kept, "Series")


@pytest.mark.parametrize("dtype", ["int64", object])
def test_whole_numbers_do_not_wrap_around(dtype: type | str) -> None:
    large = pd.Series([2**63, 1], dtype="uint64")
    assert says(pd.Series([-(2**63), 1], dtype=dtype), large, "Series")
    assert not says(large.astype(object), large, "Series")
    assert says(pd.Series([2**63 + 1, 1], dtype=object), large, "Series")
    assert says(pd.Series([2**70, 1], dtype=object), large, "Series")
