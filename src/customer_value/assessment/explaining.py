"""What msgspec says of an item, as its author needs it: the line, the rule and the mend."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from msgspec import inspect

from customer_value.assessment import yaml_text
from customer_value.assessment.model import AnyQuestion, Bank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from customer_value.assessment.questions.question import Question

_FORMS = {  # by what msgspec expected
    "str": "write text; a number or a true/false that is meant as text needs quotes.",
    "bool": "write true or false, without quotes.",
    "array": "write a list: [a, b], or each entry on a line of its own behind a hyphen.",
    "object": "write a map: {name: value}, or each `name: value` on a line of its own.",
    "int": "write a number, without quotes and units.",
    "float": "write a number, without quotes and units.",
}
LONGEST = 120  # characters of what an author wrote, told back
_TYPES: dict[str, type[Question]] = {str(each.__struct_config__.tag): each for each in get_args(AnyQuestion)}


def explain(error: msgspec.ValidationError, node: Any) -> tuple[int, str, str]:
    """Turn msgspec's message on an item, or on a bank's head, into a line, a rule and a mend."""
    said, _, where = str(error).partition(" - at `")
    names = re.findall(r"`([^`]*)`", said)
    steps = _steps(where, node)
    said = _short(said)
    if "unknown field" in said:
        return yaml_text.line(node, *steps, names[0]), f"{said}.", _fields(steps, node, names[0])
    line = yaml_text.line(node, *steps)
    if "missing required field" in said:
        return line, f"{said}.", f"add `{names[0]}:`."
    if said.startswith("Invalid value") and steps == ["type"]:
        return line, f"there is no type {said.removeprefix('Invalid value ')}.", f"types: {', '.join(_TYPES)}."
    place = f"`{steps[-1]}`: " if steps else ""
    return line, f"{place}{said}.", _expected(said, str(steps[-1]) if steps else "")


def _steps(where: str, node: Any) -> list[str | int]:
    """Return the way to the fault; msgspec writes `[...]` for a name that authors choose, so that is looked for."""
    steps: list[str | int] = []
    for name, place, any_name in re.findall(r"\.([^.\[\]`]+)|\[(\d+)\]|\[(\.\.\.)\]", where):
        steps.append(_faulty(steps, node) if any_name else int(place) if place else name)
    return steps


def _faulty(steps: list[str | int], node: Any) -> str:
    """Return the first name in a map of parts under which there is no sound part."""
    kind, named = _inside(_type_of(node), [*steps, ""]), node
    for step in steps:
        named = named[step]
    for name, part in named.items():
        try:
            msgspec.convert(yaml_text.plain(part), kind or str)
        except msgspec.ValidationError:
            return str(name)
    return str(next(iter(named)))  # pragma: no cover  one of them is at fault, or msgspec had not said so


def _short(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 4]} ..."


def _fields(steps: list[str | int], node: Any, given: str) -> str:
    """Name the fields that this part of an item, or of the head, has."""
    struct = _inside(_type_of(node), steps)
    names = [field.encode_name for field in msgspec.structs.fields(struct)] if struct else []
    close = get_close_matches(given[:LONGEST], names, n=1)
    hint = f"did you mean `{close[0]}`? " if close else ""
    return f"{hint}Fields here: {', '.join(names)}. A comma inside {{ }} needs quotes around the text."


def _type_of(node: Any) -> inspect.Type:
    return inspect.type_info(_TYPES.get(str(node.get("type")), Bank))


def _inside(found: inspect.Type, steps: Iterable[str | int]) -> type[msgspec.Struct] | None:
    """Return the struct that stands at a place in an item; None where there is another sort of thing."""
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
    return found.cls if isinstance(found, inspect.StructType) else None


def _expected(said: str, field: str) -> str:
    if "matching regex" in said and "a-z0-9_]*$" in said:
        return "write names in small letters, digits and _, such as margin_2025."
    if "matching regex" in said:
        return "write ids as 04.Q07, 04.O2 or 04.M4, and lessons as 04_lifetime_value."
    if field == "bloom":
        return "remember, understand, apply, analyse, evaluate or create."
    wanted = re.findall(r"`([a-z]+)", said.partition("got")[0])
    return next((_FORMS[each] for each in wanted if each in _FORMS), "look at an item of this type and copy its form.")
