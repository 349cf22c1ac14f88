"""An author sees every item, key and sentence; a list has one row per item."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from types import SimpleNamespace

from customer_value.assessment import bank, live, preview
from customer_value.assessment.model import Bank


def test_rows_count_versions(example_path: Path, example: Bank) -> None:
    rows = {row.id: row for row in preview.rows([example_path])}
    counted = {"04.Q01": 1, "04.Q02": 60, "04.Q03": 1, "04.Q04": 3, "04.Q05": 1, "04.E1": 1, "04.E2": 1}
    assert {key: rows[key].versions for key in counted} == counted
    assert len(rows) == len(example.questions)
    assert rows["04.Q03"].type == "true_false"
    assert len(preview.rows()) == sum(len(bank.read(path).questions) for path in bank.files())


def test_the_page_has_every_sentence_and_says_what_it_cannot_draw(
    example_path: Path, example: Bank, facts: Mapping[str, Callable[..., float]]
) -> None:
    page = preview.page(example_path, facts=facts)
    for question in example.questions:
        assert f"<h2>{question.id}</h2>" in page
        for each in question.sentences():
            assert escape(each.text, quote=False) in page
    assert "✓ Its customers leave without telling the firm" in page
    assert "(accepted: ± 1)" in page
    assert "margin is drawn from 80, 90, 100, 120, 150; retention is drawn from" in page
    assert "No version: no fact" in preview.page(example_path)


def test_several_are_ticked_in_squares_and_one_in_a_circle(example_path: Path) -> None:
    page = preview.page(example_path)
    signs = re.findall(r"^\.learner(\S*) > ul \{[^}]*list-style-type: \"(.+?) \"", page, re.MULTILINE)
    assert dict(signs) == {"": "○", ".multiple": "☐", ".order": "__"}
    assert [page.count(f'<div class="learner {kind}">') for kind in ("multiple", "order")] == [1, 1]


def test_an_item_that_cannot_be_read_stands_in_its_place(example_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "04_own.yaml"
    text = example_path.read_text(encoding="utf-8")
    path.write_text(text.replace("bloom: evaluate", "bloom: <b>know</b>", 1), encoding="utf-8")
    page = preview.page(path)
    places = [page.index(f"<h2>{key}</h2>") for key in ("04.Q02", "04.Q03", "04.Q06")]
    assert places == sorted(places)
    assert "this item cannot be read" in page
    assert "&lt;b&gt;know&lt;/b&gt;" in page
    assert "<script" not in page


def test_a_figure_is_drawn(example_path: Path, facts: Mapping[str, Callable[..., float]]) -> None:
    drawn = SimpleNamespace(png=b"PNG", alt="A curve that falls", head=["quarter"], rows=[["0"]])
    page = preview.page(example_path, facts=facts, charts={"lifetime.survival": lambda **_: drawn})
    assert page.count('alt="A curve that falls"') == page.count("<p>chart, ") > 0
    assert "when this cell is run" not in page


def test_a_fault_of_our_own_is_shown_and_the_next_save_tried(example_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "04_own.yaml"
    path.write_text("a", encoding="utf-8")

    def render() -> str:
        return str(1 / (len(path.read_text(encoding="utf-8")) - 1))

    with live.Server(path, render) as server:
        assert "ZeroDivisionError" in server.page()
        path.write_text("abc", encoding="utf-8")
        assert server.page() == "0.5"
