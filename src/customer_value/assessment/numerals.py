"""Numbers as the course writes them: thousands set apart by commas, with units, in texts; and as one types them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
YEARS = 10_000  # below, a number of four digits may be a year


def fill(text: str, numbers: Mapping[str, float | str], decimals: Mapping[str, int | None] | None = None) -> str:
    """Replace every `{{name}}` by its value; unknown names stay as they are.

    Examples
    --------
    >>> fill("€{{margin}} at {{rate}} and $x^{{2}}$", {"margin": 1250, "rate": 0.1 + 0.2})
    '€1,250 at 0.3 and $x^{{2}}$'
    """
    places = decimals or {}

    def value(match: re.Match[str]) -> str:
        name, unit = match[1], text[: match.start()][-1:]
        return show(numbers[name], places.get(name), unit=unit) if name in numbers else match[0]

    return NAME.sub(value, text)


def show(value: float | str, decimals: int | None = None, *, unit: str = "") -> str:
    """Write a number for people to read: commas between thousands, of money from 1,000 on, else from 10,000 on.

    Examples
    --------
    >>> show(2.5, 2), show(2025), show(2025, unit="€"), show(12500)
    ('2.50', '2025', '2,025', '12,500')
    """
    if isinstance(value, str):
        return value
    text = f"{value:,.12g}" if decimals is None else f"{value:,.{decimals}f}"
    return text if unit.startswith("€") or abs(value) >= YEARS else text.replace(",", "")


def typed(value: float, decimals: int | None = None) -> str:
    """Write a number as it stands in a field for answers: no comma, since there 12,500 would have two readings.

    Examples
    --------
    >>> typed(12500), typed(0.1 + 0.2), typed(1234.5, 2)
    ('12500', '0.3', '1234.50')
    """
    return show(value, decimals).replace(",", "")


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


def amount(value: float, decimals: int | None, unit: str) -> str:
    """Write a number with its unit.

    Examples
    --------
    >>> amount(1234.5, 0, "€"), amount(0.333, 2, "share")
    ('€1,234', '0.33 share')
    """
    return with_unit(show(value, decimals, unit=unit), unit)
