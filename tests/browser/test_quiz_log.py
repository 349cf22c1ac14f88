"""In real JupyterLab, a killed kernel, a full disk or a second notebook lose no answer that was told to be saved."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import pytest


def _cells(home: Path) -> list[str]:
    own = f"import os; os.environ['CVM_HOME'] = {str(home)!r}; import customer_value as cv; os.getpid()"
    return [own, 'cv.quiz("04", questions=["04.Q02"])']


def _log(home: Path) -> list[str]:
    connection = sqlite3.connect(home / "progress.sqlite")
    try:
        return [answer for (answer,) in connection.execute("SELECT answer FROM attempt ORDER BY id")]
    finally:
        connection.close()


def _answer(page, number: int) -> None:
    quiz = page.locator(".cv-quiz")
    quiz.get_by_label("Your answer").fill(str(number))
    quiz.get_by_role("button", name="Check").click()


@pytest.mark.all
def test_a_full_disk_is_said_and_the_answer_waits_until_there_is_room(notebook, tiny_disk: Path) -> None:
    page = notebook("log_full.ipynb", _cells(tiny_disk))
    quiz = page.locator(".cv-quiz")
    _answer(page, 1)
    quiz.get_by_text("Not right yet").wait_for()
    filler = tiny_disk / "filler"
    with pytest.raises(OSError, match="No space left"):
        filler.write_bytes(b"x" * 200_000)
    _answer(page, 2)
    quiz.get_by_text("Not saved yet; your answer stays here").wait_for()
    quiz.get_by_text("Free some space, then try again.").first.wait_for()
    assert quiz.get_by_label("Your answer").input_value() == "2"
    assert _log(tiny_disk) == ['"1"']
    filler.unlink()
    quiz.get_by_role("button", name="Try again to save").click()
    quiz.get_by_text("Not saved yet").wait_for(state="hidden")
    assert _log(tiny_disk) == ['"1"', '"2"']


def test_a_killed_kernel_loses_no_answer(notebook, jupyter, tmp_path: Path) -> None:
    page = notebook("log_killed.ipynb", _cells(tmp_path))
    _answer(page, 1)
    page.locator(".cv-quiz").get_by_text("Not right yet").wait_for()
    os.kill(int(page.locator(".jp-OutputArea-output pre").first.inner_text()), signal.SIGKILL)
    page.get_by_role("dialog").get_by_role("button", name="Ok").click()
    jupyter.run_all(page)
    quiz = page.locator(".cv-quiz")
    quiz.get_by_text("1 of 1 answered", exact=True).wait_for()
    assert quiz.get_by_label("Your answer").input_value() == "1"
    assert _log(tmp_path) == ['"1"']


@pytest.mark.all
def test_two_notebooks_write_one_log(notebook, page, lab, jupyter, tmp_path: Path) -> None:
    first = notebook("log_first.ipynb", _cells(tmp_path))
    second = page.context.new_page()
    jupyter.open(second, lab, lab.write("log_second.ipynb", _cells(tmp_path)))
    jupyter.run_all(second)
    for number in (1, 2, 3):
        for each, answer in ((first, number), (second, 10 * number)):
            _answer(each, answer)
            each.locator(".cv-quiz").get_by_role("status").get_by_text("Not right yet").wait_for()
    for _ in range(100):
        if len(_log(tmp_path)) == 6:
            break
        first.wait_for_timeout(50)
    said = _log(tmp_path)
    assert [each for each in said if "0" not in each] == ['"1"', '"2"', '"3"']
    assert [each for each in said if "0" in each] == ['"10"', '"20"', '"30"']
