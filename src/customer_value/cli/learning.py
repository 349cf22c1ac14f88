"""What a learner types: `cvm lab`, `doctor`, `progress`, `practice`, `cards`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from customer_value.cli.shared import DAY, FILE, colour

if TYPE_CHECKING:
    from datetime import date


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--browser/--no-browser", default=None, help="Open a browser window, or print the address only.")
@click.option("--port", type=int, help="Use this port, or stop if it is taken.")
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[FOLDER] [JUPYTER OPTIONS]")
def lab(words: tuple[str, ...], *, browser: bool | None, port: int | None) -> None:
    """Open the lessons in JupyterLab.

    The first time, the notebooks are copied into FOLDER (default: my_course). Your copy is yours: it is never
    overwritten. After an upgrade a new version of a lesson is laid beside it as NAME.new.ipynb. Further options
    are handed to JupyterLab.
    """
    from customer_value import lab as jupyter
    from customer_value import workspace

    named = words[:1] if words and not words[0].startswith("-") else ()
    folder = Path(*named or ("my_course",))
    laid = workspace.make(folder.resolve())
    if laid.copied:
        click.echo(f"Copied {len(laid.copied)} notebooks into {folder}. They are yours to change.")
    for name in laid.renewed:
        click.echo(f"New version: {name} lies beside your own copy.")
    show = jupyter.has_display() if browser is None else browser
    if not show:
        click.echo("Open the address that starts with http://127.0.0.1 in your browser. Ctrl+C here stops the course.")
    jupyter.start(laid.folder, browser=show, port=port, extra=words[len(named) :])


@click.command()
@click.argument("folder", type=FILE, default=Path("my_course"))
def doctor(folder: Path) -> None:
    """Say what is wrong with this set-up and what to type."""
    from customer_value import doctor as physician

    findings = []
    for finding in physician.examine(folder.resolve()):
        click.echo(finding)
        findings.append(finding)
    if not all(finding.is_fine for finding in findings):
        sys.exit(1)


@click.command(short_help="Show how far you are; take your answers along, or forget them.")
@click.argument("lesson", required=False)
@click.option("--export", "out", type=FILE, metavar="FILE", help="Write answers and ratings to a .csv or .json file.")
@click.option("--forget", is_flag=True, help="Delete all answers of this machine, after a question.")
@click.option("--yes", is_flag=True, help="Do not ask before deleting.")
def progress(lesson: str | None, out: Path | None, *, forget: bool, yes: bool) -> None:
    """Show how far you are, in LESSON or in all; take your answers along, or delete them.

    Each lesson has a bar, each of its objectives a letter: N not started, St started, Sh shaky, So solid. NO_COLOR=1
    leaves the colours out. In a notebook, cv.progress() shows the same with links to where it is taught.

    Your answers lie in one file on this machine and are sent nowhere.
    """
    from customer_value.assessment import attempts

    log = attempts.open_log()
    if out:
        click.echo(f"Wrote {log.export(out)} answers to {out}.")
    if forget:
        if not yes:
            click.confirm(f"Delete all answers in {log.path}? This cannot be undone", abort=True)
        click.echo(f"Deleted {log.forget()} answers.")
    if not out and not forget:
        _show_progress(lesson)


def _show_progress(lesson: str | None) -> None:
    from shutil import get_terminal_size

    from customer_value.study import terminal
    from customer_value.study.progress import progress as work_out

    text = terminal.text(work_out(lesson), width=get_terminal_size().columns)
    click.echo(terminal.printable(text, sys.stdout.encoding or "utf-8"), color=colour())


@click.command(short_help="Practise what you need most today.")
@click.option("--questions", type=click.IntRange(min=1), default=10, show_default=True, help="How many to ask.")
@DAY
def practice(questions: int, day: date | None) -> None:
    """Practise what you need most today, over all lessons that you have begun.

    First what you missed, then what may have faded, then what is new to you; each question says why it is asked, and
    has new numbers. What is done is not asked again on that day. Questions with a figure, and those that you answer
    in sentences, are left to JupyterLab, where cv.practice() asks all of them.
    """
    from customer_value.study.console import console
    from customer_value.study.practice import session
    from customer_value.study.practice_terminal import run

    run(session(questions, day=day), console(color=colour()))


@click.command(short_help="Go through today's flashcards.")
@click.argument("lesson", required=False)
@click.option(
    "--new", type=click.IntRange(min=0), default=10, show_default=True, help="How many cards may begin a day."
)
@DAY
def cards(lesson: str | None, new: int, day: date | None) -> None:
    """Go through today's flashcards, of LESSON or of all lessons that you have begun.

    Terms of the glossary, and questions that you missed with the numbers that you had. Each comes again when you are
    about to forget it. Enter turns a card over, 1 to 4 say how well you knew it, q stops; what you have rated is kept
    in your log. In a notebook, cv.cards() shows the same cards.
    """
    from customer_value.study.console import console
    from customer_value.study.flashcards.show import session
    from customer_value.study.flashcards.terminal import run

    run(session(lesson, new=new, day=day), console(color=colour()))
