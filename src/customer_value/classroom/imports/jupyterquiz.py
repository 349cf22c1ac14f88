"""Questions of jupyterquiz: a list in JSON, with types, answers and feedback as its page for authors describes them."""

from __future__ import annotations

import json
import math
from functools import partial
from typing import TYPE_CHECKING, Any

from customer_value.classroom.imports.draft import OTHER_NUMBERS, Answer, Found, attempt
from customer_value.classroom.imports.numbers import between, number
from customer_value.classroom.imports.refusals import NotReadError
from customer_value.classroom.imports.words import from_html
from customer_value.errors import BankError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = " \t\n"


def read(text: str, name: str) -> Iterator[tuple[Found, str]]:
    """Yield each question with the reason why it cannot be read, "" if it can.

    Raises
    ------
    BankError
        If the file is no list in JSON.
    """
    for line, value in _entries(text, name):
        found = Found(line)
        yield attempt(found, partial(_question, value, found))


def _entries(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """Yield the entries of the outermost list, each with its line."""
    line, counted, place = 1, 0, _after_space(text, 0) + 1
    decoder = json.JSONDecoder()
    try:
        while text[(place := _after_space(text, place)) : place + 1] != "]":
            line, counted = line + text.count("\n", counted, place), place
            value, place = decoder.raw_decode(text, place)
            place = _after_space(text, place)
            place = _after_comma(text, place)
            yield line, value
    except json.JSONDecodeError as error:
        raise BankError.at(name, error.lineno, f"this is no JSON: {error.msg}.", "correct it.") from error
    except (RecursionError, ValueError) as error:
        raise BankError.at(name, line, "it is nested too deeply, or a number is too long.", "correct it.") from error


def _after_comma(text: str, place: int) -> int:
    if text[place : place + 1] not in (",", "]"):
        raise json.JSONDecodeError("Expecting ',' delimiter", text, place)
    return place + (text[place] == ",")


def _after_space(text: str, place: int) -> int:
    while text[place : place + 1] and text[place] in _SPACE:
        place += 1
    return place


def _question(value: Any, found: Found) -> None:
    if not isinstance(value, dict):
        raise NotReadError("it is no question, but " + type(value).__name__)
    found.stem = _words(value.get("question"), found)
    found.name = found.stem.partition("\n")[0][:60]
    if value.get("code"):
        found.stem += f"\n\n```\n{str(value['code']).replace('```', '')}\n```"
    kind = value.get("type")
    answers = value.get("answers")
    if not isinstance(answers, list) or not all(isinstance(each, dict) for each in answers):
        raise NotReadError("it has no list of answers")
    if not isinstance(kind, str) or kind not in _READ:
        raise NotReadError(f"questions of the type {str(kind)[:40]!r} have none like them in a bank")
    _READ[kind](value, answers, found)


def _words(source: Any, found: Found) -> str:
    if source is not None and not isinstance(source, str | int | float):
        raise NotReadError("a text of it is no text")
    words = from_html("" if source is None else str(source), dollars=True)
    found.lost += words.lost
    return words.text


def _choice(value: dict[str, Any], answers: list[dict[str, Any]], found: Found) -> None:
    found.kind = "single" if value["type"] == "multiple_choice" else "multiple"
    for each in answers:
        text = _words(each.get("answer"), found)
        if "code" in each:
            text = f"{text} `{' '.join(str(each['code']).replace('`', '').split())}`".strip()
        found.answers.append(Answer(text, 100.0 * (each.get("correct") is True), _words(each.get("feedback"), found)))


def _numeric(value: dict[str, Any], answers: list[dict[str, Any]], found: Found) -> None:
    found.kind = "numeric"
    for each in answers:
        says = _words(each.get("feedback"), found)
        if each.get("type") == "default":
            found.lost.append(OTHER_NUMBERS)
            continue
        middle, near = _around(each, value.get("precision"))
        found.answers.append(Answer(str(middle), 100.0 * (each.get("correct") is True), says, near))


def _around(answer: dict[str, Any], precision: Any) -> tuple[float, float]:
    """Return a number and how far it may be off: half of a range, or half of the last digit that counts."""
    if answer.get("type") == "range":
        ends = answer.get("range")
        if not isinstance(ends, list) or len(ends) != 2:
            raise NotReadError("a range of it has no two ends")
        return between(*map(str, ends))
    middle = number(str(answer.get("value")))
    if type(precision) is not int or not 0 < precision < 16 or not middle:
        return middle, 0.0
    return middle, 0.5 * 10.0 ** (math.floor(math.log10(abs(middle))) + 1 - precision)


def _typed(_: dict[str, Any], answers: list[dict[str, Any]], found: Found) -> None:
    gap = []
    for each in answers:
        if each.get("type") == "default":
            gap.append(Answer("*", 0.0, _words(each.get("feedback"), found)))
            continue
        if "answer" not in each:
            raise NotReadError("an answer of it has no text")
        word = _words(each["answer"], found)
        gap.append(Answer(word, 100.0 * (each.get("correct") is True), _words(each.get("feedback"), found)))
    found.take_typed(gap)


_READ = {"multiple_choice": _choice, "many_choice": _choice, "numeric": _numeric, "string": _typed}
