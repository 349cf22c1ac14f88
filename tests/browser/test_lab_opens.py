"""`cvm lab` opens JupyterLab on the learner's copy, quietly, and cells run."""

from __future__ import annotations


def test_a_cell_runs_in_the_learners_folder(notebook, lab) -> None:
    page = notebook("runs.ipynb", ["import customer_value as cv, os\nprint('quiz' in cv.__all__, os.getcwd())"])
    page.get_by_text(f"True {lab.root}").wait_for()


def test_no_news_prompt(notebook) -> None:
    page = notebook("quiet.ipynb", ["1 + 1"])
    assert page.get_by_text("Would you like to get notified").count() == 0
