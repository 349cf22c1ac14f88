"""Texts of strangers as cells of a CSV file: a spreadsheet shows them and computes nothing."""

from __future__ import annotations

import re

# A formula begins with one of these, full-width ones included; a spreadsheet that splits at ";", as it does in many
# languages, or at tabs and line ends, finds cells inside a text that was one cell, and takes quotes for its own.
_BEGINS_A_FORMULA = re.compile(r"(^|[;\t\r\n])([ \"]*)(?=[=+\-@＝＋－＠])")
_BEGINS_WITH_A_BREAK = re.compile(r"^(?=[\t\r\n])")


def safe(text: str) -> str:
    """Put an apostrophe before every place of a text where a spreadsheet could begin a formula.

    Numbers are written as numbers, and need it not: -0.5 is no text.

    Parameters
    ----------
    text : str
        What somebody typed, such as a name, an answer or an id.

    Returns
    -------
    str
        The same text, unless it could be a formula.

    References
    ----------
    OWASP, "CSV injection": cells that begin with = + - @, a tab or a carriage return.

    Examples
    --------
    >>> safe("=HYPERLINK(1)"), safe("Ada"), safe("a;@SUM(1)")
    ("'=HYPERLINK(1)", 'Ada', "a;'@SUM(1)")
    """
    return _BEGINS_WITH_A_BREAK.sub("'", _BEGINS_A_FORMULA.sub(r"\1\2'", text))
