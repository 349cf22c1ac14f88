"""The learner's own copy of the notebooks: made once, never overwritten.

A learner types into notebooks, so the course's own must not be the ones they type into: an upgrade would have to
choose between their work and ours. Each lesson is copied once, its outputs removed (a surprise must not stand there
before the guess). When a lesson has changed since, the new version is laid beside it as `NAME.new.ipynb`.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from customer_value import course
from customer_value.errors import SetupError
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = ".course.json"
START = "00_start_here.ipynb"


@dataclass(frozen=True)
class Laid:
    """What `make` did: copies made for the first time, and new versions laid beside older copies."""

    folder: Path
    copied: tuple[str, ...]
    renewed: tuple[str, ...]


def make(folder: Path) -> Laid:
    """Copy what `folder` lacks; lay new versions of what has changed since beside the learner's.

    Parameters
    ----------
    folder
        The learner's folder; made if it does not exist.

    Raises
    ------
    SetupError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _lay(folder)
    except OSError as error:
        raise SetupError(
            f"cannot write the learner's folder {folder} ({error.strerror or error}). Name another one: cvm lab FOLDER"
        ) from error


def strip(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook without outputs, execution counts and widget states."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    metadata = {key: value for key, value in notebook["metadata"].items() if key != "widgets"}
    return {**notebook, "cells": cells, "metadata": metadata}


def fresh(source: Path, solutions: Mapping[str, str] | None = None) -> str:
    """Return a notebook without outputs as text; in exercises that `solutions` names, the blanks are filled in.

    Parameters
    ----------
    source
        A notebook whose exercise cells carry a tag such as "exercise:04.E1".
    solutions
        Reference solutions by exercise id. Each line with a blank is replaced by the line of the solution that
        assigns to the same name.
    """
    notebook = strip(json.loads(source.read_text("utf-8")))
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", ())
        if cell["cell_type"] == "code" and (
            known := [s for k, s in (solutions or {}).items() if f"exercise:{k}" in tags]
        ):
            cell["source"] = _fill("".join(cell["source"]), known[0])
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def updates(folder: Path) -> list[str]:
    """Return the names of the new versions that lie beside the learner's copies in `folder`."""
    return sorted(path.name for path in folder.glob("[0-9][0-9]_*.new*.ipynb"))


def is_writable(folder: Path) -> bool:
    """Tell whether `folder`, or the nearest folder above it that exists, can be written."""
    near = next(each for each in (folder.resolve(), *folder.resolve().parents) if each.exists())
    return near.is_dir() and os.access(near, os.W_OK)


def _fill(source: str, solution: str) -> str:
    answers = {line.partition("=")[0].strip(): line for line in solution.splitlines()}
    lines = [
        answers.get(line.partition("=")[0].strip(), line) if "____" in line else line for line in source.splitlines()
    ]
    return "\n".join(lines)


def _lay(folder: Path) -> Laid:
    known = _read_manifest(folder)
    copied, renewed = [], []
    for source in sorted(course.folder("notebooks").glob("[0-9][0-9]_*.ipynb")):
        text = fresh(source)
        version = hashlib.sha256(text.encode()).hexdigest()
        if not (folder / source.name).exists():
            _write(folder / source.name, text)
            copied.append(source.name)
        elif known.get(source.name) != version:
            path = _free_name(folder / f"{source.stem}.new.ipynb")
            _write(path, text)
            renewed.append(path.name)
        known[source.name] = version
    _write(folder / MANIFEST, json.dumps(known, indent=1) + "\n")
    return Laid(folder, tuple(copied), tuple(renewed))


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _free_name(path: Path) -> Path:
    """Return `path`, or the first of NAME.new2, NAME.new3 … that is free: a learner may work in an older one."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(path.name.replace(".new.", f".new{number}."))
    return free


def _write(path: Path, text: str) -> None:
    """Write whole or not at all, so that a full disk leaves no half notebook."""
    with whole(path) as part:
        part.write_text(text, encoding="utf-8")
