"""Zip files as learning platforms give them: each file in them read with limits, and no name used as a path.

Answers are sealed, so they cannot be made smaller: a file that unpacks to a multiple of its size is not one, and is not
unpacked.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from customer_value.classroom.assignments.files import LARGEST_ANSWERS
from customer_value.classroom.grading.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 16  # bytes by which a file is known
MOST_FILES, MOST_BYTES, LARGEST_LIST, RATIO = 20_000, 2_000_000_000, 16_000_000, 100
_END = b"PK\x05\x06"
_END_LENGTH, _LONGEST_COMMENT = 22, 65_535
_OFFICE = "[Content_Types].xml"
_HAS_PASSWORD = 0x1


@dataclass(frozen=True)
class Member:
    """A file inside a zip file, or the zip file itself (`name` is "")."""

    name: str
    size: int
    data: bytes | None = None
    verdict: str = ""
    reason: str = ""


def is_zip(head: bytes) -> bool:
    """Tell whether a file begins as zip files do."""
    return head.startswith((b"PK\x03\x04", _END))


def members(file: IO[bytes], size: int) -> Iterator[Member]:
    """Yield a zip file, and then each file in it.

    Parameters
    ----------
    file
        Open for reading.
    size
        Its bytes.
    """
    if fault := _fault(file, size):
        yield Member("", size, None, *fault)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            yield _summary(inside, size)
            if not _is_office(inside):
                yield from _each(archive, inside)
    except Exception as error:  # noqa: BLE001  whatever a zip file does, the others are read
        yield Member("", size, None, "unreadable", f"the zip file is damaged ({type(error).__name__})")


def _each(archive: zipfile.ZipFile, inside: list[zipfile.ZipInfo]) -> Iterator[Member]:
    left = MOST_BYTES
    for info in inside:
        member = _member(archive, info, left)
        left -= len(member.data or b"")
        yield member


def _summary(inside: list[zipfile.ZipInfo], size: int) -> Member:
    if _is_office(inside):
        return Member("", size, None, "not_answers", "this is a document of an office program")
    return Member("", size, None, "opened", f"a zip file with {len(inside)} file{'s' * (len(inside) != 1)}")


def _is_office(inside: list[zipfile.ZipInfo]) -> bool:
    return any(each.filename == _OFFICE for each in inside)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Member:
    name, size = printable(info.filename), info.file_size
    if fault := _refused(info, left):
        return Member(name, size, None, *fault)
    try:
        with archive.open(info) as file:
            data = file.read(LARGEST_ANSWERS + 1)
    except Exception as error:  # noqa: BLE001  whatever one file does, the others are read
        return Member(name, size, None, "unreadable", f"it is damaged inside the zip file ({type(error).__name__})")
    if is_zip(data):
        return Member(name, size, None, "not_answers", "a zip file inside a zip file is not opened; unpack it first")
    return Member(name, size, data)


def _refused(info: zipfile.ZipInfo, left: int) -> tuple[str, str] | None:
    """Say why a file in a zip file is not even unpacked."""
    size, packed = info.file_size, max(1, info.compress_size)
    if size > LARGEST_ANSWERS:
        told = f"it says that it has {size:,} bytes; answers have at most {LARGEST_ANSWERS:,}. It was not unpacked"
        return "too_large", told
    if size > RATIO * packed:
        return "too_large", f"it unpacks to {size // packed:,} times its size, as answers never do"
    if info.flag_bits & _HAS_PASSWORD:
        return "unreadable", "it is locked by a password"
    if size > left:
        return "too_large", "the files before it in the zip file have filled all the room"
    return None


def _fault(file: IO[bytes], size: int) -> tuple[str, str] | None:
    """Look at the end of a zip file, which says how many files it lists, before Python reads the list."""
    tail = min(size, _END_LENGTH + _LONGEST_COMMENT)
    file.seek(size - tail)
    end = file.read(tail)
    at = end.rfind(_END)
    file.seek(0)
    if at < 0 or len(end) - at < _END_LENGTH:
        return "unreadable", "the zip file is cut off; download it again"
    count, length = struct.unpack_from("<HI", end, at + 10)
    if count > MOST_FILES or length > LARGEST_LIST:
        return "too_large", f"the zip file lists more than {MOST_FILES:,} files; unpack it, and name the folder"
    return None
