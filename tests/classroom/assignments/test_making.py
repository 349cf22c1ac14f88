"""An assignment's folder is written whole, outside of git, and each student's version is drawn for that student."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from customer_value.classroom.assignments import choosing, making, preview
from customer_value.classroom.assignments.composing import versions
from customer_value.classroom.assignments.files import read_bundle
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.making import Terms
from customer_value.classroom.assignments.records import Assignment
from customer_value.classroom.assignments.roster import Roster, Row
from customer_value.errors import DataError, SetupError, UnknownNameError

Assign = Callable[..., Folder]


def planned(rows: tuple[Row, ...] | None, when, **terms: object) -> Assignment:
    chosen = choosing.choose(choosing.Wish(items=["04.Q02", "04.Q11", "04.Q21"]), 1)
    given = Terms(**{"name": "week3", "title": "Week 3", "seed": 1, **terms})
    return making.plan(given, chosen, None if rows is None else Roster(rows), when)


def test_every_student_gets_an_own_bundle(assign: Assign, tmp_path: Path) -> None:
    ids = ("ada", "../../x", "=1+1", "CON")
    folder = assign(ids=ids, minutes=30)
    assert {each.name for each in folder.path.iterdir()} == {
        "assignment.json", "private.key", "banks", "hand-out", "hand-out.csv", "preview.html",
    }  # fmt: skip
    assert [each.name for each in folder.path.parent.iterdir()] == ["week3"]
    assert {each.name for each in folder.hand_out.iterdir()} == {
        "week3-ada.cvm", "week3-x.cvm", "week3-1-1.cvm", "week3-con_.cvm", "week3.ipynb",
    }  # fmt: skip
    bundles = [read_bundle(folder.bundles[each]) for each in ids]
    assert [each.student for each in bundles] == [*ids]
    assert len({each.token for each in bundles}) == len({each.shop for each in bundles}) == 4
    assert [each.id for each in bundles[0].questions] == ["04.Q02", "04.Q11"]
    assert (bundles[0].minutes, bundles[0].seal) == (30, folder.assignment.seal)
    with (folder.path / "hand-out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            [each.replace("=", "'="), folder.bundles[each].name] for each in ids
        ]  # fmt: skip


def test_without_a_roster_there_is_one_bundle_for_all(assign: Assign) -> None:
    folder = assign(ids=None)
    assert {each.name for each in folder.hand_out.iterdir()} == {"week3.cvm", "week3.ipynb"}
    assert (read_bundle(folder.bundles[""]).student, folder.assignment.is_listed) == ("", False)
    assert not (folder.path / "hand-out.csv").exists()
    assert "all get this one version" in (folder.path / "preview.html").read_text(encoding="utf-8")


def test_seed_name_and_id_make_a_version_and_nothing_else_does(when) -> None:
    rows = (Row(2, "ada"), Row(3, "bob"), Row(4, "eve"))
    first = planned(rows, when).students
    later = planned(rows[::-1], when + timedelta(days=9), title="Other").students[::-1]
    assert [(each.seed, each.shop) for each in first] == [(each.seed, each.shop) for each in later]
    assert {each.token for each in first}.isdisjoint(each.token for each in later)
    for changed in ({"seed": 2}, {"name": "week4"}):
        others = planned(rows, when, **changed).students
        assert {each.seed for each in first}.isdisjoint(each.seed for each in others)
        assert {each.shop for each in first}.isdisjoint(each.shop for each in others)


def test_extras_and_shops(when) -> None:
    rows = tuple(Row(line, f"s{line}") for line in range(300))
    assert len({each.shop for each in planned(rows, when).students}) == 300
    few = planned(rows, when, shops=4).students
    assert len({each.shop for each in few}) == 4
    assert all(100_000 <= each.shop < 1_000_000 for each in few)
    [one, other] = planned((Row(2, "a", 15, 1, 3), Row(3, "b")), when, attempts=2).students
    assert (one.extra_time, one.extra_days, one.attempts, other.attempts) == (15, 1, 3, 2)


def test_points_by_id_type_and_for_all(when) -> None:
    worth = planned(None, when, points={"": 2.0, "numeric": 3.0, "short": 9.0, "04.Q21": 5.0}).questions
    kinds = [each.question for each in choosing.choose(choosing.Wish(items=[one.id for one in worth]), 1)]
    usual = {each.id: 3.0 if type(each).__name__ == "Numeric" else 2.0 for each in kinds}
    assert {each.id: each.points for each in worth} == {**usual, "04.Q21": 5.0}
    with pytest.raises(UnknownNameError, match="no question or type 'numerc'"):
        planned(None, when, points={"numerc": 2.0})


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({"name": "week 3"}, "cannot name the files"),
        ({"name": "../x"}, "cannot name the files"),
        ({"name": "con"}, "cannot name the files"),
        ({"name": "x" * 41}, "cannot name the files"),
        ({"title": " "}, "a title has 1 to 120"),
        ({"title": "x\ny"}, "a title has 1 to 120"),
    ],
)
def test_names_that_cannot_be(terms: dict[str, str], told: str, when) -> None:
    with pytest.raises(DataError, match=told):
        planned(None, when, **terms)


def test_places_that_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tree" / ".git").mkdir(parents=True)
    (tmp_path / "submodule").mkdir()
    (tmp_path / "submodule" / ".git").write_text("gitdir: ../tree/.git", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "tree")
    for place in ("tree", "tree/a/b", "submodule/a", "link/a"):
        with pytest.raises(SetupError, match="lies in the git work tree"):
            making.check_place(tmp_path / place)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    for place, told in (("full", "is not empty"), ("full/a", "is a file")):
        with pytest.raises(SetupError, match=told):
            making.check_place(tmp_path / place)
    (tmp_path / "empty").mkdir()
    making.check_place(tmp_path / "empty")


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_an_interruption_leaves_nothing(
    assign: Assign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(making, "write_bundle", stop)
    with pytest.raises(error):
        assign()
    assert list((tmp_path / "class").iterdir()) == []


def test_an_empty_folder_is_taken_and_a_full_disk_is_said(assign: Assign, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "class" / "week3").mkdir(parents=True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(making, "write_bundle", full)
        with pytest.raises(SetupError, match=r"week3 cannot be written: No space left on device"):
            assign()
    assert len(list(assign().hand_out.glob("*.cvm"))) == 2


def test_the_preview_shows_three_students_and_their_keys(assign: Assign) -> None:
    folder = assign("04.Q02 04.Q11", ids=("ada", "bob", "<i>cy", "dee", "eve"))
    page = (folder.path / "preview.html").read_text(encoding="utf-8")
    students = {each.id: each for each in folder.assignment.students}
    for shown, whose in (("ada", "ada"), ("&lt;i&gt;cy", "<i>cy"), ("eve", "eve")):
        assert f"<h3>{shown} (shop {students[whose].shop})</h3>" in page
        key = versions(folder.questions, students[whose])["04.Q02"]
        assert folder.questions[0].right_answer(key) in page
    assert "bob" not in page
    assert "<i>cy" not in page
    assert "do not hand it out" in page


def test_the_preview_draws_the_figure_of_a_students_shop(assign: Assign, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = SimpleNamespace(png=b"png", alt="A figure.", head=("A", "B"), rows=(("1", "2"),))
    shops: list[int] = []
    monkeypatch.setattr(preview.charts, "of", lambda shop: shops.append(shop) or defaultdict(lambda: lambda **_: drawn))
    folder = assign("01.Q56", ids=("ada",))
    page = (folder.path / "preview.html").read_text(encoding="utf-8")
    assert shops == [folder.assignment.students[0].shop]
    assert 'alt="A figure."' in page
    assert "<td>2</td>" in page
