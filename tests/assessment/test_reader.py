"""Numbers are read as people type them, and what has two readings is asked back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.numerals import show, typed
from customer_value.assessment.reader import LONGEST, Number, Unclear, read, same_unit


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1234.5", "€", 1234.5),
        ("1,234.5", "€", 1234.5),
        ("1 234.5", "€", 1234.5),
        ("1\u202f234,5", "€", 1234.5),
        ("1.234,5", "€", 1234.5),
        ("1'234.50", "€", 1234.5),
        ("1 234,567", "€", 1234.567),
        ("12,5", "€", 12.5),
        ("12,50", "€", 12.5),
        ("12,5678", "€", 12.5678),
        ("1234,567", "€", 1234.567),
        ("0,123", "€", 0.123),
        ("1,234,567", "€", 1234567),
        ("1.234.567", "€", 1234567),
        ("0.125", "€", 0.125),
        ("1234.567", "€", 1234.567),
        ("1.2340", "€", 1.234),
        ("1.234e3", "€", 1234),
        ("12.345", "%", 12.345),
        ("1.234", "years of margin", 1.234),
        ("12.345", "weeks", 12.345),
        ("1.500 %", "share", 0.015),
        (".5", "€", 0.5),
        ("5.", "€", 5),
        ("1e3", "€", 1000),
        ("€2,000.00", "€", 2000),
        ("-€12", "€", -12),
        ("€ -12", "€", -12),
        ("−12 euros", "€", -12),
        ("2000 EUR", "€ a year", 2000),
        ("33 %", "%", 33),
        ("33 percent", "%", 33),
        ("33", "%", 33),
        ("0.33 %", "%", 0.33),
        ("1", "%", 1),
        ("0", "%", 0),
        ("33 %", "share", 0.33),
        ("0.33", "share", 0.33),
        ("1", "share", 1),
        ("1 customer", "customers", 1),
        ("3.6 years", "years of margin", 3.6),
    ],
)
def test_reads(text: str, unit: str, value: float) -> None:
    number = read(text, unit)
    assert isinstance(number, Number)
    assert number.value == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("1,234", "€", "write 1234 or 1.2340"),
        ("12,345 €", "€", "write 12345 or 12.3450"),
        ("1.234", "€", "write 1234 or 1.2340"),
        ("€1.500", "€ a year", "write 1500 or 1.5."),
        ("-2.000", "€", "write 2000 or 2.0"),
        ("1.250", "customers", "write 1250 or 1.25"),
        ("1,234", "years", "write 1234 or 1.234"),
        ("0.33", "%", "two readings: per cent, or a share"),
        ("33", "share", "write 0.33, or 33 %"),
        ("12,5O", "€", "the letter O"),
        ("5l", "€", "the digit 1"),
        ("12 months", "years", "the answer is in years"),
        ("12 %", "€", "the answer is in €"),
        ("€12 €", "€", "the answer is in €"),
        ("5²", "€", "the answer is in €"),
        ("12 34", "€", "thousands"),
        ("1,2,3", "€", "thousands"),
        ("1,234.567,8", "€", "thousands"),
        ("1.234,5.6", "€", "thousands"),
        ("12.34,5", "€", "thousands"),
        ("1/3", "share", "not one number"),
        ("2 + 2", "€", "not one number"),
        ("1e999", "€", "not one number"),
        ("nan", "€", "not a number"),
        ("inf", "€", "not a number"),
        ("--3", "€", "not a number"),
        ("-€-3", "€", "not a number"),
        ("about 5", "€", "not the unit"),
        ("", "€", "not a number"),
        ("€", "€", "not a number"),
        ("9" * (LONGEST + 1), "€", "too long"),
    ],
)
def test_asks_back(text: str, unit: str, says: str) -> None:
    unclear = read(text, unit)
    assert isinstance(unclear, Unclear)
    assert says in unclear.says


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(0, 6).filter(lambda decimals: decimals != 3))
def test_reads_back_what_it_types(value: float, decimals: int) -> None:
    number = read(f"{typed(value, decimals)} €", "€")
    assert isinstance(number, Number)
    assert number.value == float(f"{value:.{decimals}f}")


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(0, 6).filter(lambda decimals: decimals != 3))
def test_what_it_shows_is_asked_about_rather_than_misread(value: float, decimals: int) -> None:
    """Copied with its commas; only 12,500 without decimals has two readings."""
    number = read(f"€{show(value, decimals, unit='€')}", "€")
    if isinstance(number, Unclear):
        assert decimals == 0
        assert 1_000 <= abs(round(value)) < 1_000_000
    else:
        assert number.value == float(f"{value:.{decimals}f}")


@given(st.integers(0, 10**15))
def test_a_comma_between_thousands_needs_a_second_mark(value: int) -> None:
    number = read(f"{value:,}.0", "€")
    assert isinstance(number, Number)
    assert number.value == value


@given(st.text(max_size=100))
def test_any_text_is_a_number_or_gets_a_sentence(text: str) -> None:
    found = read(text, "%")
    assert isinstance(found, Number) or found.says.endswith((".", "?"))


def test_step_is_the_last_digit_that_counts() -> None:
    steps = {"2.7": 0.1, "1700": 100, "5": 1, "0": 1, "1e-3": 0.001, "2.50": 0.01}
    for text, step in steps.items():
        number = read(text, "€")
        assert isinstance(number, Number)
        assert number.step == pytest.approx(step)


def test_units_by_first_word_or_plural() -> None:
    assert same_unit("years", "year of margin")
    assert same_unit("per cent", "%")
    assert not same_unit("month", "year")
