"""The quiz's script and stylesheet, laid end to end from the files in `browser/`: no bundler is needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BROWSER = Path(__file__).parent / "browser"


@cache
def script() -> str:
    """Return the script: a module that exports `initialize`, as anywidget wants it."""
    controls = sorted(BROWSER.glob("controls/*.js"))
    pages = (BROWSER / name for name in ("item.js", "cards.js", "assignment.js", "quiz.js"))
    return _join(BROWSER / "helpers.js", *controls, *pages)


@cache
def style() -> str:
    """Return the stylesheet."""
    pages = (BROWSER / name for name in ("quiz.css", "cards.css", "assignment.css"))
    return _join(*pages, *sorted(BROWSER.glob("controls/*.css")))


@cache
def page_style(own: Path) -> str:
    """Return the stylesheet of a page of its own: what all such pages share, then a file of its own."""
    return (BROWSER / "page.css").read_text(encoding="utf-8") + own.read_text(encoding="utf-8")


def said(texts: Mapping[str, str], more: str = "") -> dict[str, str]:
    """Return the messages that the script says, since learners' notebooks save them: its own, not those of Python.

    These are the ones whose name stands in the script in quotes, or begins as one that the script puts together, and
    what an assignment says in their place; `more` is script that stands beside it.
    """
    spoken = script() + more
    quoted = set(re.findall(r'"(\w+)"', spoken))
    begun = tuple(re.findall(r"`([a-z_]+_)\$\{", spoken))
    plain = {name: name.removesuffix("_assignment") for name in texts}
    return {name: text for name, text in texts.items() if plain[name] in quoted or plain[name].startswith(begun)}


def _join(*paths: Path) -> str:
    """Leave out indentation and lines of comment: learners' notebooks save the script."""
    lines = (line.strip() for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
