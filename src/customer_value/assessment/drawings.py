"""Figures that a question is about: drawn from the learner's own data elsewhere, and handed to quizzes by name."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from customer_value.assessment.messages import say
from customer_value.assessment.variants import filled
from customer_value.errors import UnknownNameError

if TYPE_CHECKING:
    from customer_value.assessment.variants import Numbers


class Drawn(Protocol):
    """A finished figure: the picture, what it shows in words, and its numbers for those who cannot see it.

    The words and the numbers hold all that an answer needs, and no conclusion.
    """

    @property
    def png(self) -> bytes:
        """The picture."""

    @property
    def alt(self) -> str:
        """What is shown, and how."""

    @property
    def head(self) -> Sequence[str]:
        """Names of the table's columns."""

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The table's rows; the first cell names the row."""


Charts = Mapping[str, Callable[..., Drawn]]


def draw(name: str, arguments: Mapping[str, Any], numbers: Numbers, charts: Charts | None) -> Drawn:
    """Draw a figure by name.

    Parameters
    ----------
    name, arguments
        As the bank states them; an argument that is `"{{year}}"` takes the variable's value.
    numbers
        The variables of one version of the question.
    charts
        Figures by name.

    Raises
    ------
    UnknownNameError
        If there is no such figure, or it does not know an argument.
    """
    if name not in (charts or {}):
        raise UnknownNameError.among("figure", name, charts or {})
    return (charts or {})[name](**filled(arguments, numbers))


def as_message(drawn: Drawn) -> dict[str, str]:
    """Return a figure as the browser takes it: an address of the picture, its words, and the table as HTML."""
    image = f"data:image/png;base64,{b64encode(drawn.png).decode()}"
    return {"image": image, "alt": drawn.alt, "table": table(drawn)}


def table(drawn: Drawn) -> str:
    """Return the numbers of a figure as an HTML table; the first column names the rows.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> table(SimpleNamespace(head=("Year", "Share"), rows=(("1", "60 %"),))).partition("<tbody>")[2]
    '<tr><th scope="row">1</th><td>60 %</td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in drawn.head)
    rows = "".join(f"<tr>{_row(each)}</tr>" for each in drawn.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def as_html(drawn: Drawn) -> str:
    """Return a figure as HTML for a page of its own, with its numbers folded away below it."""
    shown = as_message(drawn)
    summary = f"<summary>{escape(say('figure_numbers'))}</summary>"
    image = f'<img alt="{escape(shown["alt"])}" width="700" style="max-width:100%;height:auto" src="{shown["image"]}">'
    return f"<figure>{image}<details>{summary}{shown['table']}</details></figure>"


def _row(cells: Sequence[str]) -> str:
    first, *others = map(escape, cells)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{each}</td>" for each in others)
