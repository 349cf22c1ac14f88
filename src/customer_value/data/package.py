"""The schema in words for programs: the Frictionless Data Package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .describe import MADE_BY
from .schema import TABLES, TRUTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .schema import Column, Table

DATA_VERSION = "1.0.0"


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
                    "reference": {"resource": f"{edition}-{_resource_name(key.table)}", "fields": list(key.to)},
                }
                for key in table.foreign_keys
            ],
        },
    }


def _resource_name(target: str) -> str:
    """Name the table that a key points at: the visible one, else the hidden one."""
    return target if target in TABLES else f"truth-{target}"


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
        "decimals": column.decimals,
        "description": " ".join(filter(None, (column.meaning, column.missing))),
        "constraints": {key: value for key, value in limits.items() if value is not None} or None,
    }
    return {key: value for key, value in field.items() if value is not None}
