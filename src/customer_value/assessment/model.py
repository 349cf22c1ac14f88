"""Questions as teachers write them: one struct per type, told apart by the field `type`.

A bank is a YAML file, one per lesson, in `quizzes/`::

    lesson: 04_lifetime_value
    misconceptions:                     # what learners get wrong; options and mistakes point here
      04.M1: Lifetime value is lifetime sales
    questions:
      - id: 04.Q01
        type: single                    # one right option of three to five
        objective: 04.O3
        bloom: understand
        stem: What makes a department store harder to model than a magazine subscription?
        options:
          - text: Its customers leave without telling the firm
            correct: true
          - text: Its customers spend more money on each visit
            says: Spending is observed in both settings, so it cannot be what makes one harder.
            misconception: 04.M5
          - text: Its customers live closer to the point of sale
            says: Where customers live plays no part in either model of a relationship.
        feedback: A store sees purchases, never the end of a relationship.   # said when right
        hints: [What does the publisher see when a reader leaves?]

      - id: 04.Q02
        type: numeric                   # numbers are drawn anew for each learner and each try
        objective: 04.O2
        bloom: apply
        stem: A customer brings €{{margin}} a year and stays with chance {{retention}}. ...
        variables:
          margin: {from: [80, 90, 100]}
          retention: {from: [0.7, 0.8]}
          churn: {value: 1 - retention}         # computed from the variables above it
        answer: margin / churn
        unit: €
        tolerance: {absolute: 1}
        mistakes:
          - value: margin / retention
            says: This divides by the share that stays, not by the share that leaves.

`tests/assessment/example.yaml` has every type and every field once. Everything that a learner reads (stem, text,
says, feedback, hints) is Markdown; formulas stand between dollar signs; a drawn number is written `{{name}}`.
Text that holds a colon and a space, a comma inside { }, or begins with a quote, `{`, `[`, `*`, `&`, `%`, `@`,
needs quotes in YAML; long text stands on lines of its own below `stem: >`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Status = Literal["correct", "partial", "wrong", "malformed", "not_attempted", "error"]
Kind = Literal["number", "text", "Series", "DataFrame"]

ItemId = Annotated[str, Meta(pattern=r"^\d\d\.[A-Z]+\d+$", description="Such as 04.Q07 or 04.E2.")]
ObjectiveId = Annotated[str, Meta(pattern=r"^\d\d\.O\d+$", description="An objective, such as 04.O2.")]
MisconceptionId = Annotated[
    str, Meta(pattern=r"^\d\d\.M\d+$", description="The misconception that this answer reveals, such as 04.M4.")
]
Says = Annotated[str, Meta(description="The sentence that this error earns: 4 to 40 words that name the error.")]
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Decimals = Annotated[int, Meta(ge=0, le=12)]
Number = int | float  # msgspec keeps 2025 a whole number, as facts want it, only if int is named
Expression = Annotated[
    Number | str,
    Meta(description="A number, or arithmetic over the variables: + - * / **, min max round abs sqrt log exp."),
]


class _Struct(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all parts of a bank share: frozen, named fields, no unknown ones."""


class Source(_Struct, frozen=True, kw_only=True):
    """Where the lesson teaches it, and which paper it rests on."""

    lesson: str | None = None
    section: Annotated[str | None, Meta(description="The heading's anchor; feedback links back to it.")] = None
    cite: str | None = None


class Tolerance(_Struct, frozen=True, kw_only=True):
    """How far an answer may be off: `{absolute: 1}` or `{relative: 0.01}`, one of the two."""

    absolute: float | None = None
    relative: float | None = None

    def around(self, answer: float) -> float:
        """Return the half width, in the unit of the answer, that still counts as right.

        Examples
        --------
        >>> Tolerance(relative=0.01).around(-320)
        3.2
        """
        return self.absolute if self.absolute is not None else abs(answer) * (self.relative or 0.0)


class Question(_Struct, frozen=True, kw_only=True, tag_field="type"):
    """What every type has."""

    id: ItemId
    objective: ObjectiveId
    bloom: Bloom
    stem: Annotated[str, Meta(description="One complete question or task: 5 to 45 words, ending in ? or .")]
    feedback: Annotated[str, Meta(description="Said when the answer is right: why it is.")] = ""
    hints: Annotated[tuple[str, ...], Meta(description="Shown one by one; the last may nearly give it away.")] = ()
    source: Source | None = None
    tags: tuple[str, ...] = ()
    enemies: Annotated[tuple[ItemId, ...], Meta(description="Never drawn together with this.")] = ()


class Option(_Struct, frozen=True, kw_only=True):
    """One option of a single-choice question; a wrong one says why it is wrong."""

    text: str
    correct: bool = False
    says: Says = ""
    misconception: MisconceptionId | None = None


