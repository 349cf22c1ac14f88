"""`cvm export` writes a file for another program and names what it could not carry."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from customer_value import cli


def test_a_deck_is_written_and_what_is_missing_is_named(tmp_path: Path, project: Path) -> None:
    files = [str(project / each) for each in ("quizzes/04_lifetime_value.yaml", "lessons/glossary.yaml")]
    out = tmp_path / "deck.apkg"
    done = CliRunner().invoke(cli.main, ["export", *files, "--to", "anki", "--out", str(out), "--seed", "3"])
    assert done.exit_code == 0
    assert out.stat().st_size > 10_000
    first, fixed, left, *reasons = done.output.splitlines()
    assert first.startswith(f"Wrote {out}: ")
    assert fixed.startswith("With fixed numbers (--seed 3): 04.Q01, ")
    assert left == f"Not carried over ({sum(line.partition(': ')[0].count('04.') for line in reasons)}):"
    assert "  04.E1, 04.E2, 04.E3, 04.E4, 04.E5: an exercise is done in the notebook" in "\n".join(reasons)
    glossary = CliRunner().invoke(cli.main, ["export", files[1], "--to", "anki", "--out", str(out)])
    assert len(glossary.output.splitlines()) == 1


def test_what_cannot_be_meant_is_said(tmp_path: Path) -> None:
    refused = CliRunner().invoke(cli.main, ["export", str(tmp_path / "no.yaml"), "--to", "anki", "--out", "deck.apkg"])
    assert (refused.exit_code, "No such file" in refused.output) == (2, True)
    other = CliRunner().invoke(cli.main, ["export", "a.yaml", "--to", "tape", "--out", "a.tape"])
    assert (other.exit_code, "'tape' is not one of 'anki', 'moodle', 'gift'" in other.output) == (2, True)


def test_what_a_platform_does_otherwise_is_named(tmp_path: Path, project: Path) -> None:
    bank, out = str(project / "tests/assessment/example.yaml"), str(tmp_path / "bank.gift")
    done = CliRunner().invoke(cli.main, ["export", bank, "--to", "gift", "--out", out, "--versions", "3"])
    assert done.output.startswith(f"Wrote {out}: 12 questions in 5 categories.\nNot carried over (7):\n")
    assert "  04.Q21: GIFT has no text with several gaps" in done.output
    assert "\nCarried over otherwise than in the course (" in done.output
    assert "\n  04.Q12: marked by you" in done.output
    refused = CliRunner().invoke(cli.main, ["export", bank, "--to", "anki", "--out", "x.apkg", "--versions", "3"])
    told = "has one version of each question. Leave --versions out, or choose moodle or gift or canvas or qti or html."
    assert (refused.exit_code, f"anki {told}" in refused.output) == (2, True)


@pytest.mark.usefixtures("small_shop")
def test_a_paper_names_its_key(tmp_path: Path, project: Path) -> None:
    bank, out = str(project / "tests/assessment/example.yaml"), tmp_path / "test.html"
    done = CliRunner().invoke(cli.main, ["export", bank, "--to", "paper", "--out", str(out)])
    told = f"Wrote {out}: 10 questions on each of the forms A and B; beside it test-key.html.\n"
    assert done.output.startswith(told)
    assert "  04.Q01, 04.Q03: stands on one paper with an enemy" in done.output
    assert {each.name for each in tmp_path.iterdir()} == {"test.html", "test-key.html"}
