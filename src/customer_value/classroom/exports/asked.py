"""A question as learning platforms ask it: a text, answers with their worth, and what each is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from customer_value.classroom.exports.rendering import paragraph

RIGHT = 100.0
OTHER = "*"  # stands for any other word that is typed into a gap


class Answer(NamedTuple):
    """An answer that the platform knows; its text is HTML, that of a number or in a gap is plain.

    `worth` is in per cent of the question's points and may be negative; `near` is how far a number may be off; `missed`
    is said of a right answer that was left out.
    """

    text: str
    worth: float
    says: str = ""
    near: float = 0.0
    missed: str = ""


class Row(NamedTuple):
    """Something to match (HTML), and with what (plain text); "" stands before what matches nothing.

    `says` is HTML, said where the match is wrong, or where the row stands behind the one that should follow it.
    """

    text: str
    match: str
    says: str = ""


class Field(NamedTuple):
    """A gap of a text: its answers, whether they are chosen or typed; the text of one that is typed may be `OTHER`."""

    answers: tuple[Answer, ...]
    is_typed: bool


@dataclass(frozen=True)
class Asked:
    """One version of a question, everything in it as HTML unless it says otherwise.

    Attributes
    ----------
    key
        The item's id; behind a hyphen the number of the version, from the second one on.
    kind
        The type of the bank; an `order` has rows, as a `match` has, in the order in which they are shown.
    places
        Said below the stem by a platform that has rows numbered, as it cannot have them put into order.
    right
        Said when the answer is right.
    after
        Said to everybody once the answer is given, where the platform does not say each sentence in its place.
    text
        Markdown with [[gap]]s.
    otherwise
        What most platforms do in another way than the course.
    """

    key: str
    name: str
    kind: str
    stem: str
    tags: tuple[str, ...]
    hints: tuple[str, ...]
    places: str = ""
    right: str = ""
    after: str = ""
    answers: tuple[Answer, ...] = ()
    rows: tuple[Row, ...] = ()
    fields: tuple[tuple[str, Field], ...] = ()
    text: str = ""
    unit: str = ""
    is_shuffled: bool = True
    otherwise: tuple[str, ...] = ()

    @property
    def numbered(self) -> str:
        """The stem, and below it how rows are numbered, if the platform cannot have them put into order."""
        return paragraph(self.stem) + paragraph(self.places) if self.places else self.stem


def plain(value: float) -> str:
    """Return a number as digits with a point, without an exponent.

    Examples
    --------
    >>> plain(0.1 + 0.2), plain(1e-7), plain(-320.0)
    ('0.3', '0.0000001', '-320')
    """
    text = f"{Decimal(f'{value:.12g}'):f}"
    return "0" if text == "-0" else text
