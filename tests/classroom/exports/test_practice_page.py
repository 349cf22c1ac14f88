"""`cvm export --to html`: what the page holds; tests/browser/test_practice_page.py tries how it grades."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from customer_value.assessment import variants
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.gap import Gap, Word
from customer_value.assessment.questions.order import Order, Row
from customer_value.classroom.exports import answer_key, formats

pytestmark = pytest.mark.usefixtures("small_shop")
EXAMPLE = "tests/assessment/example.yaml"


@pytest.fixture
def export(gather, tmp_path: Path):
    """Return a function: export files as a page; give what was written and the page."""

    def run(*files: str, **options):
        written = formats.export(gather(*files, **options), "html", tmp_path / "page.html")
        return written, (tmp_path / "page.html").read_text("utf-8")

    return run


def _data(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="practice">(.*?)</script>', page, re.DOTALL)[1])


def test_all_questions_but_those_that_are_named(export) -> None:
    written, page = export(EXAMPLE, "lessons/glossary.yaml")
    [quiz] = _data(page)["quizzes"]
    ids = [each["id"] for each in quiz["items"]]
    assert written.what == "10 questions on a page that grades; its source holds the keys"
    left_out = {each.item: each.why for each in written.left_out}
    assert {"04.Q04", "04.Q05", "04.E1", "04.E2", "Lifetime value"} < set(left_out)
    assert not set(ids) & set(left_out)
    assert [each.item for each in written.otherwise] == ["04.Q12", "04.Q13", "04.Q14"]
    assert written.fixed == ["04.Q02", "04.Q06", "04.Q07", "04.Q12", "04.Q14"]


def test_versions_are_tried_as_new_numbers(export) -> None:
    written, page = export(EXAMPLE, versions=3)
    counts = {each["id"]: len(each["versions"]) for each in _data(page)["quizzes"][0]["items"]}
    assert (counts["04.Q01"], counts["04.Q02"], counts["04.Q06"]) == (1, 3, 2)
    assert written.fixed == []


def test_only_its_own_script_runs_and_nothing_is_loaded(export) -> None:
    _, page = export(EXAMPLE)
    [own] = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{b64encode(sha256(own.encode()).digest()).decode()}'" in policy
    assert "http" not in policy
    assert not re.search(r'(?:src|href)="(?!data:)', page.partition("<script")[0])


def test_the_same_bytes_and_the_learners_language(export, monkeypatch: pytest.MonkeyPatch) -> None:
    assert export(EXAMPLE)[1] == export(EXAMPLE, days=3)[1]
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    _, page = export(EXAMPLE)
    assert '<html lang="de">' in page
    assert "Quelltext" in page
    assert _data(page)["texts"]["number_none"].startswith("„{text}“ ")


def test_several_banks_and_none(export) -> None:
    _, page = export(EXAMPLE, "quizzes/00_start_here.yaml", "lessons/glossary.yaml")
    assert 'id="quiz-1"' in page
    assert "Quiz 04" in page
    written, page = export("lessons/glossary.yaml")
    assert written.what.startswith("0 questions")
    assert _data(page)["quizzes"] == []


def test_nothing_in_a_bank_ends_the_script(export, tmp_path: Path) -> None:
    (tmp_path / "04_own.yaml").write_text(
        """lesson: 04_own
questions:
  - id: 04.Q01
    type: true_false
    objective: 04.O1
    bloom: understand
    stem: 'Is `</script><script>alert(1)</script>` harmless?'
    answer: true
    says: 'It is text here: <!-- </script>.'
""",
        encoding="utf-8",
    )
    _, page = export(str(tmp_path / "04_own.yaml"))
    assert page.count("<script") == page.count("</script>") == 2
    assert "alert(1)" in _data(page)["quizzes"][0]["items"][0]["versions"][0]["view"]["stem"]


def test_a_question_without_a_right_answer_is_named(export, tmp_path: Path) -> None:
    (tmp_path / "04_own.yaml").write_text(
        """lesson: 04_own
questions:
  - {id: 04.Q01, type: single, objective: 04.O1, bloom: apply, stem: Which?, options: [{text: a}, {text: b}]}
  - {id: 04.Q02, type: cloze, objective: 04.O1, bloom: apply, stem: Fill., text: "[[a]]", gaps: {a: {accept: []}}}
  - {id: 04.Q03, type: numeric, objective: 04.O1, bloom: apply, stem: How many?, unit: "", answer: 1 / 0,
     tolerance: {absolute: 1}}
""",
        encoding="utf-8",
    )
    written, _ = export(str(tmp_path / "04_own.yaml"))
    reasons = {each.item: each.why for each in written.left_out}
    assert reasons["04.Q01"] == reasons["04.Q02"] == "the bank names no right answer to it; `cvm bank check` says where"
    assert reasons["04.Q03"].startswith("it cannot be asked here: ")


def test_a_word_that_no_gap_takes_is_told_what_other_words_are() -> None:
    """The course tries another word than those that a gap knows, whichever they are."""
    gap = Gap(
        accept=("Something else", "…"), mistakes=(Word(text="nothing", says="It is something."),), says="Another."
    )
    question = Cloze(
        id="04.Q01", objective="04.O1", bloom="apply", stem="Fill the gap.", text="It is [[what]].", gaps={"what": gap}
    )
    key = answer_key.make(question, variants.make(question, 1))
    [part] = key["parts"]
    told = {word: place if place is None else key["says"][place] for word, place in part["words"].items()}
    assert told == {"somethingelse": None, "nothing": "It is something."}
    assert key["says"][part["other"]] == "Another."


def test_a_table_that_would_be_too_long_is_refused() -> None:
    def rows(count: int) -> Order:
        items = tuple(Row(text=f"step {each}", says=f"It is {each}.") for each in range(count))
        return Order(id="04.Q01", objective="04.O1", bloom="apply", stem="Which order?", items=items)

    assert answer_key.too_many(rows(7)) == ""
    assert answer_key.too_many(rows(8)) == "it has 40,320 answers; a page takes 5,040"
    assert len(answer_key.make(rows(5), variants.make(rows(5), 1))["answers"]) == 120
