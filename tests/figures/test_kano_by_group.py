"""A feature by group: the title sets the extremes side by side, and says whether chance explains their distance."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import needs
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import kano_by_group

PAIRS = {"A": (1, 3), "O": (1, 5), "M": (3, 5), "I": (3, 3)}


def table(**groups: str) -> pd.DataFrame:
    """Coefficients of groups that give these letters to free returns."""
    rows = [(group, "free returns", *PAIRS[letter]) for group, letters in groups.items() for letter in letters]
    answers = pd.DataFrame(rows, columns=["group", "feature", "functional_answer", "dysfunctional_answer"])
    return needs.kano_by_group(answers, answers["group"])


def test_groups_far_apart_are_beyond_chance(drawn) -> None:
    title, told = drawn(lambda: kano_by_group(table(price="MMMO" * 30, gift="AAAO" * 30), "free returns")).split(
        ". ", 1
    )
    assert title == "Free returns: missed most by price (−1.00), least by gift (−0.25), beyond chance"
    assert "gift 1.00 (plus or minus 0.00) and −0.25 (plus or minus 0.08)" in told


def test_a_handful_of_answers_is_within_chance(drawn) -> None:
    alt = drawn(lambda: kano_by_group(table(price="MMIA", gift="AIIM", own_use="AAMI"), "free returns"))
    assert ", within chance. " in alt
    assert "own use" in alt


def test_what_cannot_be_drawn_is_said() -> None:
    found = table(price="MMI", gift="AIM")
    with pytest.raises(UnknownNameError, match="no feature 'queues'; features: free returns"):
        kano_by_group(found, "queues")
    with pytest.raises(DataError, match="rows by feature and group"):
        kano_by_group(found.loc["free returns"], "free returns")
    with pytest.raises(ColumnError, match="worse_margin"):
        kano_by_group(found.drop(columns="worse_margin"), "free returns")
    with pytest.raises(DataError):
        kano_by_group(found.drop(index="gift", level=1), "free returns")
