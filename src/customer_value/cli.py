"""`cvm`: the course on the command line, one verb per task."""

from __future__ import annotations

import os
import sys
from collections import deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from customer_value.classroom.exports.formats import FORMATS
from customer_value.errors import CustomerValueError, SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

_HELP = {"help_option_names": ["-h", "--help"]}
_FILE = click.Path(path_type=Path)


class _Course(click.Group):
    """A group whose commands end with our own message, not a traceback, when the course says what is wrong."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CustomerValueError as error:
            click.echo(f"cvm: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Course, context_settings=_HELP)
@click.version_option(package_name="customer-value", prog_name="cvm")
def main() -> None:
    """Run Customer Value, a course on customer value management.

    Begin with `cvm lab`. If anything does not work, `cvm doctor` says what is wrong and what to type.
    """


@main.command(context_settings={"ignore_unknown_options": True})
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


@main.command()
@click.argument("folder", type=_FILE, default=Path("my_course"))
def doctor(folder: Path) -> None:
    """Say what is wrong with this set-up and what to type."""
    from customer_value import doctor as physician

    findings = []
    for finding in physician.examine(folder.resolve()):
        click.echo(finding)
        findings.append(finding)
    if not all(finding.is_fine for finding in findings):
        sys.exit(1)


@main.command()
@click.argument("lesson", required=False)
@click.option("--export", "out", type=_FILE, metavar="FILE", help="Write answers and ratings to a .csv or .json file.")
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


@main.command()
@click.option("--questions", type=click.IntRange(min=1), default=10, show_default=True, help="How many to ask.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="As of another day than today.")
def practice(questions: int, day: datetime | None) -> None:
    """Practise what you need most today, over all lessons that you have begun.

    First what you missed, then what may have faded, then what is new to you; each question says why it is asked, and
    has new numbers. What is done is not asked again on that day. Questions with a figure, and those that you answer
    in sentences, are left to JupyterLab, where cv.practice() asks all of them.
    """
    from customer_value.study.console import console
    from customer_value.study.practice import session
    from customer_value.study.practice_terminal import run

    run(session(questions, day=day.date() if day else None), console(color=_colour()))


@main.command()
@click.argument("lesson", required=False)
@click.option(
    "--new", type=click.IntRange(min=0), default=10, show_default=True, help="How many cards may begin a day."
)
@click.option("--day", metavar="YYYY-MM-DD", help="Ask the cards of this day (default: today).")
def cards(lesson: str | None, new: int, day: str | None) -> None:
    """Go through today's flashcards, of LESSON or of all lessons that you have begun.

    Terms of the glossary, and questions that you missed with the numbers that you had. Each comes again when you are
    about to forget it. Enter turns a card over, 1 to 4 say how well you knew it, q stops; what you have rated is kept
    in your log. In a notebook, cv.cards() shows the same cards.
    """
    from customer_value.study.console import console
    from customer_value.study.flashcards.show import session
    from customer_value.study.flashcards.terminal import run

    run(session(lesson, new=new, day=day), console(color=_colour()))


@main.group()
def bank() -> None:
    """Read and check question banks."""


@bank.command()
@click.argument("files", nargs=-1, type=_FILE)
@click.option("--run", is_flag=True, help="Run the solutions of exercises too (trusted banks only).")
def check(files: tuple[Path, ...], *, run: bool) -> None:
    """Check FILES (default: all banks of the course) and say in which line what is to be mended."""
    from customer_value import charts, facts
    from customer_value.assessment import bank as banks

    files = files or tuple(banks.files())
    problems = banks.check_files(files, facts=facts.of(1), charts=charts.of(1), run=run)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(files)} banks, {len(problems)} problems")
    sys.exit(bool(problems))


@bank.command("list")
@click.argument("files", nargs=-1, type=_FILE)
def list_(files: tuple[Path, ...]) -> None:
    """List the questions of FILES (default: all banks of the course), a line each."""
    from customer_value.assessment import preview as previews

    for row in previews.rows(files):
        click.echo(f"{row.id:<7} {row.type:<10} {row.objective:<7} {row.bloom:<10} {row.stem}")


@bank.command()
@click.argument("file", type=_FILE)
@click.option("--out", type=_FILE, help="Write the page to this file and end.")
@click.option("--once", is_flag=True, help="Write the page beside you as NAME.html and end.")
@click.option("--seed", default=1, show_default=True, help="Whose numbers to draw.")
@click.option("--port", type=click.IntRange(1, 65535), help="Use this port, or stop if it is taken.")
@click.option("--browser/--no-browser", default=None, help="Open a browser window, or print the address only.")
def preview(file: Path, out: Path | None, seed: int, port: int | None, *, once: bool, browser: bool | None) -> None:
    """Show FILE's questions, keys and explanations in the browser, and again whenever you save it.

    What is wrong with an item stands beside it. The page is served to this machine alone, until Ctrl+C.
    """
    from customer_value import charts, facts
    from customer_value.assessment import bank as banks
    from customer_value.assessment import preview as previews

    if not file.is_file():
        banks.read(file)  # says what is wrong with the name
    show = partial(previews.page, file, seed=seed, facts=facts.of(seed), charts=charts.of(seed))
    if out or once:
        out = out or Path(f"{file.stem}.html")
        _write(out, show())
        click.echo(f"Wrote {out}. Open it in a browser. It holds the keys: do not hand it out.")
        return
    _serve(file, partial(show, live=True), port, browser=browser)


def _serve(file: Path, render: Callable[[], str], port: int | None, *, browser: bool | None) -> None:
    """Show a page that follows a file until Ctrl+C."""
    import webbrowser

    from customer_value import lab as jupyter
    from customer_value.assessment.live import Server

    with Server(file, render, port or 0) as server:
        click.echo(f"{file} is shown at {server.url} and follows each save. Ctrl+C ends it.")
        if jupyter.has_display() if browser is None else browser:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("\nEnded.")


@main.command("notebook")
@click.argument("lesson")
@click.option("--solutions", is_flag=True, help="Fill in the reference solution of every exercise.")
@click.option("--out", type=_FILE, required=True, help="The file to write; it must not exist yet.")
def notebook_(lesson: str, out: Path, *, solutions: bool) -> None:
    """Write a fresh copy of LESSON's notebook, such as `cvm notebook 04 --solutions --out teach.ipynb`."""
    from customer_value import course, workspace
    from customer_value.assessment import bank as banks
    from customer_value.assessment.questions.code import Code

    if out.exists():
        raise SetupError(f"{out} exists and is not overwritten. Name another file.")
    chosen = course.lesson(lesson)
    items = banks.read(chosen.bank).questions if solutions else ()
    answers = {each.id: each.solution for each in items if isinstance(each, Code)}
    _write(out, workspace.fresh(chosen.notebook, answers))
    click.echo(f"Wrote {out}.")


