"""What a format's reader finds of a question, before it is an item of a bank."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from customer_value.classroom.imports.refusals import NotReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OTHER_NUMBERS = "what any other number is told"


class Answer(NamedTuple):
    """An answer as Markdown, or a number: its worth in per cent, what it is told, and how far a number may be off."""

    text: str
    worth: float
    says: str = ""
    near: float = 0.0


class Gap(NamedTuple):
    """A gap: its answers, and whether one is typed; "*" stands for any other word."""

    answers: tuple[Answer, ...]
    is_typed: bool


class Open(NamedTuple):
    """A value that the file did not give, and that somebody has to fill in."""

    value: Any
    what: str


@dataclass
class Found:
    """A question as it was read; texts are Markdown.

    Attributes
    ----------
    line
        Where it begins in its file, counted from 1.
    kind
        The type of the bank that it becomes.
    after
        What everybody is told after the answer.
    lost
        What could not be kept of it.
    """

    line: int
    name: str = ""
    kind: str = ""
    stem: str = ""
    key: str = ""
    unit: str = ""
    after: str = ""
    text: str = ""
    model: str = ""
    shuffle: bool = True
    answers: list[Answer] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    gaps: dict[str, Gap] = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def take_typed(self, answers: Iterable[Answer]) -> None:
        """Become a text that is one gap, into which a word is typed."""
        self.kind, self.text = "cloze", "[[answer]]"
        self.gaps = {"answer": Gap(tuple(answers), is_typed=True)}


def attempt(found: Found, fill: Callable[[], None]) -> tuple[Found, str]:
    """Fill in what is found of a question; return it with the reason why it cannot be read, "" if it can."""
    try:
        fill()
    except NotReadError as why:
        return found, str(why)
    return found, ""
