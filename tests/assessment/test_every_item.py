"""Every item of every bank, over fifty seeds, grades its own right, wrong and malformed answers as it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment import bank, reference, variants
from customer_value.assessment.attempts import COUNTED
from customer_value.assessment.examples import AlwaysEqual, Example, examples
from customer_value.assessment.grading import grade
from customer_value.assessment.item import Item
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.code import Code
from customer_value.assessment.variants import Variant
from customer_value.facts import of as facts_of

pytestmark = pytest.mark.unmeasured  # a sweep: units reach the same lines, and measuring takes three times as long
SEEDS = range(50)
NO_SCORE = {"wrong", "malformed", "not_attempted", "error"}


def _versions(path: Path, facts: Mapping[str, Any]) -> Iterator[tuple[AnyQuestion, Variant]]:
    for question in bank.read(path).questions:
        if isinstance(question, Code):
            yield question, variants.make(question, 1, facts)
            yield question, reference.expected(question)
        else:
            yield from ((question, variants.make(question, seed, facts)) for seed in SEEDS)


def _judge(question: AnyQuestion, variant: Variant, each: Example) -> None:
    about = (question.id, variant.seed, each)
    item = Item(question, variant)
    outcome = item.take(each.answer, None)
    assert outcome.status == each.status, about
    assert outcome == grade(question, variant, each.answer), about  # the same answer, the same outcome
    assert (outcome.score == 1) == (outcome.status == "correct"), about
    assert (outcome.score == 0) == (outcome.status in NO_SCORE), about
    assert item.tries == (outcome.status in COUNTED), about  # malformed ones cost nothing
    if outcome.status in {"wrong", "partial", "malformed", "error"}:
        assert all(outcome.feedback), about
        assert outcome.feedback, about
    if each.says is not None:
        assert each.says in outcome.feedback, about
    if each.score is not None:
        assert outcome.score == pytest.approx(each.score), about


def _judge_all(path: Path, facts: Mapping[str, Any]) -> None:
    for question, variant in _versions(path, facts):
        tried = examples(question, variant)
        for each in tried:
            _judge(question, variant, each)
        assert grade(question, variant, AlwaysEqual()).score == 0
        wanted = {"malformed", "not_attempted"} | ({"correct"} if variant.answer is not None else set())
        assert wanted <= {each.status for each in tried} | ({"malformed"} if isinstance(question, Code) else set())


def test_every_item_of_the_example(example_path: Path, facts: Mapping[str, Any]) -> None:
    _judge_all(example_path, facts)


def test_every_item_of_the_course() -> None:
    for path in bank.files():
        _judge_all(path, facts_of(1))


@pytest.mark.all
@pytest.mark.parametrize("learner", [2, 3, 77, 1234, 9999])
def test_every_item_of_the_course_for_other_learners(learner: int) -> None:
    for path in bank.files():
        _judge_all(path, facts_of(learner))
