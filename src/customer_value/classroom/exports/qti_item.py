"""One item of QTI 3.0 as it grows: its responses, what is shown, how it is scored, and what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.classroom.exports import qti_rules as rules
from customer_value.classroom.exports.asked import plain
from customer_value.classroom.exports.qti_rules import FEEDBACK, NAMESPACES, SCORE, qti
from customer_value.classroom.exports.rendering import paragraph
from customer_value.classroom.exports.xhtml import put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

RESPONSE = "RESPONSE"


class Item:
    """The parts of an item; `body` and `rules` are open to be appended to."""

    is_marked_by_hand = False

    def __init__(self) -> None:
        self.body = qti("item-body")
        self.rules: list[Element] = []
        self._responses: list[Element] = []
        self._constants: list[Element] = []
        self._feedback: list[Element] = []

    def respond(self, kind: str, right: Iterable[str] = (), *, weights: Element | None = None, **settings: str) -> None:
        """Declare a response by its type, what is right, and what each answer is worth."""
        declared = qti("response-declaration", base_type=kind, **{"identifier": RESPONSE, **settings})
        if values := [qti("value", each) for each in right]:
            declared.append(qti("correct-response", *values))
        if weights is not None:
            declared.append(weights)
        self._responses.append(declared)

    def constant(self, name: str, kind: str, text: str) -> Element:
        """Return a constant that is declared: players do not know each type within a rule."""
        self._constants.append(_outcome(name, kind, text))
        return rules.variable(name)

    def show(self, html: str) -> None:
        """Put HTML into the body, as blocks."""
        put(self.body, paragraph(html))

    def ask(self, interaction: Element, stem: str) -> None:
        """Put an interaction into the body: the stem is its prompt, or stands above it if it has blocks of its own."""
        if paragraph(stem) == stem:
            self.show(stem)
        else:
            put(prompt := qti("prompt"), stem)
            interaction.insert(0, prompt)
        self.body.append(interaction)

    def say(self, html: str) -> list[Element]:
        """Return the rule that says something after the answer; none if there is nothing to say."""
        if not html:
            return []
        identifier = f"feedback-{len(self._feedback) + 1}"
        put(content := qti("content-body"), paragraph(html))
        shown = {"outcome_identifier": FEEDBACK, "identifier": identifier, "show_hide": "show"}
        self._feedback.append(qti("modal-feedback", content, **shown))
        return [rules.tell(identifier)]

    def tell(self, test: Element, html: str) -> None:
        """Say something where a test holds."""
        if then := self.say(html):
            self.rules.append(rules.when((test, then)))

    def full(self, right: Element, says: str, *wrong: tuple[Element, str]) -> None:
        """Give the full score where the answer is right; else say what the first of the wrong ones is told."""
        cases = [(test, self.say(html)) for test, html in wrong]
        self.rules.append(rules.when((right, [rules.score("1"), *self.say(says)]), *cases))

    def partial(self, share: Element) -> None:
        """Give a share of the score, if it is above 0."""
        self.rules.append(rules.put(SCORE, share))
        self.floor()

    def floor(self) -> None:
        """Hold the score above 0."""
        self.rules.append(rules.when((qti("lt", rules.variable(SCORE), rules.value("0", "float")), [rules.score("0")])))

    def file(self, name: str, title: str) -> Element:
        """Return the whole item."""
        by_whom = {"external_scored": "human"} if self.is_marked_by_hand else {}
        limits = {"normal_minimum": "0", "normal_maximum": "1", **by_whom}
        score, most = _outcome(SCORE, "float", "0", **limits), _outcome("MAXSCORE", "float", "1")
        told = _outcome(FEEDBACK, "identifier", "nothing", "multiple")  # a player breaks where nothing is said
        declared = *self._responses, score, most, told, *self._constants
        parts = *declared, self.body, qti("response-processing", *self.rules), *self._feedback
        whole = qti("assessment-item", *parts, identifier=name, title=title, adaptive="false", time_dependent="false")
        whole.attrib |= NAMESPACES
        return whole


def _outcome(name: str, kind: str, start: str, cardinality: str = "single", **settings: str) -> Element:
    """Declare an outcome, and what it is at first."""
    held = qti("default-value", qti("value", start))
    return qti("outcome-declaration", held, identifier=name, cardinality=cardinality, base_type=kind, **settings)


def mapping(weights: Mapping[str, float], default: float = 0.0, *, floor: bool = True, **settings: str) -> Element:
    """Return what each answer is worth, 0 to 1; the sum is held above 0 unless there is no `floor`."""
    entries = [qti("map-entry", map_key=key, mapped_value=plain(worth), **settings) for key, worth in weights.items()]
    bounds = {"lower_bound": "0", "upper_bound": "1"} if floor else {}
    return qti("mapping", *entries, default_value=plain(default), **bounds)


def shown(tag: str, name: str, html: str, **settings: str) -> Element:
    """Return something that can be chosen or moved."""
    put(made := qti(tag, identifier=name, **settings), html)
    return made
