"""One learner's version of a question: numbers drawn, names filled in, options in order.

Draws are keyed by meaning (item, seed, name) through BLAKE2, not taken from one stream: they are the same on every
platform and Python version, and a variable that is added to a question leaves the other draws as they were.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment.expressions import evaluate
from customer_value.assessment.numerals import NAME, fill
from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from customer_value.assessment.parts import Variable
    from customer_value.assessment.questions.question import Question

Facts = Mapping[str, Callable[..., float]]
Numbers = dict[str, float | str]


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
        Places of the options as shown: `options[order[0]]` stands first. A learner's answer names places in the bank,
        so that it means the same under every shuffle.
    answer
        What is right, in the form in which a learner's answer is graded; of an exercise, the reference solution's
        value, once the exercise has put it in.
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


def make(question: Question, seed: int, facts: Facts | None = None, *, solved: bool = True) -> Variant:
    """Make the version of a question that a seed stands for.

    Parameters
    ----------
    question
        An item of a bank.
    seed
        Any whole number; the same number always makes the same version.
    facts
        Facts by name, each called with the arguments that the bank states; needed for items with `fact:` only.
    solved
        Whether the answer is computed; without it, the version holds what is shown and nothing more.

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
    >>> from customer_value.assessment.parts import Tolerance, Variable
    >>> from customer_value.assessment.questions.numeric import Numeric
    >>> question = Numeric(id="04.Q02", objective="04.O1", bloom="apply", stem="What is twice {{size}}?", unit="€",
    ...                    variables={"size": Variable(choices=(50, 80))}, answer="2 * size",
    ...                    tolerance=Tolerance(absolute=1))
    >>> variant = make(question, seed=1)
    >>> variant.stem, variant.answer
    ('What is twice 50?', 100.0)
    """

    def pick(name: str, choices: tuple[float | str, ...]) -> float | str:
        return choices[key(question.id, seed, name) % len(choices)]

    numbers = draw(question.variables, pick, facts)
    places = question.places
    base = Variant(
        question=question.id,
        revision=revision(question),
        seed=seed,
        numbers=numbers,
        stem=fill(question.stem, numbers, places).strip(),
        hints=tuple(fill(each, numbers, places) for each in question.hints),
    )
    return question.complete(base, facts) if solved else question.laid_out(base)


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


def every(question: Question, facts: Facts | None = None, *, most: int = 2000) -> Iterator[Numbers]:
    """Yield the numbers of all versions of a question, or of `most` of them, picked by chance and always the same."""
    drawn = {name: variable.choices for name, variable in question.variables.items() if variable.choices}
    count = math.prod(map(len, drawn.values()))
    numbers = range(count) if count <= most else [key(question.id, each) % count for each in range(most)]
    for number in numbers:
        chosen = _combination(drawn, number)
        yield draw(question.variables, lambda name, _, chosen=chosen: chosen[name], facts)  # type: ignore[misc]


def _combination(drawn: Mapping[str, tuple[float | str, ...]], number: int) -> Numbers:
    """Return one of all combinations by its number, the last name's choices running fastest."""
    chosen: Numbers = {}
    for name in reversed(list(drawn)):
        number, place = divmod(number, len(drawn[name]))
        chosen[name] = drawn[name][place]
    return chosen


def look_up(name: str | None, arguments: Mapping[str, Any], numbers: Numbers, facts: Facts | None) -> float:
    """Call a fact by name; an argument that is `"{{year}}"` takes the variable's value."""
    if name is None or name not in (facts or {}):
        raise UnknownNameError.among("fact", name, facts or {})
    given = filled(arguments, numbers)
    value = float((facts or {})[name](**given))
    if not math.isfinite(value):
        raise DataError(f"the fact {name}({', '.join(f'{k}={v!r}' for k, v in given.items())}) is {value}")
    return value


def filled(arguments: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    """Return arguments as a fact or a figure takes them: `"{{year}}"` stands for the variable's value."""

    def value(given: Any) -> Any:
        match = NAME.fullmatch(given) if isinstance(given, str) else None
        return numbers.get(match[1], given) if match else given

    return {key: value(given) for key, given in arguments.items()}


def shuffled(question: str, seed: int, texts: Sequence[str], what: str = "option") -> tuple[int, ...]:
    """Return the places of texts in the order that a seed stands for.

    It depends on the texts alone: where they stand in the bank, which may tell what is right, leaves no trace.
    """
    return tuple(sorted(range(len(texts)), key=lambda place: key(question, seed, what, texts[place])))


def revision(question: Question) -> str:
    """Return a short hash of everything in a question, so that an answer remembers which wording it answered.

    Fields at their default are left out and the others sorted, so that neither a new optional field nor another order
    of the fields changes a hash.
    """
    return blake2b(msgspec.json.encode(question, order="sorted"), digest_size=6).hexdigest()


def key(*parts: object) -> int:
    """Return a number that stands for these parts, the same everywhere: the one source of every draw."""
    text = "\0".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest())
