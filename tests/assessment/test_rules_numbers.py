"""Numeric items are checked in every version, not in the one that their author had in mind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import pytest

from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Mistake, Tolerance, Variable
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.rules import numbers, variables

Find = Callable[[str], AnyQuestion]


@pytest.fixture
def numeric(question: Find) -> Numeric:
    found = question("04.Q02")
    assert isinstance(found, Numeric)
    return found


def codes(question: Numeric, facts: Mapping[str, Callable[..., float]] | None = None, **fields: object) -> list[str]:
    changed = msgspec.structs.replace(question, **fields)
    return [finding.code for rules in (variables, numbers) for finding in rules.check(changed, facts)]


def test_a_relative_tolerance_leaves_no_room_around_zero(numeric: Numeric) -> None:
    assert codes(numeric, answer="0 * margin * retention * discount", tolerance=Tolerance(relative=0.1)) == [
        "tolerance"
    ]


def test_a_unit_holds_no_digit(numeric: Numeric) -> None:
    assert codes(numeric, unit="points from -1 to 1") == ["unit"]
    assert codes(numeric, unit="€ per m²") == []


def test_a_typical_wrong_value_must_be_listed(numeric: Numeric) -> None:
    assert codes(numeric, mistakes=()) == ["mistakes"]


def test_a_mistake_that_is_right_in_one_version_alone_is_found(numeric: Numeric) -> None:
    variables = {"size": Variable(choices=(2, 3, 5)), "years": Variable(choices=(2, 4, 6))}
    mistake = Mistake(value="size + years", says="Added, where the two have to be multiplied.")
    item = {"stem": "What is it?", "variables": variables, "answer": "size * years", "mistakes": (mistake,)}
    findings = list(numbers.check(msgspec.structs.replace(numeric, **item, decimals=None), None))
    assert [finding.code for finding in findings] == ["mistake-inside"]
    assert "size = 2, years = 2" in findings[0].rule


def test_facts_that_are_not_given_are_not_checked(question: Find, facts: Mapping[str, Callable[..., float]]) -> None:
    own = question("04.Q04")
    assert isinstance(own, Numeric)
    assert codes(own) == codes(own, facts) == []
    assert codes(own, facts, fact="orders.none") == ["fact"]
    assert codes(own, facts, arguments={}) == ["expression"]
