"""What several commands share: an argument for a file, an option for a day, colours, and files that are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from customer_value.errors import SetupError
from customer_value.study.days import read_day

if TYPE_CHECKING:
    from datetime import date

    from click._termui_impl import ProgressBar


class _File(click.Path):
    """A path in which ~ is the own home in every shell: those of Windows hand it on as it was typed."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        path = Path(os.fspath(value))
        return super().convert(path.expanduser() if path.parts[:1] == ("~",) else path, param, ctx)


FILE = _File(path_type=Path)


def several(_ctx: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Read an option that may be given several times, each time with one value or several with commas between them."""
    return tuple(each for text in typed for each in text.replace(",", " ").split())


def _day(_ctx: click.Context, _option: click.Parameter, typed: str | None) -> date | None:
    return None if typed is None else read_day(typed)


DAY = click.option("--day", metavar="YYYY-MM-DD", callback=_day, help="As of this day (default: today).")


def colour() -> bool | None:
    """Return False where no colours are wanted, else None: colours where somebody watches."""
    return False if os.environ.get("NO_COLOR") else None


def progress(length: int, label: str) -> ProgressBar[int]:
    """Return a progress bar on the error stream; where nobody watches, such as in a file, nothing is written."""
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())


def write(path: Path, text: str) -> None:
    """Write a text file, or say why it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SetupError(f"{path} cannot be written: {error.strerror}. Choose another place.") from error
