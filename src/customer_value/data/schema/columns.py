"""Kinds of columns that several families of tables have; each family says its lesson."""

from __future__ import annotations

from .model import Column, ForeignKey

CUSTOMER = ForeignKey(columns=("customer_id",), table="customers", to=("customer_id",))


def euro(
    name: str,
    meaning: str,
    made: str,
    *,
    minimum: float | None = 0,
    missing: str | None = None,
    lesson: str = "00",
) -> Column:
    """Describe money, to the cent."""
    return Column(
        name=name,
        type="number",
        meaning=meaning,
        made=made,
        unit="€",
        decimals=2,
        minimum=minimum,
        missing=missing,
        lesson=lesson,
    )


def share(name: str, meaning: str, made: str, *, missing: str | None = None, lesson: str = "00") -> Column:
    """Describe a share from 0 to 1, to one in 10,000."""
    return Column(
        name=name,
        type="number",
        meaning=meaning,
        made=made,
        unit="share (0 to 1)",
        decimals=4,
        minimum=0,
        maximum=1,
        missing=missing,
        lesson=lesson,
    )
