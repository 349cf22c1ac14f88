"""Three minutes with the class for each misconception, read from `lessons/*/misconceptions.yaml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from customer_value import course, yaml_file
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Discussion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to do about a misconception.

    Attributes
    ----------
    they
        What learners do who have it, after "38 %": "read sorting as loyalty".
    prompt
        A question to the class that makes it fail, at most 60 words.
    """

    they: str
    prompt: str


@cache
def discussions() -> Mapping[str, Discussion]:
    """Return what to do about each misconception of the course, by its id.

    Examples
    --------
    >>> discussions()["04.M4"].they
    'read sorting as loyalty'
    """
    paths = sorted(course.folder("lessons").glob("[0-9][0-9]_*/misconceptions.yaml"))
    return {name: each for path in paths for name, each in read(path).items()}


def read(path: Path) -> dict[str, Discussion]:
    """Read the discussions of one lesson.

    Raises
    ------
    CustomerValueError
        If the file cannot be read, or an entry lacks `they` or `prompt`.
    """
    try:
        return msgspec.convert(yaml_file.read(path), dict[str, Discussion])
    except msgspec.ValidationError as error:
        raise CustomerValueError(f"{path}: {error}. Each misconception has `they` and `prompt`.") from error
