"""YAML 1.2 as banks need it: line numbers kept, and 04.E2 read as a name.

YAML takes `04.E2` for the number 400 (4 x 10^2), so that the id of an exercise would need quotes; here it does not.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

DEEPEST = 20
_ITEM_ID = re.compile(r"\d\d\.E\d+\Z")


class _Resolver(VersionedResolver):
    """The resolver of YAML 1.2, except that an unquoted item id stays text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and implicit[0] and _ITEM_ID.match(value):
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


class _Composer(Composer):
    """Refuses what makes a small file costly: aliases, which can stand for endless text, and deep nesting."""

    _depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            self._refuse("an alias (*name) is not read here, write the text itself")
        if self._depth > DEEPEST:
            self._refuse("it is nested too deeply")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _refuse(self, rule: str) -> NoReturn:
        raise ComposerError(None, None, rule, self.parser.peek_event().start_mark)


def load(text: str) -> Any:
    """Read YAML into maps and lists that know their lines (`.lc`); raises ruamel's `YAMLError`.

    Examples
    --------
    >>> plain(load("{id: 04.E2, answer: No, retention: .8}"))
    {'id': '04.E2', 'answer': 'No', 'retention': 0.8}
    """
    yaml = YAML(typ="rt")
    yaml.Resolver = _Resolver
    yaml.Composer = _Composer
    return yaml.load(text)


def plain(node: Any) -> Any:
    """Strip what `load` returns down to dict, list, str, int, float, bool and None."""
    if isinstance(node, dict):
        return {plain(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(each) for each in node]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def line(node: Any, *path: str | int) -> int:
    """Return the line (from 1) of what `path` leads to in a loaded document, or of the nearest above it."""
    found = node.lc.line + 1
    for step in path:
        try:
            found = node.lc.data[step][0] + 1
            node = node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return int(found)
