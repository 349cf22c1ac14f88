"""Questions as teachers write them: one struct per type, told apart by `type`; `questions/` has a module for each.

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

from typing import Annotated

import msgspec
from msgspec import Meta, field

from customer_value.assessment.parts import MisconceptionId, Part
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import Short
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.errors import UnknownNameError

AnyQuestion = Single | Multiple | TrueFalse | Order | Match | Cloze | Numeric | Short | Chart | Code


class Bank(Part, frozen=True, kw_only=True):
    """The questions of one lesson."""

    lesson: Annotated[str, Meta(pattern=r"^\d\d_[a-z0-9_]+$", description="The lesson's name: 04_lifetime_value.")]
    questions: tuple[AnyQuestion, ...]
    misconceptions: Annotated[
        dict[MisconceptionId, str],
        Meta(description="What learners get wrong; each needs an item that reveals it."),
    ] = field(default_factory=dict)

    def question(self, key: str) -> AnyQuestion:
        """Find a question by its id, or raise `UnknownNameError`."""
        for each in self.questions:
            if each.id == key:
                return each
        raise UnknownNameError.among("question", key, [each.id for each in self.questions])


def schema() -> str:
    """Return the JSON Schema of a bank as text; editors read `quizzes/schema.json` while a teacher types."""
    described = msgspec.json.schema(Bank)
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for kind in described["$defs"].values():
        if "enum" in (tag := kind.get("properties", {}).get("type", {})):
            tag["description"] = kind["description"].partition("\n")[0]
            # An editor's YAML takes an unquoted 04.E2 for the number 400; the bank's own does not.
            kind["properties"]["id"]["type"] = ["string", "number"]
    text = msgspec.json.format(msgspec.json.encode(described, order="deterministic"), indent=2)
    return text.decode() + "\n"
