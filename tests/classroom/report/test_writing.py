"""The report is a page and CSV files, whole or not at all, with nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from customer_value.classroom.report import writing
from customer_value.classroom.report.answers import ClassAnswers
from customer_value.classroom.report.writing import tables, write
from customer_value.errors import CustomerValueError

NAMES = ["answers", "confidence", "flags", "items", "misconceptions", "objectives", "reliability", "scores"]


@pytest.fixture(autouse=True)
def _no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customer_value.figures.pictures.png_of", lambda fig: b"")


def test_the_page_and_a_file_for_each_table(truth, found, tmp_path: Path) -> None:
    page = write(truth.answers, tmp_path / "report")
    assert page == tmp_path / "report" / "report.html"
    assert sorted(each.name for each in page.parent.iterdir()) == sorted(
        [*(f"{name}.csv" for name in NAMES), "report.html"]
    )
    items = pd.read_csv(page.with_name("items.csv"), index_col="item")
    assert items["difficulty"].to_numpy() == pytest.approx(found.items["difficulty"].to_numpy(), abs=1e-6)
    assert len(pd.read_csv(page.with_name("flags.csv"))) == len(found.flags)
    text = "".join(each.read_text(encoding="utf-8") for each in page.parent.iterdir())
    assert not [each for each in truth.answers.answers["student"].unique() if each in text]


def test_texts_cannot_become_formulas(truth, tmp_path: Path) -> None:
    items = tuple(
        dataclasses.replace(each, options=tuple(f"={text}" for text in each.options), objective_text="@SUM(1)")
        for each in truth.answers.items
    )
    page = write(dataclasses.replace(truth.answers, items=items), tmp_path)
    for path in page.parent.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in {"=", "@", "+"}]
    assert "'=right" in page.with_name("answers.csv").read_text(encoding="utf-8")


def test_what_is_not_known_is_empty(found) -> None:
    one = ClassAnswers(title="", items=found.answers.items, answers=found.answers.answers.head(1))
    known = tables(writing.findings(one))
    assert [writing._cell(each) for each in known["reliability"].iloc[0][["alpha", "low"]]] == ["", ""]
    assert writing._cell(np.float64(0.1234567)) == 0.123457
    assert writing._cell(("04.M1", "04.M2")) == "04.M1 04.M2"


def test_answers_that_cannot_be_listed_leave_an_empty_table(found) -> None:
    none = {name: table.iloc[:0] for name, table in found.options.items()}
    assert tables(dataclasses.replace(found, options=none))["answers"].empty


def test_a_folder_that_cannot_be_written(truth, found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "findings", lambda answers: found)
    monkeypatch.setattr(writing, "page", lambda found: "")
    (tmp_path / "file").write_text("")
    with pytest.raises(CustomerValueError, match="cannot be written"):
        write(truth.answers, tmp_path / "file")
