"""The chance of a blind guess is the share of right answers among all that the screen lets a learner give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, combinations, permutations, product
from typing import Any

import pytest

from customer_value.assessment import variants
from customer_value.assessment.chance import above_chance
from customer_value.assessment.grading import grade
from customer_value.assessment.model import AnyQuestion, Bank
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.variants import Variant


def _every_answer(question: AnyQuestion, variant: Variant) -> Iterator[Any]:
    """Yield what may be reported from the screen, for a type where nothing has to be typed."""
    screen = question.screen(variant)
    match question.__struct_config__.tag:
        case "single":
            yield from range(len(screen["options"]))
        case "true_false":
            yield from (0, 1)
        case "multiple":
            places = range(len(screen["options"]))
            yield from map(list, chain.from_iterable(combinations(places, size + 1) for size in places))
        case "order":
            shown = list(range(len(screen["options"])))
            yield from (list(each) for each in permutations(shown) if list(each) != shown)
        case "match":
            yield from map(list, product(range(len(screen["targets"])), repeat=len(screen["rows"])))
        case "cloze":
            yield from map(list, product(*(range(len(each)) for each in screen["gaps"])))


def test_it_is_the_share_of_right_answers(example: Bank, facts: Mapping[str, Callable[..., float]]) -> None:
    tried = set()
    for each in example.questions:
        question = each.asked if isinstance(each, Chart) else each
        variant = variants.make(question, 1, facts)
        if question.chance:
            answers = [question.from_screen(variant, shown) for shown in _every_answer(question, variant)]
            right = sum(grade(question, variant, answer).status == "correct" for answer in answers)
            assert each.chance == question.chance == pytest.approx(right / len(answers)), each.id
            tried.add(question.__struct_config__.tag)
    assert tried >= {"single", "true_false", "multiple", "order", "match"}


def test_what_has_to_be_typed_is_not_guessed(example: Bank) -> None:
    typed = [each for each in example.questions if each.__struct_config__.tag in {"numeric", "short", "code"}]
    assert typed
    assert {each.chance for each in typed} == {0.0}


def test_where_all_is_right_by_guessing_only_all_right_counts() -> None:
    assert [above_chance(right, 2, chance=1) for right in (1, 2)] == [0, 1]
