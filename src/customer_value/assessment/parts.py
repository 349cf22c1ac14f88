"""The parts that questions of all types are made of, and the outcome of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta

if TYPE_CHECKING:
    from collections.abc import Iterable

Bloom = Annotated[
    Literal["remember", "understand", "apply", "analyse", "evaluate", "create"],
    Meta(description="What the learner does: Bloom's level, from remember to create."),
]
Status = Literal["correct", "partial", "wrong", "malformed", "not_attempted", "error"]

ItemId = Annotated[str, Meta(pattern=r"^\d\d\.[A-Z]+\d+$", description="Such as 04.Q07 or 04.E2.")]
ObjectiveId = Annotated[str, Meta(pattern=r"^\d\d\.O\d+$", description="An objective, such as 04.O2.")]
MisconceptionId = Annotated[
    str, Meta(pattern=r"^\d\d\.M\d+$", description="The misconception that this answer reveals, such as 04.M4.")
]
Says = Annotated[str, Meta(description="The sentence that this error earns: 4 to 40 words that name the error.")]
Text = Annotated[str, Meta(description="What the learner reads: Markdown, formulas between dollar signs.")]
Shuffle = Annotated[bool, Meta(description="Whether the options are shuffled; those that are numbers never are.")]
Fact = Annotated[str, Meta(description="A fact of the learner's own data by name: lifetime.retention_rate_year.")]
Arguments = Annotated[dict[str, Any], Meta(description='For the fact; "{{name}}" stands for a variable.')]
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Decimals = Annotated[int, Meta(ge=0, le=12)]
Number = int | float  # msgspec keeps 2025 a whole number, as facts want it, only if int is named
Expression = Annotated[
    Number | str,
    Meta(description="A number, or arithmetic over the variables: + - * / **, min max round abs sqrt log exp."),
]
Path = tuple[str | int, ...]  # where in an item: ("options", 2)


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all parts of a bank share: frozen, named fields, no unknown ones."""


class Source(Part, frozen=True, kw_only=True):
    """Where the lesson teaches it, and which paper it rests on."""

    lesson: Annotated[str | None, Meta(description="The lesson's name, such as 04_lifetime_value.")] = None
    section: Annotated[str | None, Meta(description="The heading's anchor; feedback links back to it.")] = None
    cite: Annotated[str | None, Meta(description="Author and year, such as Gupta & Lehmann 2003.")] = None


class Tolerance(Part, frozen=True, kw_only=True):
    """How far an answer may be off: `{absolute: 1}` or `{relative: 0.01}`, one of the two."""

    absolute: Annotated[float | None, Meta(description="In the unit of the answer.")] = None
    relative: Annotated[float | None, Meta(description="A share of the answer: 0.01 is one per cent.")] = None

    def around(self, answer: float) -> float:
        """Return the half width, in the unit of the answer, that still counts as right.

        Examples
        --------
        >>> Tolerance(relative=0.01).around(-320)
        3.2
        """
        return self.absolute if self.absolute is not None else abs(answer) * (self.relative or 0.0)


class Option(Part, frozen=True, kw_only=True):
    """One option of a choice; a wrong one says why it is wrong."""

    text: Text
    correct: Annotated[bool, Meta(description="Write `true` at a right option.")] = False
    says: Says = ""
    misconception: MisconceptionId | None = None


class Variable(Part, frozen=True, kw_only=True):
    """A number (or word) that differs from learner to learner; exactly one of the three ways to get it.

    `{from: [80, 100]}` draws one; `{value: 1 - retention}` computes it from the variables above;
    `{fact: segments.pareto_share, arguments: {year: 2025}, decimals: 2}` looks it up in the learner's own data.
    """

    choices: Annotated[tuple[Number | str, ...] | None, Meta(description="One of these is drawn.")] = msgspec.field(
        default=None, name="from"
    )
    value: Expression | None = None
    fact: Fact | None = None
    arguments: Arguments = {}
    decimals: Annotated[Decimals | None, Meta(description="Rounded so, shown and used alike.")] = None


class Mistake(Part, frozen=True, kw_only=True):
    """A wrong number that learners really give, and what it tells; `answer` is the right one's name in `value`."""

    value: Expression | None = None
    fact: Fact | None = None
    arguments: Arguments = {}
    says: Says
    misconception: MisconceptionId | None = None


class Outcome(Part, frozen=True, kw_only=True):
    """What came of an answer: status, score from 0 to 1, and one sentence per thing that went wrong."""

    status: Status
    score: float = 0.0
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()

    @classmethod
    def right(cls, says: str = "") -> Outcome:
        """Return the outcome of a right answer."""
        return cls(status="correct", score=1.0, feedback=(says,) if says else ())

    @classmethod
    def wrong(cls, says: str, misconception: str | None = None) -> Outcome:
        """Return the outcome of a wrong answer, with the sentence that it earns."""
        return cls(status="wrong", feedback=(says,), misconceptions=(misconception,) if misconception else ())

    @classmethod
    def scored(cls, score: float, feedback: Iterable[str], misconceptions: Iterable[str | None] = ()) -> Outcome:
        """Return the outcome of an answer with several parts: wrong at 0, correct at 1, partial between."""
        status: Status = "correct" if score == 1 else "partial" if score > 0 else "wrong"
        revealed = tuple(dict.fromkeys(filter(None, misconceptions)))
        return cls(status=status, score=score, feedback=tuple(feedback), misconceptions=revealed)

    @classmethod
    def malformed(cls, says: str) -> Outcome:
        """Return the outcome of what is no answer: it costs no attempt."""
        return cls(status="malformed", feedback=(says,))
