"""`cvm cards` asks the cards of a day in a terminal, and `cvm progress` takes the ratings along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from customer_value import cli
from customer_value.study.flashcards.show import NEW_PER_DAY


@pytest.fixture
def cvm(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words, typed="": CliRunner().invoke(cli.main, list(words), input=typed)


def test_cards_are_asked_kept_exported_and_forgotten(cvm, tmp_path: Path) -> None:
    asked = cvm("cards", "04", "--new", "1", "--day", "2026-01-05", typed="\n3\n")
    assert asked.exit_code == 0
    assert "Today's worth of a customer's future contributions" in asked.output
    assert "Done for today; cards: 1. The next one comes tomorrow." in asked.output
    assert "No card is due today." in cvm("cards", "04", "--new", "1", "--day", "2026-01-05").output
    assert "Stopped." in cvm("cards", "04", "--day", "2026-01-07", typed="q\n").output
    assert "Stopped." in cvm("cards", "04", "--day", "2026-01-07").output  # nobody types
    assert cvm("progress", "--export", "mine.json").output == "Wrote 1 answers to mine.json.\n"
    assert json.loads((tmp_path / "mine.json").read_text())[0]["item"] == "term/Lifetime value/meaning"
    assert cvm("progress", "--forget", "--yes").output == "Deleted 1 answers.\n"


def test_as_many_cards_begin_as_in_a_notebook() -> None:
    (new,) = (each for each in cli.main.commands["cards"].params if each.name == "new")
    assert new.default == NEW_PER_DAY


def test_without_a_lesson_begun_it_says_what_to_do(cvm) -> None:
    assert "Begin a lesson, or name one." in " ".join(cvm("cards").output.split())


@pytest.mark.parametrize(("words", "said"), [(["99"], "no lesson '99'"), (["--day", "soon"], "'soon' is no day")])
def test_what_cannot_be_meant_is_said(cvm, words: list[str], said: str) -> None:
    refused = cvm("cards", *words)
    assert refused.exit_code == 2
    assert refused.output.startswith(f"cvm: {said}")
