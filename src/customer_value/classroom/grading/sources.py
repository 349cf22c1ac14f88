"""What lies in the folder of submissions: every file once, also those inside the zip file of a learning platform.

Nothing in it is trusted: links are not followed, pipes not opened, names never used as paths, and no more is read of
a file than answers may have.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from customer_value.classroom.assignments.files import LARGEST_ANSWERS, is_answers
from customer_value.classroom.grading import archives
from customer_value.classroom.grading.names import printable
from customer_value.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Found:
    """One file as it was found.

    Attributes
    ----------
    name
        Where it lies below the folder, fit to be shown; inside a zip file after that one's name.
    size
        Bytes, as the file system or the zip file says.
    data
        All that it holds; None where `verdict` says why it was not read.
    verdict, reason
        Filled in where the file cannot be a submission.
    """

    name: str
    size: int
    data: bytes | None = None
    verdict: str = ""
    reason: str = ""


def files(folder: Path) -> Iterator[Found]:
    """Yield every file below a folder, in the order of their names.

    Raises
    ------
    SetupError
        If the folder cannot be read at all.
    """
    if not folder.is_dir():
        raise SetupError(f"{folder} is no folder; name the one with the students' files: --submissions FOLDER")
    waiting = [(folder, "")]
    while waiting:
        place, name = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda each: os.fsencode(each.name))
        except OSError as error:
            yield Found(printable(name) or ".", 0, None, "unreadable", f"this folder cannot be read: {error.strerror}")
            continue
        for entry in entries:
            below = f"{name}/{entry.name}" if name else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((place / entry.name, below))
            else:
                yield from _file(place / entry.name, printable(below))


def _file(path: Path, name: str) -> Iterator[Found]:
    size = 0
    try:
        about = path.lstat()
        size = about.st_size
        if stat.S_ISLNK(about.st_mode):
            yield Found(name, 0, None, "unreadable", "this is a link to another place, and is not followed")
        elif not stat.S_ISREG(about.st_mode):
            yield Found(name, 0, None, "unreadable", "this is a pipe or a device, not a file")
        else:
            with os.fdopen(os.open(path, _FLAGS), "rb") as file:
                yield from _opened(file, name, size)
    except OSError as error:
        yield Found(name, size, None, "unreadable", f"the file cannot be read: {error.strerror or error}")


def _opened(file: IO[bytes], name: str, size: int) -> Iterator[Found]:
    head = file.read(archives.HEAD)
    file.seek(0)
    if archives.is_zip(head):
        for each in archives.members(file, size):
            yield Found(f"{name}/{each.name}" if each.name else name, each.size, each.data, each.verdict, each.reason)
    elif size > LARGEST_ANSWERS:
        yield Found(name, size, None, *too_large(head, size))
    else:
        yield Found(name, size, file.read(LARGEST_ANSWERS + 1))


def too_large(head: bytes, size: int) -> tuple[str, str]:
    """Say what a file is that has more bytes than answers can have."""
    told = f"it has {size:,} bytes; answers have at most {LARGEST_ANSWERS:,}"
    return ("too_large", told) if is_answers(head) else ("not_answers", f"it does not begin as answers do, and {told}")
