"""From a YAML file to a bank and a list of what could not be read, each with its line.

A broken item never hides the others: even in a file that is no YAML the items are read one by one.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from customer_value.assessment import yaml_text
from customer_value.assessment.bank_file import Report, text_of
from customer_value.assessment.explaining import explain
from customer_value.assessment.model import AnyQuestion, Bank

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM = re.compile(r"^ *- +(?=[\"']?(?:id|type)[\"']?\s*:)", re.MULTILINE)
_ID = re.compile(r"\bid[\"']?: *[\"']?(\d\d\.[A-Z]+\d+)")
LONGEST = 400  # characters of a rule on a terminal
MOST_ITEMS = 500  # that are looked for in a file that is no YAML
_Raw = tuple[int, Any]  # an item's line and what stands there


class Problem(msgspec.Struct, frozen=True, order=True):
    """A broken rule in a bank, as editors show it: `file:line: item: rule To mend it: mend`."""

    file: str
    line: int
    item: str
    code: str
    rule: str
    mend: str

    def __str__(self) -> str:
        """Return one line for a terminal."""
        item = f"{self.item}: " if self.item else ""
        return f"{self.file}:{self.line}: {_short(f'{item}{self.rule}')} To mend it: {self.mend} [{self.code}]"


class Parsed(msgspec.Struct, frozen=True):
    """What could be read of a bank, where each item's parts stand, and what could not be read.

    `ids` holds the ids of all items, of those too that could not be read.
    """

    bank: Bank
    ids: frozenset[str]
    nodes: dict[str, Any]
    document: Any
    problems: list[Problem]
    first_line: str = ""

    def line(self, item: str, at: tuple[str | int, ...]) -> int:
        """Return the line of a part of an item, or of the bank's head for no item."""
        node = self.nodes.get(item) if item else self.document
        return yaml_text.line(node, *at)


def parse(path: Path | str) -> Parsed:
    """Read what can be read of a bank, and list what cannot."""
    path = Path(path)
    problems: list[Problem] = []

    def report(line: int, item: str, code: str, rule: str, mend: str) -> None:
        problems.append(Problem(short(path), line, item, code, rule, mend))

    text = text_of(path, report)
    document, raw = _load(text, report)
    questions: list[AnyQuestion] = []
    nodes: dict[str, Any] = {}
    for line, node in raw:
        question = _question(node, line, report)
        if question and question.id in nodes:
            first = yaml_text.line(nodes[question.id], "id")
            report(
                yaml_text.line(node, "id"),
                question.id,
                "duplicate-id",
                f"line {first} has this id too.",
                "number it anew.",
            )
        elif question:
            questions.append(question)
            nodes[question.id] = node
    head = _head(document, report)
    bank = Bank(lesson=head.lesson, misconceptions=head.misconceptions, questions=tuple(questions))
    return Parsed(
        bank, frozenset(_ID.findall(text)), nodes, document, sorted(problems), text.partition("\n")[0].rstrip()
    )


def lines_of_ids(path: Path) -> Iterator[tuple[int, str]]:
    """Find the ids of a bank's items and their lines, in a file that is no YAML too; none where nothing can be read."""
    text = text_of(path, lambda *_: None)
    for match in _ID.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1]


def _load(text: str, report: Report) -> tuple[Any, list[_Raw]]:
    """Return the document and its items; of a file that is no YAML, the items that are."""
    try:
        document = yaml_text.load(text)
    except YAMLError as error:
        return _salvage(text, error, report)
    if not isinstance(document, yaml_text.Map):
        if text.strip():
            report(1, "", "head", "the file is no bank.", "begin with `lesson:` and `questions:`.")
        return document, []
    items = document.get("questions")
    if not isinstance(items, yaml_text.List):
        rule = "`questions` is no list." if "questions" in document else "there is no list of `questions`."
        report(yaml_text.line(document, "questions"), "", "head", rule, "begin each item with `- id:`.")
        return document, []
    return document, _with_lines(items)


def _with_lines(items: yaml_text.List) -> list[_Raw]:
    return list(zip(items.lines.values(), items, strict=True))


def _salvage(text: str, error: YAMLError, report: Report) -> tuple[Any, list[_Raw]]:
    """Read head and items one by one, each at its own line, and report those that are no YAML."""
    starts = [0, *(match.start() for match in itertools.islice(_ITEM.finditer(text), MOST_ITEMS))]
    if len(starts) <= MOST_ITEMS:
        starts.append(len(text))
    found, faults, above = [], [], 0
    for start, end in itertools.pairwise(starts):
        try:
            found.append(yaml_text.load(text[start:end], above=above))
        except YAMLError as fault:
            found.append(None)
            faults.append(fault)
        above += text.count("\n", start, end)
    for each in faults or [error]:
        _syntax(each, report)
    head, *items = found
    return head, [raw for item in items if isinstance(item, yaml_text.List) for raw in _with_lines(item)]


def _syntax(error: YAMLError, report: Report) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(error.problem or error.context) if isinstance(error, MarkedYAMLError) else str(error)
    rule = f"this is not YAML: {' '.join(said.split())[:120]}."
    mend = "text with a colon and a space needs quotes; lines of one item begin in one column."
    if "duplicate key" in said:
        mend = "give each field once."
    report(mark.line + 1 if mark else 1, "", "yaml", rule, mend)


def _head(document: Any, report: Report) -> Bank:
    """Read what stands above the items."""
    if not isinstance(document, yaml_text.Map):
        return Bank(lesson="", questions=())
    head = {**yaml_text.plain(document), "questions": []}
    try:
        return msgspec.convert(head, Bank)
    except msgspec.ValidationError as error:
        line, rule, mend = explain(error, document)
        report(line, "", "head", rule, mend)
        lesson = head.get("lesson")
        return Bank(lesson=lesson if isinstance(lesson, str) else "", questions=())


def _question(node: Any, line: int, report: Report) -> AnyQuestion | None:
    if not isinstance(node, yaml_text.Map):
        report(line, "", "item", "an item is no map.", "begin it with `- id:`.")
        return None
    try:
        return msgspec.convert(yaml_text.plain(node), AnyQuestion)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        line, rule, mend = explain(error, node)
        report(line, str(node.get("id", "")), "form", rule, mend)
        return None


def _short(rule: str) -> str:
    """Return a rule on one line; what it quotes of the bank may be long, or no text for a terminal."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in rule).split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST // 2]} ... {plain[-LONGEST // 2 :]}"


def short(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, RuntimeError):  # elsewhere; or links that lead round in a circle
        return str(path)
