"""Packages unpacked, and an engine of QTI 3.0 that scores responses, written from the specification alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

QTI = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}qti-"


class Engine:
    """One attempt at an item: `score` and the feedbacks that are shown.

    A response is text, or a list of texts if it has several parts; one that is not given is NULL, here None.
    """

    def __init__(self, item: Element, responses: Mapping[str, Any]) -> None:
        self.item = item
        declared = {each.get("identifier", ""): each for each in item.iter(f"{QTI}response-declaration")}
        assert set(responses) <= set(declared)
        self.declared = declared
        self.values: dict[str, Any] = dict.fromkeys(declared) | dict(responses)
        for each in item.iter(f"{QTI}outcome-declaration"):
            default = each.find(f"{QTI}default-value/{QTI}value")
            value = None if default is None else self._typed(default.text or "", each.get("base-type"))
            self.values[each.get("identifier", "")] = [value] if each.get("cardinality") == "multiple" else value
        for name, each in declared.items():
            if each.get("base-type") == "float" and self.values[name] is not None:
                self.values[name] = float(self.values[name])
        processing = item.find(f"{QTI}response-processing")
        assert processing is not None
        self._run(processing)

    @property
    def score(self) -> float:
        return self.values["SCORE"]

    @property
    def told(self) -> list[Element]:
        shown = self.values["FEEDBACK"] or []
        every = {each.get("identifier"): each for each in self.item.iter(f"{QTI}modal-feedback")}
        return [every[name] for name in shown if name != "nothing"]

    def _run(self, rules: Element) -> None:
        for rule in rules:
            name = rule.tag.removeprefix(QTI)
            if name == "set-outcome-value":
                self.values[rule.get("identifier", "")] = self._value(rule[0])
            elif name == "response-condition":
                self._choose(rule)
            else:
                assert rules.tag.removeprefix(QTI) in ("response-if", "response-else-if")
                assert rule is rules[0]  # its test

    def _choose(self, condition: Element) -> None:
        for branch in condition:
            if branch.tag == f"{QTI}response-else" or self._value(branch[0]) is True:
                self._run(branch)
                return

    def _typed(self, text: str, kind: str | None) -> Any:
        return float(text) if kind in ("float", "integer") else text

    def _value(self, node: Element) -> Any:
        name = node.tag.removeprefix(QTI).replace("-", "_")
        return getattr(self, f"_{name}")(node)

    def _all(self, node: Element) -> list[Any]:
        return [self._value(each) for each in node]

    def _variable(self, node: Element) -> Any:
        return self.values[node.get("identifier", "")]

    def _base_value(self, node: Element) -> Any:
        return self._typed(node.text or "", node.get("base-type"))

    def _correct(self, node: Element) -> Any:
        declared = self.declared[node.get("identifier", "")]
        right = [each.text for each in declared.iterfind(f"{QTI}correct-response/{QTI}value")]
        return right[0] if declared.get("cardinality") == "single" else right

    def _match(self, node: Element) -> bool | None:
        first, second = self._all(node)
        if first is None or second is None:
            return None
        ordered = any(each.tag == f"{QTI}ordered" for each in node) or any(
            self.declared[each.get("identifier", "")].get("cardinality") == "ordered"
            for each in node
            if each.tag in (f"{QTI}variable", f"{QTI}correct")
        )
        return first == second if ordered or isinstance(first, str) else sorted(first) == sorted(second)

    def _member(self, node: Element) -> bool | None:
        what, container = self._all(node)
        return None if container is None else what in container

    def _not(self, node: Element) -> bool | None:
        [value] = self._all(node)
        return None if value is None else not value

    def _and(self, node: Element) -> bool | None:
        values = self._all(node)
        return False if False in values else None if None in values else True

    def _is_null(self, node: Element) -> bool:
        return self._value(node[0]) is None

    def _lt(self, node: Element) -> bool:
        first, second = self._all(node)
        return first < second

    def _gt(self, node: Element) -> bool:
        first, second = self._all(node)
        return first > second

    def _sum(self, node: Element) -> float:
        return sum(self._all(node))

    def _multiple(self, node: Element) -> list[Any]:
        parts = [each for each in self._all(node) if each is not None]
        return [one for each in parts for one in (each if isinstance(each, list) else [each])]

    _ordered = _multiple

    def _delete(self, node: Element) -> list[Any] | None:
        what, container = self._all(node)
        return None if container is None else [each for each in container if each != what]

    def _string_match(self, node: Element) -> bool | None:
        first, second = self._all(node)
        if first is None or second is None:
            return None
        return first == second if node.get("case-sensitive") == "true" else first.lower() == second.lower()

    def _equal(self, node: Element) -> bool | None:
        given, wanted = self._all(node)
        if given is None:
            return None
        assert node.get("tolerance-mode") == "absolute"
        below, above = map(float, (node.get("tolerance") or "").split())
        return wanted - below <= given <= wanted + above

    def _map_response(self, node: Element) -> float:
        name = node.get("identifier", "")
        mapping = self.declared[name].find(f"{QTI}mapping")
        assert mapping is not None
        given = self.values[name]
        parts = [] if given is None else sorted(set(given)) if isinstance(given, list) else [given]
        total = sum(self._mapped(mapping, each) for each in parts)
        low, high = (mapping.get(f"{each}-bound") for each in ("lower", "upper"))
        total = total if low is None else max(float(low), total)
        return total if high is None else min(float(high), total)

    def _mapped(self, mapping: Element, given: str) -> float:
        for entry in mapping:
            key = entry.get("map-key") or ""
            exact = entry.get("case-sensitive", "true") == "true"
            if given == key or (not exact and given.lower() == key.lower()):
                return float(entry.get("mapped-value") or "")
        return float(mapping.get("default-value") or "")


@pytest.fixture(scope="session")
def attempt() -> Callable[[Element, Mapping[str, Any]], Engine]:
    """Return what makes an attempt at an item of QTI 3.0 with responses by their names."""
    return Engine


@pytest.fixture
def package(tmp_path: Path, gather) -> Callable[..., tuple[Any, Any, dict[str, Element]]]:
    """Return a function that exports files as a package: what was written, the material, and each file's root."""

    def run(write: Callable, files: Sequence[str], versions: int) -> tuple[Any, Any, dict[str, Element]]:
        material = gather(*files, versions=versions)
        written = write(material, tmp_path / "bank.zip")
        with zipfile.ZipFile(tmp_path / "bank.zip") as held:
            roots = {name: ElementTree.fromstring(held.read(name)) for name in held.namelist()}
        return written, material, roots

    return run
