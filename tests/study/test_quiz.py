"""`cv.quiz` asks a lesson's questions with the learner's own numbers, and says what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

import customer_value as cv
from customer_value import facts
from customer_value.assessment import bank
from customer_value.assessment.attempts import Attempts
from customer_value.assessment.questions.numeric import Numeric
from customer_value.course import lesson
from customer_value.errors import BankError, CustomerValueError, DataError, UnknownNameError
from customer_value.study.quiz import own_number, session


def _ids(**options: object) -> list[str]:
    return list(session("04", **options).items)


def test_draws_eight_questions_over_all_objectives(home: Path) -> None:
    quiz = session("04")
    assert len(quiz.items) == 8
    objectives = {each.question.objective for each in quiz.items.values()}
    assert objectives == {f"04.O{number}" for number in range(1, 7)}
    assert quiz.title == "Quiz 04: How much may we spend on a customer?"


def test_the_same_seed_asks_the_same_and_another_one_asks_others(home: Path) -> None:
    assert _ids(seed=5) == _ids(seed=5)
    assert _ids() == _ids(seed=1)  # the learner's own number, in tests
    assert len({tuple(_ids(seed=seed)) for seed in range(6)}) > 3


def test_questions_can_be_named_counted_or_held_to_an_objective(home: Path) -> None:
    assert _ids(questions=["04.Q09", "04.Q02"]) == ["04.Q09", "04.Q02"]
    assert _ids(questions="04.Q09") == ["04.Q09"]
    for objective in ("04.O2", ["04.O2"]):
        quiz = session("04", questions=2, objective=objective)
        assert {each.question.objective for each in quiz.items.values()} == {"04.O2"}


def test_what_may_be_skipped_or_is_asked_in_the_text_is_drawn_only_for_its_objective(home: Path) -> None:
    """04.Q07 stands in a section under *Go further*."""
    assert "go-further" in bank.read(lesson("04").bank).question("04.Q07").tags
    assert all("04.Q07" not in _ids(seed=seed) for seed in range(12))
    assert "04.Q07" in _ids(objective="04.O3", questions=50)


def test_what_does_not_exist_is_said(home: Path) -> None:
    with pytest.raises(UnknownNameError, match="no lesson '99'"):
        cv.quiz("99")
    with pytest.raises(UnknownNameError, match=r"no question '04\.Q999'"):
        cv.quiz("04", questions=["04.Q999"])
    with pytest.raises(UnknownNameError, match=r"no objective '04\.O99'"):
        cv.quiz("04", objective="04.O99")
    with pytest.raises(DataError, match="at least one question, not 0"):
        cv.quiz("04", questions=0)


def test_without_a_log_it_runs_with_number_one_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CVM_LEARNER_SEED")
    (tmp_path / "progress.sqlite").mkdir()
    number, notice = own_number(Attempts(tmp_path / "progress.sqlite"))
    assert number == 1
    assert "this quiz uses number 1" in notice
    assert "cannot be opened" in session("04", log=Attempts(tmp_path / "progress.sqlite")).view()["notice"]


def test_answers_carry_the_time_of_day(home: Path) -> None:
    quiz = session("04", questions=["04.Q02"])
    quiz.receive({"do": "check", "item": "04.Q02", "answer": "1"})
    (answer,) = Attempts(home / "progress.sqlite").all()
    assert answer.asked_at.tzinfo is not None
    assert answer.asked_at.year >= 2026


def test_a_question_about_the_learners_own_shop_has_its_numbers(home: Path) -> None:
    every = [each for each in bank.read(lesson("04").bank).questions if isinstance(each, Numeric)]
    stated = [(q.id, n, v) for q in every for n, v in q.variables.items() if v.fact and "{{" not in str(v.arguments)]
    key, name, own = stated[0]
    shown = session("04", questions=[key]).items[key].variant.numbers[name]
    assert shown == round(facts.of(1)[own.fact](**own.arguments), own.decimals)


# A bank of one's own


def test_a_bank_of_ones_own_is_played_and_its_answers_are_kept(home: Path, own_bank: Path) -> None:
    quiz = session(bank=own_bank)
    assert list(quiz.items) == ["04.Q901"]
    assert quiz.title == "Quiz 04: How much may we spend on a customer?"
    item = quiz.items["04.Q901"]
    quiz.receive({"do": "check", "item": "04.Q901", "answer": item.to_screen(item.variant.answer)})
    assert item.outcome.status == "correct"
    assert session("04", bank=str(own_bank)).items["04.Q901"].tries == 1
    cv.progress("04")  # a question that the course does not have is nothing to stumble over


def test_a_bank_of_ones_own_that_is_broken_or_of_another_lesson_is_refused(home: Path, own_bank: Path) -> None:
    text = own_bank.read_text("utf-8")
    with pytest.raises(DataError, match="of lesson 04, not of lesson 03"):
        session("03", bank=own_bank)
    with pytest.raises(UnknownNameError, match=r"no question '04\.Q01'"):
        session(bank=own_bank, questions=["04.Q01"])
    with pytest.raises(BankError, match="No such file"):
        session(bank=own_bank.parent / "none.yaml")
    own_bank.write_text(text.replace("true_false", "truth"), encoding="utf-8")
    with pytest.raises(BankError, match=r"my\.yaml"):
        cv.quiz(bank=own_bank)
    own_bank.write_text(text.replace("04_lifetime_value", "99_none"), encoding="utf-8")
    with pytest.raises(CustomerValueError, match="99_none"):
        session(bank=own_bank)


def test_a_quiz_needs_a_lesson_or_a_bank(home: Path) -> None:
    with pytest.raises(DataError, match="needs a lesson"):
        cv.quiz()
