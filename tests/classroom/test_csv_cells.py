"""No text of a stranger can become a formula in a spreadsheet, and harmless texts stay as they are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.classroom.csv_cells import safe

SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert safe(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"
    assert safe(f"Ada;{sign}1") == f"Ada;'{sign}1"


@pytest.mark.parametrize("sign", "\t\r\n")
def test_a_text_that_begins_with_a_tab_or_a_line_end_gets_an_apostrophe(sign: str) -> None:
    assert safe(f"{sign}1") == f"'{sign}1"
    assert safe(f"{sign}=1") == f"'{sign}'=1"


@pytest.mark.parametrize("text", ["Ada", "", "O'Neil", "a=b", "3 - 2", "x; y", "mail@example.org", "04.Q07"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.text(alphabet=f"{SIGNS}\t\r\na1 ;,\"'"))
def test_however_a_spreadsheet_splits_it_no_cell_begins_a_formula(text: str) -> None:
    for separator in ",;\t":
        written = io.StringIO()
        csv.writer(written).writerow(["id", safe(text)])
        for row in csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=separator):
            assert not any(cell.lstrip(" ").startswith(tuple(SIGNS)) for cell in row)
