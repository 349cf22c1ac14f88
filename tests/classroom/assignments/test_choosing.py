"""An assignment's questions: by blueprint, private ones first, or named; and whose key is public."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from customer_value.assessment import bank
from customer_value.classroom import cloning
from customer_value.classroom.assignments import choosing
from customer_value.classroom.assignments.choosing import Wish, choose
from customer_value.errors import BankError, DataError, UnknownNameError

ID = "04.Q901"


def ids(wish: Wish, seed: int = 1) -> list[str]:
    return [each.question.id for each in choose(wish, seed)]


def written(path: Path, text: str, *changes: tuple[str, str]) -> Path:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def clones(tmp_path: Path, project: Path) -> str:
    """Drafts of two public questions of lesson 4, as if written anew."""
    original = bank.read(project / "quizzes/04_lifetime_value.yaml")
    return cloning.draft(original, ["04.Q02", "04.Q13"], cloning.taken(original)).replace(cloning.MARK, "New: ")


def test_each_objective_comes_once_before_any_twice() -> None:
    drawn = choose(Wish(lessons=["04"]), 3)
    assert len(drawn) == choosing.USUAL
    assert set(Counter(each.question.objective for each in drawn).values()) == {1, 2}
    assert all(each.is_public and each.source.name == "04_lifetime_value.yaml" for each in drawn)
    assert not any({"go-further", "in-lesson"} & set(each.question.tags) for each in drawn)
    assert ids(Wish(lessons=["04"]), 3) == [each.question.id for each in drawn] != ids(Wish(lessons=["04"]), 4)


def test_objectives_levels_and_several_lessons() -> None:
    named = choose(Wish(lessons=["04", "03"], objectives=["04.O2"], count=12), 1)
    assert {each.question.objective for each in named if each.question.id[:2] == "04"} == {"04.O2"}
    assert len({each.question.objective for each in named if each.question.id[:2] == "03"}) > 3
    assert {each.question.bloom for each in choose(Wish(lessons=["04"], levels=["apply"]), 1)} == {"apply"}
    with pytest.raises(UnknownNameError, match=r"no objective '04.O77'"):
        ids(Wish(objectives=["04.O77"]))
    with pytest.raises(DataError, match="no question fits"):
        ids(Wish(lessons=["00"], levels=["create"]))
    with pytest.raises(DataError, match="say what to ask"):
        ids(Wish())


def test_private_items_come_first_where_they_serve_an_objective(tmp_path: Path, clones: str) -> None:
    mine = written(tmp_path / "mine.yaml", clones)
    for seed in range(5):
        drawn = choose(Wish(lessons=["04"], private=[mine]), seed)
        assert {ID, "04.Q902"} <= {each.question.id for each in drawn if not each.is_public}
        assert len({each.question.objective for each in drawn}) == 6
    assert ids(Wish(private=[mine])) == [ID, "04.Q902"]
    [one, _] = choose(Wish(items=[ID, "04.Q02"], private=[mine]), 1)
    assert (one.is_public, one.source.is_private, one.source.name) == (False, True, "mine.yaml")


def test_a_copy_under_another_id_has_a_public_key(tmp_path: Path, project: Path) -> None:
    text = (project / "quizzes/04_lifetime_value.yaml").read_text(encoding="utf-8")
    mine = written(
        tmp_path / "04_Lifetime_Value.yaml", text, ("id: 04.Q02\n", f"id: {ID}\n"), ("id: 04.Q03\n", "id: 04.Q902\n")
    )
    named = choose(Wish(items=[ID, "04.Q03"], private=[mine]), 1)
    assert [each.is_public for each in named] == [True, True]
    assert [each.source.name for each in named] == ["04_Lifetime_Value.yaml", "04_lifetime_value-2.yaml"]


def test_a_changed_question_of_the_same_id_is_no_longer_public(tmp_path: Path, project: Path) -> None:
    text = (project / "quizzes/04_lifetime_value.yaml").read_text(encoding="utf-8")
    mine = written(tmp_path / "mine.yaml", text, ("stays with chance", "remains with chance"))
    [asked] = choose(Wish(items=["04.Q02"], private=[mine]), 1)
    assert (asked.is_public, asked.source.is_private) == (False, True)


def test_what_cannot_be_asked_is_refused(tmp_path: Path, clones: str) -> None:
    for items, told in (
        (["04.E1"], "is an exercise, which a notebook checks"),
        (["04.Q02", "04.Q02"], "is named twice"),
        (["04.Q999"], "no question '04.Q999'"),
        (["99.Q01"], "no lesson '99'"),
    ):
        with pytest.raises((DataError, UnknownNameError), match=told):
            ids(Wish(items=items))
    draft = written(tmp_path / "mine.yaml", clones, ("New: A customer", f"{cloning.MARK}A customer"))
    with pytest.raises(BankError, match=f"{ID} is still to be filled in"):
        ids(Wish(items=[ID], private=[draft]))
    other = written(tmp_path / "other.yaml", clones)
    with pytest.raises(BankError, match=r"stands in .*mine\.yaml too"):
        ids(Wish(items=["04.Q902"], private=[draft, other]))


def test_enemies_and_exercises_are_told(tmp_path: Path, project: Path) -> None:
    items = bank.read(project / "quizzes/04_lifetime_value.yaml").questions
    one = next(each for each in items if each.enemies and not each.id.startswith("04.E"))
    pair = choose(Wish(items=[one.enemies[0], one.id]), 1)
    assert choosing.enemies(pair) == [f"{one.enemies[0]} and {one.id}"]
    text = (project / "quizzes/04_lifetime_value.yaml").read_text(encoding="utf-8")
    mine = written(tmp_path / "mine.yaml", text)
    sources = [each.source for each in choose(Wish(items=["04.Q02"], private=[mine]), 1)]
    assert choosing.exercises(sources)[0].startswith("04.E")
    assert choosing.exercises([]) == []
