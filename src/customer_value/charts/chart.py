"""`Chart`: a picture without its finding, beside the numbers that it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from customer_value import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from customer_value.figures.theme import Picture


@dataclass(frozen=True, repr=False)
class Chart:
    """A picture whose words say what is shown and leave the finding to the reader; it shows itself in a notebook.

    Attributes
    ----------
    png : bytes
        The image.
    alt : str
        What is shown, and how.
    head, rows : tuple
        The numbers of the picture as a table of texts, for those who cannot see it; the first column names the rows.
    """

    png: bytes
    alt: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return figures.theme.Picture(self.png, alt=self.alt)._repr_mimebundle_()


def chart(
    title: str, shows: str, draw: Callable[[], Picture], *, head: Iterable[str], rows: Iterable[Iterable[str]]
) -> Chart:
    """Draw a figure of the course under a title that does not tell its finding.

    Parameters
    ----------
    title : str
        What is shown.
    shows : str
        What stands on the axes and what the marks are, for those who cannot see it; a full sentence.
    draw : callable
        Draws the figure.
    head, rows : iterable
        The numbers that the answer needs.
    """
    with figures.theme.titled(title):
        picture = draw()
    alt = f"{title}. {shows} The table below has the numbers."
    return Chart(picture.png, alt, tuple(head), tuple(map(tuple, rows)))
