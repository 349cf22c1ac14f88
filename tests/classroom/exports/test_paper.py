"""`cvm export --to paper`: two forms without a key, and a key beside them that marks as the course does."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from customer_value.assessment import bank
from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import catalogue, say
from customer_value.assessment.questions.choice import rising
from customer_value.assessment.questions.question import renewable
from customer_value.classroom.exports import formats, paper_key
from customer_value.classroom.exports.figures import hindrance
from customer_value.classroom.exports.material import Written
from customer_value.classroom.exports.paper_forms import Form, Printed, forms
from customer_value.errors import SetupError

EXAMPLE = "tests/assessment/example.yaml"
BANKS = [EXAMPLE, *(pytest.param(f"quizzes/{path.name}", marks=pytest.mark.all) for path in bank.files())]


@pytest.fixture(autouse=True)
def shop(request: pytest.FixtureRequest) -> None:
    """The course's own banks need a real store; for all else a small one will do."""
    if not request.node.get_closest_marker("all"):
        request.getfixturevalue("small_shop")


@pytest.fixture
def export(gather, tmp_path: Path) -> Callable[..., tuple[Written, str, str]]:
    """Return a function: export files; give what was written, the forms and the key."""

    def run(*files: str, **options: int) -> tuple[Written, str, str]:
        written = formats.export(gather(*files, **options), "paper", tmp_path / "test.html")
        return written, *((tmp_path / name).read_text("utf-8") for name in ("test.html", "test-key.html"))

    return run


@pytest.fixture
def both(gather) -> Callable[[str], tuple[Form, Form]]:
    def make(file: str) -> tuple[Form, Form]:
        return forms([each for each in gather(file).banks[0].questions if not hindrance(each, 1)], 1)

    return make


def _printed(form: Form, item: str) -> Printed:
    return next(each for each in form.printed if each.question.id == item)


def test_two_forms_and_a_key_beside_them(export) -> None:
    written, page, key = export(EXAMPLE, "lessons/glossary.yaml")
    assert written.what == "10 questions on each of the forms A and B; beside it test-key.html"
    for form in "AB":
        assert f">Form {form}</p>" in page
        assert f">Key to form {form}</p>" in key
    assert page.count("<article>") == key.count("<article>") == 20
    assert page.count(">Name <") == page.count(">Date <") == page.count(" / 12</span>") == 2
    assert page.count("</span> / 3</p>") == 2  # the rubric's points
    assert "<math>" in page or "<math " in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_what_cannot_be_printed_is_named(export) -> None:
    written, _, _ = export(EXAMPLE, "lessons/glossary.yaml")
    left_out = {each.item: each.why for each in written.left_out}
    assert {"04.Q04", "04.Q05", "04.E1", "04.E2", "Lifetime value"} < set(left_out)
    reasons = {(each.item, each.why.partition(":")[0]) for each in written.otherwise}
    assert {("04.Q01", "its hints are not printed"), ("04.Q12", "marked by you")} < reasons
    assert {item for item, why in reasons if why.startswith("its figure")} == {"04.Q13", "04.Q14"}
    enemies = {item for item, why in reasons if why.startswith("stands on one paper with an enemy")}
    assert enemies == {"04.Q01", "04.Q03"}


@pytest.mark.parametrize("file", BANKS)
def test_the_forms_are_parallel(both, file: str) -> None:
    first, second = both(file)
    ids = [[each.question.id for each in form.printed] for form in (first, second)]
    assert sorted(ids[0]) == sorted(ids[1])
    assert ids[0] != ids[1]
    assert first.points == second.points
    for each in first.printed:
        other = _printed(second, each.question.id)
        assert (each.variant.numbers != other.variant.numbers) == renewable(each.question)
        options = each.variant.options
        if len(options) > 2 and not rising(options) and getattr(each.question, "shuffle", True):
            assert each.sheet.on_paper() != other.sheet.on_paper(), each.question.id


@pytest.mark.parametrize("file", BANKS)
def test_nothing_of_the_key_is_on_the_forms(export, both, file: str) -> None:
    """Sentences about errors, why an answer is right, hints and model answers stand in the key alone, if anywhere."""
    _, page, key = export(file)
    found = 0
    for form in both(file):
        for each in form.printed:
            question, variant = each.question, each.variant
            secret = [sentence.text for sentence in question.sentences() if len(sentence.text) > 20]
            secret += [question.feedback, *question.hints, getattr(question, "model", "")]
            for text in filter(None, (to_html(question.said(variant, text)) for text in secret)):
                assert text not in page, (question.id, text)
                found += text in key
    assert found > 8


def test_a_planted_sentence_would_be_found(export, gather) -> None:
    _, page, key = export(EXAMPLE)
    [sentence] = {each.says for each in gather(EXAMPLE).banks[0].question("04.Q01").options if "Sixty" in each.says}
    assert to_html(sentence) in key
    assert to_html(sentence) not in page


