"""A package holds its notes to the letter, in their order, each known by its name."""

from __future__ import annotations

import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.classroom.exports import apkg
from customer_value.classroom.exports.apkg import Note, NoteType, Template, stable_id

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
KIND = NoteType("kind", ("A", "B"), (Template("1", "{{A}}", "{{B}}"), Template("2", "{{B}}", "{{A}}")), "")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1f\0"), max_size=20)
notes = st.lists(
    st.builds(Note, guid=texts, type=st.just(KIND), fields=st.tuples(texts, texts), deck=st.sampled_from("xyz")),
    max_size=6, unique_by=lambda note: note.guid,
)  # fmt: skip

_NOTES = "SELECT guid, flds, notes.mod FROM notes, cards WHERE nid = notes.id AND ord = 0 ORDER BY due"


def _rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(path) as package:
        connection.deserialize(package.read("collection.anki2"))
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


@settings(max_examples=30)
@given(notes, st.integers(0, 10_000))
def test_notes_are_kept_to_the_letter(given: list[Note], days: int) -> None:
    when = WHEN + timedelta(days=days)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        assert apkg.write(path, given, when) == 2 * len(given)
        kept = _rows(path, _NOTES)
        assert kept == [(each.guid, "\x1f".join(each.fields), int(when.timestamp())) for each in given]
        before = path.read_bytes()
        apkg.write(path, given, when)
        assert path.read_bytes() == before


def test_ids_stand_for_names_and_not_for_contents() -> None:
    assert stable_id("note", "04.Q02") == stable_id("note", "04.Q02")
    assert len({stable_id(kind, name) for kind in ("note", "card") for name in map(str, range(1000))}) == 2000
    assert stable_id("ab", "c") != stable_id("a", "bc")
