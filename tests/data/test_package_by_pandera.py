"""Another program, given only the data package, accepts the shipped CSV files."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest

from customer_value.data.schema import TABLES

TYPES = {"integer": "int64", "number": "float64", "string": "str", "boolean": "bool"}


@pytest.mark.parametrize("name", TABLES)
def test_pandera_accepts(name: str, project: Path) -> None:
    package = json.loads((project / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(each for each in package["resources"] if each["name"] == f"tiny-{name}")
    times = [field["name"] for field in resource["schema"]["fields"] if field["type"] in {"date", "datetime"}]
    frame = pd.read_csv(project / "datasets" / resource["path"], parse_dates=times)
    columns = {}
    for field in resource["schema"]["fields"]:
        limits = field.get("constraints", {})
        required = limits.get("required", False)
        checks = [
            *([pa.Check.isin(limits["enum"])] if "enum" in limits else []),
            *([pa.Check.ge(limits["minimum"])] if "minimum" in limits else []),
            *([pa.Check.le(limits["maximum"])] if "maximum" in limits else []),
        ]
        kind = TYPES.get(field["type"]) if required or field["type"] == "string" else None
        columns[field["name"]] = pa.Column(kind, checks, nullable=not required)
    unique = resource["schema"]["primaryKey"]
    pa.DataFrameSchema(columns, strict=True, unique=unique).validate(frame, lazy=True)
