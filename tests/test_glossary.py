"""A glossary is read whole, or refused with what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from customer_value import glossary
from customer_value.errors import CustomerValueError


def test_the_courses_terms_belong_to_its_lessons() -> None:
    terms = glossary.terms()
    assert len(terms) > 100
    assert {each.lesson for each in terms} <= {f"{number:02d}" for number in range(7)}
    assert {"00", "01", "02", "03", "04"} <= {each.lesson for each in terms}
    alpha = next(each for each in terms if each.symbol == "α_C")
    assert (alpha.name, alpha.unit) == ("Cronbach's alpha (α_C)", "at most 1")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('- {term: A, lesson: "04"}', r"missing required field `meaning` - at `\$\[0\]`. A term has term"),
        ('- {term: A, lesson: "04", meaning: a, colour: red}', "unknown field `colour`"),
        ("lesson: 04_lifetime_value", "Expected `array`"),
        ("- {term: A", ":1: this is no YAML|:2: this is no YAML"),
        ("- &a [*a]", "Expected `object`"),
        ('- {term: A, lesson: "04", meaning: a}\n- {term: A, lesson: "03", meaning: b}', "A is there twice"),
    ],
)
def test_what_is_no_glossary_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CustomerValueError, match=reason):
        glossary.read(tmp_path / "mine.yaml")


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(CustomerValueError, match="cannot be read: No such file"):
        glossary.read(tmp_path / "no.yaml")
    (tmp_path / "picture.yaml").write_bytes(b"\x89PNG\xff")
    with pytest.raises(CustomerValueError, match="no text in UTF-8"):
        glossary.read(tmp_path / "picture.yaml")
