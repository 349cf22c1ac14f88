"""Rows to match and things to put into order as items of QTI 3.0, scored part by part.

Where guessing is taken off, a right part weighs its share, and a wrong one takes off what guessing finds, c / (1 - c)
of a share: the sum, held above 0, is the share above chance. Each wrong pair stands in the mapping with its weight, as
a player was found to pass over the default one.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from customer_value.classroom.exports import qti_rules as rules
from customer_value.classroom.exports.qti_item import RESPONSE, Item, mapping, shown
from customer_value.classroom.exports.qti_rules import qti

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from customer_value.classroom.exports.asked import Asked, Row

_TABLE = {"class": "qti-match-tabular"}


def taken_off(chance: float, parts: int) -> float:
    """Return what a wrong part takes off, so that guessing earns nothing; at a chance of 1 all must be right.

    Examples
    --------
    >>> taken_off(0.25, 4), taken_off(0, 3)
    (0.08333333333333333, 0.0)
    """
    return chance / (1 - chance) / parts if chance < 1 else 1.0


def match(made: Item, asked: Asked) -> None:
    """Add a table of rows and targets, these by the alphabet: the rows' own order would be the key."""
    rows = {f"row-{number}": each for number, each in enumerate((each for each in asked.rows if each.text), 1)}
    targets = {text: f"target-{number}" for number, text in enumerate(sorted({each.match for each in asked.rows}), 1)}
    pairs = {name: f"{name} {targets[each.match]}" for name, each in rows.items()}
    chance = max(Counter(each.match for each in rows.values()).values()) / len(rows)
    wrong = {f"{name} {target}": -taken_off(chance, len(rows)) for name in rows for target in targets.values()}
    weights = mapping(wrong | dict.fromkeys(pairs.values(), 1 / len(rows)))
    made.respond("directedPair", pairs.values(), weights=weights, cardinality="multiple")
    made.ask(_table(rows, targets), asked.stem)
    made.partial(qti("map-response", identifier=RESPONSE))
    made.full(rules.is_right(RESPONSE), asked.right)
    for name, each in rows.items():
        right = made.constant(f"right-{name}", "directedPair", pairs[name])
        made.tell(qti("not", rules.has(RESPONSE, right)), each.says)


def _table(rows: Mapping[str, Row], targets: Mapping[str, str]) -> Element:
    tag, count = "simple-associable-choice", str(len(rows))
    left = [shown(tag, name, each.text, match_max="1", match_min="1") for name, each in rows.items()]
    above = [qti(tag, text, identifier=name, match_max=count) for text, name in targets.items()]
    sets = [qti("simple-match-set", *each) for each in (left, above)]
    settings = {**_TABLE, "max_associations": count, "min_associations": count, "shuffle": "false"}
    return qti("match-interaction", *sets, response_identifier=RESPONSE, **settings)


def order(made: Item, asked: Asked) -> None:
    """Add things to put into order, as they are shown first."""
    names = {int(each.match): f"item-{number}" for number, each in enumerate(asked.rows, 1)}
    right = [names[place] for place in sorted(names)]
    made.respond("identifier", right, cardinality="ordered")
    choices = [shown("simple-choice", names[int(each.match)], each.text) for each in asked.rows]
    settings = {"shuffle": "false", "orientation": "vertical"}
    made.ask(qti("order-interaction", *choices, response_identifier=RESPONSE, **settings), asked.stem)
    _score_pairs(made, right, {names[int(each.match)]: each.says for each in asked.rows})
    made.full(rules.is_right(RESPONSE), asked.right)


def _score_pairs(made: Item, right: Sequence[str], says: Mapping[str, str]) -> None:
    """Add or take off the same for each two things, in the right order or not, which makes Kendall's tau."""
    pairs = list(combinations(right, 2))
    for first, second in pairs:
        others = [each for each in right if each not in (first, second)]
        is_next = right.index(second) == right.index(first) + 1
        wrong = [rules.more(-1 / len(pairs)), *(made.say(says[first]) if is_next else [])]
        stands = rules.comes_before(RESPONSE, first, second, others)
        made.rules.append(rules.when((stands, [rules.more(1 / len(pairs))]), otherwise=wrong))
    made.floor()
