"""`cvm practice` asks in the terminal what fits there, and says what to type in JupyterLab for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click
import pytest

from customer_value.assessment.attempts import open_log
from customer_value.assessment.note import Note
from customer_value.study.console import Console
from customer_value.study.practice import session
from customer_value.study.practice_terminal import run


def _said(questions: list[str], *typed: str) -> list[str]:
    """Practise these questions, typing so; Ctrl+C at the end. Return what stands on the terminal."""
    asked = session(questions, day=date(2026, 3, 1), clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    shown: list[str] = []
    keys: Iterator[str] = iter(typed)

    def ask(prompt: str) -> str:
        shown.append(prompt)
        answer = next(keys, None)
        if answer is None:
            raise click.Abort
        return answer

    run(asked, Console(ask, shown.append, 100))
    return [click.unstyle(each) for each in shown]


def _right(key: str) -> int:
    item = session([key], day=date(2026, 3, 1)).items[key]
    return item.to_screen(item.variant.answer) + 1


def test_a_right_answer_goes_on_and_is_kept(home: Path) -> None:
    shown = _said(["04.Q04", "04.Q05"], str(_right("04.Q04")))
    assert shown[0] == "Practice: what you need most today"
    assert "Question 1 of 2" in shown
    assert "Right" in shown
    assert "Question 2 of 2" in shown
    assert "Ended. Your answers are kept; the same command goes on." in shown
    assert shown[-1] == "1 of 2 answered so far; 1 right."
    (kept,) = open_log().all()
    assert (kept.item, kept.status) == ("04.Q04", "correct")


def test_a_wrong_answer_is_explained_and_may_be_tried_again(home: Path) -> None:
    wrong = str(_right("04.Q04") % 3 + 1)
    shown = _said(["04.Q04"], "x", wrong, "s", "h", "h", "h", "h", wrong, "s")
    for each in (
        "This cannot be read.",
        "Not right yet",
        "Try again, or press Enter for the next question.",
        "The solution is shown after two tries.",
        "No further hint.",
    ):
        assert each in shown
    assert any(each.startswith("The right answer is") for each in shown)
    assert [each.status for each in open_log().all()] == ["wrong", "wrong", "solution"]
    assert "Ended. Your answers are kept; the same command goes on." not in shown  # all was asked


def test_enter_alone_goes_on_and_q_ends(home: Path) -> None:
    shown = _said(["04.Q04", "04.Q05", "04.Q06"], "", "q")
    assert "Question 2 of 3" in shown
    assert "Question 3 of 3" not in shown
    assert shown[-1] == "Ended. Your answers are kept; the same command goes on."
    assert not open_log().all()


def test_an_open_gap_is_asked_for_again(home: Path) -> None:
    shown = _said(["04.Q49"], *["none"] * 4)
    assert "Still open: 2 of 4 gaps. Fill each of them." in shown
    [listed] = [line for line in shown if line.startswith("  (2) 1) ")]
    options = re.findall(r"\d\) (.*?)(?=  \d\)|$)", listed.removeprefix("  (2) "))
    assert sorted(options) == ["fit on all the years", "larger model", "simple rule"]
    assert "the (1) …" in " ".join(shown)


def test_a_blank_is_no_answer(home: Path) -> None:
    assert _said(["04.Q02"], "____").count("This cannot be read.") == 1
    assert not open_log().all()


def test_what_does_not_fit_is_left_to_jupyterlab(home: Path) -> None:
    shown = _said(["04.Q53", "04.Q05"], "q")
    assert shown[-1] == '  cv.practice(["04.Q53"])'
    assert shown[-2].startswith("1 of the questions for today need a figure or room to write.")
    alone = _said(["04.Q53"])
    assert "Type your answer" not in "".join(alone)
    assert alone[-1] == '  cv.practice(["04.Q53"])'


def test_the_reason_stands_above_the_question(home: Path) -> None:
    shown = _said(["00.Q01"], "q")
    assert "Why this question? It is new to you, from lesson 00, which you have begun." in shown


def test_an_answer_that_cannot_be_kept_is_said(home: Path) -> None:
    asked = session(["04.Q04"], day=date(2026, 3, 1))
    home.mkdir()
    (home / "progress.sqlite").mkdir()
    shown: list[str] = []
    typed = iter([str(_right_of(asked))])
    run(asked, Console(lambda _: next(typed), shown.append, 100))
    assert "progress.sqlite cannot be used: the file cannot be opened." in " ".join(shown)


def _right_of(asked) -> int:
    (item,) = asked.items.values()
    return item.to_screen(item.variant.answer) + 1


def test_nothing_left_is_one_note() -> None:
    shown: list[str] = []
    run(Note("Nothing to practise today"), Console(pytest.fail, shown.append))
    assert shown == ["Nothing to practise today"]
