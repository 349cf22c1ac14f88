"""The schema in words: the dictionary for people, the data package for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .schema import TABLES, TRUTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .schema import Column, Table

DATA_VERSION = "1.0.0"
MADE_BY = "Made from the schema by `make data`; do not edit it by hand."


def dictionary() -> str:
    """Return the dictionary of all tables and columns as Markdown."""
    return "\n".join(
        [
            "# Dictionary",
            "",
            f"<!-- {MADE_BY} -->",
            "Every table and column of Larkspur's books.",
            "Money is in euros, times are the shop's local time, `today` is 2026-01-01.",
            "Whole numbers with missing values come as decimals in pandas.",
            "",
            *(line for table in TABLES.values() for line in _table_lines(table)),
            "# Hidden truth",
            "",
            "What only the maker of the data knows; `load_truth` gives it, and it spoils the surprise.",
            "",
            *(line for table in TRUTH.values() for line in _table_lines(table)),
        ]
    )


def _table_lines(table: Table) -> list[str]:
    keys = "; ".join(
        f"`{' + '.join(key.columns)}` points at {'the visible ' * (key.table in TABLES) * table.hidden}`{key.table}`"
        for key in table.foreign_keys
    )
    return [
        f"## {'truth: ' * table.hidden}{table.name}",
        "",
        f"One row is {table.row}.",
        f"Key: `{' + '.join(table.primary_key)}`{'; ' * bool(keys)}{keys}.",
        f"First used in lesson {table.lesson}.",
        "",
        "| column | type | unit | meaning | values | how it is made | lesson |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(_column_line(column) for column in table.columns),
        "",
    ]


def _column_line(column: Column) -> str:
    meaning = " ".join(filter(None, (column.meaning, column.missing)))
    cells = (
        f"`{column.name}`",
        column.type,
        column.unit or "",
        meaning,
        _values(column),
        column.made,
        column.lesson,
    )
    return f"| {' | '.join(cells)} |"


def _values(column: Column) -> str:
    if column.values:
        return ", ".join(column.values)
    if column.minimum is None:
        return ""
    return f"{column.minimum:g} {'or more' if column.maximum is None else f'to {column.maximum:g}'}"


def data_package(hashes: Mapping[str, str]) -> str:
    """Return the Frictionless Data Package that describes both editions, as JSON.

    Parameters
    ----------
    hashes
        Content hash of each resource by its name, such as "larkspur-orders".
    """
    resources = [
        _resource(f"{edition}-{'truth-' * table.hidden}{table.name}", edition, table, hashes)
        for edition, tables in (("larkspur", (*TABLES.values(), *TRUTH.values())), ("tiny", TABLES.values()))
        for table in tables
    ]
    package = {
        "name": "larkspur",
        "title": "Larkspur: the books of a fictional chain of department stores",
        "description": f"Synthetic; no real person, shop or brand. {MADE_BY}",
        "version": DATA_VERSION,
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "resources": resources,
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _resource(name: str, edition: str, table: Table, hashes: Mapping[str, str]) -> dict[str, Any]:
    place = (
        {"path": f"larkspur_tiny/{table.name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
        if edition == "tiny"
        else {
            "path": f"larkspur/{'truth/' * table.hidden}{table.name}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        }
    )
    return {
        "name": name,
        **place,
        "description": f"One row is {table.row}.",
        "content_sha256": hashes[name],
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.primary_key),
            "foreignKeys": [
                {
                    "fields": list(key.columns),
                    "reference": {"resource": f"{edition}-{key.table}", "fields": list(key.to)},
                }
                for key in table.foreign_keys
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    limits = {
        "required": True if column.missing is None else None,
        "enum": list(column.values) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    field = {
        "name": column.name,
        "type": column.type,
        "format": "%Y-%m-%d %H:%M:%S" if column.type == "datetime" else None,
        "unit": column.unit,
        "description": " ".join(filter(None, (column.meaning, column.missing))),
        "constraints": {key: value for key, value in limits.items() if value is not None} or None,
    }
    return {key: value for key, value in field.items() if value is not None}
