"""Response processing of QTI 3.0: the few rules and expressions that scores and feedback are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.classroom.exports.asked import plain
from customer_value.classroom.exports.packing import element

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

SCORE, FEEDBACK = "SCORE", "FEEDBACK"
NAMESPACES = {
    "xmlns": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0 "
    "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
}


def qti(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element of QTI 3.0.

    Examples
    --------
    >>> qti("value", "A").tag
    'qti-value'
    """
    return element(f"qti-{tag}", *inside, **attributes)


def variable(name: str) -> Element:
    """Return what a response or an outcome holds."""
    return qti("variable", identifier=name)


def value(text: str, kind: str = "identifier") -> Element:
    """Return a constant."""
    return qti("base-value", text, base_type=kind)


def put(name: str, what: Element) -> Element:
    """Set an outcome."""
    return qti("set-outcome-value", what, identifier=name)


def score(number: str) -> Element:
    """Set the score to a number."""
    return put(SCORE, value(number, "float"))


def more(share: float) -> Element:
    """Add a share to the score, or take it off."""
    return put(SCORE, qti("sum", variable(SCORE), value(plain(share), "float")))


def tell(identifier: str) -> Element:
    """Show a feedback, beside those that are shown already."""
    return put(FEEDBACK, qti("multiple", variable(FEEDBACK), value(identifier)))


def when(*cases: tuple[Element, Iterable[Element]], otherwise: Iterable[Element] = ()) -> Element:
    """Apply the rules of the first case that holds, or others if none does."""
    condition = qti("response-condition")
    for number, (test, then) in enumerate(cases):
        condition.append(qti("response-else-if" if number else "response-if", test, *then))
    if others := list(otherwise):
        condition.append(qti("response-else", *others))
    return condition


def is_right(response: str) -> Element:
    """Tell whether a response is the right one."""
    return qti("match", variable(response), qti("correct", identifier=response))


def is_worth(response: str) -> Element:
    """Tell whether what a response is mapped to is above 0."""
    return qti("gt", qti("map-response", identifier=response), value("0", "float"))


def is_open(response: str) -> Element:
    """Tell whether there is no response."""
    return qti("is-null", variable(response))


def is_value(response: str, identifier: str) -> Element:
    """Tell whether a response is this one."""
    return qti("match", variable(response), value(identifier))


def has(response: str, what: Element) -> Element:
    """Tell whether a response of several parts has this one."""
    return qti("member", what, variable(response))


def is_word(response: str, word: str) -> Element:
    """Tell whether a typed word is this one; capitals do not matter."""
    return qti("string-match", variable(response), value(word, "string"), case_sensitive="false")


def is_near(response: str, number: str, below: float, above: float) -> Element:
    """Tell whether a number is this one, or off by no more than what is allowed."""
    tolerance = f"{plain(below)} {plain(above)}"
    parts = variable(response), value(number, "float")
    return qti("equal", *parts, tolerance_mode="absolute", tolerance=tolerance)


def comes_before(response: str, first: str, second: str, others: Iterable[str]) -> Element:
    """Tell whether one thing stands somewhere before another: without the others, those two are left in that order."""
    left = variable(response)
    for each in others:
        left = qti("delete", value(each), left)
    return qti("match", left, qti("ordered", value(first), value(second)))
