"""An HTML file that stands alone: one style, at most one script, and no way to load anything or to send anything."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

from customer_value.assessment.messages import language

_POLICY = ("default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "base-uri 'none'", "form-action 'none'")
FOLDER = Path(__file__).parent / "browser"


def document(title: str, body: str, *, style: str, script: str = "") -> str:
    """Return a page.

    Parameters
    ----------
    title
        Plain text.
    body
        Harmless HTML.
    style
        Its stylesheet.
    script
        A module; the browser runs this one and no other.

    Examples
    --------
    >>> page = document("A & B", "<h1>A</h1>", style="h1 { color: red; }")
    >>> page.splitlines()[0], "<title>A &amp; B</title>" in page, "default-src 'none'" in page, "<script" in page
    ('<!doctype html>', True, True, False)
    """
    policy = [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if script:
        policy.append(f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'")
    lines = (
        "<!doctype html>",
        f'<html lang="{escape(language())}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">',
        '<meta name="viewport" content="width=device-width">',
        '<meta name="referrer" content="no-referrer">',
        '<link rel="icon" href="data:,">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style></head>",
        f"<body>{body}",
        f'<script type="module">{script}</script>' if script else "",
        "</body></html>",
    )
    return "".join(f"{line}\n" for line in lines if line)


def read(*names: str) -> str:
    """Return files of `browser/`, laid end to end."""
    return "".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
