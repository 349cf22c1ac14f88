"""`cvm bank clone`: drafts of questions like public ones, for a private bank; a teacher changes what is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from customer_value import course
from customer_value.assessment import bank as banks
from customer_value.assessment.bank import SCHEMA_LINE
from customer_value.assessment.parsing import lines_of_ids
from customer_value.assessment.questions.code import Code
from customer_value.assessment.rules.item import Known, check
from customer_value.assessment.rules.wording import OPEN
from customer_value.classroom.imports import spell
from customer_value.classroom.other_numbers import others
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from customer_value.assessment.model import AnyQuestion, Bank
    from customer_value.assessment.rules.item import Finding

MARK = f"{OPEN}: "
_FIRST = 901  # the course's own ids end below
_LEFT_OUT = {"source-quiz", "in-lesson"}  # tags that are true of the original alone
_LAST = ("feedback", "hints", "source", "tags")  # of a question's fields
_PLACES = {  # where a type's words and key stand, beside the stem: names in turn, * for each of a list or a map
    "single": ("options.*.text",),
    "multiple": ("options.*.text",),
    "chart": ("options.*.text", "answer"),
    "numeric": ("answer",),
    "order": ("items.*.text",),
    "match": ("pairs.*.text", "pairs.*.match", "others.*"),
    "cloze": ("text", "gaps.*.options.*.text", "gaps.*.accept.*"),
    "short": ("rubric.*.text", "model"),
}


def draft(bank: Bank, items: Sequence[str], taken: Iterable[str] = ()) -> str:
    """Return a bank of drafts as YAML: new ids, the same objectives, types and structure, marked texts, other numbers.

    A draft with its marks taken away is a whole question again, and `cvm bank check` names every mark until then.

    Parameters
    ----------
    bank
        The bank of the originals.
    items
        Their ids.
    taken
        Ids that no draft may have.

    Raises
    ------
    UnknownNameError
        If an original is not in the bank.
    DataError
        If one is an exercise, or named twice.
    """
    used, entries = set(taken), []
    for each in items:
        original = bank.question(each)
        if isinstance(original, Code):
            raise DataError(f"{each} is an exercise; its code is not copied. Write one beside it in the lesson's bank.")
        if items.count(each) > 1:
            raise DataError(f"{each} is named twice; name each question once")
        new = _free(each[:2], used)
        entries.append(_draft(original, new))
    named = {each.misconception for item in items for each in bank.question(item).sentences()}
    misconceptions = {key: text for key, text in bank.misconceptions.items() if key in named}
    return f"{SCHEMA_LINE}\n{spell.bank(bank.lesson, entries, misconceptions)}"


def source(named: Path) -> Bank:
    """Return the bank of a file or, where the name is none of a file, of a lesson.

    Raises
    ------
    UnknownNameError
        If it is neither.
    BankError
        If the file cannot be read.
    """
    return banks.read(named if named.suffix or named.is_file() else course.lesson(str(named)).bank)


def taken(bank: Bank) -> set[str]:
    """Return the ids of a bank and of all of the course."""
    return {each.id for each in bank.questions} | {key for path in banks.files() for _, key in lines_of_ids(path)}


def _free(lesson: str, used: set[str]) -> str:
    number = _FIRST
    while f"{lesson}.Q{number}" in used:
        number += 1
    used.add(f"{lesson}.Q{number}")
    return f"{lesson}.Q{number}"


def _draft(original: AnyQuestion, new: str) -> tuple[str, dict[str, Any]]:
    """Return what stands above a draft, and the draft."""
    kind = str(original.__struct_config__.tag)
    told = msgspec.json.decode(msgspec.json.encode(_renumbered(original)))
    told["tags"] = [each for each in original.tags if each not in _LEFT_OUT]
    order = [each for each in told if each not in {"id", "enemies", *_LAST}] + [
        each for each in _LAST if told.get(each)
    ]
    fields = {"id": new, **{name: told[name] for name in order}}
    for place in ("stem", *_PLACES.get(kind, ())):
        _mark(fields, place.split("."))
    return "\n".join(_advice(original, fields)), fields


def _mark(node: Any, place: Sequence[str]) -> None:
    """Put the mark before each text at a place, if there is any."""
    name, *rest = place
    keys = list(node if isinstance(node, dict) else range(len(node))) if name == "*" else [name]
    for key in keys:
        if isinstance(node, dict) and key not in node:
            continue
        if rest:
            _mark(node[key], rest)
        else:
            node[key] = f"{MARK}{str(node[key]).strip()}"


def _advice(original: AnyQuestion, fields: dict[str, Any]) -> Iterator[str]:
    yield f"Like {original.id}, whose answer is public: write it anew wherever {OPEN} stands, and take the mark away."
    if "answer" in fields and fields["type"] == "true_false":
        yield "Turn the statement round where you can; `answer` must say whether the new one is true."
    if "options" in fields:
        yield "Let another thing be right, not the same in other words; each `says` belongs to the option above it."
    if fields["type"] in {"order", "match", "cloze"}:
        yield "Take other things, not the same in other words; each `says` belongs to what stands above it."
    elif "answer" in fields and not original.variables:
        yield "Put other numbers into the stem, and compute `answer` and `mistakes` anew."
    if any(each.choices for each in original.variables.values()):
        same = _renumbered(original) is original
        yield (
            "The numbers are still those of the original: choose others."
            if same
            else ("The numbers are other ones than there; read whether they make sense.")
        )
    if any(original.facts()) or any(original.drawings()):
        yield "It asks about the student's own shop: other arguments, or another fact, make it another question."
    yield "Then read feedback, hints and every `says` once more: they are those of the original."


def _renumbered(original: AnyQuestion) -> AnyQuestion:
    """Return a question with other numbers to draw, or the same one where they would break a rule.

    Numbers that a fact or a figure is asked for, such as a year, stay: there may be no other.
    """
    drawn = {}
    for name, each in original.variables.items():
        numbers = [one for one in each.choices or () if isinstance(one, int | float)]
        if numbers and len(numbers) == len(each.choices or ()):
            drawn[name] = msgspec.structs.replace(each, choices=others(numbers))
    if not drawn or any(original.facts()) or any(original.drawings()):
        return original
    other = msgspec.structs.replace(original, variables={**original.variables, **drawn})
    return original if any(_broken(other)) else other


def _broken(question: AnyQuestion) -> Iterator[Finding]:
    """Yield the rules that a question breaks by itself."""
    named = frozenset(each.misconception for each in question.sentences() if each.misconception)
    yield from check(
        question, Known(frozenset({question.objective}), frozenset(question.enemies), named, question.id[:2])
    )
