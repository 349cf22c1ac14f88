"""`cv.progress()` tells a learner where they stand, the same for the same log, and shames nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest

import customer_value as cv
from customer_value import course
from customer_value.assessment.attempts import Attempt, Attempts, open_log
from customer_value.errors import ProgressError, UnknownNameError
from customer_value.study.progress import Progress, of
from customer_value.study.quiz import session
from customer_value.study.wording import task

DAY = date(2026, 1, 1)


def _answer(log: Attempts, item: str, status: str, *, misconceptions: tuple[str, ...] = ()) -> None:
    log.add(
        Attempt(
            kind="exercise" if ".E" in item else "question",
            item=item,
            answer=0,
            status=status,
            confidence="sure",
            misconceptions=misconceptions,
            asked_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    )


def _details(shown: Progress) -> str:
    """Return the table of details, below the map."""
    return shown._repr_html_().partition('<table class="cv-details">')[2]


def test_an_empty_log_is_a_beginning(home: Path) -> None:
    text = repr(cv.progress())
    assert "Your first checked answer starts this page." in text
    assert text.count("○ not started") == text.count("○")
    assert not (home / "progress.sqlite").exists()


def test_tells_states_calibration_and_misconceptions(home: Path) -> None:
    log = open_log()
    for item, status, revealed in [
        ("04.Q02", "correct", ()),
        ("04.Q03", "correct", ()),
        ("04.Q09", "wrong", ("04.M6",)),
        ("04.Q12", "wrong", ("04.M6",)),
        ("04.Q04", "wrong", ("04.M2", "04.M99")),
        ("04.E2", "correct", ()),
    ]:
        _answer(log, item, status, misconceptions=revealed)
    shown = cv.progress("04", day=DAY)
    text = repr(shown)
    assert "● solid: Compute a lifetime value" in text
    assert "Exercises done: 1 of 1; Questions right: 2 of 3, 2 at the first try" in text
    assert "When you said you were sure, you were right 2 of 5 times (40 %)." in text
    many, once = text.splitlines()[-2:]
    assert many.endswith("” (2 answers)")
    assert once.startswith("  “Money in later years")
    assert "these ideas seem right and are not" in text  # or they would read as the lesson's own
    assert repr(cv.progress("04", day=DAY)) == text
    html = _details(shown)
    assert html.count('<th scope="col"') == 4
    assert html.count('<th scope="row"') == 6
    assert "<caption" in html
    assert "none yet" in html


def test_quiz_and_progress_count_alike_and_say_so_alike(home: Path) -> None:
    asked = session("04", questions=["04.Q09"])
    item = asked.items["04.Q09"]
    for place in (item.variant.answer - 1, item.variant.answer):
        asked.receive({"do": "check", "item": "04.Q09", "answer": item.to_screen(place % len(item.variant.options))})
    result = asked.view()["result"]
    (row,) = result["rows"]
    assert (row["right"], row["first"], row["all"]) == (1, 0, 1)
    shown = cv.progress("04")
    assert "Questions right: 1 of 1, 0 at the first try" in repr(shown)
    assert result["help"] in unescape(shown._repr_html_())


def test_an_exercise_that_took_two_checks_is_not_said_to_be_right_at_once(home: Path) -> None:
    for status in ("wrong", "correct"):
        _answer(open_log(), "04.E2", status)
    assert "(Exercises done: 1 of 1)" in repr(cv.progress("04"))
    assert "the latest check of an exercise" in cv.progress("04")._repr_html_()


def test_a_lesson_that_has_no_questions_yet_is_not_there_yet(home: Path) -> None:
    coming = replace(course.lesson("04"), name="97_coming", title="What comes?")
    text = repr(of([coming], open_log(), date(2026, 1, 1)))
    assert text.splitlines()[-2:] == ["Lesson 97: What comes?", "  not there yet"]


def test_what_nobody_needs_to_do_is_marked(home: Path) -> None:
    assert ">optional</td>" in cv.progress("04")._repr_html_()


def test_a_misconception_that_is_overcome_is_gone(home: Path) -> None:
    _answer(open_log(), "04.Q09", "wrong", misconceptions=("04.M6",))
    assert "Worth another look" in repr(cv.progress("04"))
    log = open_log()
    log.add(
        Attempt(
            kind="question",
            item="04.Q09",
            answer=1,
            status="correct",
            seed=2,
            asked_at=datetime(2026, 1, 2, tzinfo=UTC),
        )
    )
    assert "Worth another look" not in repr(cv.progress("04"))


def test_a_log_that_was_set_aside_is_named(home: Path) -> None:
    home.mkdir()
    (home / "progress.sqlite").write_text("not a database")
    assert "was kept as progress.set-aside-1.sqlite" in repr(cv.progress("04"))
    assert "was kept as progress.set-aside-1.sqlite" in cv.progress("04")._repr_html_()


def test_a_log_that_cannot_be_read_is_said(home: Path) -> None:
    (home / "progress.sqlite").mkdir(parents=True)
    with pytest.raises(ProgressError, match="cannot be opened"):
        cv.progress("04")


def test_no_such_lesson(home: Path) -> None:
    with pytest.raises(UnknownNameError, match="no lesson '99'"):
        cv.progress("99")


def test_no_word_shames(home: Path) -> None:
    for item in ("04.Q02", "04.Q03", "04.Q04"):
        _answer(open_log(), item, "wrong")
    progress = cv.progress()
    shown = repr(progress).casefold()
    assert "◑ shaky" in shown
    for state in (each for lesson in progress.lessons for each in lesson.states):
        shown = shown.replace(task(state).casefold(), "")  # "the weakest component" is no verdict on the learner
    for word in ("fail", "bad", "poor", "weak", "wrong"):
        assert word not in shown
