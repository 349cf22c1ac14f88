"""Each type of question as an item of QTI 3.0, scored as the course scores it.

Where guessing is taken off, a right part weighs its share, and a wrong one takes off what guessing finds, c / (1 - c)
of a share: the sum, held above 0, is the share above chance.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.classroom.exports import qti_rules as rules
from customer_value.classroom.exports.asked import OTHER, RIGHT
from customer_value.classroom.exports.packing import element
from customer_value.classroom.exports.qti_item import RESPONSE, Item, mapping
from customer_value.classroom.exports.qti_rules import qti
from customer_value.classroom.exports.xhtml import put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from customer_value.classroom.exports.asked import Answer, Asked, Field

_SHORT_FIELD, _LONG_FIELD, _LINES = "12", "20", "8"  # characters of a number and of a word, lines of a text


def item(asked: Asked) -> Item:
    """Return a question as an item."""
    made = Item()
    _SPELL[asked.kind](made, asked)
    return made


def _choice(made: Item, asked: Asked) -> None:
    options = {f"option-{number}": each for number, each in enumerate(asked.answers, 1)}
    texts = [say(each.text) if asked.kind == "true_false" else each.text for each in asked.answers]
    right = [name for name, each in options.items() if each.worth > 0]
    several = asked.kind == "multiple"
    weights = mapping({name: each.worth / RIGHT for name, each in options.items()})
    made.respond("identifier", right, weights=weights, cardinality="multiple" if several else "single")
    limits = {"max_choices": "0" if several else "1", "min_choices": "1"}
    shuffle = str(asked.is_shuffled and asked.kind != "true_false").lower()
    choices = [_shown("simple-choice", name, text) for name, text in zip(options, texts, strict=True)]
    made.ask(qti("choice-interaction", *choices, response_identifier=RESPONSE, shuffle=shuffle, **limits), asked.stem)
    made.partial(qti("map-response", identifier=RESPONSE))
    made.full(rules.is_right(RESPONSE), asked.right)
    for name, each in options.items():
        chosen = rules.has(RESPONSE, rules.value(name)) if several else rules.is_value(RESPONSE, name)
        if name in right:
            made.tell(qti("not", chosen), each.missed)
        else:
            made.tell(chosen, each.says)


def _shown(tag: str, name: str, html: str, **settings: str) -> Element:
    """Return something that can be chosen."""
    put(shown := qti(tag, identifier=name, **settings), html)
    return shown


def _number(made: Item, asked: Asked) -> None:
    right, *wrong = asked.answers
    made.respond("float", [right.text], cardinality="single")
    made.show(asked.stem)
    field = qti("text-entry-interaction", response_identifier=RESPONSE, expected_length=_SHORT_FIELD)
    made.body.append(element("p", field))
    cases = [(rules.is_near(RESPONSE, each.text, *_reach(each, wrong)), each.says) for each in wrong]
    made.full(rules.is_near(RESPONSE, right.text, right.near, right.near), right.says, *cases)


def _reach(answer: Answer, others: Sequence[Answer]) -> tuple[float, float]:
    """Return how far below and above a wrong number is taken for it: no further than halfway to the next one."""
    away = [float(each.text) - float(answer.text) for each in others]
    below = min((-each / 2 for each in away if each < 0), default=answer.near)
    above = min((each / 2 for each in away if each > 0), default=answer.near)
    return min(below, answer.near), min(above, answer.near)


def _match(made: Item, asked: Asked) -> None:
    rows = {f"row-{number}": each for number, each in enumerate((each for each in asked.rows if each.text), 1)}
    # By the alphabet, as the rows' own order would be the key.
    targets = {text: f"target-{number}" for number, text in enumerate(sorted({each.match for each in asked.rows}), 1)}
    pairs = {name: f"{name} {targets[each.match]}" for name, each in rows.items()}
    count = str(len(rows))
    chance = max(Counter(each.match for each in rows.values()).values()) / len(rows)
    wrong = {f"{name} {target}": -_taken_off(chance, len(rows)) for name in rows for target in targets.values()}
    weights = mapping(wrong | dict.fromkeys(pairs.values(), 1 / len(rows)))
    made.respond("directedPair", pairs.values(), weights=weights, cardinality="multiple")
    left = [
        _shown("simple-associable-choice", name, each.text, match_max="1", match_min="1") for name, each in rows.items()
    ]
    above = [qti("simple-associable-choice", text, identifier=name, match_max=count) for text, name in targets.items()]
    sets = [qti("simple-match-set", *each) for each in (left, above)]
    settings = {"max_associations": count, "min_associations": count, "shuffle": "false"}
    made.ask(
        qti("match-interaction", *sets, response_identifier=RESPONSE, **{"class": "qti-match-tabular"}, **settings),
        asked.stem,
    )
    made.partial(qti("map-response", identifier=RESPONSE))
    made.full(rules.is_right(RESPONSE), asked.right)
    for name, each in rows.items():
        right = made.constant(f"right-{name}", "directedPair", pairs[name])
        made.tell(qti("not", rules.has(RESPONSE, right)), each.says)


def _taken_off(chance: float, parts: int) -> float:
    """Return what a wrong part takes off, so that guessing earns nothing; at a chance of 1 all must be right."""
    return chance / (1 - chance) / parts if chance < 1 else 1.0


def _order(made: Item, asked: Asked) -> None:
    """Add and take off the same for each two things that stand in the right order or not: Kendall's tau."""
    names = {int(each.match): f"item-{number}" for number, each in enumerate(asked.rows, 1)}
    right = [names[place] for place in sorted(names)]
    made.respond("identifier", right, cardinality="ordered")
    choices = [_shown("simple-choice", names[int(each.match)], each.text) for each in asked.rows]
    made.ask(
        qti("order-interaction", *choices, response_identifier=RESPONSE, shuffle="false", orientation="vertical"),
        asked.stem,
    )
    says = {names[int(each.match)]: each.says for each in asked.rows}
    share = 1 / max(1, len(right) * (len(right) - 1) / 2)
    for first, second in combinations(right, 2):
        others = [each for each in right if each not in (first, second)]
        follows = right.index(second) == right.index(first) + 1
        late = made.say(says[first]) if follows else []
        test = rules.comes_before(RESPONSE, first, second, others)
        made.rules.append(rules.when((test, [rules.more(share)]), otherwise=[rules.more(-share), *late]))
    made.floor()
    made.full(rules.is_right(RESPONSE), asked.right)


