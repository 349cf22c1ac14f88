"""A draft is like its original, says where it must be changed, and is a whole question once the marks are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from customer_value.assessment import bank
from customer_value.assessment.model import Bank
from customer_value.assessment.questions.code import Code
from customer_value.classroom import cloning
from customer_value.classroom.assignments import choosing
from customer_value.classroom.assignments.choosing import Wish
from customer_value.errors import BankError, DataError, UnknownNameError

DOUBLED = """\
lesson: 04_lifetime_value
questions:
  - id: 04.Q1
    type: numeric
    objective: 04.O1
    bloom: apply
    stem: What is two times {{n}} in all?
    variables: {n: {from: [1, 3]}}
    answer: 2 * n
    unit: €
    tolerance: {absolute: 0.1}
    mistakes: [{value: 2 + n, says: This adds what is to be multiplied.}]
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def whole(lesson: str) -> tuple[Bank, list[str]]:
    found = cloning.source(Path(lesson))
    return found, [each.id for each in found.questions if not isinstance(each, Code)]


@pytest.mark.parametrize(
    "lesson", ["04", *(pytest.param(each, marks=pytest.mark.all) for each in ("00", "01", "02", "03", "05", "06"))]
)
def test_a_draft_with_its_marks_taken_away_passes_the_check(lesson: str, tmp_path: Path) -> None:
    original, items = whole(lesson)
    text = cloning.draft(original, items, cloning.taken(original))
    path = written(tmp_path / f"{lesson}_mine.yaml", text)
    open_places = [each for each in bank.check_files([path]) if each.code == "open"]
    assert {each.item for each in open_places} == {each.id for each in bank.read(path).questions}
    mended = written(path, text.replace(cloning.MARK, ""))
    assert bank.check_files([mended]) == []
    for old, new in zip(items, bank.read(mended).questions, strict=True):
        same = original.question(old)
        assert (new.objective, new.bloom, type(new)) == (same.objective, same.bloom, type(same))
        assert [each.misconception for each in new.sentences()] == [each.misconception for each in same.sentences()]


def test_every_type_is_marked_where_its_key_stands(project: Path, tmp_path: Path) -> None:
    original = bank.read(project / "tests/assessment/example.yaml")
    items = [each.id for each in original.questions if not isinstance(each, Code)]
    drafts = bank.read(written(tmp_path / "04_a.yaml", cloning.draft(original, items))).questions
    assert len({type(each) for each in drafts}) == 9
    for each in drafts:
        assert each.stem.startswith(cloning.MARK)
        for at, texts in each.alternatives():
            assert at[0] == "variables" or all(text.startswith(cloning.MARK) for text in texts), each.id
        assert not each.enemies
        assert "source-quiz" not in each.tags


def test_other_numbers_are_proposed_and_advice_is_given() -> None:
    original, _ = whole("04")
    text = cloning.draft(original, ["04.Q02"], {"04.Q901", "04.Q902"})
    assert "- id: 04.Q903\n" in text
    assert "# Like 04.Q02, whose answer is public" in text
    assert "# The numbers are other ones than there" in text
    assert "from: [95, 110, 125, 135, 145]" in text
    assert text.startswith(f"{bank.SCHEMA_LINE}\nlesson: 04_lifetime_value\nmisconceptions:\n  04.M2: ")


def test_numbers_that_would_break_a_rule_stay(tmp_path: Path) -> None:
    """Between 1 and 3 there is 2 alone, and 2 * 2 is 2 + 2: the mistake would be right."""
    path = written(tmp_path / "04_a.yaml", DOUBLED)
    text = cloning.draft(bank.read(path), ["04.Q1"])
    assert "from: [1, 3]" in text
    assert "# The numbers are still those of the original: choose others." in text


def test_what_cannot_be_drafted_is_refused(tmp_path: Path) -> None:
    original, _ = whole("04")
    for items, told in ((["04.E1"], "is an exercise"), (["04.Q02", "04.Q02"], "is named twice")):
        with pytest.raises(DataError, match=told):
            cloning.draft(original, items)
    with pytest.raises(UnknownNameError, match="no question"):
        cloning.draft(original, ["04.Q999"])
    with pytest.raises(UnknownNameError, match="no lesson"):
        cloning.source(Path("77"))
    with pytest.raises(BankError, match="No such file"):
        cloning.source(tmp_path / "none.yaml")


def test_new_ids_are_free_in_the_course_and_in_the_file(own_bank: Path) -> None:
    original = cloning.source(own_bank)
    taken = cloning.taken(original)
    assert {"04.Q901", "04.Q01", "05.Q41", "04.E1"} <= taken
    assert "- id: 04.Q902\n" in cloning.draft(original, ["04.Q901"], taken)


def test_the_number_of_a_draft_is_marked_too(tmp_path: Path) -> None:
    original, _ = whole("04")
    path = written(tmp_path / "own.yaml", cloning.draft(original, ["04.Q02"], {"04.Q901"}))
    text = path.read_text(encoding="utf-8")
    found = bank.check_files([path])
    assert [(each.code, text.splitlines()[each.line - 1].split(":")[0].strip()) for each in found] == [
        ("open", "stem"), ("open", "answer")
    ]  # fmt: skip
    stem_alone = written(path, text.replace(cloning.MARK, "", 1))
    with pytest.raises(BankError, match=r"04.Q902 is still to be filled in"):
        choosing.choose(Wish(private=[stem_alone]), 1)
