"""Rules for numeric items: tolerance, unit, variables, expressions, and mistakes that must stay mistakes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from customer_value.assessment.expressions import FUNCTIONS, ExpressionError, names_in
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.variants import NAME, every, shown_decimals, solve
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.model import Expression, Numeric, Tolerance, Variable
    from customer_value.assessment.rules.item import Path

Facts = Mapping[str, Any]


def check(question: Numeric, facts: Facts | None) -> Iterator[Finding]:
    """Yield what is wrong with a numeric item, in every version of it."""
    if not question.unit.strip():
        yield Finding("unit", ("unit",), "the unit is empty.", "write €, %, share, years, customers ...")
    if not question.mistakes:
        yield Finding(
            "mistakes", (), "no typical wrong value is listed.", "add `mistakes:` with a value and what it says."
        )
    structure = [*_one_way(question), *tolerance(question.tolerance), *_variables(question), *_expressions(question)]
    structure += _fact_names(question, facts)
    yield from structure
    if not structure and (facts is not None or not uses_facts(question)):
        yield from _versions(question, facts)


def uses_facts(question: Numeric) -> bool:
    """Tell whether an item needs the learner's own data."""
    return any(name for _, name in _facts(question))


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
    for place, mistake in enumerate(question.mistakes):
        if (mistake.value is None) == (mistake.fact is None):
            yield Finding("mistake", ("mistakes", place), "a mistake needs `value` or `fact`.", "write one of the two.")


def _variables(question: Numeric) -> Iterator[Finding]:
    used = _used(question)
    for name, variable in question.variables.items():
        at: Path = ("variables", name)
        if sum(way is not None for way in (variable.choices, variable.value, variable.fact)) != 1:
            yield Finding("variable", at, f"{name} needs one of `from`, `value` and `fact`.", "write one of the three.")
        if variable.choices is not None and len(set(variable.choices)) < max(2, len(variable.choices)):
            yield Finding("choices", at, f"{name} has fewer than two different choices.", "list different ones.")
        if name in FUNCTIONS or name == "answer":
            yield Finding("reserved", at, f"{name} has a meaning already.", "choose another name.")
        if name not in used:
            yield Finding("unused", at, f"{name} is used nowhere.", "use it in the stem or the answer, or drop it.")


def _used(question: Numeric) -> set[str]:
    texts = [question.stem, question.feedback, *question.hints, *(mistake.says for mistake in question.mistakes)]
    parts: list[Numeric | Variable | Any] = [question, *question.mistakes, *question.variables.values()]
    texts += [str(value) for part in parts for value in part.arguments.values()]
    used = {name for text in texts for name in NAME.findall(text)}
    for _, expression, _ in _each_expression(question):
        try:
            used |= names_in(expression)
        except ExpressionError:
            continue
    return used


def _each_expression(question: Numeric) -> Iterator[tuple[Path, Expression, set[str]]]:
    """Yield every expression with its place and the names it may use."""
    above: set[str] = set()
    for name, variable in question.variables.items():
        if variable.value is not None:
            yield ("variables", name), variable.value, set(above)
        above.add(name)
    if question.answer is not None:
        yield ("answer",), question.answer, above
    for place, mistake in enumerate(question.mistakes):
        if mistake.value is not None:
            yield ("mistakes", place, "value"), mistake.value, above | {"answer"}


def _expressions(question: Numeric) -> Iterator[Finding]:
    for at, expression, known in _each_expression(question):
        try:
            unknown = names_in(expression) - known
        except ExpressionError as error:
            yield Finding("expression", at, f"{str(expression)!r}: {error}.", "write arithmetic over the variables.")
            continue
        if unknown:
            names = ", ".join(sorted(known)) or "none"
            yield Finding(
                "expression", at, f"{', '.join(sorted(unknown))} is not a variable here.", f"variables: {names}."
            )


def _facts(question: Numeric) -> Iterator[tuple[Path, str | None]]:
    yield ("fact",), question.fact
    yield from ((("variables", name), variable.fact) for name, variable in question.variables.items())
    yield from ((("mistakes", place), mistake.fact) for place, mistake in enumerate(question.mistakes))


def _fact_names(question: Numeric, facts: Facts | None) -> Iterator[Finding]:
    if facts is None:
        return
    for at, name in _facts(question):
        if name is not None and name not in facts:
            yield Finding("fact", at, f"there is no fact {name}.", f"facts: {', '.join(sorted(facts)) or 'none'}.")


def _versions(question: Numeric, facts: Facts | None) -> Iterator[Finding]:
    """Compute every version and yield the first fault of each kind."""
    found: dict[tuple[str, Path], Finding] = {}
    try:
        for numbers in every(question, facts):
            answer, mistakes = solve(question, numbers, facts)
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
    if abs(round(answer, shown_decimals(question, answer)) - answer) > width:
        rule = f"the right answer as shown is outside its own tolerance ({where})."
        yield Finding("decimals", ("decimals",), rule, "show more decimals, or widen the tolerance.")
    for place, mistake in enumerate(mistakes):
        if abs(mistake - answer) <= width * (1 + 1e-9):
            rule = f"the mistake {mistake:.6g} would be graded right: the answer is {answer:.6g} ({where})."
            yield Finding("mistake-inside", ("mistakes", place), rule, "narrow the tolerance, or change the choices.")
