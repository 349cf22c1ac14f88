"""What the documents point to exists: files, headings, and the commands that they tell people to type."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    each.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "datasets/*.md", "benchmarks/*.md", "lessons/*/notes.md")
    for each in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(r"^(?:\.venv/bin/)?cvm .+$", re.MULTILINE)
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def slugs(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as platforms make them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    here = ROOT / page
    for path, anchor in LINK.findall(here.read_text(encoding="utf-8")):
        target = (here.parent / path).resolve() if path else here
        assert target.exists(), f"{page} links to {path}"
        if anchor and target.suffix == ".md":
            assert anchor in slugs(target), f"{page} links to {path}#{anchor}"


@pytest.mark.parametrize("page", [each for each in PAGES if "cvm " in (ROOT / each).read_text(encoding="utf-8")])
def test_commands_can_be_typed(page: str, typed: Callable[[str], click.Context]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for line in COMMAND.findall("\n".join(BLOCK.findall(text))):
        assert typed(line).command.name
