"""Pieces of the report's page: everything is escaped unless it says that it is HTML."""

from __future__ import annotations

import base64
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from customer_value.assessment.script import page_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from customer_value.figures.theme import Picture


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def as_html(text: str) -> str:
    """Escape a text, unless it is HTML already.

    Examples
    --------
    >>> as_html("<b>"), as_html(Html("<b>"))
    ('&lt;b&gt;', '<b>')
    """
    return str(text) if isinstance(text, Html) else escape(text)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> Html:
    """Make a table whose first cell of each row names it; it can be scrolled where the page is narrow.

    Parameters
    ----------
    caption
        What it shows.
    head
        One for each column.
    rows
        Cells, as many as the head has.
    words
        So many columns from the left hold words; the others hold numbers, which stand right.

    Examples
    --------
    >>> "<td class='n'>3</td>" in table("Counts", ["what", "n"], [["<b>", "3"]])
    True
    """
    titles = "".join(f"<th scope='col'{_number(place, words)}>{as_html(each)}</th>" for place, each in enumerate(head))
    body = "".join(
        f"<tr><th scope='row'>{as_html(first)}</th>"
        + "".join(f"<td{_number(place, words)}>{as_html(each)}</td>" for place, each in enumerate(others, 1))
        + "</tr>"
        for first, *others in rows
    )
    return Html(
        f"<div class='wide' role='region' tabindex='0' aria-label='{escape(caption)}'><table>"
        f"<caption>{escape(caption)}</caption><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _number(place: int, words: int) -> str:
    return " class='n'" if place >= words else ""


def figure(picture: Picture) -> Html:
    """Show a picture with its alternative text, from the page itself."""
    data = base64.b64encode(picture.png).decode()
    return Html(f"<figure><img alt='{escape(picture.alt)}' src='data:image/png;base64,{data}'></figure>")


def section(name: str, title: str, *parts: str) -> Html:
    """Make a section under a heading, to which a link can lead by its name."""
    return Html(f"<section id='{name}'><h2>{escape(title)}</h2>{''.join(map(as_html, parts))}</section>")


def article(name: str, title: str, *parts: str) -> Html:
    """Make a card under a heading, to which a link can lead by its name."""
    inside = "".join(map(as_html, parts))
    return Html(f"<article id='{escape(name)}'><h3>{as_html(title)}</h3>{inside}</article>")


def paragraph(text: str, *, kind: str = "") -> Html:
    """Make a paragraph."""
    return Html(f"<p{f' class={kind!r}' if kind else ''}>{as_html(text)}</p>")


def items(texts: Iterable[str]) -> Html:
    """Make a list."""
    return Html(f"<ul>{''.join(f'<li>{as_html(each)}</li>' for each in texts)}</ul>")


def link(to: str, text: str) -> Html:
    """Lead to another place of the page."""
    return Html(f"<a href='#{escape(to)}'>{as_html(text)}</a>")


def document(title: str, body: str) -> str:
    """Make a page that loads nothing, runs nothing and sends nothing, whatever stands in it."""
    style = page_style(Path(__file__).with_name("page.css"))
    known = base64.b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{known}'; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body><main>{body}</main></body></html>\n"
    )
