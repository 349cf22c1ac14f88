"""The quiz's script and stylesheet, laid end to end from the files in `browser/`: no bundler is needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BROWSER = Path(__file__).parent / "browser"


_OWN_PAGE = {"assignment"}  # kinds that have more to draw, which the notebooks of all others need not save


def shared_by(kind: str) -> str:
    """Return the kind whose script draws a kind: its own, or that of quizzes."""
    return kind if kind in _OWN_PAGE else "quiz"


@cache
def script(kind: str = "quiz") -> str:
    """Return the script for a quiz or an assignment: a module that exports `initialize`, as anywidget wants it."""
    controls = sorted(BROWSER.glob("controls/*.js"))
    pages = (BROWSER / f"{name}.js" for name in ("item", "cards", *_OWN_PAGE & {kind}, "quiz"))
    return _join(BROWSER / "helpers.js", *controls, *pages)


@cache
def style(kind: str = "quiz") -> str:
    """Return the stylesheet for a quiz or an assignment."""
    pages = (BROWSER / f"{name}.css" for name in ("quiz", "cards", *_OWN_PAGE & {kind}))
    return _join(*pages, *sorted(BROWSER.glob("controls/*.css")))


@cache
def page_style(own: Path) -> str:
    """Return the stylesheet of a page of its own: what all such pages share, then a file of its own."""
    return (BROWSER / "page.css").read_text(encoding="utf-8") + own.read_text(encoding="utf-8")


def said(texts: Mapping[str, str], kind: str = "quiz", *, more: str = "") -> dict[str, str]:
    """Return the messages that the script says, since learners' notebooks save them: its own, not those of Python.

    These are the ones whose name stands in the script in quotes, or begins as one that the script puts together, and
    what the kind says in their place; `more` is script that stands beside it.
    """
    spoken = script(kind) + more
    quoted = set(re.findall(r'"(\w+)"', spoken))
    begun = tuple(re.findall(r"`([a-z_]+_)\$\{", spoken))
    others = tuple(f"_{each}" for each in _OWN_PAGE - {kind})
    plain = {name: name.removesuffix(f"_{kind}") for name in texts if not name.endswith(others)}
    return {name: texts[name] for name, bare in plain.items() if bare in quoted or bare.startswith(begun)}


def _join(*paths: Path) -> str:
    """Leave out indentation and lines of comment: learners' notebooks save the script."""
    lines = (line.strip() for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
