"""Whose answer is public: a question that asks what one of the course's own questions asks, whatever it is called."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from customer_value.assessment import bank as banks
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.choice import Choice
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.model import AnyQuestion


def known_keys(lessons: set[str]) -> frozenset[str]:
    """Return what the course's own questions of some lessons ask, for `is_public`.

    Parameters
    ----------
    lessons
        Their two digits; one that does not exist has no questions.
    """
    files = [each for each in banks.files() if each.name[:2] in lessons]
    return frozenset(each for path in files for question in banks.read(path).questions for each in _marks(question))


def is_public(question: AnyQuestion, known: frozenset[str]) -> bool:
    """Say whether somebody who has the course can look up what is right.

    That is so where a question of the course has the same stem, and the same right options or the same ones to choose
    from. Ids, numbers to draw, feedback, and a key that was mended since make no difference.

    Parameters
    ----------
    question
        Of any bank.
    known
        From `known_keys`.
    """
    return not known.isdisjoint(_marks(question))


def _marks(question: AnyQuestion) -> Iterator[str]:
    """Yield short hashes of what is asked with all there is to choose from, and with what is right of it."""
    stem = [str(question.__struct_config__.tag), question.stem]
    if isinstance(question, Chart):
        stem += [question.figure, msgspec.json.encode(question.arguments, order="sorted").decode()]
    yield _hash(stem, "choose", sorted(_to_choose_from(question)))
    if right := sorted(_right(question)):
        yield _hash(stem, "right", right)


def _to_choose_from(question: AnyQuestion) -> Iterator[str]:
    for _, texts in question.alternatives():
        yield from texts
    if isinstance(question, Match):
        yield from (each.text for each in question.pairs)
    if isinstance(question, Cloze):
        yield question.text


def _right(question: AnyQuestion) -> Iterator[str]:
    if isinstance(question, Choice | Chart):
        yield from (each.text for each in question.options if each.correct)
    if isinstance(question, Match):
        yield from (f"{each.text} → {each.match}" for each in question.pairs)


def _hash(stem: list[str], what: str, texts: list[str]) -> str:
    """Return a hash in which neither the breaks of lines nor capitals count."""
    plain = [" ".join(each.casefold().split()) for each in (*stem, what, *texts)]
    return blake2b("\0".join(plain).encode(), digest_size=8).hexdigest()