@main.command(epilog="Formats: " + "; ".join(f"{name}: {each.about} ({each.suffix})" for name, each in FORMATS.items()))
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@click.option("--to", type=click.Choice(list(FORMATS)), required=True, help="The format; each is explained below.")
@click.option("--out", type=_FILE, required=True, help="The file to write; an export that is there is replaced.")
@click.option("--seed", default=1, show_default=True, help="Whose numbers the questions have.")
@click.option(
    "--versions",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="For moodle and gift: how many versions of a question that draws numbers, in a category of its own.",
)
def export(files: tuple[Path, ...], to: str, out: Path, seed: int, versions: int) -> None:
    """Write question banks and glossaries (FILE...) for another program.

    For instance: cvm export quizzes/04_lifetime_value.yaml lessons/glossary.yaml --to anki --out customer-value.apkg

    What the format cannot carry, or not as it is, is listed with the reason; nothing is left out without a word. The
    file holds the right answers.
    """
    from customer_value.assessment.attempts import now
    from customer_value.classroom.exports import formats, material

    written = formats.export(material.gather(files, seed=seed, when=now(), versions=versions), to, out)
    click.echo(f"Wrote {out}: {written.what}.")
    if written.fixed:
        click.echo(f"With fixed numbers (--seed {seed}): {', '.join(written.fixed)}.")
    _list("Not carried over", written.left_out)
    _list("Carried over otherwise than in the course", written.otherwise)


@main.command("import")
@click.argument("file", type=_FILE)
@click.option("--out", type=_FILE, required=True, help="The bank to write, such as 04_mine.yaml; it must not exist.")
def import_(file: Path, out: Path) -> None:
    """Make a question bank of FILE: GIFT, Moodle XML, or jupyterquiz's JSON, known by what it holds.

    For instance: cvm import questions.xml --out quizzes/04_mine.yaml

    The first two digits of the name say the lesson. What could not be read is listed with the reason, and so is what a
    bank needs and the file does not say: in the bank it is marked TO FILL IN. Nothing in the file is run.
    """
    from customer_value.classroom.imports import draft, reading

    if out.exists():
        raise SetupError(f"{out} exists and is not overwritten. Name another file.")
    brought = reading.bring(file, out)
    _write(out, brought.text)
    click.echo(f"Wrote {out}: {brought.count} question{'s' * (brought.count != 1)}.")
    _list("Not read", brought.unread)
    _list("Left behind", brought.lost)
    if brought.to_fill:
        wanted = ", ".join(f"{what} ({count})" for what, count in brought.to_fill.items())
        click.echo(f"To be filled in, where {draft.OPEN} stands: {wanted}.")
    click.echo(f"Next: cvm bank check {out}")


def _list(title: str, items: Sequence[tuple[str, str]]) -> None:
    """Print items under a title, those together that have the same reason."""
    if items:
        click.echo(f"{title} ({len({item for item, _ in items})}):")
    for why in dict.fromkeys(why for _, why in items):
        click.echo(f"  {', '.join(item for item, other in items if other == why)}: {why}")


