"""XML as nodes that know their line; what can make a small file costly or read another file is refused."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from customer_value.errors import BankError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 40
MOST = 100_000  # elements


@dataclass
class Node:
    """An element: where it begins, its attributes, the text in it, and the elements in it."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that stands right in the element."""
        return "".join(self.pieces).strip()

    def all(self, tag: str) -> Iterator[Node]:
        """Yield the elements of a name right below this one."""
        return (each for each in self.children if each.tag == tag)

    def find(self, *path: str) -> Node | None:
        """Return the first element down a path; None if there is none."""
        node: Node | None = self
        for tag in path:
            node = next(node.all(tag), None) if node else None
        return node

    def words(self, *path: str) -> str:
        """Return the text of the first element down a path; "" if there is none."""
        node = self.find(*path)
        return node.text if node else ""


class _Builder(ContentHandler):
    """Makes nodes of events, with a stack of its own: no depth of nesting can exhaust Python's."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Node("", 1)
        self.open = [self.top]
        self.count = 0
        self.place: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802  SAX's own name
        self.place = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        self.count += 1
        if len(self.open) > DEEPEST or self.count > MOST:
            fault = "it is nested too deeply" if self.count <= MOST else f"it has more than {MOST:,} elements"
            raise SAXParseException(fault, None, self.place)
        node = Node(name, self.place.getLineNumber(), dict(attrs))
        self.open[-1].children.append(node)
        self.open.append(node)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        self.open.pop()

    def characters(self, content: str) -> None:
        self.open[-1].pieces.append(content)


def read(text: str, name: str) -> Node:
    """Return the outermost element of a document.

    Parameters
    ----------
    text
        The document; what it says of its encoding is not looked at.
    name
        Of its file, for the message.

    Raises
    ------
    BankError
        If it is no XML, is nested too deeply, or declares a document type or entities: these can read other files or
        grow without end, and no question needs them.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    builder, source = _Builder(), InputSource()
    source.setByteStream(io.BytesIO(text.encode()))
    source.setEncoding("utf-8")
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(builder)
    try:
        parser.parse(source)
    except SAXParseException as error:
        raise BankError.at(name, error.getLineNumber(), f"this is no XML: {error.getMessage()}.", _AGAIN) from error
    except DefusedXmlException as error:
        rule = "a document type is declared, which could read other files or grow without end."
        raise BankError.at(name, builder.place.getLineNumber(), rule, "delete <!DOCTYPE ...>.") from error
    return builder.top.children[0]


_AGAIN = "export the questions again."