def _cloze(made: Item, asked: Asked) -> None:
    gaps = {f"GAP-{number}": each for number, (_, each) in enumerate(asked.fields, 1)}
    chance = sum(0 if each.is_typed else 1 / len(each.answers) for each in gaps.values()) / len(gaps)
    for name, each in gaps.items():
        weights = dict.fromkeys(_right(name, each), 1 / len(gaps))
        settings = {"case_sensitive": "false"} if each.is_typed else {}
        mapped = mapping(weights, -_taken_off(chance, len(gaps)), floor=False, **settings)
        kind = "string" if each.is_typed else "identifier"
        made.respond(kind, _right(name, each)[:1], weights=mapped, cardinality="single", identifier=name)
    made.show(asked.stem)
    fields = {
        gap: tostring(_gap(name, each), encoding="unicode")
        for (gap, _), (name, each) in zip(asked.fields, gaps.items(), strict=True)
    }
    made.show(to_html(asked.text, fields))
    made.partial(qti("sum", *(qti("map-response", identifier=each) for each in gaps)))
    made.full(qti("and", *map(rules.is_worth, gaps)), asked.right)
    for number, (name, each) in enumerate(gaps.items(), 1):
        _tell_gap(made, name, each, number if len(gaps) > 1 else 0)


def _chosen(name: str, gap: Field) -> dict[str, Answer]:
    return {f"{name}-{number}": each for number, each in enumerate(gap.answers, 1)}


def _right(name: str, gap: Field) -> list[str]:
    """Return what is right in a gap: identifiers, or words."""
    return [each.text if gap.is_typed else chosen for chosen, each in _chosen(name, gap).items() if each.worth]


def _gap(name: str, gap: Field) -> Element:
    if gap.is_typed:
        return qti("text-entry-interaction", response_identifier=name, expected_length=_LONG_FIELD)
    options = [qti("inline-choice", each.text, identifier=chosen) for chosen, each in _chosen(name, gap).items()]
    return qti("inline-choice-interaction", *options, response_identifier=name, shuffle="false", min_choices="1")


def _tell_gap(made: Item, name: str, gap: Field, number: int) -> None:
    """Say what a wrong filling is told: where there are several gaps, with the gap's number."""

    def told(says: str) -> str:
        return say("gap_says", n=number, says=says) if number and says else says

    wrong = {chosen: each for chosen, each in _chosen(name, gap).items() if not each.worth}
    if not gap.is_typed:
        for chosen, each in wrong.items():
            made.tell(rules.is_value(name, chosen), told(each.says))
        return
    cases = [
        (rules.is_word(name, each.text), made.say(told(each.says))) for each in wrong.values() if each.text != OTHER
    ]
    other = [rule for each in wrong.values() if each.text == OTHER for rule in made.say(told(each.says))]
    made.rules.append(rules.when((rules.is_open(name), []), (rules.is_worth(name), []), *cases, otherwise=other))


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
    "match": _match,
    "order": _order,
    "cloze": _cloze,
    "short": _short,
}
