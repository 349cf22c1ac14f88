"""One learner's version of a question: numbers drawn, names filled in, options in order.

Draws are keyed by meaning (item, seed, name) through BLAKE2, not taken from one stream: they are the same on every
platform and Python version, and a variable that is added to a question leaves the other draws as they were.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from customer_value.assessment.expressions import evaluate
from customer_value.assessment.model import AnyQuestion, Mistake, Numeric, Single, TrueFalse, Variable, revision
from customer_value.assessment.reader import decimal_by_nature
from customer_value.errors import DataError, UnknownNameError

Facts = Mapping[str, Callable[..., float]]
Numbers = dict[str, float | str]
NAME = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one question.

    Attributes
    ----------
    question, revision, seed
        Which item, in which wording, with which draw.
    numbers
        The value of every variable.
    stem, options, hints
        Markdown to show, names filled in; the options in the order of the bank.
    order
        Places of the options as shown: `options[order[0]]` stands first. A learner's answer to a single-choice
        question is the place in the bank, so that it means the same under every shuffle.
    answer
        What is right: a place (single), True or False, a number, or the reference solution's value (code, once an
        exercise has put it in).
    mistakes
        The wrong values, in the order of the question's mistakes.
    """

    question: str
    revision: str
    seed: int
    numbers: Numbers = {}
    stem: str = ""
    options: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    order: tuple[int, ...] = ()
    answer: Any = None
    mistakes: tuple[Any, ...] = ()


def make(question: AnyQuestion, seed: int, facts: Facts | None = None) -> Variant:
    """Make the version of a question that a seed stands for.

    Parameters
    ----------
    question
        An item of a bank.
    seed
        Any whole number; the same number always makes the same version.
    facts
        Facts by name, each called with the arguments that the bank states; needed for items with `fact:` only.

    Raises
    ------
    UnknownNameError
        If a fact does not exist.
    DataError
        If a fact is not a finite number.
    customer_value.assessment.expressions.ExpressionError
        If an expression cannot be computed.

    Examples
    --------
    >>> from customer_value.assessment.model import Numeric, Tolerance, Variable
    >>> question = Numeric(id="04.Q02", objective="04.O1", bloom="apply", stem="What is twice {{size}}?", unit="€",
    ...                    variables={"size": Variable(choices=(50, 80))}, answer="2 * size",
    ...                    tolerance=Tolerance(absolute=1))
    >>> variant = make(question, seed=1)
    >>> variant.stem, variant.answer
    ('What is twice 50?', 100.0)
    """

    def pick(name: str, choices: tuple[float | str, ...]) -> float | str:
        return choices[key(question.id, seed, name) % len(choices)]

    base = Variant(question=question.id, revision=revision(question), seed=seed)
    numbers = draw(question.variables, pick, facts) if isinstance(question, Numeric) else {}
    return msgspec.structs.replace(base, **_content(question, numbers, seed, facts))


def draw(
    variables: Mapping[str, Variable], pick: Callable[[str, tuple[float | str, ...]], float | str], facts: Facts | None
) -> Numbers:
    """Give every variable its value, from top to bottom; `pick` chooses where there is a choice."""
    numbers: Numbers = {}
    for name, variable in variables.items():
        if variable.choices:
            value = pick(name, variable.choices)
        elif variable.value is not None:
            value = evaluate(variable.value, numbers)
        else:
            value = look_up(variable.fact, variable.arguments, numbers, facts)
        if variable.decimals is not None and not isinstance(value, str):
            value = round(value, variable.decimals)
        numbers[name] = value
    return numbers


def every(question: Numeric, facts: Facts | None = None, *, most: int = 2000) -> Iterator[Numbers]:
    """Yield the numbers of all versions of a question, or an even selection of `most` of them."""
    drawn = {name: variable.choices for name, variable in question.variables.items() if variable.choices}
    step = max(1, math.ceil(math.prod(len(choices) for choices in drawn.values()) / most))
    for combination in itertools.islice(itertools.product(*drawn.values()), 0, None, step):
        chosen = dict(zip(drawn, combination, strict=True))
        yield draw(question.variables, lambda name, _, chosen=chosen: chosen[name], facts)  # type: ignore[misc]


def solve(question: Numeric, numbers: Numbers, facts: Facts | None = None) -> tuple[float, tuple[float, ...]]:
    """Return the right number and the wrong ones of the named mistakes."""
    if question.fact is not None:
        answer = look_up(question.fact, question.arguments, numbers, facts)
    else:
        answer = evaluate(question.answer if question.answer is not None else "", numbers)
    known = {**numbers, "answer": answer}
    return answer, tuple(_mistaken(each, known, facts) for each in question.mistakes)