@main.group()
def data() -> None:
    """Make Larkspur's books in any size, and check them."""


@data.command()
@click.option("--customers", type=click.IntRange(min=1), required=True, help="How many, such as 1_000_000.")
@click.option("--out", type=_FILE, required=True, help="Folder for the files: an empty or a new one.")
@click.option("--seed", type=click.IntRange(min=0), default=2026, show_default=True, help="Number of the world.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Number of processes.")
@click.option("--tables", default="", help="Only these, such as orders,customers (default: all, hidden ones too).")
@click.option("--format", "_format", type=click.Choice(["parquet"]), default="parquet", show_default=True)
def generate(customers: int, out: Path, seed: int, workers: int, tables: str, _format: str) -> None:
    """Write the books of any number of customers as Parquet files.

    For instance: cvm data generate --customers 1_000_000 --workers 2 --out larkspur-1m

    Each table is a folder with a file for every 5,000 customers, or one file; tables of the hidden truth lie in
    truth/. Read one with pandas.read_parquet("larkspur-1m/orders"). A worker needs up to 300 MB of memory, whatever
    the size. The number of workers changes no row.

    If it is stopped or killed, type the same command again: what is finished is kept. All is there when
    manifest.json is there; it holds the rows and a hash of each table.
    """
    from customer_value.data.generate import any_size
    from customer_value.data.generate.config import Config

    wanted = [name.strip() for name in tables.split(",")] if tables else any_size.ALL_TABLES
    books = any_size.plan(Config(seed, customers), out, wanted)
    _follow(any_size.make(books, workers), len(books.missing), len(books.blocks))
    rows = {name: table["rows"] for name, table in any_size.finish(books)["tables"].items()}
    click.echo("\n".join(f"{name:<24}{count:>15,}" for name, count in rows.items()))
    click.echo(f"Wrote {sum(rows.values()):,} rows to {out}; {out / any_size.MANIFEST} says what they are.")


@data.command("check")
@click.argument("folder", required=False, type=_FILE, metavar="[DIR]")
@click.option("--seed", type=click.IntRange(min=0), help="Check this world, such as your own shop.")
@click.option("--seeds", metavar="FIRST-LAST", help="Check several worlds together, such as 101-120.")
@click.option("--customers", type=click.IntRange(min=1), help="Draw the world with so many, such as 100_000.")
def check_data(folder: Path | None, seed: int | None, seeds: str | None, customers: int | None) -> None:
    """Check that books are whole and that they look like a real shop's.

    DIR is a folder that `cvm data generate` wrote, or a copy of datasets/larkspur; without it, the shipped books
    are checked. First each table is held to the schema: columns, values, keys, links and sums. Then the facts are
    measured and printed beside those of real shops. Several worlds are judged by their mean. Ends with 1 when
    something is wrong.
    """
    from shutil import get_terminal_size

    from customer_value.audit import checking, printing

    findings = {}
    for world in checking.worlds(folder, seed, seeds, customers):
        books, names = world.open()
        with click.progressbar(length=checking.steps(names), label=f"Checking {world.label}", file=sys.stderr) as bar:
            findings[world.label] = checking.check(books, names, partial(bar.update, 1))
    text, well = printing.report(findings, get_terminal_size().columns)
    click.echo("\n".join(text))
    sys.exit(not well)


def _colour() -> bool | None:
    """Return False where no colours are wanted, else None: colours where somebody watches."""
    return False if os.environ.get("NO_COLOR") else None


def _show_progress(lesson: str | None) -> None:
    from shutil import get_terminal_size

    from customer_value.study import terminal
    from customer_value.study.progress import progress as work_out

    text = terminal.text(work_out(lesson), width=get_terminal_size().columns)
    click.echo(terminal.printable(text, sys.stdout.encoding or "utf-8"), color=_colour())


def _follow(done: Iterator[int], missing: int, total: int) -> None:
    """Show a bar with the time left; where nobody watches, a line now and then."""
    kept = total - missing
    if kept:
        click.echo(f"{kept} of {total} blocks are there already.")
    try:
        if _is_watched():
            with click.progressbar(done, length=missing, label="Blocks", show_pos=True) as bar:
                deque(bar, maxlen=0)
            return
        for count, _ in enumerate(done, kept + 1):
            if count * 10 // total > (count - 1) * 10 // total:
                click.echo(f"{count} of {total} blocks")
    except KeyboardInterrupt:
        click.echo("\nStopped. What is finished is kept: type the same command again to go on.", err=True)
        sys.exit(130)


def _is_watched() -> bool:
    return sys.stdout.isatty()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SetupError(f"{path} cannot be written: {error.strerror}. Choose another place.") from error


if __name__ == "__main__":
    main()
