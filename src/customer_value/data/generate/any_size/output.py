"""A folder that belongs to one set of books, and plain words for what the disk refuses."""

from __future__ import annotations

import errno
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from customer_value.data.files import UNFINISHED, write_whole
from customer_value.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = "settings.json"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def claim(out: Path, records: str, settings: dict[str, Any]) -> None:
    """Take an empty folder, or one that was taken with the same settings.

    Parameters
    ----------
    out
        The folder; it need not exist.
    records
        Name of the folder inside it where the settings are kept.
    settings
        What decides about the rows.

    Raises
    ------
    SetupError
        If the folder holds other files or was taken with other settings, or if it cannot be written.
    """
    with explained(out):
        kept = out / records / SETTINGS
        if kept.exists():
            _compare(out, json.loads(kept.read_text("utf-8")), settings)
            return
        if out.exists() and (other := _first_file(out)):
            raise SetupError(f"{out} is not empty: it holds {other}. Choose another folder, or a new one")
        write_whole(kept, json.dumps(settings, indent=1).encode())


def _first_file(out: Path) -> str | None:
    files = (path for path in out.rglob("*") if path.is_file() and path.suffix != UNFINISHED)
    found = next(files, None)
    return None if found is None else str(found.relative_to(out))


def _compare(out: Path, kept: dict[str, Any], settings: dict[str, Any]) -> None:
    others = [name for name in settings if settings[name] != kept.get(name)]
    if not others:
        return
    theirs, ours = (", ".join(f"{name} {_say(each.get(name))}" for name in others) for each in (kept, settings))
    raise SetupError(
        f"{out} holds books that were begun with {theirs}; you ask for {ours}. "
        "Ask for the same to go on with them, or choose another folder"
    )


def _say(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def sweep(out: Path) -> None:
    """Remove what killed workers left unfinished."""
    for path in out.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)


@contextmanager
def explained(out: Path) -> Iterator[None]:
    """Turn what the system says when it cannot write into a sentence that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise SetupError(
                f"the disk of {out} is full. What is finished is kept: make room, then type the same command again"
            ) from error
        raise SetupError(f"{out} cannot be used: {error.strerror or error}. Choose another folder") from error
