"""The text of a bank's file, whatever editor wrote it; what is no text, or far too much, is refused unread."""

from __future__ import annotations

import stat
from collections.abc import Callable
from typing import TYPE_CHECKING

from customer_value.assessment.yaml_text import CONTROL

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 250_000  # bytes: five times a lesson's bank; more takes seconds to read
Report = Callable[[int, str, str, str, str], None]  # line, item, code, rule, mend

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def text_of(path: Path, report: Report, largest: int = LARGEST) -> str:
    """Return a file's text with line ends as Python has them and without a byte order mark; "" where there is none.

    Parameters
    ----------
    path
        Of the file.
    report
        Is told why nothing can be read: line, item, code, rule and mend.
    largest
        How many bytes are read at most.
    """
    try:
        fault = _fault(path, largest)
        data = b"" if fault else path.read_bytes()
    except (OSError, ValueError) as error:
        fault = (f"the file cannot be read: {getattr(error, 'strerror', None) or error}.", "check its name.")
    if fault:
        report(1, "", "file", *fault)
        return ""
    return _decoded(data, report)


def _fault(path: Path, largest: int) -> tuple[str, str] | None:
    """Say what keeps from even opening the file."""
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        return "this is a folder.", "name the file in it."
    if not stat.S_ISREG(about.st_mode):
        return "this is no file.", "name a file."
    if about.st_size > largest:
        rule = f"the file has {about.st_size / 1e6:.1f} MB; a bank has at most {largest / 1e6:.2f} MB."
        return rule, "make two banks of it."
    return None


def _decoded(data: bytes, report: Report) -> str:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        kind = f"{_MARKS[data[:2]]}, not UTF-8" if data[:2] in _MARKS else "not UTF-8"
        line = data.count(b"\n", 0, error.start) + 1
        report(line, "", "file", f"the file is {kind} text.", "save it as UTF-8.")
        return ""
    if odd := CONTROL.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        report(line, "", "file", f"the character U+{ord(odd[0]):04X} is no text.", "save the file as UTF-8 text.")
        return ""
    if not text.strip():
        report(1, "", "file", "the file is empty.", "begin with `lesson:` and `questions:`.")
    return text
