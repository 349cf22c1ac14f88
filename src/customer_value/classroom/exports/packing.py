"""XML, and packages of several files: the same content and time make the same bytes."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element with text and others in it; an underscore in an attribute's name stands for a hyphen.

    Examples
    --------
    >>> tostring(element("p", "a ", element("b", "c", data_n="1")))
    b'<p>a <b data-n="1">c</b></p>'
    """
    made = Element(tag, {name.replace("_", "-"): value for name, value in attributes.items()})
    for each in inside:
        add(made, each)
    return made


def add(parent: Element, inside: Element | str) -> None:
    """Put text or an element behind what an element holds."""
    if not isinstance(inside, str):
        parent.append(inside)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + inside
    else:
        parent.text = (parent.text or "") + inside


def xml(root: Element) -> bytes:
    """Return an element as a file, without the characters that cannot stand in one."""
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_NOT_IN_XML.sub("", text)}\n'.encode()


def pack(path: Path, files: Mapping[str, bytes], when: datetime) -> None:
    """Write files into a zip file, all of them as of one time."""
    with zipfile.ZipFile(path, "w") as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, when.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
