"""Bank arithmetic gives what Python gives, refuses everything else, and is never slow."""

from __future__ import annotations

import contextlib
import math
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.expressions import FUNCTIONS, ExpressionError, evaluate, names_in

NAMES = {"margin": 120.0, "retention": 0.8, "discount": 10.0, "years": 5.0}
leaves = st.sampled_from(list(NAMES)) | st.floats(0.01, 1000, allow_nan=False).map(repr) | st.integers(0, 99).map(str)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda one: f"-{one}"),
        inner.map(lambda one: f"abs({one})"),
        st.tuples(inner, inner).map(lambda two: f"max({', '.join(two)})"),
    ),
    max_leaves=6,
)


@given(trees)
def test_agrees_with_python(expression: str) -> None:
    floats = "".join(f"{part}.0" if part.isdigit() else part for part in _split(expression))
    try:
        expected = eval(floats, {"__builtins__": {}}, {**NAMES, "abs": abs, "max": max})  # noqa: S307  our own text
    except (ZeroDivisionError, OverflowError):
        expected = math.nan
    if isinstance(expected, complex) or not math.isfinite(expected):
        with pytest.raises(ExpressionError):
            evaluate(expression, NAMES)
    else:
        assert evaluate(expression, NAMES) == expected


def _split(expression: str) -> list[str]:
    return re.split(r"((?<![\w.])\d+(?![\w.]))", expression)


def test_functions_are_those_of_mathematics() -> None:
    assert evaluate("sqrt(2) + exp(1) + log(8, 2) + round(2.345, 1) + round(2.6) + min(3, 1, 2)") == pytest.approx(
        math.sqrt(2) + math.e + 3 + 2.3 + 3 + 1
    )


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("__import__('os').system('true')", "not allowed"),
        ("margin.real", "not allowed"),
        ("[1, 2][0]", "not allowed"),
        ("(lambda: 1)()", "not allowed"),
        ("margin if 1 else 2", "not allowed"),
        ("1 < 2", "not allowed"),
        ("7 // 2", "not allowed"),
        ("round(2.5, ndigits=1)", "not allowed"),
        ("'a' * 3", "not allowed"),
        ("True", "not allowed"),
        ("sum(1, 2)", "not allowed"),
        ("margn", "unknown name 'margn'; names: margin"),
        ("channel", "'channel' is 'web', not a number"),
        ("1 / (margin - margin)", "divides by zero with margin = 120.0"),
        ("(0 - margin) ** 0.5", "a root of a negative number"),
        ("sqrt(0 - 1)", "cannot be computed"),
        ("log()", "cannot be computed"),
        ("1 +", "not arithmetic"),
        ("", "not arithmetic"),
        ("margin\n+", "not arithmetic"),
        ("x" * 301, "at most 300 characters"),
        ("(" * 150 + "1" + ")" * 149, "not arithmetic"),
        ("1e308 * 10", "not a finite number"),
        ("1" + "0" * 200 + " ** 2", "too large"),
    ],
)
def test_refuses_what_is_not_arithmetic(expression: str, says: str) -> None:
    with pytest.raises(ExpressionError, match=says.replace("(", r"\(").replace("*", r"\*")):
        evaluate(expression, {"margin": 120.0, "channel": "web"})


@pytest.mark.parametrize("expression", ["9 ** 9 ** 9", "9 ** 9 ** 9 ** 9", "exp(exp(exp(9)))", "-" * 299 + "1"])
def test_no_expression_is_slow(expression: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(ExpressionError):
        evaluate(expression)
    assert time.perf_counter() - start < 0.1


def test_names_leave_functions_out() -> None:
    for name in FUNCTIONS:
        assert names_in(f"{name}(margin, 2)") == {"margin"}
    assert evaluate(3) == evaluate("3") == 3.0
