"""The key of the raw edition: which flaws it has, and in which rows."""

from __future__ import annotations

from .model import Column, ForeignKey, Table


def _text(name: str, meaning: str) -> Column:
    return Column(name=name, type="string", meaning=meaning, made="Written down beside the flaw.")


FLAWS = Table(
    name="flaws",
    row="one flaw of the raw edition",
    primary_key=("flaw",),
    hidden=True,
    columns=(
        _text("flaw", "Code of the flaw, F01 to F14."),
        _text("table", "Table that has it."),
        _text("column", "Column that has it first of all."),
        _text("kind", "Kind of flaw."),
        _text("wrong", "What is wrong."),
        _text("harm", "What it does to an analysis that misses it."),
        _text("find", "How to find it."),
        _text("mend", "How to mend it; mended from F14 to F01, the raw table becomes the clean one."),
        Column(
            name="row_count",
            type="integer",
            meaning="Rows of the raw table that have it.",
            made="Counted from flaw_rows.",
            unit="rows",
            minimum=1,
        ),
        Column(
            name="row_share",
            type="number",
            meaning="Share of the raw table's rows that have it.",
            made="Rows divided by all rows of the raw table.",
            unit="share (0 to 1)",
            decimals=4,
            minimum=0,
            maximum=1,
        ),
    ),
)

FLAW_ROWS = Table(
    name="flaw_rows",
    row="one row of the raw edition that has a flaw",
    primary_key=("flaw", "row"),
    foreign_keys=(ForeignKey(columns=("flaw",), table="flaws", to=("flaw",)),),
    hidden=True,
    columns=(
        _text("flaw", "Code of the flaw."),
        _text("table", "Table that has it."),
        Column(
            name="row",
            type="integer",
            meaning="Row of the raw table, counted from 0: its label in the frame's index.",
            made="Noted when the flaw was planted.",
            minimum=0,
        ),
        _text("row_key", "Key of the row; two columns are joined by a dash: 17003-2."),
        Column(
            name="is_extra",
            type="boolean",
            meaning="Whether the row does not belong to the clean table at all.",
            made="True when the flaw added the row.",
        ),
    ),
)
