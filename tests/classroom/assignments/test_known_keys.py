"""A key is public where the course asks the same, however it is called, whatever numbers it draws, mended or not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from customer_value.assessment import bank
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.code import Code
from customer_value.classroom import cloning
from customer_value.classroom.assignments.known_keys import is_public, known_keys

replace = msgspec.structs.replace


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    return known_keys({"04"})


def question(item: str, project: Path) -> AnyQuestion:
    return bank.read(project / "quizzes/04_lifetime_value.yaml").question(item)


def test_a_draft_whose_marks_alone_were_taken_away_is_public(known, project: Path, tmp_path: Path) -> None:
    original = bank.read(project / "quizzes/04_lifetime_value.yaml")
    items = [each.id for each in original.questions if not isinstance(each, Code)]
    path = tmp_path / "own.yaml"
    path.write_text(cloning.draft(original, items, set(items)).replace(cloning.MARK, ""), encoding="utf-8")
    drafts = bank.read(path).questions
    assert len(drafts) == len(items)
    assert [each.id for each in drafts if not is_public(each, known)] == []


def test_a_mended_key_leaves_a_question_public(known, project: Path) -> None:
    number, choice = question("04.Q02", project), question("04.Q11", project)
    assert is_public(replace(number, answer="1 + 1", feedback="New."), known)
    turned = [replace(each, correct=not each.correct) for each in choice.options]
    assert is_public(replace(choice, options=(*turned,)), known)


def test_another_wrong_option_does_not_hide_the_right_one_but_another_question_is_ones_own(known, project) -> None:
    choice = question("04.Q11", project)
    wrong = next(place for place, each in enumerate(choice.options) if not each.correct)
    other = [replace(each, text="New.") if place == wrong else each for place, each in enumerate(choice.options)]
    anew = [replace(each, text=f"New {place}.") for place, each in enumerate(choice.options)]
    assert is_public(replace(choice, options=(*other,)), known)
    assert not is_public(replace(choice, options=(*anew,)), known)
    assert not is_public(replace(choice, stem=f"{choice.stem} New?"), known)
    assert not is_public(choice, known_keys({"05", "99"}))
    assert is_public(replace(choice, stem=choice.stem.upper().replace(" ", "\n ")), known)
