"""Two programs that know nothing of the course accept the shipped files, and reject what breaks the schema.

They are told by datasets/datapackage.json alone. frictionless reads CSV only (its Parquet reader is not installed), so
it looks at the tiny edition; pandera looks at both. Our own validator has to find the same violations.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pandera.pandas as pa
import pytest

from customer_value.data.files import read_csv
from customer_value.data.schema import TABLES, TRUTH
from customer_value.data.validate import key_problems, problems
from customer_value.errors import CustomerValueError

Resource = dict[str, Any]
TYPES = {"integer": "int64", "number": "float64", "string": "str", "boolean": "bool"}
TIMES = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%d %H:%M:%S"}
LARGE = [f"larkspur-{'truth-' * table.hidden}{table.name}" for table in (*TABLES.values(), *TRUTH.values())]
TINY = [f"tiny-{name}" for name in TABLES]


@pytest.fixture(scope="module")
def resources(project: Path) -> dict[str, Resource]:
    """What the data package says of each file."""
    package = json.loads((project / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def with_targets(resources: dict[str, Resource], name: str) -> dict[str, Resource]:
    """A resource, and those that its keys point at."""
    found = {name: resources[name]}
    for key in resources[name]["schema"]["foreignKeys"]:
        if key["reference"]["resource"] not in found:
            found |= with_targets(resources, key["reference"]["resource"])
    return found


def by_frictionless(resources: dict[str, Resource], folder: Path) -> list[str]:
    package = frictionless.Package.from_descriptor({"resources": [*resources.values()]}, basepath=str(folder))
    return [str(note) for note in package.validate().flatten(["message"])]


def by_pandera(resources: dict[str, Resource], folder: Path) -> list[str]:
    frames = {name: read(resource, folder) for name, resource in resources.items()}
    found = []
    for name, resource in resources.items():
        try:
            frame_schema(resource, frames).validate(frames[name], lazy=True)
        except pa.errors.SchemaErrors as error:
            found.append(str(error))
    return found


def by_us(resources: dict[str, Resource], folder: Path) -> list[str]:
    try:
        names = [resource["path"].split("/")[1].removesuffix(".csv") for resource in resources.values()]
        frames = {name: read_csv(TABLES[name], folder / "larkspur_tiny" / f"{name}.csv").to_pandas() for name in names}
        return [*(problem for name in names for problem in problems(frames[name], name)), *key_problems(frames)]
    except CustomerValueError as error:
        return [str(error)]


def read(resource: Resource, folder: Path) -> pd.DataFrame:
    if resource["format"] == "parquet":
        return pd.read_parquet(folder / resource["path"])
    times = {field["name"]: TIMES[field["type"]] for field in resource["schema"]["fields"] if field["type"] in TIMES}
    header = pd.read_csv(folder / resource["path"], nrows=0).columns
    times = {name: form for name, form in times.items() if name in header}
    return pd.read_csv(folder / resource["path"], parse_dates=[*times], date_format=times)


def frame_schema(resource: Resource, frames: dict[str, pd.DataFrame]) -> pa.DataFrameSchema:
    schema = resource["schema"]
    keys = [key_check(key, frames) for key in schema["foreignKeys"]]
    columns = {field["name"]: column(field) for field in schema["fields"]}
    return pa.DataFrameSchema(columns, checks=keys, strict=True, unique=schema["primaryKey"])


def column(field: dict[str, Any]) -> pa.Column:
    limits = field.get("constraints", {})
    required = limits.get("required", False)
    unit = 10 ** field.get("decimals", 0)
    checks = [
        *([pa.Check(lambda values: (values * unit).round(6) % 1 == 0)] if "decimals" in field else []),
        *([pa.Check.isin(limits["enum"])] if "enum" in limits else []),
        *([pa.Check.ge(limits["minimum"])] if "minimum" in limits else []),
        *([pa.Check.le(limits["maximum"])] if "maximum" in limits else []),
    ]
    if field["type"] in TIMES:
        kind: str | None = "datetime64[us]"
    else:  # pandas turns whole numbers and booleans with missing values into something else
        kind = TYPES[field["type"]] if required or field["type"] in {"string", "number"} else None
    return pa.Column(kind, checks, nullable=not required)


def key_check(key: dict[str, Any], frames: dict[str, pd.DataFrame]) -> pa.Check:
    target = frames[key["reference"]["resource"]][key["reference"]["fields"]]
    known = set(target.itertuples(index=False, name=None))

    def found(frame: pd.DataFrame) -> bool:
        return set(frame[key["fields"]].dropna().itertuples(index=False, name=None)) <= known

    return pa.Check(found, name=f"{key['fields']} in {key['reference']['resource']}")


def cell(table: str, column: str, value: str) -> tuple[str, Callable[[pd.DataFrame], pd.DataFrame]]:
    """Put another text into one cell of a file."""
    return table, lambda frame: frame.assign(**{column: frame[column].where(frame.index != 3, value)})


VIOLATIONS: dict[str, tuple[str, Callable[[pd.DataFrame], pd.DataFrame]]] = {
    "wrong type": cell("orders", "item_count", "two"),
    "part of a whole number": cell("orders", "item_count", "1.5"),
    "above the maximum": cell("customers", "household_size", "9"),
    "negative money": cell("orders", "net_eur", "-12.00"),
    "unknown word": cell("orders", "channel", "shop"),
    "missing value": cell("orders", "net_eur", ""),
    "no such day": cell("orders", "ordered_at", "2024-02-30 10:00:00"),
    "key that occurs twice": ("orders", lambda frame: pd.concat([frame, frame.iloc[[3]]])),
    "key without a target": cell("orders", "customer_id", "999999"),
    "missing column": ("orders", lambda frame: frame.drop(columns="channel")),
    "wrong name of a column": ("orders", lambda frame: frame.rename(columns={"net_eur": "net"})),
}
FINER = cell("orders", "net_eur", "12.345")
TOOLS = {"frictionless": by_frictionless, "pandera": by_pandera, "ours": by_us}


@pytest.mark.parametrize("name", VIOLATIONS)
@pytest.mark.parametrize("tool", TOOLS)
def test_violations_are_rejected(
    tool: str, name: str, resources: dict[str, Resource], project: Path, tmp_path: Path
) -> None:
    assert rejects(tool, *VIOLATIONS[name], resources, project, tmp_path)


@pytest.mark.parametrize(("tool", "expected"), [("pandera", True), ("ours", True), ("frictionless", False)])
def test_parts_of_a_cent_are_rejected(
    tool: str, expected: bool, resources: dict[str, Resource], project: Path, tmp_path: Path
) -> None:
    """The words of a data package have none for decimals that frictionless knows; others may read our own."""
    assert rejects(tool, *FINER, resources, project, tmp_path) == expected


def rejects(
    tool: str,
    table: str,
    change: Callable[[pd.DataFrame], pd.DataFrame],
    resources: dict[str, Resource],
    project: Path,
    tmp_path: Path,
) -> bool:
    """Whether a tool accepts a file as it is, and rejects it changed."""
    needed = with_targets(resources, f"tiny-{table}")
    (tmp_path / "larkspur_tiny").mkdir()
    for resource in needed.values():
        shutil.copy(project / "datasets" / resource["path"], tmp_path / resource["path"])
    assert TOOLS[tool](needed, tmp_path) == []
    path = tmp_path / "larkspur_tiny" / f"{table}.csv"
    text = pd.read_csv(path, dtype=str, keep_default_na=False)
    change(text).to_csv(path, index=False, lineterminator="\n")
    return bool(TOOLS[tool](needed, tmp_path))


def test_frictionless_accepts_the_tiny_edition(resources: dict[str, Resource], project: Path) -> None:
    assert by_frictionless({name: resources[name] for name in TINY}, project / "datasets") == []


@pytest.mark.parametrize("name", [*TINY, *LARGE])
def test_pandera_accepts(name: str, resources: dict[str, Resource], project: Path) -> None:
    assert by_pandera(with_targets(resources, name), project / "datasets") == []
