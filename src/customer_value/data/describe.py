"""The schema in words for people: the dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .schema import FAMILIES, KEY, TABLES, TRUTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .schema import Column, ForeignKey, Table

MADE_BY = "Made from the schema by `make data`; do not edit it by hand."
INTRODUCTION = f"""# Dictionary

<!-- {MADE_BY} -->
Every table and column of Larkspur's books.
Money is in euros, times are the shop's local time, `today` is 2026-01-01.
Whole numbers with missing values come as decimals in pandas.
A name says what it holds: `_eur`, `_days`, `_share`, `_km` and `_m2` are units.
`_on` is a day, `_at` a time, `is_` and `has_` a yes or no.
The last column of each list is the lesson that uses the column first; 00 is the start page.
"""
LONG = 300  # from here on a list of values makes the whole table hard to read
FAMILY_TITLES = {
    "trade": "Trade: who buys what, and what it earns",
    "behaviour": "Behaviour: what customers do beside buying",
    "surveys": "Surveys: what customers say",
    "marketing": "Marketing: what Larkspur does to win, develop and keep customers",
    "market": "Market: the stores, the rivals, the staff",
}
TRUTH_TITLE = "Hidden truth: spoilers"
KEY_TITLE = "Key of the raw edition: spoilers"


def dictionary() -> str:
    """Return the dictionary of all tables and columns as Markdown."""
    return "\n".join(
        [
            INTRODUCTION,
            *_contents(),
            *(line for family, tables in FAMILIES.items() for line in _section(FAMILY_TITLES[family], "", tables)),
            *_section(
                TRUTH_TITLE,
                "What only the maker of the data knows; `load_truth` gives it.\n"
                "It spoils the surprise: read on only to check an estimate that you have made.",
                TRUTH.values(),
            ),
            *_section(
                KEY_TITLE,
                'What is wrong in `load(…, edition="raw")`, row by row.\n'
                "It is in no file; `load_truth` makes it when you ask for it.",
                KEY.values(),
            ),
        ]
    )


def _contents() -> list[str]:
    """List all tables by family, each a link."""
    lines = ["| about | table | one row is | lesson |", "| --- | --- | --- | --- |"]
    for family, tables in FAMILIES.items():
        lines += [f"| {family} | {_link(table)} | {table.row} | {table.lesson} |" for table in tables]
    hidden = [_link(table) for table in (*TRUTH.values(), *KEY.values())]
    return ["## Contents", "", *lines, "", f"Spoilers, to be read last: {', '.join(hidden)}.", ""]


def _section(title: str, text: str, tables: Iterable[Table]) -> list[str]:
    return [
        f"## {title}",
        "",
        *([text, ""] if text else []),
        *(line for table in tables for line in _table_lines(table)),
    ]


def _heading(table: Table) -> str:
    return f"{'truth ' * table.hidden}{table.name}"


def _link(table: Table) -> str:
    """Link to a heading, as GitHub and JupyterLab name its anchor."""
    return f"[{_heading(table)}](#{_heading(table).replace(' ', '-')})"


def _table_lines(table: Table) -> list[str]:
    pointing = [f"`{' + '.join(key.columns)}` points at {_target(table, key)}" for key in table.foreign_keys]
    keys = [f"`{' + '.join(table.primary_key)}`", *pointing]
    return [
        f"### {_heading(table)}",
        "",
        f"One row is {table.row}.",
        f"Key: {'; '.join(keys)}.",
        f"First used in lesson {table.lesson}.",
        "",
        "| column | type | unit | meaning | values | how it is made | lesson |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(_column_line(column) for column in table.columns),
        "",
    ]


def _target(table: Table, key: ForeignKey) -> str:
    return f"{'the visible ' * (table.hidden and key.table in TABLES)}`{key.table}`"


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
    if len(text := ", ".join(column.values)) > LONG:
        return f"{len(column.values)} texts, such as “{column.values[0]}”"
    if column.values:
        return text
    if column.minimum is None:
        return ""
    return f"{column.minimum:g} {'or more' if column.maximum is None else f'to {column.maximum:g}'}"
