"""One item of QTI 1.2 as it grows, in the words of Canvas's own exports."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from customer_value.classroom.exports.packing import element
from customer_value.classroom.exports.rendering import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

_FIRST = 1001  # the name of the first answer
RESPONSE = "response1"
_GO_ON, END = {"continue": "Yes"}, {"continue": "No"}
GENERAL, RIGHT, WRONG = "general_fb", "correct_fb", "general_incorrect_fb"


class Item:
    """The parts of an item as it grows."""

    def __init__(self, stem: str) -> None:
        self.shown = [material(paragraph(stem))]
        self.rules: list[Element] = []
        self.said: dict[str, str] = {}

    def say(self, name: str, html: str, *test: Element) -> None:
        """Say something where a test holds; to everybody without one."""
        if html:
            shown = element("displayfeedback", feedbacktype="Response", linkrefid=name)
            self.rules.append(rule(test or [element("other")], shown, **_GO_ON))
            self.said[name] = html

    def right(self, *test: Element, says: str = "") -> None:
        """Give all points where a test holds."""
        then = [element("setvar", "100", action="Set", varname="SCORE")]
        if says:
            then.append(element("displayfeedback", feedbacktype="Response", linkrefid=RIGHT))
            self.said[RIGHT] = says
        self.rules.append(rule(test, *then, **END))

    def part(self, test: Element, share: float) -> None:
        """Add a part of the points, in per cent."""
        self.rules.append(rule([test], element("setvar", f"{share:.2f}", varname="SCORE", action="Add")))

    def file(self, name: str, title: str, kind: str) -> Element:
        """Return the whole item, worth a point."""
        fields = field("question_type", kind), field("points_possible", "1.0")
        metadata = element("itemmetadata", element("qtimetadata", *fields))
        score = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
        processing = element("resprocessing", element("outcomes", score), *self.rules)
        said = [
            element("itemfeedback", element("flow_mat", material(html)), ident=key) for key, html in self.said.items()
        ]
        parts = metadata, element("presentation", *self.shown), processing, *said
        return element("item", *parts, ident=name, title=title)


def field(label: str, entry: str) -> Element:
    """Return a label with what it says."""
    return element("qtimetadatafield", element("fieldlabel", label), element("fieldentry", entry))


def numbers() -> Iterator[str]:
    """Return names for answers: numbers, which alone the importer keeps."""
    return map(str, count(_FIRST))


def material(text: str, kind: str = "html") -> Element:
    """Return what is shown."""
    return element("material", element("mattext", text, texttype=f"text/{kind}"))


def choices(options: Mapping[str, str], *, several: bool) -> Element:
    """Return options to choose from, as HTML."""
    shown = element("render_choice", *_labels(options, "html"))
    return element("response_lid", shown, ident=RESPONSE, rcardinality="Multiple" if several else "Single")


def menu(response: str, about: Element, options: Mapping[str, str]) -> Element:
    """Return a menu of plain texts for a row or a gap."""
    return element("response_lid", about, element("render_choice", *_labels(options, "plain")), ident=response)


def _labels(options: Mapping[str, str], kind: str) -> list[Element]:
    return [element("response_label", material(text, kind), ident=key) for key, text in options.items()]


def typed(**settings: str) -> Element:
    """Return a field to type into."""
    field = element("render_fib", element("response_label", ident="answer1"), **settings)
    return element("response_str", field, ident=RESPONSE, rcardinality="Single")


def equal(text: str, response: str = RESPONSE, tag: str = "varequal") -> Element:
    """Return a test of a response: by default, whether it is this one."""
    return element(tag, text, respident=response)


def rule(test: Iterable[Element], *then: Element, **settings: str) -> Element:
    """Return what follows from a test."""
    return element("respcondition", element("conditionvar", *test), *then, **settings)
