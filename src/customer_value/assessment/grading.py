"""From an answer to its outcome: pure; no file, no clock, and no code of a learner is ever run."""

from __future__ import annotations

from math import isfinite, isnan
from typing import TYPE_CHECKING, assert_never

from customer_value.assessment import off
from customer_value.assessment.model import AnyQuestion, Code, Numeric, Outcome, Single, TrueFalse
from customer_value.assessment.placeholder import is_blank
from customer_value.assessment.reader import Number, Unclear, read
from customer_value.assessment.variants import fill, show, shown_decimals, with_unit

if TYPE_CHECKING:
    from typing import TypeGuard

    from customer_value.assessment.compare_tables import Difference
    from customer_value.assessment.variants import Variant

LARGEST = 1e100
TWO_DIGITS = 10  # steps of the last digit: 940 for 938 is rounded, 900 is another number
SLACK = 1e-9  # an answer at the very edge of the tolerance is inside, however floats round


def grade(question: AnyQuestion, variant: Variant, answer: object) -> Outcome:
    """Grade one answer.

    Parameters
    ----------
    question
        An item of a bank.
    variant
        The version of it that the learner saw, from `variants.make`; for an exercise with the expected value in it.
    answer
        A place of an option in the bank (single), True or False (true_false), text, or a number in the unit
        asked for (numeric), any object (code). None, `...`, `____` and empty text are not attempts.

    Returns
    -------
    Outcome
        `malformed` and `not_attempted` cost no attempt; only `wrong`, `partial` and `correct` count.

    Examples
    --------
    >>> from customer_value.assessment import variants
    >>> from customer_value.assessment.model import Tolerance
    >>> question = Numeric(id="04.Q01", objective="04.O1", bloom="apply", stem="What is 50 times 8?", answer=400,
    ...                    unit="€", tolerance=Tolerance(absolute=1))
    >>> variant = variants.make(question, seed=1)
    >>> grade(question, variant, "400 €").status, grade(question, variant, "12,5O").status
    ('correct', 'malformed')
    """
    if is_blank(answer):
        return Outcome(status="not_attempted")
    match question:
        case Single():
            return _single(question, answer)
        case TrueFalse():
            return _true_false(question, answer)
        case Numeric():
            return _numeric(question, variant, answer)
        case Code():
            return _code(question, variant, answer)
        case _:
            assert_never(question)


def right_answer(question: AnyQuestion, variant: Variant) -> str:
    """Return the right answer as Markdown, for a summary or after giving up."""
    match question:
        case Single():
            return str(question.options[variant.answer].text)
        case TrueFalse():
            return "True" if variant.answer else "False"
        case Numeric():
            return _amount(variant.answer, shown_decimals(question, variant.answer), question.unit)
        case Code():
            return f"```python\n{question.solution.strip()}\n```"
        case _:
            assert_never(question)


def _amount(answer: float, decimals: int, unit: str) -> str:
    """Write a number with its unit; of money the thousands are set apart, by a space, which reads back as a number."""
    number = f"{answer:,.{decimals}f}".replace(",", "\u202f") if unit.startswith("€") else show(answer, decimals)
    return with_unit(number, unit)


def is_finite(value: object) -> TypeGuard[float]:
    """Tell whether a value is a plain, finite number of Python's own, of a size that a float holds."""
    return type(value) in (int, float) and -LARGEST < value < LARGEST  # type: ignore[operator]


def _right(says: str) -> Outcome:
    return Outcome(status="correct", score=1.0, feedback=(says,) if says else ())


def _wrong(says: str, misconception: str | None = None) -> Outcome:
    return Outcome(status="wrong", feedback=(says,), misconceptions=(misconception,) if misconception else ())


def _malformed(says: str) -> Outcome:
    return Outcome(status="malformed", feedback=(says,))


