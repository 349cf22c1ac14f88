"""No sentence, hint, word or number of a key stands in what a student gets, and no field could hold one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.numerals import NAME
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.short import Short
from customer_value.assessment.sheet import Sheet
from customer_value.assessment.variants import Variant
from customer_value.classroom.assignments import composing
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.records import Bundle, Student

NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?")
WORD = re.compile(r"[^\W_]+")
SHOWN = {"stem", "text"}


def texts_in(node: Any) -> Iterator[str]:
    """Yield every text and number of a decoded file, names of fields included."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from texts_in(value)
    elif isinstance(node, list):
        for each in node:
            yield from texts_in(each)
    elif node is not None:
        yield str(node)


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def words(text: str) -> str:
    """Return a text's words with a space before and after each."""
    return " ".join(["", *WORD.findall(text), ""])


def sentences_of(question: AnyQuestion, version: Variant) -> Iterator[str]:
    """Yield feedback, hints, what errors are told, rubric, model answer and the expression or fact of the key."""
    told = [question.feedback, *question.hints, *(each.text for each in question.sentences())]
    if isinstance(question, Short):
        told += [question.model, *(each.text for each in question.rubric)]
    yield from (each for text in told for each in (text, question.said(version, text)))
    if isinstance(question, Numeric):
        yield f" {question.fact or question.answer} "


def numbers_of(question: AnyQuestion, version: Variant) -> set[float]:
    """Return the right number and those of named mistakes; none of fewer than three digits, which say nothing."""
    asked = question.asked if isinstance(question, Chart) else question
    if not isinstance(asked, Numeric):
        return set()
    exact = [version.answer, *version.mistakes]
    every = {*exact, *(round(each, asked.shown_decimals(version.answer)) for each in exact)}
    return {each for each in every if len(repr(each).replace(".", "").strip("-0")) >= 3}


def words_of(question: AnyQuestion) -> list[str]:
    """Return the words that a gap accepts, and the wrong ones that it knows."""
    gaps = question.gaps.values() if isinstance(question, Cloze) else ()
    return [word for gap in gaps for word in (*gap.accept, *(each.text for each in gap.mistakes))]


def leaks(data: bytes, questions: tuple[AnyQuestion, ...], student: Student) -> list[str]:
    """Return what of the keys of some questions stands in a student's file.

    Sentences are looked for in all of the file, numbers and words in the sheet of their question, where others may
    stand that the question itself shows.
    """
    file = msgspec.json.decode(data)
    everything = flat(f" {' '.join(texts_in(file))} ")
    found = re.findall(r"\b\d\d\.[mo]\d+", everything)
    for question in questions:
        version = composing.versions([question], student)[question.id]
        found += [each for each in sentences_of(question, version) if each.strip() and flat(each) in everything]
        mine = flat(" ".join(texts_in([each for each in file["questions"] if each["id"] == question.id])))
        shown = " ".join(text for at, text in question.texts() if at[0] in SHOWN or "options" in at)
        drawn = {version.numbers[name] for name in NAME.findall(shown)}
        shown = flat(shown)
        open_numbers = {float(each.replace(",", "")) for each in NUMBER.findall(shown)} | drawn
        stand = {float(each.replace(",", "")) for each in NUMBER.findall(mine)}
        found += [repr(each) for each in numbers_of(question, version) & stand - open_numbers]
        found += [
            each
            for each in words_of(question)
            if words(flat(each)) in words(mine) and words(flat(each)) not in words(shown)
        ]
    return found


def test_no_word_of_a_key_stands_in_a_bundle(questions, handed_out, ada) -> None:
    assert leaks(handed_out(questions), questions, ada) == []


PLANTS = {
    "feedback": lambda each: each.feedback,
    "hint": lambda each: each.hints[0],
    "says": lambda each: next(each.sentences()).text,
    "misconception": lambda _: "04.M4",
}


