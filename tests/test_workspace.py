"""The learner's copy is made once, without outputs, and never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from customer_value import course, workspace
from customer_value.errors import SetupError


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of one notebook that has outputs."""
    (tmp_path / "course/notebooks").mkdir(parents=True)
    monkeypatch.setattr(course, "root", lambda: tmp_path / "course")
    lesson = tmp_path / "course/notebooks/04_lifetime_value.ipynb"
    write(lesson, "1 + 1", "2")
    return lesson


def write(path: Path, source: str, result: str = "") -> None:
    cell = nbformat.v4.new_code_cell(source, id="one", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("stream", text=result)] if result else []
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {"state": 1}}), path)


def test_a_copy_has_no_outputs(shipped: Path, tmp_path: Path) -> None:
    laid = workspace.make(tmp_path / "mine")
    assert laid.copied == ("04_lifetime_value.ipynb",)
    copy = nbformat.read(tmp_path / "mine/04_lifetime_value.ipynb", as_version=4)
    assert (copy.cells[0].source, copy.cells[0].outputs, copy.cells[0].execution_count) == ("1 + 1", [], None)
    assert "widgets" not in copy.metadata


def test_a_second_time_changes_nothing(shipped: Path, tmp_path: Path) -> None:
    workspace.make(tmp_path / "mine")
    mine = tmp_path / "mine/04_lifetime_value.ipynb"
    write(mine, "my own work")
    before = mine.read_bytes()
    laid = workspace.make(tmp_path / "mine")
    assert (laid.copied, laid.renewed) == ((), ())
    assert mine.read_bytes() == before


def test_an_upgrade_is_laid_beside(shipped: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    workspace.make(mine)
    write(mine / "04_lifetime_value.ipynb", "my own work")
    write(shipped, "2 + 2", "4")
    assert workspace.make(mine).renewed == ("04_lifetime_value.new.ipynb",)
    assert "my own work" in (mine / "04_lifetime_value.ipynb").read_text("utf-8")
    assert "2 + 2" in (mine / "04_lifetime_value.new.ipynb").read_text("utf-8")
    assert workspace.updates(mine) == ["04_lifetime_value.new.ipynb"]


def test_a_second_upgrade_keeps_the_first(shipped: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    workspace.make(mine)
    write(shipped, "2 + 2")
    workspace.make(mine)
    write(mine / "04_lifetime_value.new.ipynb", "I work here now")
    write(shipped, "3 + 3")
    assert workspace.make(mine).renewed == ("04_lifetime_value.new2.ipynb",)
    assert "I work here now" in (mine / "04_lifetime_value.new.ipynb").read_text("utf-8")


def test_outputs_alone_are_no_upgrade(shipped: Path, tmp_path: Path) -> None:
    workspace.make(tmp_path / "mine")
    write(shipped, "1 + 1", "2 (drawn anew)")
    assert workspace.make(tmp_path / "mine").renewed == ()


@pytest.mark.parametrize("damage", ["", "{", "[]"])
def test_a_damaged_manifest_loses_no_work(shipped: Path, tmp_path: Path, damage: str) -> None:
    mine = tmp_path / "mine"
    workspace.make(mine)
    write(mine / "04_lifetime_value.ipynb", "my own work")
    (mine / workspace.MANIFEST).write_text(damage)
    workspace.make(mine)
    assert "my own work" in (mine / "04_lifetime_value.ipynb").read_text("utf-8")


def test_a_folder_that_cannot_be_made(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SetupError, match=r"cannot write the learner's folder .* cvm lab FOLDER"):
        workspace.make(tmp_path / "file/mine")
    assert not workspace.is_writable(tmp_path / "file")
    assert workspace.is_writable(tmp_path / "new/deep")


def test_every_notebook_of_the_course_can_be_copied(tmp_path: Path) -> None:
    laid = workspace.make(tmp_path)
    assert workspace.START in laid.copied
    for name in laid.copied:
        assert all(not cell.get("outputs") for cell in json.loads((tmp_path / name).read_text("utf-8"))["cells"])