def _single(question: Single, answer: object) -> Outcome:
    if type(answer) is not int or not 0 <= answer < len(question.options):
        return _malformed("Choose one of the options.")
    option = question.options[answer]
    if option.correct:
        return _right(question.feedback)
    return _wrong(option.says, option.misconception)


def _true_false(question: TrueFalse, answer: object) -> Outcome:
    if type(answer) is not bool:
        return _malformed("Choose True or False.")
    if answer is question.answer:
        return _right(question.feedback)
    return _wrong(question.says, question.misconception)


def _numeric(question: Numeric, variant: Variant, answer: object) -> Outcome:
    if is_finite(answer):
        number: Number | Unclear = Number(float(answer), 0.0)
    elif type(answer) is str:
        number = read(answer, question.unit)
    else:
        return _malformed("Write one number.")
    if isinstance(number, Unclear):
        return _malformed(number.says)
    if _near(question, number.value, variant.answer):
        return _right(_say(question, variant, question.feedback))
    if (place := _mistake(question, variant, number.value)) is not None:
        mistake = question.mistakes[place]
        return _wrong(_say(question, variant, mistake.says), mistake.misconception)
    if _rounded(number, variant.answer):
        return _malformed("Right as far as it goes, but rounded too much: give more digits.")
    return _wrong(off.how(number.value, variant.answer, lambda value: _near(question, value, variant.answer)))


def _near(question: Numeric, value: float, target: float) -> bool:
    return abs(value - target) <= question.tolerance.around(target) * (1 + SLACK)


def _mistake(question: Numeric, variant: Variant, value: float) -> int | None:
    """Return the place of the nearest named mistake that the value is."""
    places = [i for i, wrong in enumerate(variant.mistakes) if _near(question, value, wrong)]
    return min(places, key=lambda i: abs(variant.mistakes[i] - value), default=None)


def _rounded(number: Number, answer: float) -> bool:
    """Tell whether this is the right value with fewer digits: two at least, or it may be anything."""
    digits_enough = abs(number.value) >= TWO_DIGITS * number.step * (1 - SLACK)
    return digits_enough and abs(number.value - answer) <= number.step / 2 * (1 + SLACK)


def _say(question: Numeric, variant: Variant, text: str) -> str:
    numbers = {**variant.numbers, "answer": variant.answer}
    places = {name: variable.decimals for name, variable in question.variables.items()}
    return fill(text, numbers, {**places, "answer": shown_decimals(question, variant.answer)})


def _code(question: Code, variant: Variant, answer: object) -> Outcome:
    if variant.answer is None:
        return Outcome(status="error", feedback=("The expected value has not been computed.",))
    difference = _differs(question, answer, variant.answer)
    if difference is None:
        return _right(question.feedback)
    if not difference.usable:
        return _malformed(difference.says)
    for mistake, value in zip(question.mistakes, variant.mistakes, strict=False):
        if value is not None and _differs(question, answer, value) is None:
            return _wrong(mistake.says, mistake.misconception)
    if question.kind == "number":
        return _wrong(_number_off(question, float(answer), float(variant.answer)) or difference.says)  # type: ignore[arg-type]
    return _wrong(difference.says)


def _number_off(question: Code, value: float, answer: float) -> str:
    """Say how a number is off; "" where it is none."""
    if not isfinite(value):
        return "" if isnan(value) else "This is infinite: something has been divided by zero."
    width = question.tolerance.around(answer) * (1 + SLACK)
    return off.how(value, answer, lambda near: abs(near - answer) <= width)


def _differs(question: Code, answer: object, expected: object) -> Difference | None:
    from customer_value.assessment.compare import differs  # pandas loads for exercises only
    from customer_value.assessment.compare_tables import Difference

    try:
        return differs(answer, expected, question.kind, question.tolerance, any_row_order=question.any_row_order)
    except Exception as error:  # noqa: BLE001  a strange object must not stop the notebook
        return Difference(f"This value cannot be compared ({type(error).__name__}).", usable=False)
