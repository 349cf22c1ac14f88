"""Rules for exercises that can be checked without running them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.numbers import tolerance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.questions.code import Code


def check(question: Code) -> Iterator[Finding]:
    """Yield what is wrong with the code of an exercise."""
    yield from tolerance(question.tolerance)
    if not question.hints:
        yield Finding("exercise-hint", (), "an exercise without a hint leaves learners stuck.", "add `hints:`.")
    if "..." not in question.starter and "____" not in question.starter:
        yield Finding("placeholder", ("starter",), "nothing is left to fill in.", "put `...` where the learner writes.")
    parts: list[tuple[tuple[str | int, ...], str]] = [(("setup",), question.setup), (("starter",), question.starter)]
    solutions: list[tuple[tuple[str | int, ...], str]] = [(("solution",), question.solution)]
    solutions += [(("mistakes", place, "code"), mistake.code) for place, mistake in enumerate(question.mistakes)]
    for at, code in parts + solutions:
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError) as error:
            yield Finding("python", at, f"this is not Python: {error}.", "correct it.")
            continue
        if (at, code) in solutions and question.result not in _assigned(tree):
            yield Finding(
                "result", at, f"{question.result} is never assigned.", f"assign {question.result}, or change `result:`."
            )


def _assigned(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
