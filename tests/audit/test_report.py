"""The report stands in the terminal's width, and its last line says whether all is well."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.audit.checking import Findings
from customer_value.audit.model_gates import ALL_GATES
from customer_value.audit.printing import failures, report, verdict

FIRST = ALL_GATES[0]
MIDDLE = pd.Series({gate.fact: (gate.low + gate.high) / 2 for gate in ALL_GATES})
WIDTH = FIRST.high - FIRST.low


def moved(distance: float) -> pd.Series:
    """Put the first fact above its range by so many widths of it."""
    return MIDDLE.where(MIDDLE.index != FIRST.fact, FIRST.high + distance * WIDTH)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("count", [1, 3])
def test_no_line_is_wider_than_the_terminal(width: int, count: int) -> None:
    text, well = report({str(number): Findings([], MIDDLE, []) for number in range(count)}, width)
    assert well
    assert max(map(len, text[:-1])) <= width
    assert text[-1] == f"All is well: the tables are in order; {len(ALL_GATES)} facts inside the target."


def test_one_world_may_be_near_and_a_mean_may_not() -> None:
    text, well = report({"seed 7": Findings([], moved(0.05), [])})
    assert well
    assert "1 so near that chance explains it" in text[-1]
    assert [each.split(":")[0] for each in failures([moved(0.05)] * 2)] == [FIRST.fact]


def test_what_fails_is_said_in_a_sentence_and_counted() -> None:
    text, well = report({"seed 7": Findings([], moved(1), [])})
    assert not well
    assert text[-2].startswith(f"NO: {FIRST.fact}: ")
    assert text[-1] == "no faults in the tables, 1 fact out of range."
    broken = {"seed 1": Findings(["orders has no rows"], pd.Series(dtype=float), ["Later."])}
    assert report(broken) == (
        ["Later.", "NO: orders has no rows", "1 fault in the tables, no facts out of range."],
        False,
    )


def test_of_several_worlds_a_problem_names_its_world() -> None:
    text, _ = report({"seed 1": Findings([], MIDDLE, []), "seed 2": Findings(["orders has no rows"], MIDDLE, [])})
    assert "NO: seed 2: orders has no rows" in text


def test_a_fact_that_was_not_measured_is_no_verdict() -> None:
    assert verdict(FIRST, float("nan"), single=True) == "-"
    gone = MIDDLE.where(MIDDLE.index != FIRST.fact)
    assert report({"folder": Findings([], gone, ["not measured: it"])})[1]
