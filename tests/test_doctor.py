"""`cvm doctor` names what is wrong and what to type, one line each."""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from customer_value import course, doctor


def test_this_environment_is_healthy(home: Path, tmp_path: Path) -> None:
    findings = list(doctor.examine(tmp_path / "my_course"))
    assert [str(each) for each in findings if not each.is_fine] == []
    assert all(str(each).startswith("ok ") for each in findings)
    assert not (tmp_path / "my_course").exists(), "the doctor looks and touches nothing"
    assert not home.exists()


def test_a_missing_and_an_old_package_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.metadata.version

    def version(name: str) -> str:
        if name == "nh3":
            raise importlib.metadata.PackageNotFoundError(name)
        return "2.3.3" if name == "pandas" else real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    line = str(doctor._packages())
    assert line.startswith("WRONG  missing or too old: nh3, pandas. Type: ")
    assert line.endswith('pip install --upgrade "nh3" "pandas"')


def test_a_course_without_datasets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("notebooks", "lessons", "quizzes"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(course, "root", lambda: tmp_path)
    assert "the course lacks datasets" in str(doctor._course())


def test_a_kernel_that_does_not_see_the_course(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "customer_value.py").write_text("raise ImportError('another package of that name')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    finding = doctor._kernel()
    assert "kernel does not start, or does not see the course" in str(finding)
    assert "ipykernel install" in finding.mend


def test_a_log_that_is_not_a_database(home: Path) -> None:
    home.mkdir()
    (home / "progress.sqlite").mkdir()
    finding = doctor._log()
    assert "your answers cannot be read" in str(finding)
    assert "CVM_HOME" in finding.mend


def test_a_home_that_cannot_be_written(home: Path) -> None:
    home.write_text("a file where a folder should be")
    assert "your answers cannot be kept" in str(doctor._log())


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be written. Type: cvm lab FOLDER" in str(doctor._writable(tmp_path / "file"))


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    assert "only 5 MB are free" in str(doctor._disk(tmp_path / "deep/down"))


def test_new_versions_are_mentioned(tmp_path: Path) -> None:
    (tmp_path / "04_lifetime_value.new.ipynb").touch()
    assert "new versions: 04_lifetime_value.new.ipynb" in str(doctor._writable(tmp_path))
