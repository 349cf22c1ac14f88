"""Every language says everything that English says, with the same places to fill in."""

from __future__ import annotations

import string

import pytest

from customer_value.assessment.messages import catalogue, languages, say, texts
from customer_value.errors import UnknownNameError


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_a_translation_is_complete(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert set(other) == set(english)
    assert {name: _places(text) for name, text in other.items()} == {
        name: _places(text) for name, text in english.items()
    }


def test_german_is_a_translation_of_its_own() -> None:
    same = {name for name, text in catalogue("de").items() if text == catalogue("en")[name]}
    assert len(same) < 8  # signs and names such as "( )" are alike; sentences are not


def test_the_language_is_the_learners(monkeypatch: pytest.MonkeyPatch) -> None:
    assert texts()["check"] == "Check"
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    assert say("position", n=2, all=8) == "Frage 2 von 8"
    monkeypatch.setenv("CVM_LANGUAGE", "xx")
    with pytest.raises(UnknownNameError, match="no language 'xx'; languages: de, en"):
        texts()
