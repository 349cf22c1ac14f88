"""Read JSON that a stranger wrote: whatever is wrong with it comes out as a `DataError` with the place and the mend."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LARGEST = 1e12  # no amount of a shop is larger, and a float holds it to the cent
LONGEST = 80  # characters of a name


def content(path: object) -> dict[str, Any]:
    """Return what stands between the outer braces of a file.

    Raises
    ------
    DataError
        If the file cannot be read, is no JSON, holds a key twice, NaN or an infinite number, or is no object.
    """
    if not isinstance(path, str | PathLike):
        raise DataError(f"{path!r} is no file; give its path, such as 'plan.json'.")
    name = Path(path).name
    try:
        found = json.loads(Path(path).read_text("utf-8"), parse_constant=_strange(name), object_pairs_hook=_once(name))
    except DataError:
        raise
    except OSError as error:
        raise DataError(f"cannot read the plan {path} ({error.strerror or error}).") from error
    except (ValueError, RecursionError) as error:  # no JSON, no UTF-8, endless brackets or digits, no path
        raise DataError(f"{name} is no JSON file ({error}); write it with Plan.write.") from error
    if type(found) is not dict:
        raise DataError(f"{name} holds no plan; it begins with a brace and the key 'format'.")
    return found


def amount(value: Any, where: str) -> float:
    """Return a number of 0 or more, and refuse what is none."""
    if type(value) not in (int, float) or not 0 <= value <= LARGEST:
        refuse(where, f"{_short(value)} is no amount; write a number of 0 or more")
    return float(value)


def text(value: Any, where: str) -> str:
    """Return a text of 1 to 80 characters, and refuse what is none."""
    if type(value) is not str or not 0 < len(value.strip()) <= len(value) <= LONGEST:
        refuse(where, f"{_short(value)}; write a text of 1 to {LONGEST} characters")
    return str(value)


def ids(value: Any, where: str) -> list[object]:
    """Return a list of customers, and refuse what is none."""
    found = rows(value, where)
    if not all(type(each) in (int, str) for each in found):
        refuse(where, "it lists customers by number, such as [17, 23]")
    return found


def rows(value: Any, where: str) -> list[Any]:
    """Return a list, and refuse what is none."""
    if type(value) is not list:
        refuse(where, "it is no list; write one in square brackets")
    return list(value)


def known(kind: str, given: object, existing: Sequence[str], where: str) -> None:
    """Refuse a word that does not exist, and name those that do."""
    if given not in existing:
        raise UnknownNameError(f"{where}: {UnknownNameError.among(kind, given, existing)}")


def refuse(where: str, fault: str) -> NoReturn:
    """Say what is wrong, after the place."""
    raise DataError(f"{where}: {fault}.")


def _short(value: object) -> str:
    """Show a value, but no endless one; a number of 5,000 digits has no text at all."""
    told = "a number of many digits" if type(value) is int and abs(value) > LARGEST else repr(value)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


def _strange(name: str) -> Callable[[str], NoReturn]:
    def refused(word: str) -> NoReturn:
        raise DataError(f"{name} holds {word}, which is no amount: write a number, such as 0.")

    return refused


def _once(name: str) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Refuse a key that stands twice: of two budgets nobody can tell which one is meant."""

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise DataError(f"{name}: the key {_short(key)} stands there twice; keep one.")
            found[key] = value
        return found

    return made
