"""`cvm`: the course on the command line, one verb per task."""

from __future__ import annotations

import sys

import click

from customer_value.cli import books, classroom, learning, teaching
from customer_value.errors import CustomerValueError


class _Course(click.Group):
    """A group whose commands end with our own message, not a traceback, when the course says what is wrong."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CustomerValueError as error:
            click.echo(f"cvm: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Course, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="customer-value", prog_name="cvm")
def main() -> None:
    """Run Customer Value, a course on customer value management.

    Begin with `cvm lab`. If anything does not work, `cvm doctor` says what is wrong and what to type.
    """


for command in (
    learning.lab,
    learning.doctor,
    learning.progress,
    learning.practice,
    learning.cards,
    teaching.bank,
    teaching.notebook_,
    teaching.export,
    teaching.import_,
    classroom.assign,
    classroom.grade,
    classroom.report,
    books.data,
):
    main.add_command(command)
