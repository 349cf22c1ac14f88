"""Anki's package of notes: a zip file with a SQLite collection of version 11, which every Anki since 2.0 imports.

The tables and their columns are those of Anki's own schema (rslib/src/storage, "schema11"). A note is known by its
`guid`: an import updates it when it is there already and older, and never adds it twice. All ids follow from names, and
all times are the export's, so that the same notes and time make the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from hashlib import blake2b, sha1
from typing import TYPE_CHECKING, Any

from customer_value.classroom.exports.packing import pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
    ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
    models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
    usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
    flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
    mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
    ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
    left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
    ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
    type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
"""
_VERSION = 11
_ALL = -1  # the number under which a row is sent with the next synchronisation
_FIRST_ID = 1_600_000_000_000  # Anki reads ids as times, and these as some in 2020 to 2023
_IDS = 100_000_000_000


@dataclass(frozen=True)
class Template:
    """One card that a note makes: its name, and both sides with `{{Field}}` for a field."""

    name: str
    front: str
    back: str


@dataclass(frozen=True)
class NoteType:
    """What notes of one kind have in common."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    style: str


@dataclass(frozen=True)
class Note:
    """One note.

    Attributes
    ----------
    guid
        By which Anki knows it again.
    fields
        Harmless HTML, in the order of the type's fields.
    deck
        Name of its deck, such as "Course::Lesson 4".
    tags
        Words without spaces.
    """

    guid: str
    type: NoteType
    fields: tuple[str, ...]
    deck: str
    tags: tuple[str, ...] = ()


def write(path: Path, notes: Sequence[Note], when: datetime) -> int:
    """Write a package of new cards; return how many cards it has.

    Parameters
    ----------
    path
        The file, named .apkg.
    notes
        In the order in which they are to be learned.
    when
        The time of the export, with time zone. Anki updates a note only from a later export.
    """
    collection = sqlite3.connect(":memory:")
    try:
        collection.executescript(_SCHEMA)
        _insert(collection, "col", _head(notes, when))
        for position, note in enumerate(notes):
            _add(collection, note, position, when)
        collection.commit()
        content = collection.serialize()
    finally:
        collection.close()
    pack(path, {"collection.anki2": content, "media": b"{}"}, when)
    return sum(len(note.type.templates) for note in notes)


def stable_id(*names: str) -> int:
    """Return a number that stands for a name."""
    digest = blake2b("\0".join(names).encode(), digest_size=8).digest()
    return _FIRST_ID + int.from_bytes(digest) % _IDS


def _head(notes: Sequence[Note], when: datetime) -> tuple[Any, ...]:
    """Return the one row of the table of settings: note types and decks are JSON there."""
    seconds, milliseconds = int(when.timestamp()), int(when.timestamp() * 1000)
    types = {stable_id("type", each.type.name): each.type for each in notes}
    decks = {stable_id("deck", each.deck): each.deck for each in notes}
    models = {str(key): _model(key, each, seconds) for key, each in types.items()}
    named = {"1": _deck(1, "Default", seconds), **{str(key): _deck(key, each, seconds) for key, each in decks.items()}}
    settings: dict[str, Any] = {"nextPos": len(notes) + 1, "curDeck": 1, "activeDecks": [1]}
    objects: tuple[Any, ...] = (settings, models, named, _OPTIONS, {})
    return (1, seconds, milliseconds, milliseconds, _VERSION, 0, 0, 0, *map(json.dumps, objects))


_OPTIONS = {
    "1": {
        "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0, "replayq": True,
        "new": {"delays": [1, 10], "ints": [1, 4, 7], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": True},
        "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 0},
        "rev": {"perDay": 100, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "bury": True},
    }
}  # fmt: skip


def _model(key: int, kind: NoteType, seconds: int) -> dict[str, Any]:
    fields = [
        {"name": name, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20}
        for place, name in enumerate(kind.fields)
    ]
    templates = [
        {"name": each.name, "ord": place, "qfmt": each.front, "afmt": each.back, "bqfmt": "", "bafmt": "", "did": None}
        for place, each in enumerate(kind.templates)
    ]
    return {
        "id": key, "name": kind.name, "type": 0, "mod": seconds, "usn": _ALL, "sortf": 0, "did": None,
        "css": kind.style, "flds": fields, "tmpls": templates, "latexPre": "", "latexPost": "", "tags": [], "vers": [],
        "req": [[place, "any", [0]] for place in range(len(templates))],
    }  # fmt: skip


def _deck(key: int, name: str, seconds: int) -> dict[str, Any]:
    day = [0, 0]
    return {
        "id": key, "name": name, "mod": seconds, "usn": _ALL, "desc": "", "dyn": 0, "conf": 1, "collapsed": False,
        "extendNew": 0, "extendRev": 0, "newToday": day, "revToday": day, "lrnToday": day, "timeToday": day,
    }  # fmt: skip


def _add(collection: sqlite3.Connection, note: Note, position: int, when: datetime) -> None:
    """Add a note and its cards, all of them new."""
    key, kind, seconds = stable_id("note", note.guid), stable_id("type", note.type.name), int(when.timestamp())
    first, tags = note.fields[0], f" {' '.join(note.tags)} " if note.tags else ""
    checksum = int(sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    row = (key, note.guid, kind, seconds, _ALL, tags, "\x1f".join(note.fields), first, checksum, 0, "")
    _insert(collection, "notes", row)
    for place, template in enumerate(note.type.templates):
        card, deck = stable_id("card", note.guid, template.name), stable_id("deck", note.deck)
        cells = (card, key, deck, place, seconds, _ALL, 0, 0, position, *[0] * 8, "")
        _insert(collection, "cards", cells)


def _insert(collection: sqlite3.Connection, table: str, row: Sequence[Any]) -> None:
    collection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608  our own tables
