"""Texts of a bank for a whole class: a number that differs from student to student stands as its name."""

from __future__ import annotations

import re

_DRAWN = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")


def named(text: str) -> str:
    """Return a text with the names of its numbers.

    Examples
    --------
    >>> named("A margin of €{{first_margin}} a year.")
    'A margin of €‹first margin› a year.'
    """
    return _DRAWN.sub(lambda found: f"‹{found[1].replace('_', ' ')}›", text)
