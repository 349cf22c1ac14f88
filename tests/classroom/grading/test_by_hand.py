"""Answers in words: marked in a table or on a page without names, and read back with every fault named."""

from __future__ import annotations

import csv
import io
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.classroom.assignments.composing import versions
from customer_value.classroom.grading.gradebook import Gradebook
from customer_value.errors import DataError

TEXT = "Because a long relationship may still lose money each year."
ITEM = "04.Q12"


@pytest.fixture
def course(make: Any) -> Any:
    """Three students have answered in words; Cleo's answer has none."""
    made = make(items=("04.Q01", ITEM))
    made.hand_in("ada", {ITEM: {"text": f"{TEXT} ada"}})
    made.hand_in("ben", {ITEM: {"text": f"{TEXT} <b>ben</b>", "met": [0, 1]}})
    made.hand_in("cleo", {ITEM: {"text": "  \n "}})
    made.grade()
    return made


def table(course: Any) -> list[dict[str, str]]:
    text = (course.folder.path / "marking.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def fill(course: Any, rows: list[dict[str, str]], *, mark: str = ",", encoding: str = "utf-8") -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    (course.folder.path / "marking.csv").write_bytes(text.getvalue().encode(encoding))


def marked(row: dict[str, str], *points: str, comment: str = "") -> dict[str, str]:
    return {**row, **{f"point {number}": point for number, point in enumerate(points, 1)}, "comment": comment}


def worth(course: Any) -> list[int]:
    return [each.points for each in course.questions[ITEM].rubric]


def test_names_are_not_in_the_table_nor_on_the_page(course: Any) -> None:
    rows = table(course)
    assert [row["question"] for row in rows] == [ITEM, ITEM]
    assert all(row["code"].isalpha() for row in rows)
    assert len({row["code"] for row in rows}) == 2
    page = (course.folder.path / "marking.html").read_text("utf-8")
    assert "&lt;b&gt;ben&lt;/b&gt;" in page
    assert "<b>ben" not in page
    assert "{{" not in page.partition("</details>")[2]  # each student's own numbers
    for name in ("ada.answers", "token of"):
        assert name not in page
    assert stat.S_ISREG((course.folder.path / "marking.csv").stat().st_mode)


def test_marks_become_points_and_feedback(course: Any) -> None:
    every = worth(course)
    rows = table(course)
    full = [str(each) for each in every]
    fill(course, [marked(rows[0], *full, comment="Well said; =1+1"), marked(rows[1], *["0"] * len(every))], mark=";")
    done = course.grade()
    points = sorted(course.points()[name][ITEM] for name in ("ada", "ben"))
    assert points == [0.0, 2.0]
    assert course.points()["cleo"][ITEM] == 0.0
    assert {each.why for each in done.changes} == {"marked by hand"}
    best = next(each for each in Gradebook(course.folder.gradebook).results().values() if each.points == 2.0)
    assert best.feedback[:2] == (say("marked_by_hand", met=sum(every), all=sum(every)), "Well said; =1+1")
    assert "Well said" in (course.folder.feedback / f"{best.student}.html").read_text("utf-8")
    again = course.grade()
    assert (again.new, again.changes) == (0, [])
    assert {row["comment"] for row in table(course)} == {"Well said; '=1+1", ""}


def test_parts_of_points_count(course: Any) -> None:
    every = worth(course)
    rows = table(course)
    fill(course, [marked(rows[0], "x", *["0,5"] * (len(every) - 1))])
    course.grade()
    expected = 2.0 * (every[0] + 0.5 * (len(every) - 1)) / sum(every)
    assert max(course.points()[name][ITEM] or 0 for name in ("ada", "ben")) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda row, full: marked({**row, "code": "NOBODY"}, *full), "there is no answer NOBODY"),
        (lambda row, full: marked({**row, "question": "04.Q01"}, *full), "there is no answer"),
        (lambda row, full: marked(row, "2000", *full[1:]), "point 1 is '2000'; write a number from 0 to"),
        (lambda row, full: marked(row, "nan", *full[1:]), "point 1 is 'nan'"),
        (lambda row, full: marked(row, "-1", *full[1:]), "point 1 is '-1'"),
        (lambda row, full: marked(row, "good", *full[1:]), "point 1 is 'good'"),
        (lambda row, full: marked(row, *full[:-1], ""), "is empty; write 0"),
    ],
)
def test_a_row_with_a_fault_is_named_and_the_table_stays(course: Any, change: Any, word: str) -> None:
    """The other row holds; the table is the instructor's to mend, so it is not written anew."""
    full = [str(each) for each in worth(course)]
    rows = table(course)
    fill(course, [change(rows[0], full), marked(rows[1], *full)])
    before = (course.folder.path / "marking.csv").read_bytes()
    done = course.grade()
    assert word in done.notes[0]
    assert (course.folder.path / "marking.csv").read_bytes() == before
    assert [course.points()[name][ITEM] for name in ("ada", "ben")].count(2.0) == 1


def test_a_row_that_stands_there_twice_is_told(course: Any) -> None:
    full = [str(each) for each in worth(course)]
    row = table(course)[0]
    fill(course, [marked(row, *full), marked(row, *["0"] * len(full))])
    assert "twice" in course.grade().notes[0]
    assert [course.points()[name][ITEM] for name in ("ada", "ben")].count(2.0) == 1


def test_a_rubric_of_fewer_points_is_told(course: Any) -> None:
    full = [str(each) for each in worth(course)]
    row = {key: value for key, value in table(course)[0].items() if key != "comment"}
    fill(course, [{**marked(row, *full), f"point {len(full) + 1}": "1", "comment": ""}])
    assert f"its rubric has {len(full)} points" in course.grade().notes[0]


