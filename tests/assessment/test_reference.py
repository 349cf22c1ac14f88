"""Solutions of the bank run once, and what does not run is told as our fault, with the inputs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from customer_value.assessment import reference
from customer_value.assessment.exercise import Exercise
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.code import Code, CodeMistake

Find = Callable[[str], AnyQuestion]
SAYS = "This is some other value, not the one that was asked for."


@pytest.fixture
def code(question: Find) -> Code:
    found = question("04.E1")
    assert isinstance(found, Code)
    return found


def change(code: Code, **fields: object) -> Code:
    return msgspec.structs.replace(code, **fields)


def codes(question: Code) -> list[str]:
    return [finding.code for finding in reference.verify(question)]


def test_expected_holds_the_value_and_those_of_the_mistakes(code: Code) -> None:
    variant = reference.expected(code)
    assert variant.answer == pytest.approx(320)
    assert variant.mistakes == (pytest.approx(440),)
    assert reference.expected(code) is variant


def test_running_is_silent_and_knows_cv_np_and_pd(code: Code, capsys: pytest.CaptureFixture[str]) -> None:
    loud = change(code, solution="import warnings; warnings.warn('x'); print(cv, pd); ltv = np.float64(2)")
    assert reference.run(loud, loud.solution) == 2
    assert capsys.readouterr().out == ""


def test_a_solution_that_fails_shows_its_inputs(code: Code, home: object) -> None:
    broken = change(code, setup="margin, long = 120, list(range(99))", solution="ltv = margin / 0")
    with pytest.raises(
        reference.SolutionError, match=r"ZeroDivisionError: .* \(with margin = 120; long = \[0, 1.*\.\.\.\)"
    ):
        reference.expected(broken)
    said = repr(Exercise(broken).check(3))
    assert said.startswith(
        "! Something is in the way\nOur own solution did not run; this is not your fault. ZeroDivision"
    )
    assert "with no inputs" in repr(Exercise(change(code, setup="", solution="ltv = x")).check(3))
    assert codes(broken) == ["run"]


def test_a_mistake_that_fails_leaves_the_check_working(code: Code, home: object) -> None:
    question = change(code, mistakes=(CodeMistake(code="ltv = 1 / 0", says=SAYS), *code.mistakes))
    assert "the first one comes in a year" in repr(Exercise(question).check(440))
    assert codes(question) == ["run"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"kind": "Series"}, ["kind"]),
        ({"result": "nothing"}, ["kind"]),
        ({"solution": "ltv = float('nan')"}, ["kind"]),
        ({"mistakes": (CodeMistake(code="ltv = 320", says=SAYS),)}, ["mistake-inside"]),
        ({"mistakes": (CodeMistake(code="ltv = '440'", says=SAYS),)}, ["mistake-inside"]),
        ({"starter": "ltv = margin * ____"}, []),
        ({"starter": "ltv = margin * ..."}, ["starter"]),
        ({"starter": "ltv = 320 or ____"}, ["starter"]),
    ],
)
def test_verify_finds_what_only_running_shows(code: Code, fields: dict[str, object], expected: list[str]) -> None:
    assert codes(change(code, **fields)) == expected
