"""A question that is asked again has other numbers, and the browser's places are translated both ways."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.assessment.item import SEED_STEP, Item, renew, restore
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Variable
from customer_value.assessment.variants import make


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), place=st.integers(0, 2))
def test_places_on_screen_and_in_the_bank_are_the_same_option(
    question: Callable[[str], AnyQuestion], seed: int, place: int
) -> None:
    single = question("04.Q01")
    item = Item(single, make(single, seed))
    assert item.to_screen(item.from_screen(place)) == place
    shown = item.view(unsaved="")["options"][place]
    assert shown == single.options[item.from_screen(place)].text


def test_true_stands_first(question: Callable[[str], AnyQuestion]) -> None:
    item = Item(question("04.Q03"), make(question("04.Q03"), 1))
    assert [item.from_screen(place) for place in (0, 1)] == [True, False]
    assert [item.to_screen(answer) for answer in (True, False, None)] == [0, 1, None]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 9999))
def test_new_numbers_differ_and_belong_to_the_same_quiz(question: Callable[[str], AnyQuestion], seed: int) -> None:
    item = Item(question("04.Q02"), make(question("04.Q02"), seed))
    fresh = renew(item, None)
    assert fresh.variant.numbers != item.variant.numbers
    assert (fresh.variant.seed - seed) % SEED_STEP == 0


def test_a_question_with_one_set_of_numbers_only_is_still_asked_again(
    question: Callable[[str], AnyQuestion],
) -> None:
    fixed = {
        "margin": Variable(choices=(100,)),
        "retention": Variable(choices=(0.8,)),
        "discount": Variable(choices=(10,)),
    }
    only = msgspec.structs.replace(question("04.Q02"), variables=fixed)
    fresh = renew(restore(only, [], 1, None), None)
    assert fresh.variant.seed != 1
    assert fresh.tries == 0
