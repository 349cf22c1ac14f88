"""A student's page says the score and why; it is written anew only when something on it changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest


def page(course: Any, name: str) -> str:
    return str((course.folder.feedback / f"{name}.html").read_text("utf-8"))


@pytest.fixture
def course(make: Any) -> Any:
    made = make()
    made.hand_in("ada")
    made.hand_in("ben", made.shown("ben", status="wrong"), handed_in_at=datetime(2026, 3, 9, tzinfo=UTC))
    made.grade()
    return made


def test_it_says_the_score_and_what_is_still_open(course: Any) -> None:
    text = page(course, "ada")
    assert "Week 3 &lt;b&gt;" in text
    assert "22 of the 22 points marked so far (the whole is worth 24). 1 answer waits for its mark." in text
    assert "This answer waits for its mark." in text
    assert "compare it with the model answer" not in text
    assert text.count("<article>") == len(course.questions)
    assert "Handed in after" not in text


def test_it_says_what_was_wrong_and_what_is_right(course: Any) -> None:
    text = page(course, "ben")
    assert "0 of the 22 points marked so far" in text
    assert "Handed in after the due date." in text
    assert "Wrong · 0 of 2" in text
    assert course.questions["04.Q03"].says in text
    assert "The right answer is" in text


def test_right_answers_can_be_left_out(course: Any) -> None:
    course.grade(keys=False)
    text = page(course, "ben")
    assert 'class="key"' not in text
    assert "The right answer" not in text
    course.grade(keys=True)
    assert 'class="key"' in page(course, "ben")


def test_it_holds_nothing_that_a_browser_would_load(course: Any) -> None:
    for name in ("ada", "ben"):
        text = page(course, name)
        assert "<script" not in text
        assert "src=" not in text
        assert "default-src 'none'" in text


def test_only_what_changed_is_written(course: Any) -> None:
    kept = course.folder.feedback / "ada.html"
    before = kept.stat().st_mtime_ns
    (course.folder.feedback / "ben.html").write_text("an old page")
    course.grade()
    assert kept.stat().st_mtime_ns == before
    assert "0 of the 22 points" in page(course, "ben")
    kept.unlink()
    course.grade()
    assert kept.exists()


def test_it_speaks_german(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    course.grade()
    assert "22 von 22 bisher bewerteten Punkten (insgesamt sind es 24). 1 Antwort wartet" in page(course, "ada")
    assert '<html lang="de">' in page(course, "ada")


def test_a_claimed_name_is_told(make: Any) -> None:
    course = make(items=("04.Q01",), listed=False)
    course.hand_in("Zoë <i>")
    course.grade()
    assert "Nothing proves the name" in page(course, "zoe-i")
    assert "Zoë &lt;i&gt;" in page(course, "zoe-i")


@pytest.mark.parametrize("value", [None, "x", 3, [9, 9], {"a": 1}, [None, None, None], True, {"text": ["x"]}])
def test_whatever_was_answered_is_told_or_left_out(make: Any, value: Any) -> None:
    """A page is there for everybody, and shows no answer that is none."""
    course = make(("ada",))
    course.hand_in("ada", dict.fromkeys(course.questions, value))
    course.grade()
    assert page(course, "ada").count("<article>") == len(course.questions)


def test_what_was_chosen_stands_there_in_words(course: Any) -> None:
    single = course.questions["04.Q01"]
    text = page(course, "ada")
    assert single.options[[each.correct for each in single.options].index(True)].text in text
    assert text.count("Your answer") >= len(course.questions) - 1


def test_whoever_handed_in_again_too_late_is_told_which_file_counts(make: Any) -> None:
    course = make(("ada",), items=("04.Q01",), attempts=2)
    course.hand_in("ada", file="1.answers")
    course.grade()
    late = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
    course.hand_in("ada", {}, file="2.answers", attempt=2, handed_in_at=late)
    course.grade()
    text = page(course, "ada")
    assert "2 of 2 points" in text
    assert "Your file of 2026-03-09 08:05:00 UTC came after the due time, so the earlier one counts." in text
