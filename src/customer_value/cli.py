"""`cvm`: the course on the command line, one verb per task."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from customer_value.errors import CustomerValueError

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
@click.argument("folder", type=_FILE, default=Path("my_course"))
@click.option("--browser/--no-browser", default=None, help="Open a browser window, or print the address only.")
@click.option("--port", type=int, help="Use this port, or stop if it is taken.")
@click.argument("jupyter_options", nargs=-1, type=click.UNPROCESSED)
def lab(folder: Path, jupyter_options: tuple[str, ...], *, browser: bool | None, port: int | None) -> None:
    """Open the lessons in JupyterLab.

    The first time, the notebooks are copied into FOLDER (default: my_course). Your copy is yours: it is never
    overwritten. After an upgrade a new version of a lesson is laid beside it as NAME.new.ipynb. Further options
    are handed to JupyterLab.
    """
    from customer_value import lab as jupyter
    from customer_value import workspace

    laid = workspace.make(folder.resolve())
    if laid.copied:
        click.echo(f"Copied {len(laid.copied)} notebooks into {folder}. They are yours to change.")
    for name in laid.renewed:
        click.echo(f"New version: {name} lies beside your own copy.")
    show = jupyter.has_display() if browser is None else browser
    if not show:
        click.echo("Open the address that starts with http://127.0.0.1 in your browser. Ctrl+C here stops the course.")
    jupyter.start(laid.folder, browser=show, port=port, extra=jupyter_options)


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


if __name__ == "__main__":
    main()
