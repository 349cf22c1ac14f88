"""`cvm import`: a file of another program becomes a bank, with a list of what was not read and what is to be filled in.

Nothing of the file is run, and no item of it becomes an exercise with code.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from customer_value.assessment.bank import SCHEMA_LINE, files
from customer_value.assessment.bank_file import LARGEST as LARGEST_BANK
from customer_value.assessment.bank_file import text_of
from customer_value.assessment.parsing import short
from customer_value.classroom.imports import gift, jupyterquiz, moodle, spell
from customer_value.classroom.imports.draft import Found, Open
from customer_value.classroom.imports.items import item
from customer_value.classroom.imports.refusals import NotReadError
from customer_value.errors import BankError, SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

LARGEST = 5_000_000  # bytes
MOST = 1000  # questions
_NAME = re.compile(r"\d\d_[a-z0-9_]+\.yaml")
_KEY = re.compile(r"\d\d\.Q\d{1,4}")
_FIRST = 901  # the course's own ids end below


@dataclass
class Brought:
    """A bank as text, and what came of each question.

    Attributes
    ----------
    count
        How many questions the bank has.
    unread
        Questions that are not in it: line and name, and why.
    lost
        What is not in it of questions that are.
    to_fill
        How often what is to be filled in.
    """

    text: str = ""
    count: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    to_fill: Counter[str] = field(default_factory=Counter)


def bring(file: Path, out: Path) -> Brought:
    """Read a file of GIFT, Moodle XML or jupyterquiz, and make a bank of it.

    Parameters
    ----------
    file
        Known by what it holds, not by its name.
    out
        The bank's file-to-be, whose name says the lesson; nothing is written.

    Raises
    ------
    SetupError
        If `out` has no name of a bank.
    BankError
        If the file cannot be read; the message names the line.
    """
    if not _NAME.fullmatch(out.name):
        raise SetupError(f"{out.name}: a bank is called like its lesson. Name it 04_my_questions.yaml or so.")
    brought = Brought()
    items: dict[str, tuple[str, dict[str, Any]]] = {}
    for found, why in _questions(file):
        origin = f"line {found.line}{f': {found.name[:80]}' if found.name else ''}"
        key = _key(found.key, out.name[:2], items)
        fields, fault = ({}, why) if why else _made(found, key)
        if fault:
            brought.unread.append((origin, fault))
            continue
        items[key] = (origin, fields)
        brought.lost += [(key, each) for each in dict.fromkeys(found.lost)]
        brought.to_fill.update(_open(fields))
    brought.text, brought.count = f"{SCHEMA_LINE}\n{spell.bank(_lesson(out), list(items.values()))}", len(items)
    size = len(brought.text.encode()) / 1e6
    if size > LARGEST_BANK / 1e6:
        rule = f"the bank would have {size:.1f} MB, and at most {LARGEST_BANK / 1e6} are read."
        raise BankError.at(short(file), 1, rule, "export fewer questions at a time, such as one category.")
    return brought


def _made(found: Found, key: str) -> tuple[dict[str, Any], str]:
    """Return an item, and why there is none, "" if there is."""
    try:
        return item(found, key), ""
    except NotReadError as why:
        return {}, str(why)


def _questions(file: Path) -> Iterator[tuple[Found, str]]:
    """Yield each question of a file, and why it cannot be read, "" if it can."""
    name = short(file)

    def refuse(line: int, _item: str, _code: str, rule: str, mend: str) -> NoReturn:
        raise BankError.at(name, line, rule, "export the questions again." if "empty" in rule else mend)

    text = text_of(file, refuse, LARGEST)
    for count, (found, why) in enumerate(_reader(text)(text, name), 1):
        if count > MOST:
            raise BankError.at(name, found.line, f"there are more than {MOST} questions.", "export fewer at a time.")
        yield found, why


def _reader(text: str) -> Callable[[str, str], Iterator[tuple[Found, str]]]:
    """Tell a format by its first sign: < begins XML, a bracket that is no [html] a list in JSON, all else is GIFT."""
    bare = text.lstrip()
    if bare.startswith("<"):
        return moodle.read
    is_list = bare.startswith("[") and not bare.startswith(("[html]", "[markdown]", "[plain]", "[moodle]"))
    return jupyterquiz.read if is_list else gift.read


def _lesson(out: Path) -> str:
    """Return the course's lesson of that number, to which a teacher's questions are added; else the file's own name."""
    return next((each.stem for each in files() if each.name[:2] == out.name[:2]), out.stem)


def _key(given: str, lesson: str, used: Collection[str]) -> str:
    """Return the id that the file gives, where it is one of the lesson, and a new one else."""
    if _KEY.fullmatch(given) and given.startswith(lesson) and given not in used:
        return given
    number = _FIRST
    while f"{lesson}.Q{number}" in used:
        number += 1
    return f"{lesson}.Q{number}"


def _open(value: Any) -> Iterator[str]:
    if isinstance(value, Open):
        yield value.what
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _open(each)
