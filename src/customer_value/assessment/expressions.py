"""Arithmetic that a bank may hold: parsed, checked against a short list, then computed; never `eval`."""

from __future__ import annotations

import ast
import math
import operator
from functools import lru_cache
from typing import TYPE_CHECKING

from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST = 300
_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_UNARY: dict[type[ast.unaryop], Callable[[float], float]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}


class ExpressionError(CustomerValueError):
    """An expression that cannot be read or computed."""


def _round(value: float, digits: float = 0.0) -> float:
    return float(round(value, int(digits)))


FUNCTIONS: dict[str, Callable[..., float]] = {
    "min": min,
    "max": max,
    "round": _round,
    "abs": abs,
    "sqrt": math.sqrt,
    "log": math.log,
    "exp": math.exp,
}


def evaluate(expression: float | str, names: Mapping[str, object] | None = None) -> float:
    """Compute an arithmetic expression over named numbers.

    Parameters
    ----------
    expression
        A number, or text with numbers, names, ``+ - * / **``, brackets and the functions min, max, round, abs,
        sqrt, log (natural, or of a second argument's base) and exp. At most 300 characters.
    names
        The numbers by name. Everything is computed in floats, so that no power grows without end.

    Raises
    ------
    ExpressionError
        If the text is no such expression, a name is unknown or holds no number, or the result is not a finite
        real number.

    Examples
    --------
    >>> evaluate("margin * r / (1 + i - r)", {"margin": 120, "r": 0.5, "i": 0.25})
    80.0
    >>> evaluate("9 ** 9 ** 9")
    Traceback (most recent call last):
    ...
    customer_value.assessment.expressions.ExpressionError: '9 ** 9 ** 9' is too large to compute
    """
    text = str(expression)
    try:
        result = _value(_parse(text), names or {})
    except ExpressionError as error:
        raise ExpressionError(f"{_short(text)}: {error}") from None
    except ZeroDivisionError:
        raise ExpressionError(f"{_short(text)} divides by zero{_given(names)}") from None
    except OverflowError:
        raise ExpressionError(f"{_short(text)} is too large to compute{_given(names)}") from None
    except (ValueError, TypeError) as error:
        raise ExpressionError(f"{_short(text)} cannot be computed{_given(names)}: {error}") from None
    if not math.isfinite(result):
        raise ExpressionError(f"{_short(text)} gives {result}, not a finite number{_given(names)}")
    return result


def names_in(expression: float | str) -> frozenset[str]:
    """Return the variables that an expression uses.

    Examples
    --------
    >>> sorted(names_in("max(margin, 0) / (1 - retention)"))
    ['margin', 'retention']
    """
    tree = _parse(str(expression))
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called)


@lru_cache(maxsize=1024)
def _parse(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression has at most {LONGEST} characters, this one {len(text)}")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else "it cannot be read"
        raise ExpressionError(f"not arithmetic: {reason}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and not _is_arithmetic(node):
            raise ExpressionError(
                f"{ast.unparse(node)!r} is not allowed; there are numbers, names, + - * / **, brackets and the "
                f"functions {', '.join(FUNCTIONS)}"
            )
    return tree


def _is_arithmetic(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=value):
            return type(value) in (int, float)
        case ast.Name():
            return True
        case ast.UnaryOp(op=op):
            return type(op) in _UNARY
        case ast.BinOp(op=op):
            return type(op) in _BINARY
        case ast.Call(func=ast.Name(id=name), keywords=[]):
            return name in FUNCTIONS
    return False


def _value(node: ast.AST, names: Mapping[str, object]) -> float:
    """Compute a tree that `_parse` has let through."""
    match node:
        case ast.Constant(value=(int() | float()) as number):
            return float(number)
        case ast.Name(id=name):
            return _number(name, names)
        case ast.UnaryOp(op=op, operand=operand):
            return _UNARY[type(op)](_value(operand, names))
        case ast.BinOp(left=left, op=op, right=right):
            return _real(_BINARY[type(op)](_value(left, names), _value(right, names)))
        case ast.Call(func=ast.Name(id=name), args=args):
            return float(FUNCTIONS[name](*[_value(each, names) for each in args]))
    raise AssertionError(ast.dump(node))  # pragma: no cover


def _number(name: str, names: Mapping[str, object]) -> float:
    if name not in names:
        raise ExpressionError(f"unknown name {name!r}; names: {', '.join(names) or 'none'}")
    value = names[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ExpressionError(f"{name!r} is {value!r}, not a number")
    return float(value)


def _real(value: complex) -> float:
    if not isinstance(value, float):
        raise ExpressionError("a root of a negative number")
    return value


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _given(names: Mapping[str, object] | None) -> str:
    return f" with {', '.join(f'{name} = {value}' for name, value in names.items())}" if names else ""