def test_the_key_names_what_is_marked_on_the_form(both) -> None:
    for form in both(EXAMPLE):
        right = {each.question.id: paper_key.brief(each) for each in form.printed}
        choice = _printed(form, "04.Q01")
        letters = dict(zip("ABC", choice.sheet.parts["options"], strict=True))
        assert letters[right["04.Q01"]] == "Its customers leave without telling the firm"
        several = _printed(form, "04.Q06")
        ticked = {several.sheet.parts["options"]["ABCD".index(each)] for each in right["04.Q06"].split(", ")}
        assert ticked == {several.variant.options[place] for place in several.variant.answer}
        rows = _printed(form, "04.Q20")
        named = [rows.sheet.parts["targets"]["ABCD".index(each)] for each in right["04.Q20"].split(", ")]
        assert named == [rows.variant.options[place] for place in rows.variant.answer]
        steps = _printed(form, "04.Q07")
        numbered = dict(zip(map(int, right["04.Q07"].split(", ")), steps.sheet.parts["options"], strict=True))
        assert [numbered[each] for each in sorted(numbered)] == list(steps.variant.options)
        assert right["04.Q21"] == "(1) less, (2) discounted, (3) present / current"
        assert right["04.Q12"] == "see the rubric"


def test_partly_right_answers_are_worth_what_the_course_says(both) -> None:
    form, _ = both(EXAMPLE)
    said = {each.question.id: " ".join(paper_key.partly(each)) for each in form.printed}
    rows = _printed(form, "04.Q20")
    for wrong, told in ((0, "3: 1"), (1, "2: 0.5"), (2, "1 or fewer: 0")):
        answer = [(place + (number < wrong)) % 4 for number, place in enumerate(rows.variant.answer)]
        score = rows.question.grade(rows.variant, answer).score
        assert float(told.rpartition(" ")[2]) == pytest.approx(score, abs=0.01)
        assert told in said["04.Q20"]
    steps = _printed(form, "04.Q07")
    for answer, told in (([1, 0, 2, 3], "1: 0.67"), ([1, 2, 0, 3], "2: 0.33"), ([2, 1, 0, 3], "from 3 on: 0")):
        score = steps.question.grade(steps.variant, answer).score
        assert float(told.rpartition(" ")[2]) == pytest.approx(score, abs=0.01)
        assert told in said["04.Q07"]
    assert said["04.Q06"] == "0.5 for each of these letters, 0.5 off for each other one, never below 0."


def test_a_figure_is_printed_or_its_question_is_named(export, monkeypatch: pytest.MonkeyPatch) -> None:
    _, page, key = export(EXAMPLE)
    assert page.count('<img src="data:image/png;base64,') == 4
    assert page.count('alt="A curve that falls."') == 4
    assert "0.40 share (accepted: ± 0.01)" in key
    monkeypatch.setattr("customer_value.charts.of", lambda _: {})
    written, page, _ = export(EXAMPLE)
    left_out = {each.item: each.why for each in written.left_out}
    assert left_out["04.Q13"].startswith("it cannot be asked here: no figure 'lifetime.survival'")
    assert "<img" not in page


def test_the_same_seed_makes_the_same_bytes_and_another_one_others(export) -> None:
    one, same, other = export(EXAMPLE), export(EXAMPLE), export(EXAMPLE, seed=5)
    assert one[1:] == same[1:]
    assert one[1] != other[1]


def test_some_questions_are_drawn_and_none_gives_another_away(export) -> None:
    written, page, _ = export(EXAMPLE, "quizzes/00_start_here.yaml", "lessons/glossary.yaml", questions=6)
    assert written.what.startswith("6 questions on each")
    assert page.count("<article>") == 12
    assert "<h1>Lesson 04, 00</h1>" in page
    assert not [each for each in written.otherwise if "enemy" in each.why]
    assert export("lessons/glossary.yaml")[0].what.startswith("0 questions on each")


def test_german_sheets(export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    _, page, _ = export(EXAMPLE)
    assert '<html lang="de">' in page
    assert say("paper_letters") in page
    assert catalogue("en")["paper_letters"] not in page


def test_versions_are_refused_and_nothing_is_left_when_the_key_cannot_be_written(gather, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="paper has one version of each question"):
        formats.export(gather(EXAMPLE, versions=3), "paper", tmp_path / "test.html")
    (tmp_path / "test-key.html").mkdir()
    with pytest.raises(SetupError, match="cannot be written"):
        formats.export(gather(EXAMPLE), "paper", tmp_path / "test.html")
    assert [each.name for each in tmp_path.iterdir()] == ["test-key.html"]


def test_nothing_in_a_bank_becomes_a_tag(export, tmp_path: Path) -> None:
    (tmp_path / "04_own.yaml").write_text(
        """lesson: 04_own
questions:
  - id: 04.Q01
    type: match
    objective: 04.O1
    bloom: understand
    stem: 'Which <script>alert(1)</script>?'
    pairs:
      - {text: '<img src=x onerror=alert(2)>', match: '<b>one</b>', says: 'It is <i>one</i>.'}
      - {text: two, match: 'two [a](javascript:alert(3))', says: 'It is two.'}
""",
        encoding="utf-8",
    )
    _, page, key = export(str(tmp_path / "04_own.yaml"))
    for text in (page, key):
        assert not re.search(r"<script|<img|<i>|href=.javascript", text)
        assert "<img src=x onerror=alert(2)>" in unescape(text)
