"""From a YAML file to a bank and a list of what could not be read, each with its line.

A broken item never hides the others: even in a file that is no YAML the items are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import msgspec
from msgspec import inspect
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from customer_value.assessment import yaml_text
from customer_value.assessment.model import AnyQuestion, Bank

if TYPE_CHECKING:
    from customer_value.assessment.questions.question import Question

Report = Callable[[int, str, str, str, str], None]

_ITEM = re.compile(r"^ *- +(?=[\"']?(?:id|type)[\"']?\s*:)", re.MULTILINE)
_ID = re.compile(r"\bid[\"']?: *[\"']?(\d\d\.[A-Z]+\d+)")
_TYPES: dict[str, type[Question]] = {str(each.__struct_config__.tag): each for each in get_args(AnyQuestion)}


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
        return f"{self.file}:{self.line}: {item}{self.rule} To mend it: {self.mend} [{self.code}]"


class Parsed(msgspec.Struct, frozen=True):
    """What could be read of a bank, where each item's parts stand, and what could not be read.

    `ids` holds the ids of all items, of those too that could not be read.
    """

    bank: Bank
    ids: frozenset[str]
    nodes: dict[str, Any]
    document: Any
    problems: list[Problem]

    def line(self, item: str, at: tuple[str | int, ...]) -> int:
        """Return the line of a part of an item, or of the bank's head for no item."""
        node = self.nodes.get(item) if item else self.document
        return yaml_text.line(node, *at) if hasattr(node, "lc") else 1


def parse(path: Path | str) -> Parsed:
    """Read what can be read of a bank, and list what cannot."""
    path = Path(path)
    problems: list[Problem] = []

    def report(line: int, item: str, code: str, rule: str, mend: str) -> None:
        problems.append(Problem(short(path), line, item, code, rule, mend))

    text = _text(path, report)
    document, raw = _load(text, report)
    questions: list[AnyQuestion] = []
    nodes: dict[str, Any] = {}
    for node in raw:
        question = _question(node, report)
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
    return Parsed(bank, frozenset(_ID.findall(text)), nodes, document, sorted(problems))


def _text(path: Path, report: Report) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        report(1, "", "file", f"the file cannot be read: {error.strerror}.", "check its name.")
        return ""
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        report(line, "", "file", "the file is not UTF-8 text.", "save it as UTF-8.")
        return ""
    if not text.strip():
        report(1, "", "file", "the file is empty.", "begin with `lesson:` and `questions:`.")
    return text


def _load(text: str, report: Report) -> tuple[Any, list[Any]]:
    """Return the document and its items; of a file that is no YAML, the items that are."""
    try:
        document = yaml_text.load(text)
    except YAMLError as error:
        return _salvage(text, error, report)
    if not isinstance(document, dict):
        return document, []
    items = document.get("questions")
    if not isinstance(items, list):
        rule = "`questions` is no list." if "questions" in document else "there is no list of `questions`."
        report(yaml_text.line(document, "questions"), "", "head", rule, "begin each item with `- id:`.")
    return document, list(items) if isinstance(items, list) else []


def _salvage(text: str, error: YAMLError, report: Report) -> tuple[Any, list[Any]]:
    """Read head and items one by one, each at its own line, and report those that are no YAML."""
    starts = [match.start() for match in _ITEM.finditer(text)] or [len(text)]
    pieces = [text[: starts[0]]]
    pieces += [
        "\n" * text.count("\n", 0, start) + text[start:end]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    found, faults = [], []
    for piece in pieces:
        try:
            found.append(yaml_text.load(piece))
        except YAMLError as fault:
            found.append(None)
            faults.append(fault)
    for each in faults or [error]:
        _syntax(each, report)
    head, *items = found
    return head, [node for item in items if isinstance(item, list) for node in item]


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
    if not isinstance(document, dict):
        if document is not None:
            report(1, "", "head", "the file is no bank.", "begin with `lesson:` and `questions:`.")
        return Bank(lesson="", questions=())
    head = {**yaml_text.plain(document), "questions": []}
    try:
        return msgspec.convert(head, Bank)
    except msgspec.ValidationError as error:
        line, rule, mend = _explain(error, document)
        report(line, "", "head", rule, mend)
        lesson = head.get("lesson")
        return Bank(lesson=lesson if isinstance(lesson, str) else "", questions=())


def _question(node: Any, report: Report) -> AnyQuestion | None:
    if not isinstance(node, dict):
        report(
            (getattr(node, "lc", None) and node.lc.line + 1) or 1,
            "",
            "item",
            "an item is no map.",
            "begin it with `- id:`.",
        )
        return None
    try:
        return msgspec.convert(yaml_text.plain(node), AnyQuestion)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        line, rule, mend = _explain(error, node)
        report(line, str(node.get("id", "")), "form", rule, mend)
        return None


def _explain(error: msgspec.ValidationError, node: Any) -> tuple[int, str, str]:
    """Turn msgspec's message into a line, a rule and a mend."""
    said, _, where = str(error).partition(" - at `$")
    steps: list[str | int] = [int(i) if i else name for name, i in re.findall(r"\.([^.\[\]`]+)|\[(\d+)\]", where)]
    names = re.findall(r"`([^`]*)`", said)
    if "unknown field" in said:
        return yaml_text.line(node, *steps, names[0]), f"{said}.", _fields(steps, str(node.get("type")), names[0])
    line = yaml_text.line(node, *steps)
    if "missing required field" in said:
        return line, f"{said}.", f"add `{names[0]}:`."
    if said.startswith("Invalid value") and steps == ["type"]:
        return line, f"there is no type {said.removeprefix('Invalid value ')}.", f"types: {', '.join(_TYPES)}."
    place = f"`{steps[-1]}`: " if steps else ""
    return line, f"{place}{said}.", _expected(said, str(steps[-1]) if steps else "")


def _fields(steps: list[str | int], kind: str, given: str) -> str:
    """Name the fields that this part of an item, or of the head, has."""
    struct = _inside(inspect.type_info(_TYPES.get(kind, Bank)), steps)
    names = [field.encode_name for field in msgspec.structs.fields(struct)]
    close = get_close_matches(given, names, n=1)
    hint = f"did you mean `{close[0]}`? " if close else ""
    return f"{hint}Fields here: {', '.join(names)}. A comma inside {{ }} needs quotes around the text."


def _inside(found: inspect.Type, steps: Iterable[str | int]) -> type[msgspec.Struct]:
    """Return the struct that stands at a place in an item."""
    for step in (*steps, None):
        while isinstance(found, (inspect.UnionType, inspect.Metadata)):
            inner = found.types if isinstance(found, inspect.UnionType) else (found.type,)
            found = next(each for each in inner if not isinstance(each, inspect.NoneType))
        match found:
            case inspect.StructType() if isinstance(step, str):
                found = next(field.type for field in found.fields if field.encode_name == step)
            case inspect.VarTupleType() if step is not None:
                found = found.item_type
            case inspect.DictType() if step is not None:
                found = found.value_type
    return cast("inspect.StructType", found).cls


def _expected(said: str, field: str) -> str:
    if "matching regex" in said:
        return "write ids as 04.Q07, 04.O2 or 04.M4, and lessons as 04_lifetime_value."
    if field == "bloom":
        return "remember, understand, apply, analyse, evaluate or create."
    if "`str`" in said:
        return "write text; a number or a true/false that is meant as text needs quotes."
    return "look at tests/assessment/example.yaml, which has every field once."


def short(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
