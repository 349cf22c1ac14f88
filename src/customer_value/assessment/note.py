"""What an exercise says: as HTML that reads well in light and dark, and as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from customer_value.assessment.parts import Outcome

# A sign and a word say what the colour of the edge says.
_LOOK = {
    "correct": ("✓", "--jp-success-color1, #2e7d32"),
    "partial": ("◐", "--jp-warn-color1, #b26a00"),
    "wrong": ("✗", "--jp-error-color1, #c62828"),
    "malformed": ("?", "--jp-warn-color1, #b26a00"),
    "not_attempted": ("○", "--jp-border-color0, #757575"),
    "error": ("!", "--jp-error-color1, #c62828"),
    "": ("", "--jp-brand-color1, #1976d2"),
}


@dataclass(frozen=True, repr=False)
class Note:
    """A heading and some paragraphs; displays itself.

    Attributes
    ----------
    heading
        A few words.
    body
        Markdown, one entry per paragraph.
    outcome
        The outcome of a check; None for hints, solutions and the exercise itself.
    """

    heading: str
    body: tuple[str, ...] = ()
    outcome: Outcome | None = None

    def __repr__(self) -> str:
        return "\n".join([self._head(), *map(_plain, self.body)])

    def _repr_html_(self) -> str:
        colour = _LOOK[self.outcome.status if self.outcome else ""][1]
        body = "".join(each if each.startswith("<") else f"<p>{each}</p>" for each in map(to_html, self.body))
        style = f"border-left: 4px solid var({colour}); padding: 0.1em 1em; margin: 0.5em 0;"
        return f'<div role="status" style="{style}"><p><strong>{to_html(self._head())}</strong></p>{body}</div>'

    def _head(self) -> str:
        sign = _LOOK[self.outcome.status if self.outcome else ""][0]
        return f"{sign} {self.heading}".strip()


def _plain(markdown: str) -> str:
    """Return a paragraph as text; code keeps its lines."""
    if markdown.startswith("```"):
        return indent("\n".join(markdown.splitlines()[1:-1]), "    ")
    return to_text(markdown)


def of(outcome: Outcome, *more: str, result: str = "") -> Note:
    """Return the note for an outcome: a word for its status, with the result if there is one, then its sentences."""
    heading = ": ".join(filter(None, [say(f"word_{outcome.status}"), result]))
    return Note(heading, (*outcome.feedback, *more), outcome)