def planted(data: bytes, number: int, text: str) -> bytes:
    """Put a text somewhere deep into a sheet."""
    file = msgspec.json.decode(data)
    file["questions"][number].setdefault("parts", {})["more"] = [{"a": f"x {text} y"}]
    return msgspec.json.encode(file)


@pytest.mark.parametrize("kind", PLANTS)
def test_the_search_finds_a_planted_sentence_of_every_type(kind: str, questions, handed_out, ada) -> None:
    data = handed_out(questions)
    first = {type(each): number for number, each in enumerate(questions) if each.feedback and each.hints}
    assert len(first) == 9
    for number in first.values():
        each = questions[number]
        assert leaks(data, (each,), ada) == []
        assert leaks(planted(data, number, PLANTS[kind](each)), (each,), ada)


def test_the_search_finds_a_planted_number_word_rubric_and_expression(questions, handed_out, ada) -> None:
    data = handed_out(questions)
    tried: Counter[type] = Counter()
    for number, each in enumerate(questions):
        if tried[type(each)] >= 4:
            continue
        version = composing.versions([each], ada)[each.id]
        plants = [repr(one) for one in numbers_of(each, version)] + words_of(each)
        plants += [each.model, each.rubric[0].text] if isinstance(each, Short) else []
        plants += [f"= {each.answer} ="] if isinstance(each, Numeric) and each.answer else []
        hidden = [one for one in plants if leaks(planted(data, number, one), (each,), ada)]
        assert len(hidden) >= 0.5 * len(plants), each.id  # the others are shown by the question itself
        tried[type(each)] += bool(hidden)
    assert min(tried[kind] for kind in (Numeric, Chart, Cloze, Short)) >= 3


KEYS = {
    "answer", "correct", "right", "key", "keys", "tolerance", "says", "feedback", "hints", "mistakes", "misconception",
    "accept", "rubric", "model", "solution", "fact", "seed", "order", "revision", "objective", "bloom", "chance",
}  # fmt: skip
PARTS = {
    "single": {"options"}, "multiple": {"options"}, "true_false": set(), "order": {"options"},
    "match": {"rows", "targets"}, "cloze": {"text", "gaps"}, "numeric": {"unit"}, "short": {"longest", "button"},
    "chart": {"options", "unit", "control"},
}  # fmt: skip


def fields(kind: Any) -> set[str]:
    """Return the names of all fields of a struct, and of those in it."""
    names: set[str] = set()
    for each in msgspec.inspect.type_info(kind).fields:
        names.add(each.name)
        names |= inner(each.type)
    return names


def inner(kind: Any) -> set[str]:
    if isinstance(kind, msgspec.inspect.StructType):
        return fields(kind.cls)
    return set().union(*(inner(each) for each in nested(kind)), set())


def nested(kind: Any) -> list[Any]:
    names = ("item_type", "key_type", "value_type")
    return [getattr(kind, each) for each in names if hasattr(kind, each)] + [*getattr(kind, "types", ())]


def test_no_field_of_a_bundle_can_hold_a_key() -> None:
    found = fields(Bundle)
    assert {"stem", "parts", "figure", "token", "points"} <= found  # it looks into sheets, too
    assert found.isdisjoint(KEYS)
    assert fields(Sheet) == {"id", "type", "stem", "parts", "figure", "name", "arguments"}


def test_the_one_open_field_holds_what_its_type_shows(questions, handed_out) -> None:
    for each in msgspec.json.decode(handed_out(questions))["questions"]:
        assert set(each.get("parts", {})) <= PARTS[each["type"]], each["id"]


def test_the_bundle_of_the_command_is_such_a_bundle(assign: Callable[..., Folder]) -> None:
    folder = assign("04.Q02 04.Q11 04.Q21")
    for student in folder.assignment.students:
        file = folder.bundles[student.id].read_bytes()
        assert leaks(file, folder.questions, student) == []
        assert str(student.seed) not in file.decode()
        assert folder.private not in file.decode()
