"""Items as the YAML of a bank: text is quoted wherever YAML could read it as anything else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from customer_value.assessment.rules.wording import OPEN
from customer_value.assessment.yaml_text import CONTROL
from customer_value.classroom.exports.asked import plain
from customer_value.classroom.imports.draft import Open

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PLAIN = re.compile(r"[A-Za-z][\w '()%€/+.,;?!-]*", re.ASCII)
_BREAKS = re.compile("[\x85\u2028\u2029]")  # ends of lines to YAML alone
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_ID = re.compile(r"\d\d\.[OQE]\d+")
_MARK = f"  # {OPEN}"


def bank(
    lesson: str, items: Sequence[tuple[str, Mapping[str, Any]]], misconceptions: Mapping[str, str] | None = None
) -> str:
    """Return a bank as YAML: each item below a comment, of one line or several, that says where it comes from.

    Examples
    --------
    >>> print(bank("04_own", [("line 3", {"id": "04.Q901", "bloom": Open("apply", "bloom"), "hints": ["a: b"]})]))
    lesson: 04_own
    questions:
      # line 3
      - id: 04.Q901
        bloom: apply  # TO FILL IN
        hints:
          - "a: b"
    <BLANKLINE>
    """
    named = _lines({"misconceptions": misconceptions} if misconceptions else {})
    lines = [f"lesson: {lesson}", *named, "questions:"]
    for origin, fields in items:
        lines += [f"  # {' '.join(CONTROL.sub('', each).split())}" for each in origin.splitlines() or [""]]
        lines += [f"  {each}" for each in _listed(fields)]
        lines.append("")
    return "\n".join(lines)


def _listed(value: Any) -> Iterator[str]:
    """Yield the lines of an entry of a list."""
    first, *rest = _lines(value) if isinstance(value, dict) else [_scalar(value)]
    yield f"- {first}"
    yield from (f"  {each}" for each in rest)


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{name}:"
            yield from (f"  {each}" for each in _lines(value))
        elif isinstance(value, list) and all(isinstance(each, int | float) for each in value):
            yield f"{name}: [{', '.join(map(_scalar, value))}]"
        elif isinstance(value, list):
            yield f"{name}:"
            yield from (f"  {line}" for each in value for line in _listed(each))
        else:
            yield f"{name}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, Open):
        return f"{_scalar(value.value)}{_MARK}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return plain(value)
    text = CONTROL.sub("", _BREAKS.sub(" ", str(value)))
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" ")
    return text if is_plain or _ID.fullmatch(text) else json.dumps(text, ensure_ascii=False)
