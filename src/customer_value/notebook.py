"""Run the course's notebooks and store their outputs, the same on every machine.

`python -m customer_value.notebook` (in a checkout: `make notebooks`) runs every notebook of the course, or the files
that it is given, in a kernel of its own, in an empty folder, as learner 1 who has answered nothing yet.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from customer_value import course
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_SECONDS_PER_CELL = 60


class HiddenError(CustomerValueError):
    """An error inside a widget: the cell succeeded, the learner sees a traceback."""


def run(source: Path) -> NotebookNode:
    """Run a notebook as a new learner and return it with its outputs.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    HiddenError
        If a cell succeeds but an error stands in an Output widget or on the error stream.
    """
    from nbclient import NotebookClient

    notebook = nbformat.read(source, as_version=4)
    with _new_learner() as folder:
        NotebookClient(
            notebook,
            timeout=_SECONDS_PER_CELL,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            store_widget_state=True,
        ).execute()
    hidden = list(_hidden_errors(notebook))
    if hidden:
        raise HiddenError(f"{source.name}: {'; '.join(hidden)}")
    return notebook


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Take out what changes from run to run: times, widget ids and states, the interpreter's version."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(_WIDGET_VIEW, None)
            output.get("data", {}).pop("application/javascript", None)
    return notebook


def store(path: Path) -> None:
    """Run the notebook at `path` and write it back with its outputs."""
    nbformat.write(normalise(run(path)), path)


@contextmanager
def _new_learner() -> Iterator[Path]:
    """Give an empty folder and the environment of learner 1, whose log is empty."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="customer-value-") as folder:
        os.environ |= {"CVM_HOME": str(Path(folder) / "home"), "CVM_LEARNER_SEED": "1"}
        try:
            yield Path(folder)
        finally:
            os.environ.clear()
            os.environ |= before


def _hidden_errors(notebook: NotebookNode) -> Iterator[str]:
    states: dict[str, Any] = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    for model in states.get("state", {}).values():
        for output in model["state"].get("outputs", ()):
            if output["output_type"] == "error":
                yield f"in a widget: {output['ename']}: {output['evalue']}"
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream" and output["name"] == "stderr":
                yield f"on the error stream: {' '.join(output['text'].split())[:200]}"


def main(names: list[str]) -> None:
    """Store the outputs of the named notebooks, or of all."""
    for path in map(Path, names) if names else sorted(course.folder("notebooks").glob("*.ipynb")):
        print(f"running {path.name} ...", flush=True)
        store(path)


if __name__ == "__main__":
    main(sys.argv[1:])