def test_a_later_attempt_is_to_be_marked_anew(make: Any) -> None:
    """No mark falls on a text that nobody read."""
    course = make(("ada",), items=(ITEM,), attempts=2)
    course.hand_in("ada", {ITEM: {"text": TEXT}}, file="1")
    course.grade()
    rows = [marked(row, *map(str, worth(course))) for row in table(course)]
    later = course.submission("ada").handed_in_at + timedelta(hours=1)
    course.hand_in("ada", {ITEM: {"text": f"{TEXT} No, I do not know."}}, file="2", attempt=2, handed_in_at=later)
    course.grade()
    assert course.points() == {"ada": {ITEM: None}}
    fill(course, rows)
    assert "a later attempt or another rubric has a new code" in course.grade().notes[0]
    assert course.points() == {"ada": {ITEM: None}}


@pytest.mark.parametrize("is_marked", [False, True])
def test_a_row_of_an_earlier_attempt_goes_by_itself(make: Any, *, is_marked: bool) -> None:
    """It is empty, or its marks are in the gradebook already."""
    course = make(("ada",), items=(ITEM,), attempts=2)
    course.hand_in("ada", {ITEM: {"text": TEXT}}, file="1")
    course.grade()
    [first] = table(course)
    if is_marked:
        fill(course, [marked(first, *map(str, worth(course)))])
        course.grade()
        assert course.points() == {"ada": {ITEM: 2.0}}
    later = course.submission("ada").handed_in_at + timedelta(hours=1)
    course.hand_in("ada", {ITEM: {"text": f"{TEXT} Or so."}}, file="2", attempt=2, handed_in_at=later)
    assert course.grade().notes == ()
    [second] = table(course)
    assert first["code"] != second["code"]
    assert course.points() == {"ada": {ITEM: None}}
    assert course.grade().notes == ()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "needs the columns"),
        (b"a,b\n1,2", "it has: a, b"),
        (b"code,question,point 1\n" + b"x" * 200_000, "is no CSV: line 2"),
    ],
)
def test_another_table_is_refused(course: Any, tmp_path: Path, content: bytes, word: str) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(content)
    with pytest.raises(DataError, match=word):
        course.grade(marks=other)


def test_a_table_elsewhere_is_read(course: Any, tmp_path: Path) -> None:
    """Such as the one that the page has downloaded; a spreadsheet of 1995 wrote it."""
    rows = [marked(row, *map(str, worth(course)), comment="schön") for row in table(course)]
    fill(course, rows, encoding="cp1252")
    (course.folder.path / "marking.csv").rename(tmp_path / "downloaded.csv")
    course.grade(marks=tmp_path / "downloaded.csv")
    assert {row["comment"] for row in table(course)} == {"schön"}
    with pytest.raises(DataError, match="cannot be read"):
        course.grade(marks=tmp_path / "no.csv")


def test_a_rubric_that_has_changed_asks_for_new_marks(course: Any) -> None:
    fill(course, [marked(row, *map(str, worth(course))) for row in table(course)])
    course.grade()
    [path] = course.folder.banks.glob("*.yaml")
    first = course.questions[ITEM].rubric[0].text
    text = path.read_text("utf-8")
    at = text.index(f"- text: {first}")
    indent = text.rindex("\n", 0, at) + 1
    point = f"{text[indent:at]}- text: one more thing\n{text[indent:at]}  says: You left out one more thing here.\n"
    path.write_text(text[:indent] + point + text[indent:], "utf-8")
    assert "has a new code. Delete the row" in course.grade().notes[0]
    results = Gradebook(course.folder.gradebook).results()
    assert {results[name, ITEM].status for name in ("ada", "ben")} == {"open"}
    (course.folder.path / "marking.csv").unlink()
    course.grade()
    assert [row["point 1"] for row in table(course)] == ["", ""]


def test_a_text_that_is_shorter_than_asked_is_the_instructor_s_to_judge(make: Any) -> None:
    course = make(("ada",), items=(ITEM,))
    course.hand_in("ada", {ITEM: {"text": "I do not know"}})
    course.grade()
    assert course.points() == {"ada": {ITEM: None}}
    page = (course.folder.path / "marking.html").read_text("utf-8")
    assert "I do not know</div><p><em>Shorter than asked: the least is 20 characters.</em></p>" in page
    fill(course, [marked(row, *map(str, worth(course))) for row in table(course)])
    course.grade()
    assert course.points() == {"ada": {ITEM: 2.0}}


def test_the_page_says_where_its_table_goes_and_what_to_type(course: Any) -> None:
    page = (course.folder.path / "marking.html").read_text("utf-8")
    assert f"<code>{course.folder.path}</code>" in page
    assert f"<code>cvm grade {course.folder.path}</code>" in page
    assert "Shorter than asked" not in page


def test_on_the_page_numbers_have_names_and_each_student_s_own_stand_by_the_answer(make: Any, project: Path) -> None:
    course = make(("ada",), source=project / "quizzes/04_lifetime_value.yaml", items=("04.Q50",))
    [question] = course.questions.values()
    course.hand_in("ada", {question.id: {"text": TEXT}})
    course.grade()
    page = (course.folder.path / "marking.html").read_text("utf-8")
    assert "{{" not in page
    assert "‹" in page
    own = versions([question], course.student("ada"))[question.id].stem
    assert to_html(own) in page
