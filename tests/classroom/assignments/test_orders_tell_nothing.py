"""Where an option or a row stands says nothing of what is right, to one who has the bundle, the code and the shop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import pytest
from scipy import stats

from customer_value.assessment import bank
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.choice import Choice, rising
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.single import Single
from customer_value.assessment.sheet import sheet, shown
from customer_value.assessment.variants import key

STUDENTS = 400
# A fair shuffle of 100 questions gives a smaller p-value than this once in a thousand such banks.
LEAST = 1e-5


def questions(lesson: str) -> list[AnyQuestion]:
    [path] = [each for each in bank.files() if each.name.startswith(lesson)]
    return [each for each in bank.read(path).questions if not any(each.facts())]


LESSONS = ["04", *(pytest.param(each, marks=pytest.mark.all) for each in ("00", "01", "02", "03", "05", "06"))]


def seeds() -> Iterable[int]:
    """Yield the seeds of a class, as `cvm assign` draws them."""
    return (key("week3", 1, f"student {number}", "version") % 2**62 for number in range(STUDENTS))


def p_value(places: Iterable[object], values: int) -> float:
    counts = Counter(places)
    observed = [*counts.values(), *[0] * (values - len(counts))]
    return float(stats.chisquare(observed).pvalue)


def orders(question: AnyQuestion) -> list[tuple[int, ...]]:
    return [shown(question, seed).order for seed in seeds()]


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_right_option_stands_in_each_place_equally_often(lesson: str) -> None:
    asked = [each for each in questions(lesson) if isinstance(each, Single) and each.shuffle]
    asked = [each for each in asked if not rising([option.text for option in each.options])]
    assert asked
    for each in asked:
        right = next(place for place, option in enumerate(each.options) if option.correct)
        assert p_value((order.index(right) for order in orders(each)), len(each.options)) > LEAST, each.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_row_of_an_order_and_each_target_stands_in_each_place_equally_often(lesson: str) -> None:
    for each in questions(lesson):
        if isinstance(each, (Order, Match)):
            drawn = orders(each)
            for place in range(len(drawn[0])):
                assert p_value((order.index(place) for order in drawn), len(drawn[0])) > LEAST, each.id


def test_every_arrangement_of_four_rows_is_equally_likely() -> None:
    rows = [{"text": text, "says": "It comes before the next one."} for text in ("one", "two", "three", "four")]
    question = msgspec.convert(
        {"type": "order", "id": "04.Q1", "objective": "04.O1", "bloom": "apply", "stem": "Sort.", "items": rows}, Order
    )
    assert p_value(orders(question), 24) > LEAST
    biased = [order for order in orders(question) if order != (0, 1, 2, 3)]  # as in practice: never right at first
    assert p_value(biased, 24) > LEAST  # one of 24 missing hides among 400, but not among ten times as many:
    many = [shown(question, seed).order for seed in range(10 * STUDENTS)]
    assert p_value(many, 24) > LEAST > p_value((order for order in many if order != (0, 1, 2, 3)), 24)


def rearranged(question: AnyQuestion) -> AnyQuestion:
    """Return the question with its options, or rows, in another order in the bank; what is right stays right."""

    def turned(parts: Sequence[object]) -> tuple[object, ...]:
        return (*parts[1:], parts[0])

    if isinstance(question, Choice):
        return msgspec.structs.replace(question, options=turned(question.options))
    return msgspec.structs.replace(question, items=turned(question.items))


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_order_in_the_bank_leaves_no_trace(lesson: str) -> None:
    asked = [
        each for each in questions(lesson) if isinstance(each, Order) or (isinstance(each, Choice) and each.shuffle)
    ]
    assert asked
    for each in asked:
        for seed in range(3):
            one, other = (sheet(it, shown(it, seed)) for it in (each, rearranged(each)))
            assert one == other
