"""A notebook that fails out of sight fails here; what is stored does not change from run to run."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from customer_value import notebook

FAILS = {
    "in a cell": "1 / 0",
    "inside interact": "from ipywidgets import interact\n@interact(x=3)\ndef f(x):\n    return 1 / 0",
    "in an Output widget": "from ipywidgets import Output\nout = Output()\nwith out:\n    1 / 0\nout",
    "on the error stream": "import warnings\nwarnings.warn('something is deprecated')",
}


def written(folder: Path, *sources: str) -> Path:
    path = folder / "test.ipynb"
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.mark.parametrize("where", FAILS)
def test_an_error_is_caught_wherever_it_hides(tmp_path: Path, where: str) -> None:
    with pytest.raises((CellExecutionError, notebook.HiddenError), match=r"ZeroDivisionError|error stream"):
        notebook.run(written(tmp_path, FAILS[where]))


def test_what_is_stored_is_the_same_each_time(tmp_path: Path) -> None:
    source = "from ipywidgets import IntSlider\nimport os\nprint(os.environ['CVM_LEARNER_SEED'])\nIntSlider()"
    path = written(tmp_path, source)
    notebook.store(path)
    first = path.read_bytes()
    notebook.store(path)
    assert path.read_bytes() == first
    assert b"model_id" not in first


def test_a_notebook_runs_as_a_new_learner_in_an_empty_folder(tmp_path: Path) -> None:
    ran = notebook.run(written(tmp_path, "import os\nprint(os.listdir('.'), os.path.exists(os.environ['CVM_HOME']))"))
    assert ran.cells[0].outputs[0].text == "[] False\n"


def test_named_notebooks_are_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "6 * 7")
    notebook.main([str(path)])
    assert "42" in path.read_text("utf-8")
    assert capsys.readouterr().out == "running test.ipynb ...\n"


NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
OTHERS = [pytest.param(each, marks=pytest.mark.all) for each in NOTEBOOKS if not each.stem.startswith("04")]


@pytest.mark.parametrize(
    "path", [*(each for each in NOTEBOOKS if each.stem.startswith("04")), *OTHERS], ids=lambda each: each.stem
)
def test_the_courses_notebooks_run_without_a_hidden_error(path: Path) -> None:
    notebook.run(path)
