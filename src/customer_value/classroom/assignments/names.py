"""Names of files for students: whatever an id holds, its file can lie on any system, beside all others."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40  # characters
_OTHER = re.compile(r"[^a-z0-9_]+")
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)\d")  # by Windows, whatever follows the first dot


def safe(key: str) -> str:
    """Return an id as part of a file's name: small letters without accents, digits, - and _.

    Different ids may become the same; `unique` tells them apart.

    Examples
    --------
    >>> safe("Zoë O'Hara"), safe("../../etc/passwd"), safe("CON"), safe("李")
    ('zoe-o-hara', 'etc-passwd', 'con_', 'student')
    """
    plain = unicodedata.normalize("NFKD", key.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    name = _OTHER.sub("-", letters).strip("-")[:LONGEST].strip("-")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or "student"


def unique(keys: Iterable[str]) -> dict[str, str]:
    """Return for each of some different ids a name that no other has; the same ids in the same order get the same.

    Examples
    --------
    >>> unique(["ada", "Ada!", "ada-2"])
    {'ada': 'ada', 'Ada!': 'ada-2', 'ada-2': 'ada-2-2'}
    """
    taken: set[str] = set()
    last: dict[str, int] = {}
    names: dict[str, str] = {}
    for key in keys:
        base = name = safe(key)
        while name in taken:
            last[base] = last.get(base, 1) + 1
            name = f"{base}-{last[base]}"
        taken.add(name)
        names[key] = name
    return names
