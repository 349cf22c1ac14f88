"""The terms of the course, read from `lessons/glossary.yaml`: one meaning each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from customer_value import course, yaml_file
from customer_value.errors import CustomerValueError

_OURS = "lessons/glossary.yaml"


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One term of the course.

    Attributes
    ----------
    term
        Its name.
    lesson
        Number of the lesson that teaches it, such as "04".
    meaning
        One sentence.
    unit
        In which it is counted, where a number is meant.
    symbol, short
        The letter that stands for it in formulas, and its abbreviation.
    """

    term: str
    lesson: str
    meaning: str
    unit: str = ""
    symbol: str = ""
    short: str = ""

    @property
    def name(self) -> str:
        """The term with its abbreviation and its symbol.

        Examples
        --------
        >>> Term(term="Customer equity", short="", symbol="CE", lesson="04", meaning="…").name
        'Customer equity (CE)'
        """
        also = ", ".join(filter(None, [self.short, self.symbol]))
        return f"{self.term} ({also})" if also else self.term


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms of the course, in the order of the lessons.

    Examples
    --------
    >>> [each.short for each in terms() if each.term == "Lifetime value"]
    ['LTV']
    """
    return read(course.folder("lessons") / "glossary.yaml")


def read(path: Path | str) -> tuple[Term, ...]:
    """Read a glossary.

    Parameters
    ----------
    path
        A YAML file: a list of terms, each with `term`, `lesson` and `meaning`; `unit`, `symbol` and `short` where
        they exist.

    Raises
    ------
    CustomerValueError
        If the file cannot be read, is no such list, or has a term twice.
    """
    path = Path(path)
    try:
        found = msgspec.convert(yaml_file.read(path), tuple[Term, ...])
    except msgspec.ValidationError as error:
        raise CustomerValueError(f"{path}: {error}. A term has term, lesson and meaning; see {_OURS}.") from error
    names = [each.term for each in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise CustomerValueError(f"{path}: {', '.join(twice)} is there twice; give each term one meaning.")
    return found
