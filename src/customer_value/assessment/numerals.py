"""Numbers as a quiz shows them: with units, in texts, and so that the reader of answers reads them back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
THIN_SPACE = "\u202f"


def fill(text: str, numbers: Mapping[str, float | str], decimals: Mapping[str, int | None] | None = None) -> str:
    """Replace every `{{name}}` by its value; unknown names stay as they are.

    Examples
    --------
    >>> fill("€{{margin}} at {{rate}} and $x^{{2}}$", {"margin": 12500, "rate": 0.1 + 0.2})
    '€12\u202f500 at 0.3 and $x^{{2}}$'
    """
    places = decimals or {}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return show(numbers[name], places.get(name)) if name in numbers else match[0]

    return NAME.sub(value, text)


def show(value: float | str, decimals: int | None = None) -> str:
    """Write a number so that the reader of answers reads it back: 12 500 with a narrow space, no comma.

    Examples
    --------
    >>> show(2.5, 2), show(2025), show(320.0)
    ('2.50', '2025', '320')
    """
    if isinstance(value, str):
        return value
    text = f"{value:,.12g}" if decimals is None else f"{value:,.{decimals}f}"
    return text.replace(",", THIN_SPACE if abs(value) >= 10_000 else "")


def with_unit(number: str, unit: str) -> str:
    """Write a number with its unit: € before it, others after.

    Examples
    --------
    >>> with_unit("320", "€"), with_unit("-45.00", "€ a year"), with_unit("50", "%"), with_unit("7", "")
    ('€320', '-€45.00 a year', '50 %', '7')
    """
    if not unit.startswith("€"):
        return f"{number} {unit}".strip()
    digits = number.removeprefix("-")
    return f"{'-' * (digits != number)}€{digits}{unit.removeprefix('€')}"


def leading_number(text: str) -> float | None:
    """Return the number that an option consists of, such as 35 for "€35" or "35 %"; None for other text.

    Examples
    --------
    >>> leading_number("€1,250"), leading_number("35 % more"), leading_number("Ben")
    (1250.0, 35.0, None)
    """
    match = re.match(r"\W*?(-?\d[\d,]*(?:\.\d+)?|-?\.\d+)(?![\w.])", text)
    return float(match[1].replace(",", "")) if match else None


def amount(value: float, decimals: int, unit: str) -> str:
    """Write a number with its unit; of money the thousands are set apart, by a space, which reads back as a number.

    Examples
    --------
    >>> amount(1234.5, 0, "€"), amount(0.333, 2, "share")
    ('€1\u202f234', '0.33 share')
    """
    number = f"{value:,.{decimals}f}".replace(",", THIN_SPACE) if unit.startswith("€") else show(value, decimals)
    return with_unit(number, unit)
