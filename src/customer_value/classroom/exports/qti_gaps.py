"""A text with gaps as an item of QTI 3.0: gaps with options and gaps to type, scored together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.classroom.exports import qti_rules as rules
from customer_value.classroom.exports.asked import OTHER
from customer_value.classroom.exports.qti_item import Item, mapping
from customer_value.classroom.exports.qti_parts import taken_off
from customer_value.classroom.exports.qti_rules import qti

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from customer_value.classroom.exports.asked import Answer, Asked, Field

_WIDTH = "20"  # characters of a word


def cloze(made: Item, asked: Asked) -> None:
    """Add the text, with each gap in its place."""
    gaps = {f"GAP-{number}": each for number, (_, each) in enumerate(asked.fields, 1)}
    chance = sum(0 if each.is_typed else 1 / len(each.answers) for each in gaps.values()) / len(gaps)
    for name, each in gaps.items():
        _declare(made, name, each, 1 / len(gaps), -taken_off(chance, len(gaps)))
    fields = [tostring(_field(name, each), encoding="unicode") for name, each in gaps.items()]
    made.show(asked.stem)
    made.show(to_html(asked.text, dict(zip((name for name, _ in asked.fields), fields, strict=True))))
    made.partial(qti("sum", *(qti("map-response", identifier=each) for each in gaps)))
    made.full(qti("and", *map(rules.is_worth, gaps)), asked.right)
    for number, (name, each) in enumerate(gaps.items(), 1):
        _tell(made, name, each, number if len(gaps) > 1 else 0)


def _declare(made: Item, name: str, gap: Field, right: float, wrong: float) -> None:
    """Declare a gap, and what a right filling adds and any other takes off."""
    fillings = [each.text if gap.is_typed else chosen for chosen, each in _chosen(name, gap).items() if each.worth]
    settings = {"case_sensitive": "false"} if gap.is_typed else {}
    weights = mapping(dict.fromkeys(fillings, right), wrong, floor=False, **settings)
    kind = "string" if gap.is_typed else "identifier"
    made.respond(kind, fillings[:1], weights=weights, cardinality="single", identifier=name)


def _chosen(name: str, gap: Field) -> dict[str, Answer]:
    return {f"{name}-{number}": each for number, each in enumerate(gap.answers, 1)}


def _field(name: str, gap: Field) -> Element:
    if gap.is_typed:
        return qti("text-entry-interaction", response_identifier=name, expected_length=_WIDTH)
    options = [qti("inline-choice", each.text, identifier=chosen) for chosen, each in _chosen(name, gap).items()]
    return qti("inline-choice-interaction", *options, response_identifier=name, shuffle="false", min_choices="1")


def _tell(made: Item, name: str, gap: Field, number: int) -> None:
    """Say what a wrong filling is told, with the gap's number where there are several."""
    wrong = {
        chosen: (each.text, say("gap_says", n=number, says=each.says) if number and each.says else each.says)
        for chosen, each in _chosen(name, gap).items()
        if not each.worth
    }
    if gap.is_typed:
        cases = [(rules.is_word(name, word), made.say(says)) for word, says in wrong.values() if word != OTHER]
        other = [rule for word, says in wrong.values() if word == OTHER for rule in made.say(says)]
        # Players were found to break at a comparison with nothing.
        nothing: list[Element] = []
        known = (rules.is_open(name), nothing), (rules.is_worth(name), nothing)
        made.rules.append(rules.when(*known, *cases, otherwise=other))
    else:
        for chosen, (_, says) in wrong.items():
            made.tell(rules.is_value(name, chosen), says)
