"""What a teacher types: `cvm bank`, `notebook`, `export`, `import`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from customer_value.classroom.exports.formats import FORMATS
from customer_value.cli.shared import FILE, several, write
from customer_value.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@click.group()
def bank() -> None:
    """Read and check question banks."""


@bank.command()
@click.argument("files", nargs=-1, type=FILE)
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
@click.argument("files", nargs=-1, type=FILE)
def list_(files: tuple[Path, ...]) -> None:
    """List the questions of FILES (default: all banks of the course), a line each."""
    from customer_value.assessment import preview as previews

    for row in previews.rows(files):
        click.echo(f"{row.id:<7} {row.type:<10} {row.objective:<7} {row.bloom:<10} {row.stem}")


@bank.command(epilog="For instance: cvm bank clone 04 --item 04.Q02,04.Q07 --out private.yaml")
@click.argument("file", metavar="FILE|LESSON", type=FILE)
@click.option("--item", "items", multiple=True, callback=several, required=True, help="Which question, such as 04.Q02.")
@click.option("--out", type=FILE, required=True, help="The bank to write, such as private.yaml; it must not exist.")
def clone(file: Path, items: tuple[str, ...], out: Path) -> None:
    """Draft questions like those of a bank or a lesson, for a private bank that only you have.

    A draft keeps objective, type and structure, and draws other numbers. Wherever TO FILL IN stands you write it anew;
    `cvm bank check` names each place that is left. Keep the file where students do not see it.
    """
    from customer_value.classroom import cloning

    if out.exists():
        raise SetupError(f"{out} exists and is not overwritten. Name another file.")
    originals = cloning.source(file)
    write(out, cloning.draft(originals, items, cloning.taken(originals)))
    click.echo(f"Wrote {out}: {len(items)} draft{'s' * (len(items) != 1)}, each to be written anew where marked.")
    click.echo(
        f"Next: edit it, then cvm bank check {out}, then cvm assign NAME --bank {out} --roster class.csv --out FOLDER"
    )


@bank.command()
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, help="Write the page to this file and end.")
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
        write(out, show())
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


@click.command("notebook", short_help="Write a lesson's notebook anew, with solutions too.")
@click.argument("lesson")
@click.option("--solutions", is_flag=True, help="Fill in the reference solution of every exercise.")
@click.option("--out", type=FILE, required=True, help="The file to write; it must not exist yet.")
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
    write(out, workspace.fresh(chosen.notebook, answers))
    click.echo(f"Wrote {out}.")


@click.command(
    short_help="Write banks for Moodle, Canvas, Anki, paper ...",
    epilog="Formats: " + "; ".join(f"{name}: {each.about} ({each.suffix})" for name, each in FORMATS.items()),
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--to", type=click.Choice(list(FORMATS)), required=True, help="The format; each is explained below.")
@click.option("--out", type=FILE, required=True, help="The file to write; an export that is there is replaced.")
@click.option("--seed", default=1, show_default=True, help="Whose numbers the questions have.")
@click.option(
    "--versions",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="How many versions of a question that draws numbers, in a group of its own (not for anki and paper).",
)
@click.option("--questions", type=click.IntRange(min=1), help="How many to draw, as for a quiz.  [default: all]")
def export(files: tuple[Path, ...], to: str, out: Path, seed: int, versions: int, questions: int | None) -> None:
    """Write question banks and glossaries (FILE...) for another program.

    For instance: cvm export quizzes/04_lifetime_value.yaml lessons/glossary.yaml --to anki --out customer-value.apkg

    What the format cannot carry, or not as it is, is listed with the reason; nothing is left out without a word. The
    file holds the right answers.
    """
    from customer_value.assessment.attempts import now
    from customer_value.classroom.exports import formats, material

    found = material.gather(files, seed=seed, when=now(), versions=versions, questions=questions)
    written = formats.export(found, to, out)
    click.echo(f"Wrote {out}: {written.what}.")
    if written.fixed:
        click.echo(f"With fixed numbers (--seed {seed}): {', '.join(written.fixed)}.")
    _list("Not carried over", written.left_out)
    _list("Carried over otherwise than in the course", written.otherwise)


@click.command("import", short_help="Make a bank of GIFT, Moodle XML or jupyterquiz.")
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, required=True, help="The bank to write, such as 04_mine.yaml; it must not exist.")
def import_(file: Path, out: Path) -> None:
    """Make a question bank of FILE: GIFT, Moodle XML, or jupyterquiz's JSON, known by what it holds.

    For instance: cvm import questions.xml --out quizzes/04_mine.yaml

    The first two digits of the name say the lesson. What could not be read is listed with the reason, and so is what a
    bank needs and the file does not say: in the bank it is marked TO FILL IN. Nothing in the file is run.
    """
    from customer_value.assessment.rules.wording import OPEN
    from customer_value.classroom.imports import reading

    if out.exists():
        raise SetupError(f"{out} exists and is not overwritten. Name another file.")
    brought = reading.bring(file, out)
    write(out, brought.text)
    click.echo(f"Wrote {out}: {brought.count} question{'s' * (brought.count != 1)}.")
    _list("Not read", brought.unread)
    _list("Left behind", brought.lost)
    if brought.to_fill:
        wanted = ", ".join(f"{what} ({count})" for what, count in brought.to_fill.items())
        click.echo(f"To be filled in, where {OPEN} stands: {wanted}.")
    click.echo(f"Next: cvm bank check {out}")


def _list(title: str, items: Sequence[tuple[str, str]]) -> None:
    """Print items under a title, those together that have the same reason."""
    if items:
        click.echo(f"{title} ({len({item for item, _ in items})}):")
    for why in dict.fromkeys(why for _, why in items):
        click.echo(f"  {', '.join(item for item, other in items if other == why)}: {why}")
