"""A terminal in which a learner reads and types."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from customer_value.study.terminal import NARROWEST, WIDEST, printable

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Console:
    """Where lines are told and answers asked for.

    Attributes
    ----------
    ask
        Shows a prompt and returns what is typed; `click.Abort` is Ctrl+C, or the end of what is typed.
    tell
        Shows one line as it is.
    width
        In characters.
    """

    ask: Callable[[str], str]
    tell: Callable[[str], None]
    width: int = 80

    def title(self, text: str) -> None:
        """Show a line, or a few, in bold."""
        for line in wrap(text, self.width):
            self.tell(click.style(line, bold=True))

    def say(self, *texts: str, indent: int = 0) -> None:
        """Show paragraphs, each broken into lines; empty ones are left out."""
        for text in filter(None, texts):
            for line in wrap(text, self.width, initial_indent=" " * indent, subsequent_indent=" " * indent * 2):
                self.tell(line)


def console(*, color: bool | None = None) -> Console:
    """Return the terminal that `cvm` runs in; `color` as in `click.echo`."""
    encoding = sys.stdout.encoding or "utf-8"

    def ask(prompt: str) -> str:
        return str(click.prompt(printable(prompt, encoding), default="", show_default=False, prompt_suffix=" "))

    def tell(line: str) -> None:
        click.echo(printable(line, encoding), color=color)

    return Console(ask, tell, min(max(get_terminal_size().columns, NARROWEST), WIDEST))
