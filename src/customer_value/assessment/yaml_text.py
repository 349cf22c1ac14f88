"""The YAML that banks need and no more: maps, lists, text, numbers, true, false and null, each with its line.

ruamel.yaml finds the structure; what a value means is decided here. So 04.E2 is a name (YAML takes it for 4 x 10^2),
a date is text, and whatever could make a small file costly or run anything (aliases, tags, deep nesting, numbers
without end) is refused with its line.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 20
LARGEST = 1e15  # whole numbers up to here are exact as floats, and are shown with all their digits
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ITEM_ID = re.compile(r"\d\d\.E\d+")
_WORDS: dict[str, bool | None] = dict.fromkeys(["", "~", "null", "Null", "NULL"])
_WORDS |= dict.fromkeys(["true", "True", "TRUE"], True) | dict.fromkeys(["false", "False", "FALSE"], False)
_WHOLE = re.compile(r"[-+]?\d+")
_NUMBER = re.compile(r"[-+]?(\d(_?\d)*(\.(\d(_?\d)*)?)?|\.\d+)(e[-+]?\d+)?|[-+]?\.inf|\.nan", re.IGNORECASE)


class Map(dict[str, Any]):
    """A map that knows the line where it begins and that of each key, counted from 1; keys are text."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str | int, int] = {}


class List(list[Any]):
    """A list that knows the line where it begins and that of each entry, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str | int, int] = {}


def load(text: str, *, above: int = 0) -> Any:
    r"""Read YAML into maps and lists that know their lines; raises ruamel's `YAMLError`.

    Parameters
    ----------
    text
        One document.
    above
        How many lines stand above it in its file.

    Examples
    --------
    >>> plain(load("{id: 04.E2, answer: No, retention: .8}"))
    {'id': '04.E2', 'answer': 'No', 'retention': 0.8}
    >>> load("questions:\n  - id: 04.E2", above=10)["questions"].line
    12
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader = Reader
    yaml.reader.line = above
    return _Builder(yaml.parse(text)).document()


def plain(node: Any) -> Any:
    """Return what `load` returns as dict, list, str, int, float, bool and None, without lines."""
    if isinstance(node, Map):
        return {key: plain(value) for key, value in node.items()}
    return [plain(each) for each in node] if isinstance(node, List) else node


def line(node: Any, *path: str | int) -> int:
    """Return the line (from 1) of what `path` leads to in a loaded document, or of the nearest above it."""
    found = node.line if isinstance(node, (Map, List)) else 1
    for step in path:
        if not isinstance(node, (Map, List)) or step not in node.lines:
            break
        found = node.lines[step]
        node = node[step]  # type: ignore[index]  # a list's lines are known by place, a map's by key
    return int(found)


class _Builder:
    """Makes a document of a parser's events, one by one, and refuses at the first that a bank has no use for."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchored: Any = None

    def document(self) -> Any:
        """Return the one document of a stream; None if there is none."""
        found, count = None, 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                count += 1
                if count > 1:
                    _refuse("a second document begins here (---), a bank is one", event)
                found = self._node(next(self._events), 0)
        if self._anchored:  # at last: where an alias follows, that is what must be said
            _refuse("an anchor (&name) is not read here, put quotes around text that begins with &", self._anchored)
        return found

    def _node(self, event: Any, depth: int) -> Any:
        if isinstance(event, AliasEvent):
            _refuse("an alias (*name) is not read here, write the text itself", event)
        if event.ctag is not None:
            _refuse("a tag (!name) is not read here, put quotes around text that begins with !", event)
        if depth > DEEPEST:
            _refuse("it is nested too deeply", event)
        if event.anchor is not None:
            self._anchored = self._anchored or event
        if isinstance(event, ScalarEvent):
            return _value(event)
        return self._list(event, depth) if isinstance(event, SequenceStartEvent) else self._map(event, depth)

    def _list(self, start: Any, depth: int) -> List:
        found = List(start.start_mark.line + 1)
        while not isinstance(event := next(self._events), SequenceEndEvent):
            found.lines[len(found)] = event.start_mark.line + 1
            found.append(self._node(event, depth + 1))
        return found

    def _map(self, start: Any, depth: int) -> Map:
        found = Map(start.start_mark.line + 1)
        while not isinstance(event := next(self._events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                _refuse("the name of a field is no text", event)
            name = _text(event)
            if name in found:
                _refuse(f"duplicate key {name[:60]!r}", event)
            found.lines[name] = event.start_mark.line + 1
            found[name] = self._node(next(self._events), depth + 1)
        return found


def _value(event: Any) -> Any:
    value = _text(event)
    if not event.implicit[0] or _ITEM_ID.fullmatch(value):  # quoted, or a block of text
        return value
    if value in _WORDS:
        return _WORDS[value]
    if not _NUMBER.fullmatch(value):
        return value
    number = _number(value.lower().replace("_", ""))
    if not abs(number) <= LARGEST:
        _refuse("a number is from -1e15 to 1e15, put quotes around what is text", event)
    return number


def _number(value: str) -> float:
    if value.endswith(".nan"):
        return math.nan
    if _WHOLE.fullmatch(value) and len(value) < 20:
        return int(value)
    return float(value.replace(".inf", "inf"))


def _text(event: Any) -> str:
    if CONTROL.search(event.value):
        _refuse("a control character stands in the text", event)
    return str(event.value)


def _refuse(rule: str, event: Any) -> NoReturn:
    raise MarkedYAMLError(None, None, rule, event.start_mark)
