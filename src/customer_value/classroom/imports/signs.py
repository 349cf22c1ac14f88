"""Signs that mean something in Markdown or in a bank, and how they are kept from meaning it."""

from __future__ import annotations

import re

from customer_value.assessment.numerals import NAME

FORMULA = re.compile(r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]|\$\$(.{1,2000}?)\$\$", re.DOTALL)
FORMULA_OR_DOLLARS = re.compile(rf"{FORMULA.pattern}|\$(?!\s)([^$\n]+?)(?<!\s)\$", re.DOTALL)
# What Markdown, or a bank, would read as more than the sign itself.
_SIGNS = re.compile(
    r"`|\$|~~|\\(?=[!-/:-@\[-`{-~\n])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=\[|[^\]]{0,200}\][(:])|(?<!\s)\*|\*(?!\s)"
    r"|(?<![^\W_])_|_(?![^\W_])"
)
_AT_LINE_START = re.compile(r"^(?:[#>+=*-]|(\d{1,9})[.)](?=\s|$))", re.MULTILINE)


def as_formula(found: re.Match[str]) -> str:
    """Return a formula that was found, between dollar signs."""
    groups = found.groups()
    latex = next(each for each in groups if each is not None)
    latex = " ".join(no_names(re.sub(r"(?<!\\)\$", r"\\$", latex)).split())
    mark = "$$" if groups[1] is not None or groups[2] is not None else "$"
    return f"{mark}{latex}{mark}" if latex else ""


def no_names(text: str) -> str:
    """Return text in which nothing stands for a number that is drawn."""
    return NAME.sub(lambda found: found[0].replace("{{", "{ {"), text)


def one_space(text: str) -> str:
    """Return text with a space for every run of space."""
    return re.sub(r"\s+", " ", text)


def escape(text: str, *, at_start: bool = True) -> str:
    """Return text that Markdown reads as it stands; `at_start` tells whether a line begins with it.

    Examples
    --------
    >>> escape("# 5*3 and {{name}}")
    '&#35; 5&#42;3 and &#123;&#123;name}}'
    """
    text = _SIGNS.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), text)
    text = NAME.sub(lambda found: found[0].replace("{", "&#123;"), text)
    return _AT_LINE_START.sub(_kept, text) if at_start else text


def _kept(found: re.Match[str]) -> str:
    """Return a sign that would begin a heading or a list as itself."""
    return f"{found[1]}&#{ord(found[0][-1])};" if found[1] else f"&#{ord(found[0])};"
