"""Names that strangers gave: shown so that they cannot deceive, and compared so that look-alikes are seen."""

from __future__ import annotations

import unicodedata

LONGEST = 200  # characters of a file's name that are shown

# Letters of other alphabets that look like Latin ones, after lower case (Unicode's confusables, the common ones).
_ALIKE = str.maketrans(
    "авеёкмнорстухіјѕԁɡһӏԛԝαβεικνορτυχϲ0135|",
    "abeekmhopctyxijsdghlqwabeikvoptyxcolesl",
)


def printable(name: str) -> str:
    r"""Return a name with nothing in it that a terminal or a page would obey.

    Parameters
    ----------
    name : str
        As the file system or a zip file gives it: it may hold line ends, bytes that are no text, and signs that turn
        the direction of writing.

    Examples
    --------
    >>> printable("week3/ada.answers"), printable("a\nb\u202egpj.answers")
    ('week3/ada.answers', 'a\\nb\\u202egpj.answers')
    """
    text = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in name)
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"


def skeleton(name: str) -> str:
    """Return what a name looks like: two that a reader would take for one have the same.

    Examples
    --------
    >>> skeleton("Ada"), skeleton("АDА ") == skeleton("ada"), skeleton("Zoë") == skeleton("zoe")
    ('ada', True, True)
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(each for each in plain if each.isalnum() or each == "|")
    return letters.translate(_ALIKE)
