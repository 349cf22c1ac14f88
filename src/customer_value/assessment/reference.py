"""Run the course's own solutions to know what is right. Only code of a bank runs here, never a learner's."""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment import variants
from customer_value.assessment.placeholder import PLACEHOLDER, TEXT, is_blank
from customer_value.assessment.rules.item import Finding
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.questions.code import Code
    from customer_value.assessment.variants import Variant

_ALIASES = {"cv": "customer_value", "np": "numpy", "pd": "pandas"}


class SolutionError(CustomerValueError):
    """Code of the bank that does not run: our fault, not the learner's."""


@lru_cache(maxsize=64)
def expected(question: Code) -> Variant:
    """Return the exercise's variant with the right value, and the values of the named mistakes, in it.

    Raises
    ------
    SolutionError
        If the solution does not run; the message shows the inputs that it had.
    """
    wrong = []
    for mistake in question.mistakes:
        try:
            wrong.append(run(question, mistake.code))
        except SolutionError:
            wrong.append(None)
    right = run(question, question.solution)
    return msgspec.structs.replace(variants.make(question, 0), answer=right, mistakes=tuple(wrong))


def run(question: Code, code: str) -> Any:
    """Run an exercise's setup and one piece of its code, and return the value of its result."""
    names: dict[str, Any] = {alias: import_module(module) for alias, module in _ALIASES.items()}
    names[TEXT] = PLACEHOLDER
    given: dict[str, Any] = {}
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            exec(compile(question.setup, f"<setup of {question.id}>", "exec"), names)  # noqa: S102  course code
            given = {name: value for name, value in names.items() if name not in {*_ALIASES, TEXT, "__builtins__"}}
            exec(compile(code, f"<{question.id}>", "exec"), names)  # noqa: S102  course code
    except Exception as error:
        inputs = "; ".join(f"{name} = {_short(value)}" for name, value in given.items()) or "no inputs"
        raise SolutionError(f"{type(error).__name__}: {error} (with {inputs})") from error
    return names.get(question.result)


def verify(question: Code) -> Iterator[Finding]:
    """Yield what is wrong with an exercise once it runs."""
    from customer_value.assessment.grading import grade

    try:
        variant = expected(question)
    except SolutionError as error:
        yield Finding("run", ("solution",), f"the solution does not run: {error}.", "correct solution or setup.")
        return
    own = grade(question, variant, variant.answer)
    if own.status != "correct":
        rule = f"the solution's own value is graded {own.status}: {' '.join(own.feedback)}"
        yield Finding("kind", ("kind",), rule, "let `kind` and `result` say what the solution computes.")
        return
    for place, mistake in enumerate(question.mistakes):
        value = variant.mistakes[place]
        if is_blank(value):
            yield Finding("run", ("mistakes", place, "code"), "this mistake does not run.", "correct its code.")
        elif grade(question, variant, value).feedback != (mistake.says,):
            rule = "the value of this mistake does not earn its sentence; it equals the answer or another mistake."
            yield Finding("mistake-inside", ("mistakes", place), rule, "change or drop it.")
    yield from _starter(question, variant)


def _starter(question: Code, variant: Variant) -> Iterator[Finding]:
    from customer_value.assessment.grading import grade

    try:
        value = run(question, question.starter)
    except SolutionError as error:
        rule = f"the starter stops a notebook that is run from top to bottom: {error}."
        yield Finding("starter", ("starter",), rule, "place `____` or `...` so that the cell runs.")
        return
    status = grade(question, variant, value).status
    if status != "not_attempted":
        yield Finding("starter", ("starter",), f"the starter as it stands is graded {status}.", "leave more open.")


def _short(value: object) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
