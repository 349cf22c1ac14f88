"""Rules for what differs from learner to learner: variables, expressions, and facts of the learner's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from customer_value.assessment.expressions import FUNCTIONS, ExpressionError, names_in
from customer_value.assessment.numerals import NAME, fill
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.wording import OPEN
from customer_value.assessment.variants import every
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from customer_value.assessment.parts import Expression, Path
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Numbers

MOST = 12


def check(question: Question, facts: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Yield what is wrong with the variables, expressions and facts of an item."""
    yield from _variables(question)
    yield from _expressions(question)
    yield from _fact_names(question, facts)


def distinct(question: Question, facts: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Yield where two texts to choose from become one in some version of an item."""
    drawn = [(at, texts) for at, texts in question.alternatives() if any(map(NAME.search, texts))]
    if not drawn or not computable(question, facts):
        return
    for at, texts in drawn:
        for numbers in _computed(question, facts):
            if len({fill(text, numbers, question.places) for text in texts}) < len(set(texts)):
                where = ", ".join(f"{name} = {value}" for name, value in numbers.items())
                yield Finding("same-options", at, f"two of these are the same with {where}.", "change the choices.")
                break


def _computed(question: Question, facts: Mapping[str, Any] | None) -> Iterator[Numbers]:
    """Yield the numbers of all versions; none where one cannot be computed, which another rule tells."""
    try:
        yield from every(question, facts)
    except CustomerValueError:
        return


def computable(question: Question, facts: Mapping[str, Any] | None) -> bool:
    """Tell whether every version of an item can be computed: nothing is wrong, and its facts are at hand."""
    at_hand = facts is not None or not any(question.facts())
    is_written = not any(OPEN in str(expression) for _, expression, _ in question.expressions())
    return at_hand and is_written and not any(check(question, facts))


def _variables(question: Question) -> Iterator[Finding]:
    used = _used(question)
    if len(question.variables) > MOST:
        yield Finding("variables", ("variables",), f"there are {len(question.variables)} variables.", f"have {MOST}.")
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


def _used(question: Question) -> set[str]:
    texts = [text for _, text in question.texts()]
    texts += [str(value) for _, _, arguments in _looked_up(question) for value in arguments.values()]
    used = {name for text in texts for name in NAME.findall(text)}
    for _, expression, _ in question.expressions():
        try:
            used |= names_in(_without_mark(expression))
        except ExpressionError:
            continue
    return used


def _looked_up(question: Question) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    yield from question.facts()
    yield from question.drawings()


def _expressions(question: Question) -> Iterator[Finding]:
    for at, expression, known in question.expressions():
        try:
            unknown = names_in(_without_mark(expression)) - known
        except ExpressionError as error:
            yield Finding("expression", at, f"{str(expression)!r}: {error}.", "write arithmetic over the variables.")
            continue
        if unknown:
            names = ", ".join(sorted(known)) or "none"
            yield Finding(
                "expression", at, f"{', '.join(sorted(unknown))} is not a variable here.", f"variables: {names}."
            )


def _without_mark(expression: Expression) -> Expression:
    """Return an expression without the mark of a draft, which another rule names."""
    return expression.replace(f"{OPEN}: ", "") if isinstance(expression, str) else expression


def _fact_names(question: Question, facts: Mapping[str, Any] | None) -> Iterator[Finding]:
    for at, name, _ in question.facts():
        if facts is not None and name not in facts:
            yield Finding("fact", at, f"there is no fact {name}.", f"facts: {', '.join(sorted(facts)) or 'none'}.")
