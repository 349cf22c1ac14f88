"""Each type of question as an item of QTI 3.0, scored and told as in the course; here, those that are answered whole.

Written from the QTI 3.0 information model and implementation guide of 1EdTech.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.messages import say
from customer_value.classroom.exports import qti_gaps as gaps
from customer_value.classroom.exports import qti_parts as parts
from customer_value.classroom.exports import qti_rules as rules
from customer_value.classroom.exports.asked import RIGHT
from customer_value.classroom.exports.packing import element
from customer_value.classroom.exports.qti_item import RESPONSE, Item, mapping, shown
from customer_value.classroom.exports.qti_rules import qti
from customer_value.classroom.exports.xhtml import put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from customer_value.classroom.exports.asked import Answer, Asked

_NUMBER, _LINES = "12", "8"  # characters of a number, lines of a text


def item(asked: Asked) -> Item:
    """Return a question as an item."""
    made = Item()
    _SPELL[asked.kind](made, asked)
    return made


def _choice(made: Item, asked: Asked) -> None:
    options = {f"option-{number}": each for number, each in enumerate(asked.answers, 1)}
    several = asked.kind == "multiple"
    right = [name for name, each in options.items() if each.worth > 0]
    weights = mapping({name: each.worth / RIGHT for name, each in options.items()})
    made.respond("identifier", right, weights=weights, cardinality="multiple" if several else "single")
    _options(made, asked, options)
    made.partial(qti("map-response", identifier=RESPONSE))
    made.full(rules.is_right(RESPONSE), asked.right)
    for name, each in options.items():
        chosen = rules.has(RESPONSE, rules.value(name)) if several else rules.is_value(RESPONSE, name)
        made.tell(chosen if name not in right else qti("not", chosen), each.missed if name in right else each.says)


def _options(made: Item, asked: Asked, options: Mapping[str, Answer]) -> None:
    is_statement = asked.kind == "true_false"
    choices = [
        shown("simple-choice", name, say(each.text) if is_statement else each.text) for name, each in options.items()
    ]
    settings = {
        "max_choices": "0" if asked.kind == "multiple" else "1",
        "min_choices": "1",
        "shuffle": str(asked.is_shuffled and not is_statement).lower(),
    }
    made.ask(qti("choice-interaction", *choices, response_identifier=RESPONSE, **settings), asked.stem)


def _number(made: Item, asked: Asked) -> None:
    right, *wrong = asked.answers
    made.respond("float", [right.text], cardinality="single")
    made.show(asked.stem)
    field = qti("text-entry-interaction", response_identifier=RESPONSE, expected_length=_NUMBER)
    made.body.append(element("p", field))
    cases = [(rules.is_near(RESPONSE, each.text, *_reach(each, wrong)), each.says) for each in wrong]
    made.full(rules.is_near(RESPONSE, right.text, right.near, right.near), right.says, *cases)


def _reach(answer: Answer, others: Sequence[Answer]) -> tuple[float, float]:
    """Return how far below and above a wrong number is taken for it: no further than halfway to the next one."""
    away = [float(each.text) - float(answer.text) for each in others]
    below = min((-each / 2 for each in away if each < 0), default=answer.near)
    above = min((each / 2 for each in away if each > 0), default=answer.near)
    return min(below, answer.near), min(above, answer.near)


def _short(made: Item, asked: Asked) -> None:
    """Add a text that is marked by hand: the marker sees what it should say, and the student does afterwards."""
    made.respond("string", cardinality="single")
    put(content := qti("content-body"), asked.after)
    made.body.append(qti("rubric-block", content, view="scorer", use="scoring"))
    field = qti("extended-text-interaction", response_identifier=RESPONSE, expected_lines=_LINES)
    made.ask(field, asked.stem)
    made.rules += made.say(asked.after)
    made.is_marked_by_hand = True


_SPELL = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _choice,
    "numeric": _number,
    "match": parts.match,
    "order": parts.order,
    "cloze": gaps.cloze,
    "short": _short,
}
