"""JSON from strangers: read so that nothing in it can be huge, endless, or mean two things."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

DEEPEST, MOST = 12, 1000  # lists within lists, entries of a list or map
LONGEST = 20_000  # characters of a text
LARGEST = 1e15  # whole numbers up to here are exact as floats


class NotReadableError(ValueError):
    """What is wrong with some bytes that should be JSON."""


def read(data: bytes) -> Any:
    """Read JSON; refuse what JSON or this machine does not hold exactly.

    Parameters
    ----------
    data
        UTF-8. Their length is for the caller to bound.

    Raises
    ------
    NotReadableError
        If it is no JSON, or holds NaN, a number beyond 1e15, a name twice in one map, half a character, or more than
        12 levels, 1,000 entries or 20,000 characters.

    Examples
    --------
    >>> read(b'{"answer": [1, "no"]}')
    {'answer': [1, 'no']}
    >>> read(b'{"answer": 1, "answer": 2}')
    Traceback (most recent call last):
    ...
    customer_value.classroom.assignments.strict_json.NotReadableError: the name 'answer' stands twice in one place
    """
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise NotReadableError("it is no text") from None
    except json.JSONDecodeError as error:
        raise NotReadableError(f"it is no JSON (line {error.lineno}: {error.msg})") from None
    except RecursionError:
        raise NotReadableError("it is nested too deeply") from None
    except NotReadableError:
        raise
    except ValueError:  # Python reads no number with more than 4,300 digits
        raise NotReadableError("it has a number that is too long") from None
    _check(value, DEEPEST)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for name, value in pairs:
        if name in known:
            raise NotReadableError(f"the name {name[:40]!r} stands twice in one place")
        known[name] = value
    return known


def _no_number(name: str) -> NoReturn:
    raise NotReadableError(f"{name} is no number")


def _check(value: object, depth: int) -> None:
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, (int, float)):
        if not (math.isfinite(value) and abs(value) <= LARGEST):
            raise NotReadableError("it has a number beyond 1e15")
    elif isinstance(value, (list, dict)):
        if not depth:
            raise NotReadableError("it is nested too deeply")
        if len(value) > MOST:
            raise NotReadableError(f"it has more than {MOST} entries in one place")
        inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        for each in inner:
            _check(each, depth - 1)


def _check_text(text: str) -> None:
    if len(text) > LONGEST:
        raise NotReadableError(f"it has a text of more than {LONGEST} characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotReadableError("it has half a character") from None
