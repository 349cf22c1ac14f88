"""The preview of an assignment shows three versions side by side, with figures and keys, to everybody who can read."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from customer_value import cli

ITEMS = "00.Q01,00.Q02,01.Q03,01.Q10,01.Q11,01.Q40,04.Q02,04.Q51,01.Q56"  # one of each type


def test_three_versions_side_by_side(tmp_path: Path, page, jupyter, shoot) -> None:
    (tmp_path / "class.csv").write_text("id\nada\nbob\n<b>cy</b>\ndee\neve\n", encoding="utf-8")
    place = ["--roster", str(tmp_path / "class.csv"), "--out", str(tmp_path / "w3")]
    done = CliRunner().invoke(cli.main, ["assign", "w3", "--item", ITEMS, "--shops", "1", "--seed", "1", *place])
    assert done.exit_code == 0
    page.goto((tmp_path / "w3" / "preview.html").as_uri())
    assert page.locator("article").count() == len(ITEMS.split(","))
    sections = page.locator("article").first.locator("section")
    assert [each.split(" (")[0] for each in sections.locator("> h3").all_text_contents()] == ["ada", "<b>cy</b>", "eve"]
    tops = {round(each.bounding_box()["y"]) for each in sections.all()}
    assert len(tops) == 1
    assert page.locator("figure img").count() == 3
    assert not page.get_by_text("accepted: ±").first.is_visible()
    page.get_by_text("The key for ada").nth(6).click()
    assert page.get_by_text("accepted: ±").first.is_visible()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert jupyter.violations(page, "html") == []
        shoot(f"assignment-preview-{scheme}", full_page=True)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    shoot("assignment-preview-320", full_page=True)
