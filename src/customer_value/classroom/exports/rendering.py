r"""Bank text as the HTML of other programs: cleaned as in quizzes, with formulas that MathJax draws, `\( … \)`."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterable


def mathjax(latex: str, *, display: bool) -> str:
    r"""Return a formula as MathJax takes it, in HTML.

    Examples
    --------
    >>> mathjax("r < 1", display=False)
    '\\(r &lt; 1\\)'
    """
    return rf"\[{escape(latex)}\]" if display else rf"\({escape(latex)}\)"


_BLOCKS = ("<p>", "<ul", "<ol", "<table", "<pre", "<blockquote", "<hr")
html = partial(to_html, formula=mathjax)


def paragraph(inside: str) -> str:
    """Return HTML as a block of its own.

    Examples
    --------
    >>> paragraph("One sentence."), paragraph("<p>One.</p><p>Two.</p>")
    ('<p>One sentence.</p>', '<p>One.</p><p>Two.</p>')
    """
    return inside if inside.startswith(_BLOCKS) else f"<p>{inside}</p>"


def bullets(sentences: Iterable[str]) -> str:
    """Return HTML as a list; "" if there is nothing in it.

    Examples
    --------
    >>> bullets(["One.", "Two."]), bullets([])
    ('<ul><li>One.</li><li>Two.</li></ul>', '')
    """
    listed = "".join(f"<li>{each}</li>" for each in sentences)
    return f"<ul>{listed}</ul>" if listed else ""
