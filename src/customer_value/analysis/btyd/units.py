"""Units of time: what a table says about its own, and what must not be mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Unit: TypeAlias = Literal["day", "week", "month", "year"]

DAYS: dict[str, float] = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
"""Days per unit of time; a week is seven days, never a row of a calendar."""

_TO_DO = "make one summary in one unit (btyd.summary(..., unit=...)) and use it throughout."


def known_unit(unit: str) -> str:
    """Refuse a unit that does not exist."""
    if unit not in DAYS:
        raise UnknownNameError.among("unit", unit, DAYS)
    return unit


def one_unit(**columns: ArrayLike) -> Unit | None:
    """Read the unit that the columns of a summary carry; None if they say nothing.

    Raises
    ------
    DataError
        If two columns say different units, or t_x is RFM's recency.
    """
    if getattr(columns.get("t_x"), "name", None) == "recency_days":
        raise DataError(
            "t_x is the time from the first purchase to the last; recency_days counts the days since the last one. "
            "Take t_x from btyd.summary."
        )
    said = {name: getattr(column, "attrs", {}).get("time_unit") for name, column in columns.items()}
    said = {name: unit for name, unit in said.items() if unit is not None}
    if len(set(said.values())) > 1:
        told = " and ".join(f"{name} in {unit}s" for name, unit in said.items())
        raise DataError(f"the columns mix units of time, {told}: {_TO_DO}")
    return next(iter(said.values()), None)


def unit_of(asked: Unit | None, learnt: Unit | None, **columns: ArrayLike) -> str:
    """Choose the unit: the one asked for, else the columns', else the model's, else weeks; they must not differ."""
    said = one_unit(**columns)
    refuse_other_unit(learnt, said)
    if asked is not None:
        known_unit(asked)
        told = said or learnt
        if told and told != asked:
            raise DataError(f"unit={asked!r}, but the times are in {told}s: leave `unit` out, or {_TO_DO}")
    return known_unit(asked or said or learnt or "week")


def refuse_other_unit(learnt: str | None, said: str | None) -> None:
    """Refuse customers whose unit of time is not the one that the model was fitted in."""
    if learnt and said and learnt != said:
        raise DataError(f"the model was fitted in {learnt}s, these customers are described in {said}s: {_TO_DO}")
