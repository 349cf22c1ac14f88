"""`cvm data`: from a command to files that pandas reads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from customer_value import cli
from customer_value.cli import books
from customer_value.data.generate import any_size


def cvm(*words: object) -> Result:
    return CliRunner().invoke(cli.main, ["data", *map(str, words)])


def test_books_are_written_resumed_and_told(tmp_path: Path) -> None:
    words = ("generate", "--customers", "5_001", "--seed", 3, "--tables", "customers, stores", "--out", tmp_path / "b")
    first = cvm(*words)
    assert first.exit_code == 0
    assert "2 of 2 blocks\n" in first.output
    assert "customers                         5,001\n" in first.output
    assert "Wrote 5,041 rows to " in first.output
    assert len(pd.read_parquet(tmp_path / "b" / "customers")) == 5_001
    assert len(pd.read_parquet(tmp_path / "b" / "stores.parquet")) == 40
    assert cvm(*words).output.startswith("2 of 2 blocks are there already.\n")


def test_a_terminal_sees_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "_is_watched", lambda: True)
    done = cvm("generate", "--customers", 300, "--tables", "stores", "--out", tmp_path / "b")
    assert done.exit_code == 0
    assert "1 of 1 blocks\n" not in done.output


def test_ctrl_c_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(any_size.making, "write_block", interrupted)
    done = cvm("generate", "--customers", 300, "--tables", "stores", "--out", tmp_path / "b")
    assert done.exit_code == 130
    assert "Stopped. What is finished is kept: type the same command again to go on." in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--workers", 0), "Invalid value for '--workers': 0 is not in the range x>=1."),
        (("--customers", 0), "Invalid value for '--customers': 0 is not in the range x>=1."),
        (("--seed", -1), "Invalid value for '--seed': -1 is not in the range x>=0."),
        (("--format", "csv"), "Invalid value for '--format': 'csv' is not 'parquet'."),
        (("--tables", "order"), "cvm: no table 'order'; tables: "),
        (("--out", "file"), "cvm: file cannot be used: "),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    done = cvm("generate", "--customers", 300, "--tables", "stores", "--out", "new", *words)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output
