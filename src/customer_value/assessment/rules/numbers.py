"""Rules for numeric items: tolerance, unit, and mistakes that must stay mistakes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from customer_value.assessment.rules import variables
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.variants import every
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.parts import Path, Tolerance
    from customer_value.assessment.questions.numeric import Numeric

MOST_MISTAKES = 12
Facts = Mapping[str, Any]


def check(question: Numeric, facts: Facts | None) -> Iterator[Finding]:
    """Yield what is wrong with a numeric item, in every version of it."""
    if not question.unit.strip():
        yield Finding("unit", ("unit",), "the unit is empty.", "write €, %, share, years, customers ...")
    if re.search(r"\d", question.unit):
        yield Finding("unit", ("unit",), "a digit in the unit is read as a second number.", "say it in the stem.")
    if not question.mistakes:
        yield Finding(
            "mistakes", (), "no typical wrong value is listed.", "add `mistakes:` with a value and what it says."
        )
    structure = [*_one_way(question), *tolerance(question.tolerance)]
    yield from structure
    if not structure and variables.computable(question, facts):
        yield from _versions(question, facts)


def tolerance(given: Tolerance) -> Iterator[Finding]:
    """Yield what is wrong with a tolerance."""
    stated = [each for each in (given.absolute, given.relative) if each is not None]
    if len(stated) != 1 or not 0 < stated[0] < math.inf:
        yield Finding(
            "tolerance", ("tolerance",), "the tolerance is not one number above 0.", "write {absolute: 1} or so."
        )


def _one_way(question: Numeric) -> Iterator[Finding]:
    if (question.answer is None) == (question.fact is None):
        yield Finding("answer", (), "the right number must come from `answer` or from `fact`.", "write one of the two.")
    if len(question.mistakes) > MOST_MISTAKES:
        rule = f"{len(question.mistakes)} mistakes are named."
        yield Finding("mistakes", ("mistakes",), rule, f"keep the {MOST_MISTAKES} that learners make most.")
    for place, mistake in enumerate(question.mistakes):
        if (mistake.value is None) == (mistake.fact is None):
            yield Finding("mistake", ("mistakes", place), "a mistake needs `value` or `fact`.", "write one of the two.")


def _versions(question: Numeric, facts: Facts | None) -> Iterator[Finding]:
    """Compute every version and yield the first fault of each kind."""
    found: dict[tuple[str, Path], Finding] = {}
    try:
        for numbers in every(question, facts):
            answer, mistakes = question.solve(numbers, facts)
            where = ", ".join(f"{name} = {value}" for name, value in numbers.items()) or "always"
            for finding in _version(question, answer, mistakes, where):
                found.setdefault((finding.code, finding.at), finding)
    except (CustomerValueError, TypeError) as error:
        yield Finding("expression", ("answer",), f"{error}.", "change the choices or the expression.")
    yield from found.values()


def _version(question: Numeric, answer: float, mistakes: tuple[float, ...], where: str) -> Iterator[Finding]:
    width = question.tolerance.around(answer)
    if width == 0:
        yield Finding("tolerance", ("tolerance",), f"no room around 0 ({where}).", "write an absolute tolerance.")
        return
    if abs(round(answer, question.shown_decimals(answer)) - answer) > width:
        rule = f"the right answer as shown is outside its own tolerance ({where})."
        yield Finding("decimals", ("decimals",), rule, "show more decimals, or widen the tolerance.")
    for place, mistake in enumerate(mistakes):
        if abs(mistake - answer) <= width * (1 + 1e-9):
            rule = f"the mistake {mistake:.6g} would be graded right: the answer is {answer:.6g} ({where})."
            yield Finding("mistake-inside", ("mistakes", place), rule, "narrow the tolerance, or change the choices.")
        if any(math.isclose(mistake, other, rel_tol=1e-9) for other in mistakes[:place]):
            rule = f"this mistake gives {mistake:.6g}, as another above it does ({where})."
            yield Finding("same-mistake", ("mistakes", place), rule, "change the choices, or drop one of the two.")
