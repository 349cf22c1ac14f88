"""HTML of bank texts as XML elements, for formats that are XML throughout; formulas are MathML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from customer_value.classroom.exports.packing import add

if TYPE_CHECKING:
    from collections.abc import Mapping

MATHML = "http://www.w3.org/1998/Math/MathML"
_EMPTY = {"br", "hr"}
_ATTRIBUTES = {"href", "title", "start"}
_OTHER_TAGS = {"del": "span", "s": "span"}
_FORMULA, _FIELD = "math", "qti-"


def put(parent: Element, html: str) -> None:
    r"""Put HTML, as `to_html` makes it, behind what an element holds; in a gap of it a field of QTI may stand.

    Examples
    --------
    >>> from xml.etree.ElementTree import tostring
    >>> body = Element("body")
    >>> put(body, "less<br>than &lt; <math><mi>x</mi></math>&nbsp;%")
    >>> tostring(body, encoding="unicode")
    '<body>less<br />than &lt; <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>\xa0%</body>'
    """
    reader = _Reader(parent)
    reader.feed(html)
    reader.close()


class _Reader(HTMLParser):
    """Appends what it reads to an element."""

    def __init__(self, parent: Element) -> None:
        super().__init__()
        self._open = [parent]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == _FORMULA or any(each.tag == _FORMULA for each in self._open):
            given = _of_formula(tag, given)
        elif not tag.startswith(_FIELD):
            given = {name: value for name, value in given.items() if name in _ATTRIBUTES}
        made = SubElement(self._open[-1], _OTHER_TAGS.get(tag, tag), given)
        if tag not in _EMPTY:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  the HTML is closed as it was opened
        self._open.pop()

    def handle_data(self, data: str) -> None:
        add(self._open[-1], data)


def _of_formula(tag: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return a formula's attributes: what it says aloud is MathML's own `alttext`."""
    kept = {"alttext" if name == "aria-label" else name: value for name, value in given.items()}
    return {"xmlns": MATHML, **kept} if tag == _FORMULA else kept
