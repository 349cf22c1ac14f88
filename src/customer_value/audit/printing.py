"""Facts on the command line: fact, real, target, ours and whether it passes, in the width of the terminal."""

from __future__ import annotations

from itertools import zip_longest
from math import isnan
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd

from .model_gates import ALL_GATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from customer_value.data.realism import Gate

    from .checking import Findings

NARROWEST, WIDEST = 60, 140
RANGE, NUMBER, GAP = 14, 7, 2


def verdict(gate: Gate, value: float, *, single: bool) -> str:
    """Say whether a value passes: yes, NO, near (outside, but one world may be so by chance), or - without a value."""
    if isnan(value):
        return "-"
    if gate.low <= value <= gate.high:
        return "yes"
    return "near" if single and gate.near(value) else "NO"


def failures(worlds: list[pd.Series]) -> list[str]:
    """Give a sentence for each fact that does not pass.

    Parameters
    ----------
    worlds
        What was measured on each world; of several, the mean has to lie in the range.
    """
    return [
        f"{gate.fact}: {show(value)} is not within {target(gate)} (real: {gate.real})"
        for gate, value, ok in _judged(worlds)
        if ok == "NO"
    ]


def _judged(worlds: list[pd.Series]) -> Iterator[tuple[Gate, float, str]]:
    """Give each gate with the mean over the worlds and the verdict."""
    for gate, value in zip(ALL_GATES, _over(worlds).mean(axis=1, skipna=False).tolist(), strict=True):
        yield gate, value, verdict(gate, value, single=len(worlds) == 1)


def lines(worlds: list[pd.Series], width: int = 80) -> Iterator[str]:
    """Print the facts of one world with what real shops show, of several with the lowest and the highest.

    Parameters
    ----------
    worlds
        What was measured on each world.
    width
        Columns of the terminal.
    """
    values, single = _over(worlds), len(worlds) == 1
    heads = ("fact", "real", "target", "ours") if single else ("fact", "target", "mean", "lowest", "highest")
    heads = (*heads, "ok")
    fixed = (RANGE, NUMBER, 4) if single else (RANGE, NUMBER, NUMBER, NUMBER, 4)
    room = min(max(width, NARROWEST), WIDEST) - sum(fixed) - GAP * (len(heads) - 1)
    widths = ((room + 4) // 2, room - (room + 4) // 2, *fixed) if single else (room, *fixed)
    yield from _row(heads, widths)
    yield "-" * (sum(widths) + GAP * (len(widths) - 1))
    for gate in ALL_GATES:
        ours = values.loc[gate.fact].to_numpy(dtype=float)
        ok = verdict(gate, ours.mean(), single=single)
        texts = (gate.fact, gate.real) if single else (gate.fact,)
        numbers = (ours.mean(),) if single else (ours.mean(), ours.min(), ours.max())
        yield from _row((*texts, target(gate), *map(show, numbers), ok), widths)


def target(gate: Gate) -> str:
    """Write the range of a gate.

    Examples
    --------
    >>> from customer_value.data.realism import GATES
    >>> target(GATES[0])
    '0.60 to 0.68'
    """
    digits = max(len(f"{end:g}".partition(".")[2]) for end in (gate.low, gate.high))
    return f"{gate.low:.{digits}f} to {gate.high:.{digits}f}"


def show(value: float) -> str:
    """Write a number with three digits.

    Examples
    --------
    >>> show(0.6518), show(17.42), show(1234.5), show(1), show(float("nan"))
    ('0.652', '17.4', '1,234', '1', '-')
    """
    if isnan(value):
        return "-"
    if float(value).is_integer() or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.3g}"


def _over(worlds: list[pd.Series]) -> pd.DataFrame:
    """Put what was measured on each world side by side, one row for each fact."""
    return pd.concat(worlds, axis=1).reindex([gate.fact for gate in ALL_GATES])


def _row(cells: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[str]:
    """Lay out a row: numbers stand right; what is too long for its column goes on in the next line."""
    columns = [wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        shown = [
            part.rjust(width) if width == NUMBER else part.ljust(width)
            for part, width in zip(parts, widths, strict=True)
        ]
        yield (" " * GAP).join(shown).rstrip()


def report(findings: Mapping[str, Findings], width: int = 80) -> tuple[list[str], bool]:
    """Write what a check found out.

    Parameters
    ----------
    findings
        From `checking.check`, by the name of the world.
    width
        Columns of the terminal.

    Returns
    -------
    (list of str, bool)
        The lines, and whether all is well.
    """
    several = len(findings) > 1
    broken = [f"{f'{name}: ' * several}{each}" for name, found in findings.items() for each in found.problems]
    worlds = [found.measured for found in findings.values() if len(found.measured)]
    failed = failures(worlds) if worlds else []
    notes = dict.fromkeys(note for found in findings.values() for note in found.skipped)
    text = [*(lines(worlds, width) if worlds else ()), *(notes or ())]
    text += [f"NO: {each}" for each in (*broken, *failed)]
    if broken or failed:
        text.append(f"{_count(len(broken), 'fault')} in the tables, {_count(len(failed), 'fact')} out of range.")
    else:
        text.append(f"All is well: the tables are in order{_passed(worlds)}.")
    return text, not broken and not failed


def _passed(worlds: list[pd.Series]) -> str:
    said = [ok for *_, ok in _judged(worlds)] if worlds else []
    inside, near = said.count("yes"), said.count("near")
    close = f", {near} so near that chance explains it" if near else ""
    return f"; {_count(inside, 'fact')} inside the target{close}" if worlds else ""


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'s' * (number != 1)}"