class Single(Question, frozen=True, kw_only=True, tag="single"):
    """One right option of three to five, shuffled by the seed unless they are numbers or `shuffle: false`."""

    options: tuple[Option, ...]
    shuffle: bool = True


class TrueFalse(Question, frozen=True, kw_only=True, tag="true_false"):
    """A statement to judge; `says` is what the wrong judgement earns."""

    answer: bool
    says: Says
    misconception: MisconceptionId | None = None


class Variable(_Struct, frozen=True, kw_only=True):
    """A number (or word) that differs from learner to learner; exactly one of the three ways to get it.

    `{from: [80, 100]}` draws one; `{value: 1 - retention}` computes it from the variables above;
    `{fact: segments.pareto_share, arguments: {year: 2025}, decimals: 2}` looks it up in the learner's own data.
    """

    choices: tuple[Number | str, ...] | None = msgspec.field(default=None, name="from")
    value: Expression | None = None
    fact: str | None = None
    arguments: dict[str, Any] = {}
    decimals: Annotated[Decimals | None, Meta(description="Rounded so, shown and used alike.")] = None


class Mistake(_Struct, frozen=True, kw_only=True):
    """A wrong number that learners really give, and what it tells; `answer` is the right one's name in `value`."""

    value: Expression | None = None
    fact: str | None = None
    arguments: dict[str, Any] = {}
    says: Says
    misconception: MisconceptionId | None = None


class Numeric(Question, frozen=True, kw_only=True, tag="numeric"):
    """A number with a unit: computed from drawn variables, or a fact of the learner's own data.

    A unit of "%" wants 33 for a third; a unit of "share" wants 0.33 and reads "33 %" as that.
    """

    answer: Expression | None = None
    fact: Annotated[str | None, Meta(description="Instead of `answer`: a fact by name.")] = None
    arguments: Annotated[dict[str, Any], Meta(description='For the fact; "{{name}}" stands for a variable.')] = {}
    variables: dict[Name, Variable] = {}
    unit: Annotated[str, Meta(description="Shown beside the field: €, %, share, years, customers ...")]
    tolerance: Tolerance
    decimals: Annotated[Decimals | None, Meta(description="How many the right answer is shown with.")] = None
    mistakes: tuple[Mistake, ...] = ()


class CodeMistake(_Struct, frozen=True, kw_only=True):
    """Wrong code that learners really write; whoever gets its result is told."""

    code: str
    says: Says
    misconception: MisconceptionId | None = None


class Code(Question, frozen=True, kw_only=True, tag="code"):
    """An exercise: the learner computes `result` in a cell and checks its value; no code of theirs is ever run.

    `setup` and `solution` are trusted course code: they run to compute the expected value, with `cv`, `np` and `pd`
    at hand.
    """

    starter: Annotated[str, Meta(description="What the learner starts from; ____ marks what to fill in.")]
    solution: str
    result: Annotated[Name, Meta(description="The variable whose value is checked.")]
    kind: Annotated[Kind, Meta(description="What the value is.")]
    unit: Annotated[str, Meta(description="Shown beside a right number: €, %, customers ...")] = ""
    setup: Annotated[str, Meta(description="Code that runs before starter and solution alike.")] = ""
    mistakes: tuple[CodeMistake, ...] = ()
    tolerance: Tolerance = Tolerance(relative=1e-6)
    any_row_order: bool = False


AnyQuestion = Single | TrueFalse | Numeric | Code


class Bank(_Struct, frozen=True, kw_only=True):
    """The questions of one lesson."""

    lesson: Annotated[str, Meta(pattern=r"^\d\d_[a-z0-9_]+$", description="The lesson's name: 04_lifetime_value.")]
    questions: tuple[AnyQuestion, ...]
    misconceptions: Annotated[
        dict[MisconceptionId, str],
        Meta(description="What learners get wrong; each needs an item that reveals it."),
    ] = {}

    def question(self, key: str) -> AnyQuestion:
        """Find a question by its id, or raise `UnknownNameError`."""
        from customer_value.errors import UnknownNameError

        for each in self.questions:
            if each.id == key:
                return each
        raise UnknownNameError.among("question", key, [each.id for each in self.questions])


class Outcome(_Struct, frozen=True, kw_only=True):
    """What came of an answer: status, score from 0 to 1, and one sentence per thing that went wrong."""

    status: Status
    score: float = 0.0
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()


def revision(question: Question) -> str:
    """Return a short hash of everything in a question, so that an answer remembers which wording it answered.

    Fields at their default are left out, so that a new optional field changes no hash.
    """
    from hashlib import blake2b

    return blake2b(msgspec.json.encode(question, order="deterministic"), digest_size=6).hexdigest()


def schema() -> str:
    """Return the JSON Schema of a bank as text; editors read `quizzes/schema.json` while a teacher types."""
    described = msgspec.json.schema(Bank)
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    text = msgspec.json.format(msgspec.json.encode(described, order="deterministic"), indent=2)
    return text.decode() + "\n"
