"""Every answer gets the status, score and sentence that it deserves, and nothing odd gets through."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import pytest

from customer_value.assessment import variants
from customer_value.assessment.examples import AlwaysEqual
from customer_value.assessment.grading import grade
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Mistake, Tolerance
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.numeric import Numeric, is_finite
from customer_value.assessment.variants import Variant

Find = Callable[[str], AnyQuestion]
Facts = Mapping[str, Callable[..., float]]


def number(answer: float, unit: str = "€", width: float = 1.0, **more: object) -> tuple[Numeric, Variant]:
    question = Numeric(
        id="04.Q01", objective="04.O1", bloom="apply", stem="", answer=answer, unit=unit,
        tolerance=Tolerance(absolute=width), **more,
    )  # fmt: skip
    return question, variants.make(question, 1)


def test_a_wrong_option_says_why_and_names_the_misconception(question: Find) -> None:
    single = question("04.Q01")
    outcome = grade(single, variants.make(single, 1), 2)
    assert outcome.feedback == ("Sixty silent days are long for one customer and short for another.",)
    assert outcome.misconceptions == ("04.M5",)
    assert grade(single, variants.make(single, 1), 1).feedback == (single.feedback,)


def test_tolerance_is_closed_at_its_edge() -> None:
    question, variant = number(100)
    assert [grade(question, variant, answer).status for answer in ("99", "101", "98.99", "101.01")] == [
        "correct", "correct", "wrong", "wrong"
    ]  # fmt: skip
    tenth = number(0.3, "share", 0.1)
    assert grade(*tenth, "0.4").status == "correct"


def test_a_named_mistake_earns_its_sentence_the_nearest_first() -> None:
    near, far = Mistake(value=104, says="Near."), Mistake(value=103, says="Far.", misconception="04.M2")
    question, variant = number(100, mistakes=(near, far))
    assert grade(question, variant, "104").feedback == ("Near.",)
    assert grade(question, variant, "102.6").feedback == ("Far.",)
    assert grade(question, variant, "102.6").misconceptions == ("04.M2",)


@pytest.mark.parametrize(
    ("answer", "says"),
    [("-320", "the sign is not"), ("3.2", "factor of 100"), ("32000", "factor of 100"), ("7", "far too small")],
)
def test_what_is_off_in_general(answer: str, says: str) -> None:
    outcome = grade(*number(320, width=0.5), answer)
    assert outcome.status == "wrong"
    assert says in outcome.feedback[0]


def test_too_few_digits_are_not_wrong() -> None:
    question, variant = number(2.6667, "years", 0.01)
    outcome = grade(question, variant, "2.7")
    assert outcome.status == "malformed"
    assert "more digits" in outcome.feedback[0]
    assert grade(question, variant, "2.6").status == "wrong"
    assert grade(question, variant, "2.67").status == "correct"
    assert grade(*number(0.3, "share", 0.01), "0").status == "wrong"


def test_one_digit_is_no_rounding() -> None:
    question, variant = number(937.5)  # 25 months taken for two years give 900
    assert [grade(question, variant, answer).status for answer in ("940", "900", "1000")] == [
        "malformed", "wrong", "wrong"
    ]  # fmt: skip


def test_feedback_holds_the_learners_numbers(question: Find) -> None:
    numeric = msgspec.structs.replace(question("04.Q02"), feedback="At €{{margin}} it is €{{answer}}.")
    variant = variants.make(numeric, 1)
    shown = f"{variant.answer:.2f}"
    assert grade(numeric, variant, shown).feedback == (f"At €{variant.numbers['margin']} it is €{shown}.",)


@pytest.mark.parametrize(
    "answer", [float("nan"), float("inf"), 10**400, 1e300, True, [1], b"1", AlwaysEqual(), object()]
)
def test_odd_things_are_malformed_and_cost_nothing(answer: object, question: Find) -> None:
    for key in ("04.Q01", "04.Q02"):
        outcome = grade(question(key), variants.make(question(key), 1), answer)
        assert (outcome.status, outcome.score) == ("malformed", 0.0)


def test_a_text_that_lies_about_itself_is_malformed(question: Find) -> None:
    class Liar(str):
        __slots__ = ()

        def strip(self, *_: object) -> str:
            return "320"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 0

    for key in ("04.Q01", "04.Q02", "04.Q03"):
        assert grade(question(key), variants.make(question(key), 1), Liar("x")).status == "malformed"


def test_plain_numbers_are_in_the_unit_asked_for() -> None:
    question, variant = number(0.4, "%", 0.05)
    assert grade(question, variant, "0.4").status == "malformed"
    assert grade(question, variant, 0.4).status == "correct"
    assert is_finite(3)
    assert not is_finite(True)


def test_code_without_an_expected_value_is_our_error(question: Find) -> None:
    code = question("04.E1")
    assert isinstance(code, Code)
    assert grade(code, variants.make(code, 1), 320.0).status == "error"


def test_code_that_cannot_be_compared_does_not_stop_the_notebook(
    question: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("customer_value.assessment.compare.differs", fail)
    code = question("04.E1")
    outcome = grade(code, msgspec.structs.replace(variants.make(code, 1), answer=320.0), 1)
    assert outcome.feedback == ("This value cannot be compared (RuntimeError).",)


def test_right_answers_as_markdown(question: Find, facts: Facts) -> None:
    shown = {
        key: question(key).right_answer(variants.make(question(key), 1, facts))
        for key in ("04.Q01", "04.Q03", "04.Q05")
    }
    assert shown == {"04.Q01": "Its customers leave without telling the firm", "04.Q03": "False", "04.Q05": "48.0 %"}
    assert question("04.E1").right_answer(variants.make(question("04.E1"), 1)).startswith("```python\nltv = margin")
    money = msgspec.structs.replace(question("04.Q05"), unit="€ a year")
    for answer, shown_as in ((210, "€210.0 a year"), (7_600, "€7,600.0 a year"), (-45, "-€45.0 a year")):
        variant = msgspec.structs.replace(variants.make(question("04.Q05"), 1, facts), answer=answer)
        assert money.right_answer(variant) == shown_as
    true = msgspec.structs.replace(question("04.Q03"), answer=True)
    assert true.right_answer(variants.make(true, 1)) == "True"
