"""A question's own examples reach every status that its type can get."""

from __future__ import annotations

from collections.abc import Callable

from customer_value.assessment import reference, variants
from customer_value.assessment.examples import AlwaysEqual, examples
from customer_value.assessment.grading import grade
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.code import Code


def test_every_status_is_tried(question: Callable[[str], AnyQuestion]) -> None:
    for key in ("04.Q01", "04.Q02", "04.Q03"):
        found = examples(question(key), variants.make(question(key), 1))
        assert {each.status for each in found} == {"correct", "wrong", "malformed", "not_attempted"}


def test_exercises_with_their_expected_value(question: Callable[[str], AnyQuestion]) -> None:
    for key in ("04.E1", "04.E2"):
        code = question(key)
        assert isinstance(code, Code)
        variant = reference.expected(code)
        found = examples(code, variant)
        assert {each.status for each in found} == {"correct", "wrong", "malformed", "not_attempted"}
        for each in found:
            assert grade(code, variant, each.answer).status == each.status


def test_always_equal_is_what_it_says() -> None:
    assert AlwaysEqual() == 320
    assert hash(AlwaysEqual()) == 0
    assert float(AlwaysEqual()) == 0.0
