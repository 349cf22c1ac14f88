"""What a student sees tells which answers cannot be read: just those that the grader, with its key, finds malformed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment import bank
from customer_value.assessment.examples import examples
from customer_value.assessment.grading import grade
from customer_value.assessment.messages import say
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Tolerance
from customer_value.assessment.placeholder import is_blank
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.single import Single
from customer_value.assessment.sheet import sheet, shown, version
from customer_value.assessment.variants import Variant
from customer_value.errors import DataError
from customer_value.facts import of as facts_of


def _reported(question: AnyQuestion, variant: Variant) -> Iterator[Any]:
    """Yield what a browser could report: the item's own examples as they stand on the screen, and as they are."""
    for each in examples(question, variant):
        try:
            yield question.to_screen(variant, each.answer)
            yield json.loads(json.dumps(each.answer))
        except (TypeError, ValueError):  # no browser reports this
            continue


def _is_malformed(question: AnyQuestion, variant: Variant, reported: Any) -> bool:
    answer = question.from_screen(variant, reported)
    if is_blank(answer):
        return True
    outcome = grade(question, variant, answer)
    needs_key = outcome.feedback == (say("rounded_too_much"),)
    return outcome.status == "malformed" and not needs_key


def _hold_together(path: Path, facts: Mapping[str, Any], seeds: range) -> set[bool]:
    told = set()
    for question in bank.read(path).questions:
        if isinstance(question, Code):
            continue
        for seed in seeds:
            variant = version(question, seed, facts)
            seen = sheet(question, variant)
            assert seen == sheet(question, shown(question, seed, facts)), question.id
            for reported in _reported(question, variant):
                about = (question.id, seed, reported)
                malformed = _is_malformed(question, variant, reported)
                assert bool(seen.unreadable(reported)) == malformed, about
                told.add(malformed)
    return told


@pytest.mark.unmeasured  # sweeps, like that of every item
def test_what_cannot_be_read_is_what_is_malformed(example_path: Path, facts: Mapping[str, Any]) -> None:
    assert _hold_together(example_path, facts, range(3)) == {True, False}


@pytest.mark.unmeasured
@pytest.mark.parametrize("path", bank.files(), ids=lambda path: path.stem)
def test_so_it_is_in_every_bank(path: Path) -> None:
    assert _hold_together(path, facts_of(1), range(1)) == {True, False}


@pytest.mark.all
@pytest.mark.unmeasured
@pytest.mark.parametrize("path", bank.files(), ids=lambda path: path.stem)
def test_so_it_is_in_many_versions(path: Path) -> None:
    assert _hold_together(path, facts_of(2), range(30)) == {True, False}


def test_an_answer_rounded_too_much_is_readable_as_the_key_alone_tells() -> None:
    question = Numeric(
        id="04.Q01",
        objective="04.O1",
        bloom="apply",
        stem="?",
        answer=12.34,
        unit="€",
        tolerance=Tolerance(absolute=0.01),
    )
    variant = version(question, 1)
    assert grade(question, variant, "12.3").feedback == (say("rounded_too_much"),)
    assert sheet(question, variant).unreadable("12.3") == ""


def test_on_paper_it_is_what_the_question_is(example_path: Path, facts: Mapping[str, Any]) -> None:
    for question in bank.read(example_path).questions:
        if not isinstance(question, Code):
            variant = version(question, 1, facts)
            assert sheet(question, shown(question, 1, facts)) == sheet(question, variant), question.id
            assert sheet(question, variant).on_paper() == question.on_paper(variant), question.id
            assert sheet(question, variant).screen() == question.screen(variant), question.id
            assert sheet(question, variant).self_scored == question.self_scored


def test_an_exercise_is_not_asked(example_path: Path) -> None:
    exercise = next(each for each in bank.read(example_path).questions if isinstance(each, Code))
    with pytest.raises(DataError, match="is an exercise"):
        sheet(exercise, version(exercise, 1))


def test_no_field_holds_a_key(example_path: Path) -> None:
    question = next(each for each in bank.read(example_path).questions if isinstance(each, Single))
    variant = version(question, 1)
    assert {*sheet(question, variant).__struct_fields__} == {"id", "type", "stem", "parts", "figure"}
    assert not any(option.says and option.says in repr(sheet(question, variant)) for option in question.options)
