"""What an instructor types for a class: `cvm assign`, `grade`, `report`."""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, get_args

import click

from customer_value.assessment.parts import Bloom
from customer_value.cli.shared import FILE, progress, several
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click._termui_impl import ProgressBar

_GRADE_EXAMPLES = """\b
Examples:
  cvm grade ~/classes/week3 --submissions ~/Downloads/week3
  cvm grade ~/classes/week3 --submissions ~/Downloads/week3 --uploaded times.csv
  cvm grade ~/classes/week3 --bank mended.yaml
"""
_LEVELS = get_args(get_args(Bloom)[0])
_END_OF_DAY = "T23:59"
_DRAWN_SEEDS = 10**15  # more than a student can try
_EXAMPLES = """\b
Examples:
  cvm assign week3 --lesson 04 --roster class.csv --due 2026-03-06 --out ~/classes/week3
  cvm assign test --item 04.Q02,04.Q07 --bank private.yaml --item 04.Q901 --points 04.Q901=3 --out ~/classes/test
  cvm assign warm-up --objective 03.O2 --bloom apply --questions 5 --out ~/classes/warm-up

\b
A roster is a CSV file whose first line names its columns: id is needed; extra_time (minutes), extra_days and
attempts may be there. An id is what your students are called in your gradebook:
  id,extra_time,extra_days,attempts
  ada@example.org,,,
  grace@example.org,15,1,
"""


def _due(_ctx: click.Context, _option: click.Parameter, typed: str | None) -> datetime | None:
    """Read a date and time of this machine's zone, or of the one that it names; a date alone ends with its day."""
    if typed is None:
        return None
    try:
        return datetime.fromisoformat(typed if "T" in typed or " " in typed else f"{typed}{_END_OF_DAY}").astimezone()
    except (ValueError, OverflowError) as error:
        raise DataError(f"{typed!r} is no time; write it as 2026-03-06T23:59 or 2026-03-06") from error