def look_up(name: str | None, arguments: Mapping[str, Any], numbers: Numbers, facts: Facts | None) -> float:
    """Call a fact by name; an argument that is `"{{year}}"` takes the variable's value."""
    if name is None or name not in (facts or {}):
        raise UnknownNameError.among("fact", name, facts or {})
    filled = {key: _argument(value, numbers) for key, value in arguments.items()}
    value = float((facts or {})[name](**filled))
    if not math.isfinite(value):
        raise DataError(f"the fact {name}({', '.join(f'{k}={v!r}' for k, v in filled.items())}) is {value}")
    return value


def fill(text: str, numbers: Mapping[str, float | str], decimals: Mapping[str, int | None] | None = None) -> str:
    """Replace every `{{name}}` by its value; unknown names stay as they are.

    Examples
    --------
    >>> fill("€{{margin}} at {{rate}} and $x^{{2}}$", {"margin": 12500, "rate": 0.1 + 0.2})
    '€12\u202f500 at 0.3 and $x^{{2}}$'
    """
    places = decimals or {}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return show(numbers[name], places.get(name)) if name in numbers else match[0]

    return NAME.sub(value, text)


def show(value: float | str, decimals: int | None = None) -> str:
    """Write a number so that the reader of answers reads it back: 12 500 with a narrow space, no comma.

    Examples
    --------
    >>> show(2.5, 2), show(2025), show(320.0)
    ('2.50', '2025', '320')
    """
    if isinstance(value, str):
        return value
    text = f"{value:,.12g}" if decimals is None else f"{value:,.{decimals}f}"
    return text.replace(",", "\u202f" if abs(value) >= 10_000 else "")


def with_unit(number: str, unit: str) -> str:
    """Write a number with its unit: € before it, others after.

    Examples
    --------
    >>> with_unit("320", "€"), with_unit("-45.00", "€ a year"), with_unit("50", "%"), with_unit("7", "")
    ('€320', '-€45.00 a year', '50 %', '7')
    """
    if not unit.startswith("€"):
        return f"{number} {unit}".strip()
    digits = number.removeprefix("-")
    return f"{'-' * (digits != number)}€{digits}{unit.removeprefix('€')}"


def shown_decimals(question: Numeric, answer: float) -> int:
    """Return how many decimals the right answer is shown with: as stated, else one place finer than the tolerance.

    Never three where the reader of answers would ask whether they are thousands: there two are inside the tolerance.
    """
    if question.decimals is not None:
        return question.decimals
    width = question.tolerance.around(answer)
    places = min(12, max(0, 1 - math.floor(math.log10(width)))) if width < 1 else 0
    return 2 if places == 3 and not decimal_by_nature(question.unit) else places


def _content(question: AnyQuestion, numbers: Numbers, seed: int, facts: Facts | None) -> dict[str, Any]:
    places = {n: v.decimals for n, v in question.variables.items()} if isinstance(question, Numeric) else {}
    content: dict[str, Any] = {
        "numbers": numbers,
        "stem": fill(question.stem, numbers, places).strip(),
        "hints": tuple(fill(each, numbers, places) for each in question.hints),
    }
    if isinstance(question, Numeric):
        content["answer"], content["mistakes"] = solve(question, numbers, facts)
    elif isinstance(question, Single):
        content["options"] = tuple(each.text for each in question.options)
        content["order"] = _order(question, seed)
        content["answer"] = next((i for i, each in enumerate(question.options) if each.correct), None)
    elif isinstance(question, TrueFalse):
        content["answer"] = question.answer
    return content


def _order(question: Single, seed: int) -> tuple[int, ...]:
    places = range(len(question.options))
    if not question.shuffle or all(leading_number(each.text) is not None for each in question.options):
        return tuple(places)
    return tuple(sorted(places, key=lambda place: key(question.id, seed, f"option {place}")))


def leading_number(text: str) -> float | None:
    """Return the number that an option consists of, such as 35 for "€35" or "35 %"; None for other text.

    Examples
    --------
    >>> leading_number("€1,250"), leading_number("35 % more"), leading_number("Ben")
    (1250.0, 35.0, None)
    """
    match = re.match(r"\W*?(-?\d[\d,]*(?:\.\d+)?|-?\.\d+)(?![\w.])", text)
    return float(match[1].replace(",", "")) if match else None


def _mistaken(mistake: Mistake, numbers: Numbers, facts: Facts | None) -> float:
    if mistake.fact is not None:
        return look_up(mistake.fact, mistake.arguments, numbers, facts)
    return evaluate(mistake.value if mistake.value is not None else "", numbers)


def _argument(value: Any, numbers: Numbers) -> Any:
    match = NAME.fullmatch(value) if isinstance(value, str) else None
    return numbers.get(match[1], value) if match else value


def key(*parts: object) -> int:
    """Return a number that stands for these parts, the same everywhere: the one source of every draw."""
    text = "\0".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest())
