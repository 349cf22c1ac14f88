"""The quiz's script and stylesheet, laid end to end from the files in `browser/`: no bundler is needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

BROWSER = Path(__file__).parent / "browser"


@cache
def script() -> str:
    """Return the script: a module that exports `initialize` and `render` as anywidget wants them."""
    controls = sorted(BROWSER.glob("controls/*.js"))
    return _join(BROWSER / "helpers.js", *controls, BROWSER / "item.js", BROWSER / "quiz.js")


@cache
def style() -> str:
    """Return the stylesheet."""
    return _join(BROWSER / "quiz.css", *sorted(BROWSER.glob("controls/*.css")))


def _join(*paths: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
