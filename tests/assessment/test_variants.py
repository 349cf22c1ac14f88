"""A seed stands for one version of a question, the same everywhere and for ever."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping

import msgspec
import pytest

from customer_value.assessment.model import AnyQuestion, Bank
from customer_value.assessment.numerals import fill, leading_number, show
from customer_value.assessment.parts import Option, Tolerance, Variable
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.single import Single
from customer_value.assessment.variants import every, key, make, revision
from customer_value.errors import DataError, UnknownNameError

Facts = Mapping[str, Callable[..., float]]
Find = Callable[[str], AnyQuestion]


def test_the_same_seed_makes_the_same_version(example: Bank, facts: Facts) -> None:
    for question in example.questions:
        assert make(question, 7, facts) == make(question, 7, facts)
        assert make(question, 7, facts).revision == revision(question)


def test_draws_do_not_change_between_platforms_and_pythons() -> None:
    # The first 8 bytes, big end first, that RFC 7693 gives for b"04.Q02\0" b"1\0" b"margin" with digest_size=8.
    assert key("04.Q02", 1, "margin") == 15641393246312995643


def test_seeds_reach_every_choice_about_equally(question: Find) -> None:
    drawn = [make(question("04.Q02"), seed).numbers["margin"] for seed in range(1000)]
    for choice in (80, 90, 100, 120, 150):
        assert 150 <= drawn.count(choice) <= 250


def test_a_new_variable_leaves_other_draws_alone(question: Find) -> None:
    before = question("04.Q02")
    assert isinstance(before, Numeric)
    more = msgspec.structs.replace(before, variables={"tax": Variable(choices=(1, 2)), **before.variables})
    for seed in range(20):
        numbers = make(more, seed).numbers
        assert {name: numbers[name] for name in before.variables} == make(before, seed).numbers


def test_the_stem_shows_the_numbers_that_count(question: Find) -> None:
    variant = make(question("04.Q02"), 3)
    margin, retention, discount = (float(variant.numbers[name]) for name in ("margin", "retention", "discount"))
    assert f"€{margin:g} of margin" in variant.stem
    assert variant.answer == pytest.approx(sum(margin * (retention / (1 + discount / 100)) ** t for t in range(1, 400)))
    assert variant.mistakes[0] == pytest.approx(variant.answer + margin)


def test_facts_come_from_the_learners_data(question: Find, facts: Facts) -> None:
    variant = make(question("04.Q04"), 2, facts)
    assert variant.answer == facts["lifetime.mean_purchase_size"](year=variant.numbers["year"])
    assert variant.mistakes == (
        facts["lifetime.simple_ltv"](duration=1, year=variant.numbers["year"]),
        variant.answer / 2,
    )
    share = make(question("04.Q05"), 2, facts)
    assert share.numbers == {"kept": 0.52, "lost": 0.48}
    assert share.answer + share.mistakes[0] == pytest.approx(100)


def test_an_unknown_fact_is_named(question: Find) -> None:
    with pytest.raises(UnknownNameError, match=r"no fact 'lifetime.mean_purchase_size'"):
        make(question("04.Q04"), 1)
    with pytest.raises(DataError, match=r"mean_purchase_size\(year=20\d\d\) is nan"):
        make(question("04.Q04"), 1, {"lifetime.mean_purchase_size": lambda year: math.nan})


def test_options_are_shuffled_but_numbers_and_fixed_ones_are_not(question: Find) -> None:
    single = question("04.Q01")
    assert isinstance(single, Single)
    assert {make(single, seed).order for seed in range(60)} == {
        (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)
    }  # fmt: skip
    numbers = msgspec.structs.replace(single, options=tuple(Option(text=f"€{n}") for n in (10, 20, 30)))
    fixed = msgspec.structs.replace(single, shuffle=False)
    for seed in range(20):
        assert make(numbers, seed).order == make(fixed, seed).order == (0, 1, 2)
    assert make(single, 1).answer == 1


def test_every_yields_all_combinations_or_an_even_selection(question: Find) -> None:
    numeric = question("04.Q02")
    assert isinstance(numeric, Numeric)
    assert len({tuple(numbers.values()) for numbers in every(numeric)}) == 5 * 4 * 3
    assert len(list(every(numeric, most=7))) <= 7


def test_rounded_variables_are_shown_and_used_alike() -> None:
    question = Numeric(
        id="04.Q01", objective="04.O1", bloom="apply", stem="What is {{third}} times 3?", unit="€",
        variables={"third": Variable(value="10 / 3", decimals=1)}, answer="third * 3",
        tolerance=Tolerance(absolute=0.1),
    )  # fmt: skip
    variant = make(question, 1)
    assert (variant.stem, variant.answer) == ("What is 3.3 times 3?", pytest.approx(9.9))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (9999, None, "9999"),
        (10_000, None, "10,000"),
        (0.1 + 0.2, None, "0.3"),
        (1234.5, 2, "1234.50"),
        ("web", None, "web"),
    ],
)
def test_numbers_are_shown_with_commas_where_they_cannot_be_years(
    value: float | str, decimals: int | None, text: str
) -> None:
    assert show(value, decimals) == text


def test_money_in_a_text_has_commas_from_one_thousand_on() -> None:
    assert fill("€{{cost}}, {{cost}} or -€{{cost}}", {"cost": 1600}) == "€1,600, 1600 or -€1,600"


def test_the_right_answer_is_shown_finer_than_its_tolerance() -> None:
    for width, unit, decimals in ((5, "€", 0), (0.5, "€", 2), (0.01, "€", 2), (0.01, "years", 3), (0.001, "€", 4)):
        question = Numeric(
            id="04.Q01",
            objective="04.O1",
            bloom="apply",
            stem="",
            unit=unit,
            answer=1,
            tolerance=Tolerance(absolute=width),
        )
        assert question.shown_decimals(1.0) == decimals


def test_unknown_names_and_formulas_stay() -> None:
    assert fill("{{ a }} $x^{{b}}$ {c}", {"a": 1}) == "1 $x^{{b}}$ {c}"
    assert leading_number("35 customers") == 35
    assert leading_number("3rd of all") is None


def test_versions_beyond_number_are_sampled_evenly() -> None:
    choices = tuple(range(10))
    question = Numeric(
        id="04.Q01", objective="04.O1", bloom="apply", stem="", unit="€", tolerance=Tolerance(absolute=1), answer="a",
        variables={name: Variable(choices=choices) for name in "abcdefghijkl"},
    )  # fmt: skip
    found = list(every(question, most=500))
    assert len(found) == 500
    assert all({each[name] for each in found} == set(choices) for name in "abcdefghijkl")
    few = msgspec.structs.replace(question, variables={name: Variable(choices=(1, 2, 3)) for name in "ab"})
    assert [tuple(each.values()) for each in every(few)] == list(itertools.product((1, 2, 3), repeat=2))
