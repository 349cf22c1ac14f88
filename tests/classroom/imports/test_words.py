"""HTML becomes Markdown that shows the same, and what cannot be kept is named."""

from __future__ import annotations

import pytest

from customer_value.assessment.markdown import to_html
from customer_value.classroom.imports.refusals import NotReadError
from customer_value.classroom.imports.words import LONGEST, from_html, from_markdown, from_plain


@pytest.mark.parametrize(
    "source",
    [
        "<p>One.</p>\n<p>Two <strong>bold</strong> and <em>soft</em>.</p>",
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
        "<ol>\n<li>one</li>\n<li>two</li>\n</ol>",
        "<ul>\n<li>one\n<ul>\n<li>deeper</li>\n</ul>\n</li>\n<li>two</li>\n</ul>",
        'a <a href="https://example.org/x" rel="noopener noreferrer">link</a>',
        "first<br>\nsecond",
        "<code>x_1 * 2</code>",
        "<pre><code>a\nb\n</code></pre>",
        "1. is no list, # no heading, - no bullet",
    ],
)
def test_it_shows_the_same(source: str) -> None:
    words = from_html(source)
    assert (to_html(words.text), words.lost) == (source, ())


@pytest.mark.parametrize(
    ("source", "text", "lost"),
    [
        ("<b> spaced </b>out", "**spaced** out", ()),
        ("<b></b>x<i>y", "xy", ()),
        ("One. <p>Two.</p>Three -\n<p>Four.</p>", "One.\n\nTwo.\n\nThree -\n\nFour.", ()),
        ("<ol><li><p>One.</p></li><li><p>Two.</p></li></ol>", "1. One.\n\n2. Two.", ()),
        ("a<style>b</style><svg/>c", "ac", ("a style sheet", "a drawing")),
        ("H<sub>2</sub>O", "H_(2)O", ("a raised or lowered sign",)),
        ('<a href="javascript:alert(1)">x</a>', "x", ("a link",)),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 · 2", ("the lines of a table",)),
        ("<code>a`b</code>", "`a'b`", ("a backtick in code",)),
        (r"\(a $ {{x}}\) \[b\] $$c$$", r"$a \$ { {x}}$ $$b$$ $$c$$", ()),
        ("<input><img src=x onerror=alert(1)>", "", ("a form", "a picture")),
    ],
)
def test_what_markdown_has_not_is_named(source: str, text: str, lost: tuple[str, ...]) -> None:
    assert from_html(source) == (text, lost)


@pytest.mark.parametrize("read", [from_html, from_plain, from_markdown])
def test_an_endless_text_is_refused(read) -> None:
    with pytest.raises(NotReadError, match="more than 20,000 characters"):
        read("x" * (LONGEST + 1))
