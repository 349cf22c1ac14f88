"""Typed words: how they are written does not matter, which word they are does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.spelling import plain, same_word

words = st.text(st.characters(categories=("Ll", "Lu")), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Holdout", "hold-out"),
        ("hold out", "HOLD\u2011OUT"),  # a hyphen that does not break
        ("holdout", "the holdouts."),
        ("sorting effect", " Sorting  effects!"),
        ("customer's own", "customers own"),
        ("t_x", "t x"),
        ("sales force", "salesforce"),
        ("café", "cafe\u0301"),  # one letter, or two signs
        ("ﬁt", "fit"),  # a ligature
        ("ｒange", "range"),  # a wide letter
        ("inter\u00adval", "interval"),  # a soft hyphen
        ("Straße", "STRASSE"),
        ("frequencies", "frequency"),
        ("tie", "ties"),
        ("class", "classes"),
        ("tax", "taxes"),
        ("rush", "rushes"),
    ],
)
def test_the_same_word(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("churn", "chum"),
        ("loss", "los"),
        ("basis", "basi"),
        ("bonus", "bonu"),
        ("café", "cafe"),
        ("hazard", "hazards rate"),
        ("retention", "retention rate"),
        ("a", "the"),
        ("costs of sale", "cost of sale"),  # only the end may be a plural
    ],
)
def test_another_word(one: str, other: str) -> None:
    assert not same_word(one, other)


@given(text=st.text(max_size=30), form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_way_in_which_accents_are_stored_does_not_matter(text: str, form: str) -> None:
    """Decomposed text means the same; a sign alone, which is no letter, may take part in neither."""
    composed = unicodedata.normalize("NFKC", text)
    assert plain(unicodedata.normalize(form, composed)) == plain(composed)


@given(parts=st.lists(words, min_size=2, max_size=3), between=st.sampled_from([*" -‐–—\u00a0_/", ""]))
def test_spaces_hyphens_or_nothing_between_are_alike(parts: list[str], between: str) -> None:
    assert same_word(between.join(["x", *parts]), " ".join(["x", *parts]))  # x: no article stands in front


@given(text=words)
def test_case_does_not_matter_and_reducing_is_pure(text: str) -> None:
    assert same_word(text.upper().lower(), text.lower().upper())
    assert plain(text) == plain(f"  “{text}”. ")