def _points(_ctx: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> dict[str, float]:
    """Read 2, numeric=2 and 04.Q02=2."""
    points: dict[str, float] = {}
    for each in typed:
        name, _, number = each.rpartition("=")
        try:
            points[name] = float(number)
        except ValueError:
            points[name] = 0.0
        if not 0 < points[name] <= 1000:
            raise DataError(f"--points {each!r} is no worth; write 2, numeric=2 or 04.Q02=2, from above 0 to 1000")
    return points


@click.command(epilog=_EXAMPLES)
@click.argument("name")
@click.option("--out", type=FILE, required=True, help="Your folder for this assignment: a new one, outside of git.")
@click.option("--lesson", "lessons", multiple=True, callback=several, help="Ask about this lesson, such as 04.")
@click.option("--objective", "objectives", multiple=True, callback=several, help="Only this objective, such as 04.O2.")
@click.option("--bloom", "levels", type=click.Choice(_LEVELS), multiple=True, help="Only this level.")
@click.option("--questions", type=click.IntRange(1, 200), help="How many to draw.  [default: 10]")
@click.option("--item", "items", multiple=True, callback=several, help="Ask this very question, instead of drawing.")
@click.option("--bank", "banks", type=FILE, multiple=True, help="A bank of your own, drawn from before the course's.")
@click.option("--roster", type=FILE, help="Your students (CSV); without it, one bundle for all.")
@click.option("--due", callback=_due, metavar="TIME", help="Until when, such as 2026-03-06T23:59.")
@click.option("--minutes", type=click.IntRange(1, 10_000), help="How long it should take; advice, no lock.")
@click.option("--attempts", type=click.IntRange(1, 1_000), default=1, show_default=True, help="Hand in how often.")
@click.option("--points", multiple=True, callback=_points, help="2 for all; numeric=2; 04.Q02=3.  [default: 1]")
@click.option("--shops", type=click.IntRange(1), help="How many different shops.  [default: one each]")
@click.option("--seed", type=click.IntRange(0), help="Draw the same again.  [default: a new one, which is told]")
@click.option("--title", help="What students read above the questions.  [default: NAME]")
def assign(  # noqa: PLR0913  one for each option
    *,
    name: str,
    out: Path,
    lessons: tuple[str, ...],
    objectives: tuple[str, ...],
    levels: tuple[str, ...],
    questions: int | None,
    items: tuple[str, ...],
    banks: tuple[Path, ...],
    roster: Path | None,
    due: datetime | None,
    minutes: int | None,
    attempts: int,
    points: dict[str, float],
    shops: int | None,
    seed: int | None,
    title: str | None,
) -> None:
    """Make the assignment NAME: a bundle for each student, and a folder for you with the key.

    All students are asked the same questions, each with numbers, an order and a shop of their own. A bundle holds no
    right answer, no hint and no explanation. What students hand in is sealed: only the private key in your folder
    opens it.
    """
    from customer_value.assessment.attempts import now
    from customer_value.classroom.assignments import choosing, making, telling
    from customer_value.classroom.assignments.roster import read

    if items and (lessons or objectives or levels or questions):
        raise DataError("--item names the questions; leave out --lesson, --objective, --bloom and --questions")
    making.check_place(out)
    drawn = secrets.randbelow(_DRAWN_SEEDS) if seed is None else seed
    wish = choosing.Wish(
        lessons=lessons,
        objectives=objectives,
        levels=levels,
        items=items,
        private=banks,
        count=questions or choosing.USUAL,
    )
    chosen = choosing.choose(wish, drawn)
    students = read(roster) if roster else None
    terms = making.Terms(
        name=name,
        title=name if title is None else title.strip(),
        seed=drawn,
        due=due,
        minutes=minutes,
        attempts=attempts,
        shops=shops,
        points=points,
    )
    planned = making.plan(terms, chosen, students, now())
    with progress(len(planned.students), "Bundles") as bar:
        folder = making.write(out, planned, chosen, partial(bar.update, 1))
    click.echo(f"Wrote {out} with --seed {drawn}.")
    for line in [*(students.notes if students else ()), *telling.lines(folder, chosen, wish, now())]:
        click.echo(line)


@click.command(epilog=_GRADE_EXAMPLES)
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--submissions", type=FILE, help="Where the students' files lie, zip files of a platform included.")
@click.option("--uploaded", type=FILE, help="When the platform got them: a CSV file with file and uploaded_at.")
@click.option("--marks", type=FILE, help="Marks for answers in words.  [default: DIR/marking.csv, if there]")
@click.option("--bank", type=FILE, help="A bank with mended keys: who was graded by the old ones is graded again.")
@click.option("--no-keys", is_flag=True, help="Leave the right answers out of the students' pages.")
@click.option("--workers", type=click.IntRange(1, 256), default=os.cpu_count(), help="Processes.  [default: all cores]")
def grade(
    *,
    folder: Path,
    submissions: Path | None,
    uploaded: Path | None,
    marks: Path | None,
    bank: Path | None,
    no_keys: bool,
    workers: int,
) -> None:
    """Grade what the class handed in to the assignment in DIR.

    Every file gets a verdict and a reason, whatever it is called: they are known by what they hold. Nothing of a
    student is ever run. In DIR you find grades.csv and tables for Canvas and Moodle, a page for each student in
    feedback/, and gradebook.sqlite. Answers in words wait in marking.html.

    Type the same command again when more files have come, or when it was stopped: what is graded is not graded again.
    """
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading import grading, mending, telling

    chosen = Folder(folder)
    if bank is not None:
        click.echo(mending.replace(chosen, bank))
    with ExitStack() as bars:
        done = grading.grade(
            chosen,
            submissions,
            uploaded=uploaded,
            marks=marks,
            keys=not no_keys,
            workers=workers,
            follow=_followed(bars),
        )
    for line in telling.lines(chosen, done):
        click.echo(line)


def _followed(bars: ExitStack) -> Callable[[str, int, int], None]:
    """Return what shows a progress bar for each kind of work."""
    shown: dict[str, ProgressBar[int]] = {}

    def follow(label: str, done: int, total: int) -> None:
        if label not in shown:
            bars.close()
            shown[label] = bars.enter_context(progress(total, label))
        bar = shown[label]
        bar.length = total
        bar.update(done - bar.pos)

    return follow


@click.command()
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--out", type=FILE, help="Folder for the report.  [default: DIR/report]")
def report(*, folder: Path, out: Path | None) -> None:
    """Say how the class did in the assignment in DIR, what it misunderstands, and which questions to mend.

    Writes a page, report.html, and its tables as CSV files. They name no student.
    """
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.class_answers import class_answers
    from customer_value.classroom.report import writing

    page = writing.write(class_answers(Folder(folder)), out or folder / "report")
    click.echo(f"Wrote {page}. Open it in a browser.")
