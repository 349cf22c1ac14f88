"""`cvm`: each verb does what its help says, and an error of ours is a sentence, not a traceback."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from customer_value import cli, doctor, lab, workspace
from customer_value.cli.shared import progress


@pytest.fixture
def cvm(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that runs `cvm` in an empty folder, as a learner of their own."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object, typed: str = "") -> Result:
        return CliRunner().invoke(cli.main, [str(word) for word in words], input=typed)

    return run


def verbs(group: click.Group = cli.main, path: str = "cvm") -> Iterator[str]:
    for name, command in group.commands.items():
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from verbs(command, f"{path} {name}")


@pytest.mark.parametrize("verb", list(verbs()))
def test_every_verb_explains_itself_and_is_documented(cvm, verb: str, project: Path) -> None:
    shown = cvm(*verb.split()[1:], "--help")
    assert shown.exit_code == 0
    assert "Usage:" in shown.output
    texts = [project / "README.md", *(project / "docs").glob("*.md")]
    assert any(verb in text.read_text("utf-8") for text in texts), f"{verb} stands in no document"


def test_lab_makes_the_copy_and_opens_it(cvm, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started = []
    monkeypatch.setattr(lab, "start", lambda folder, **options: started.append((folder, options)))
    monkeypatch.setattr(lab, "has_display", lambda: False)
    first = cvm("lab", "--port", 8899, "--ServerApp.token=x")
    assert "notebooks into my_course. They are yours to change." in first.output
    assert "Open the address" in first.output
    options = {"browser": False, "port": 8899, "extra": ("--ServerApp.token=x",)}
    assert started == [(tmp_path / "my_course", options)]
    assert (tmp_path / "my_course" / workspace.START).exists()
    assert "Copied" not in cvm("lab", "--browser").output
    assert started[1][1]["browser"] is True
    cvm("lab", "other", "--ServerApp.token=y")
    assert started[2][0] == tmp_path / "other"


def test_lab_says_what_is_new(cvm, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lab, "start", lambda *_, **__: None)
    cvm("lab")
    (tmp_path / "my_course" / workspace.MANIFEST).write_text("{}")
    assert "New version: 00_start_here.new.ipynb lies beside your own copy." in cvm("lab").output


def test_lab_in_a_place_that_cannot_be_written(cvm, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = cvm("lab", "file/mine")
    assert refused.exit_code == 2
    assert refused.output.startswith("cvm: cannot write the learner's folder")


@pytest.mark.parametrize(("mend", "code"), [("", 0), ("do this", 1)])
def test_doctor_ends_with_1_if_anything_is_wrong(cvm, monkeypatch: pytest.MonkeyPatch, mend: str, code: int) -> None:
    monkeypatch.setattr(doctor, "examine", lambda _: iter([doctor.Finding("fine"), doctor.Finding("this", mend)]))
    done = cvm("doctor")
    assert done.exit_code == code
    assert "ok     fine\n" in done.output


def test_progress_is_shown_exported_and_forgotten(cvm, tmp_path: Path) -> None:
    from customer_value.assessment.exercise import exercise

    exercise("00.E1").check(11)
    assert "\n04  How much may we spend on a customer?\n    ░░░░" in cvm("progress").output
    assert "\n04  " not in cvm("progress", "00").output
    assert cvm("progress", "--export", "mine.json").output == "Wrote 1 answers to mine.json.\n"
    assert json.loads((tmp_path / "mine.json").read_text())[0]["item"] == "00.E1"
    assert cvm("progress", "--forget", typed="n\n").exit_code == 1
    assert cvm("progress", "--forget", "--yes").output == "Deleted 1 answers.\n"
    assert "Deleted 0" in cvm("progress", "--forget", typed="y\n").output


def _seen(tmp_path: Path, *, watched: bool, **env: str) -> str:
    """Return what `cvm progress 00` writes, to a terminal of its own or into a pipe."""
    told, shown = os.openpty() if watched else os.pipe()
    command = [sys.executable, "-m", "customer_value.cli", "progress", "00"]
    base = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(command, stdout=shown, env={**base, "CVM_HOME": str(tmp_path), **env}, check=True, timeout=60)
    os.close(shown)
    parts = []
    with contextlib.suppress(OSError):  # a terminal ends with an error, a pipe with nothing
        while part := os.read(told, 10_000):
            parts.append(part)
    os.close(told)
    return b"".join(parts).decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
@pytest.mark.parametrize(
    ("watched", "env", "colours", "bar"),
    [
        (True, {"PYTHONUTF8": "1"}, True, "░░░░"),
        (True, {"PYTHONUTF8": "1", "NO_COLOR": "1"}, False, "░░░░"),
        (False, {"PYTHONUTF8": "1"}, False, "░░░░"),
        (False, {"PYTHONIOENCODING": "ascii"}, False, "...."),
    ],
    ids=["terminal", "NO_COLOR", "pipe", "ASCII"],
)
def test_progress_is_coloured_and_drawn_as_the_terminal_can(
    tmp_path: Path, *, watched: bool, env: dict[str, str], colours: bool, bar: str
) -> None:
    seen = _seen(tmp_path, watched=watched, **env)
    assert ("\x1b[" in seen) == colours
    assert bar in seen
    assert "0 of 3 solid" in seen


def test_progress_of_a_lesson_that_does_not_exist(cvm) -> None:
    refused = cvm("progress", "99")
    assert refused.exit_code == 2
    assert refused.output.startswith("cvm: no lesson '99'; lessons: ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_practice_talks_in_a_real_terminal(tmp_path: Path) -> None:
    own, its = os.openpty()
    command = [sys.executable, "-m", "customer_value.cli", "practice", "--questions", "2"]
    env = {**os.environ, "CVM_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    os.write(own, b"nonsense\n\nq\n")
    subprocess.run(command, stdin=its, stdout=its, env=env, check=True, timeout=60)
    seen = os.read(own, 20_000).decode()
    os.close(own)
    os.close(its)
    for each in ("Question 1 of 2", "Why this question?", "This cannot be read.", "Question 2 of 2", "Ended."):
        assert each in seen
    assert not (tmp_path / "progress.sqlite").exists()


def test_practice_ends_where_nothing_more_is_typed(cvm) -> None:
    shown = cvm("practice", "--questions", 2, "--day", "2026-03-01")
    assert shown.exit_code == 0
    assert shown.output.splitlines()[-1] == "Ended. Your answers are kept; the same command goes on."
    assert cvm("practice", "--questions", 0).exit_code == 2
    assert "YYYY-MM-DD" in cvm("practice", "--help").output


def test_data_in_a_folder_are_checked(cvm, tmp_path: Path) -> None:
    assert cvm("data", "generate", "--customers", 300, "--seed", 1, "--out", tmp_path / "few").exit_code == 0
    well = cvm("data", "check", tmp_path / "few")
    assert well.exit_code == 0
    assert well.stdout.splitlines()[-1] == "All is well: the tables are in order."
    (tmp_path / "few" / "stores.parquet").unlink()
    ill = cvm("data", "check", tmp_path / "few")
    assert ill.exit_code == 1
    assert "NO: stores is missing" in ill.stdout
    assert cvm("data", "check", tmp_path / "few", "--seed", 1).exit_code == 2


def test_the_courses_banks_are_sound(cvm) -> None:
    done = cvm("bank", "check", "--run")
    assert done.exit_code == 0, done.output
    assert done.output.endswith(" 0 problems\n")


def test_a_broken_bank_is_named_by_line(cvm, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("lesson: 04_lifetime_value\nquestions:\n  - id: nonsense\n")
    done = cvm("bank", "check", "bad.yaml")
    assert done.exit_code == 1
    assert "bad.yaml:3: " in done.output
    assert "To mend it: " in done.output


def test_questions_are_listed_and_previewed(cvm, tmp_path: Path, project: Path) -> None:
    bank = project / "quizzes/04_lifetime_value.yaml"
    assert "04.Q01  numeric    04.O1   apply" in cvm("bank", "list", bank).output
    assert "04_lifetime_value.html" in cvm("bank", "preview", bank, "--once").output
    assert "04.Q01" in (tmp_path / "04_lifetime_value.html").read_text("utf-8")
    refused = cvm("bank", "preview", bank, "--out", "no/such/folder.html")
    assert (refused.exit_code, "cannot be written" in refused.output) == (2, True)
    missing = cvm("bank", "preview", "no.yaml")
    assert (missing.exit_code, "No such file" in missing.output) == (2, True)


def test_an_instructors_notebook_has_the_solutions(cvm, tmp_path: Path) -> None:
    cvm("notebook", "04", "--solutions", "--out", "teach.ipynb")
    cvm("notebook", "04", "--out", "plain.ipynb")
    assert "____" in (tmp_path / "plain.ipynb").read_text("utf-8")
    assert "____" not in (tmp_path / "teach.ipynb").read_text("utf-8")
    refused = cvm("notebook", "04", "--out", "teach.ipynb")
    assert refused.output == "cvm: teach.ipynb exists and is not overwritten. Name another file.\n"


@pytest.mark.parametrize("is_watched", [True, False])
def test_a_bar_is_drawn_where_somebody_watches(monkeypatch: pytest.MonkeyPatch, *, is_watched: bool) -> None:
    stream = StringIO()
    stream.isatty = lambda: is_watched
    monkeypatch.setattr("sys.stderr", stream)
    with progress(2, "Bundles") as bar:
        bar.update(2)
    assert ("Bundles" in stream.getvalue()) is is_watched
    assert is_watched or not stream.getvalue()
