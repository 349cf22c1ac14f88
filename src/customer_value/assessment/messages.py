"""The catalogue of messages: what quizzes, guesses and progress say, one TOML file per language.

English is complete; `CVM_LANGUAGE=de` reads German. Bank text stays in the language of its author.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from customer_value.errors import UnknownNameError

_FOLDER = Path(__file__).parent / "texts"


def languages() -> list[str]:
    """Return the languages that have a catalogue.

    Examples
    --------
    >>> languages()
    ['de', 'en']
    """
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return all messages of a language by name; what it lacks is English.

    Raises
    ------
    UnknownNameError
        If there is no such language.
    """
    if language not in languages():
        raise UnknownNameError.among("language", language, languages())
    own: dict[str, str] = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return own if language == "en" else {**catalogue("en"), **own}


def texts() -> dict[str, str]:
    """Return the messages in the learner's language."""
    return catalogue(language())


def language() -> str:
    """Return the learner's language: `CVM_LANGUAGE`, else English."""
    return os.environ.get("CVM_LANGUAGE") or "en"


def say(name: str, /, **values: object) -> str:
    """Return one message with its places filled in.

    Examples
    --------
    >>> say("position", n=2, all=8)
    'Question 2 of 8'
    """
    return texts()[name].format(**values)
