"""The table of contents of the start page, with the news of an upgrade."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from customer_value import course, workspace
from customer_value.assessment.messages import say


@dataclass(frozen=True)
class Contents:
    """The lessons of the course and the new versions that lie beside a learner's copies."""

    lessons: tuple[course.Lesson, ...]
    news: tuple[str, ...]

    def __repr__(self) -> str:
        """Return one line per lesson and per new version."""
        lines = [f"{each.number}  {each.title} ({say('minutes', count=each.minutes)})" for each in self.lessons]
        return "\n".join([*lines, *map(_news, self.news)])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<li><a href='{each.name}.ipynb'>{each.number} · {escape(each.title)}</a> "
            f"<small>{escape(say('minutes', count=each.minutes))}</small><br>{escape(each.decision)}</li>"
            for each in self.lessons
        )
        new = f"<b>{escape(say('new_version'))}</b>"
        news = "".join(f"<p role='note'>{new} {escape(_news(name))}</p>" for name in self.news)
        return f"{news}<ul style='list-style:none;padding:0;line-height:1.6'>{rows}</ul>"


def contents(folder: Path | str = ".") -> Contents:
    """Show the lessons of the course, and what an upgrade has laid beside your copies.

    Parameters
    ----------
    folder
        Your folder of notebooks; by default the one in which the notebook runs.

    Examples
    --------
    >>> print(contents())  # doctest: +ELLIPSIS
    00  Where do I begin? (35 minutes)
    ...
    """
    taught = tuple(each for each in course.lessons() if each.notebook.is_file())
    return Contents(taught, tuple(workspace.updates(Path(folder))))


def _news(name: str) -> str:
    return say("newer_version", name=name)
