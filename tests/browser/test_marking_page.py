"""The marking page, by keyboard: points and comments become a table that `cvm grade` reads; all can read it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Page

from customer_value.assessment import bank
from customer_value.classroom.grading import by_hand, marking_page
from customer_value.classroom.grading.by_hand import Text
from customer_value.classroom.grading.gradebook import Mark
from customer_value.classroom.grading.marking_page import Written

ITEM = "04.Q12"
COMMENT = 'Say "why",\nnot =only= that'


def test_marks_are_downloaded_as_a_table(page: Page, jupyter: SimpleNamespace, tmp_path: Path, project: Path) -> None:
    questions = {ITEM: bank.read(project / "tests/assessment/example.yaml").question(ITEM)}
    found = [
        Text("BCD", 1, "ada", ITEM),
        Text("FGH", 2, "ben", ITEM, Mark(7, (2.0, 0.0), "kept")),
        Text("J", 3, "x", ITEM),
    ]
    path = tmp_path / "marking.html"
    marking_page.write(path, "Week 3", found, questions, lambda each: Written(f"<script>{each.student}</script>", ""))
    page.goto(path.as_uri())
    assert page.locator("#status").inner_text() == "1 of 3 marked"
    first = page.locator("article", has_text="BCD")
    first.locator("input").first.focus()
    for typed in ("2", "0.5", COMMENT):
        page.keyboard.insert_text(typed)
        page.keyboard.press("Tab")
    assert page.locator("#status").inner_text() == "2 of 3 marked, not downloaded yet"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert jupyter.violations(page, "body") == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Download marking.csv").press("Enter")
    table = tmp_path / "marking.csv"
    download.value.save_as(table)
    read = by_hand.read(table, found, questions)
    assert read.problems == []
    assert read.marks == [(1, ITEM, (2.0, 0.5), COMMENT)]
    assert page.locator("#status").inner_text() == "2 of 3 marked"
