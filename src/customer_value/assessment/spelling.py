"""When two typed words are the same word, in whatever way they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHE = re.compile("['’ʼ`´]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_ARTICLES = {"a", "an", "the"}


def same_word(one: str, other: str) -> bool:
    """Tell whether two typed words, or short phrases, are the same.

    Letters are compared without regard to case and to how their accents are stored (NFKC). Spaces, hyphens,
    apostrophes and all other signs do not count, nor does an article in front, nor a plural at the end, in -s, -ies,
    -sses, -shes or -xes. Whatever else differs, such as a letter that is missing, makes another word.

    Examples
    --------
    >>> same_word("Hold-outs.", "the hold out"), same_word("class", "Classes"), same_word("loss", "los")
    (True, True, False)
    """
    return plain(one) == plain(other)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Reduce a typed word to what counts in it; "" if nothing does.

    Examples
    --------
    >>> plain(" The Sorting-Effects! "), plain("…")
    ('sortingeffect', '')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    visible = "".join(sign for sign in _APOSTROPHE.sub("", folded) if unicodedata.category(sign) != "Cf")
    words = [word for word in _BETWEEN_WORDS.split(visible) if word]
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return _singular("".join(words))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
