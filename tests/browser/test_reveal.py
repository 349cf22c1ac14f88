"""A self-learner estimates something of a shop of their own and holds it against the truth."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

CELLS = (
    "import customer_value as cv",
    'summary = cv.load("customer_summary", seed=7).set_index("customer_id")',
    'cv.reveal(summary["order_count"] / 3, of="purchase_rate", seed=7)',
)


@pytest.mark.all
def test_an_estimate_meets_the_truth(page: Page, lab, jupyter) -> None:
    jupyter.open(page, lab, lab.write("reveal.ipynb", CELLS))
    jupyter.run_all(page, seconds=60)
    shown = page.locator(".jp-CodeCell").last.locator(".jp-OutputArea")
    expect(shown).to_contain_text("Spoiler")
    picture = shown.locator(".cv-figure img")
    assert "Your estimate ranks customers with" in (picture.get_attribute("alt") or "")
    expect(shown.get_by_role("rowheader", name="rank correlation")).to_be_visible()
    assert jupyter.violations(page, ".jp-CodeCell:last-of-type .jp-RenderedHTMLCommon") == []
