"""The page says first what to do, loads and runs nothing, names no student, and shows hostile texts as texts."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from customer_value.classroom.report import class_sections, item_sections
from customer_value.classroom.report import page as page_module
from customer_value.classroom.report.answers import ClassAnswers, Item
from customer_value.classroom.report.discussions import discussions
from customer_value.classroom.report.findings import findings
from customer_value.classroom.report.intervals import Estimate
from customer_value.classroom.report.page import page

HOSTILE = "</table><script>alert(1)</script><img src=x onerror=alert(1)> 'q' \"qq\" $\\text{<b>}$ =1+1"
ATTRIBUTES = {"a": {"href"}, "img": {"alt", "src"}, "div": {"class", "role", "tabindex", "aria-label"}}


class Read(HTMLParser):
    """What a browser would find in a page: tags with their attributes, ids, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str, name: str) -> list[str | None]:
        return [attributes[name] for each, attributes in self.found if each == tag and name in attributes]


@pytest.fixture(scope="module")
def _no_pictures() -> None:
    """Pictures have a test of their own; here they would cost a second for each page."""
    patch = pytest.MonkeyPatch()
    patch.setattr("customer_value.figures.pictures.png_of", lambda fig: b"")
    yield
    patch.undo()


pytestmark = pytest.mark.usefixtures("_no_pictures")


@pytest.fixture(scope="module")
def html(found, _no_pictures) -> str:
    return page(found)


def test_what_to_do_stands_first(html: str, found) -> None:
    first = html.partition("To do first")[2].partition("</ul>")[0]
    share = f"{found.misconceptions.loc['04.M4', 'share'] * 100:.0f} %"
    assert f"{share} {discussions()['04.M4'].they}." in first
    assert "mend-04.Q10" in first
    assert "Teach again" in first
    assert f"and {len({each.item for each in found.flags}) - 5} more." in first
    assert discussions()["04.M4"].prompt.partition("?")[0][:40] in html


def test_every_link_leads_somewhere(html: str) -> None:
    read = Read(html)
    ids = [attributes["id"] for _, attributes in read.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {each.removeprefix("#") for each in read.all("a", "href")} <= set(ids)


def test_it_loads_and_runs_nothing(html: str) -> None:
    read = Read(html)
    policy = next(each["content"] for tag, each in read.found if each.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not {"script", "iframe", "form", "object"} & {tag for tag, _ in read.found}
    assert all(each.startswith("data:image/png") for each in read.all("img", "src"))
    assert all(read.all("img", "alt"))
    assert "style=" not in html.partition("</style>")[2]


def test_it_names_no_student(html: str, found) -> None:
    assert not [each for each in found.answers.answers["student"].unique() if each in html]


def test_it_is_the_same_every_time(html: str, found) -> None:
    assert page(findings(found.answers)) == html


def test_hostile_texts_stay_texts(html: str, found) -> None:
    answers = found.answers.answers.copy()
    typed = answers["item"].isin(["04.Q03", "04.Q07"])
    answers.loc[typed, "answer"] = '"</bdi><script>alert(2)</script>' + "x" * 200 + '"'
    items = tuple(
        dataclasses.replace(
            each,
            stem=HOSTILE,
            objective_text=HOSTILE,
            bloom=HOSTILE,
            options=tuple(f"{text} {HOSTILE}" for text in each.options),
            misconceptions={"99.M1": HOSTILE} if each.misconceptions else {},
        )
        for each in found.answers.items
    )
    answers["misconceptions"] = answers["misconceptions"].map(lambda each: ("99.M1",) if each else ())
    text = page(findings(ClassAnswers(title=HOSTILE, items=items, answers=answers)))
    harmless = {tag for tag, _ in Read(html).found} | {"math", "mtext", "code"}
    for tag, attributes in Read(text).found:
        assert tag in harmless
        assert not [each for each in attributes if each.startswith("on")]
        assert tag not in ATTRIBUTES or set(attributes) <= ATTRIBUTES[tag]
    assert "x" * 81 not in text
    assert "alert(2)" in text


def test_a_class_without_marks_says_so(made_up_class) -> None:
    truth = made_up_class(students=3).answers
    answers = truth.answers.assign(score=np.nan, confidence=None, seconds=np.nan)
    items = tuple(dataclasses.replace(each, misconceptions={}, has_own_numbers=True) for each in truth.items)
    text = page(findings(ClassAnswers(title="Week 3", items=items, answers=answers)))
    for told in ("Nothing is marked yet.", "No item that was asked can reveal", "Nobody said how sure", "Not judged,"):
        assert told in text
    assert "Answers to 04.Q01" in text
    assert "Answers to 04.Q03" not in text  # a number, and all have numbers of their own


def test_one_student_and_one_item(found) -> None:
    item: Item = found.answers.items[0]
    one = found.answers.answers[found.answers.answers["item"] == item.id].head(1)
    text = page(findings(ClassAnswers(title="Week 3", items=(item,), answers=one)))
    assert "1 student, 1 item." in text
    assert "it needs two students and two questions" in text


def test_of_a_tiny_class_nothing_is_praised_and_nothing_leads(found) -> None:
    """One of two shows the idea, and both totals differ: half the class, and an alpha near 1."""
    answers = found.answers.answers
    holds = answers[answers["misconceptions"].map(bool)]["student"].unique()
    other = next(each for each in answers["student"].unique() if each not in holds)
    two = answers[answers["student"].isin([holds[0], other])].copy()
    two["score"] = (two["student"] == other).astype(float)
    text = page(findings(ClassAnswers(title="Week 3", items=found.answers.items, answers=two)))
    first = text.partition("To do first")[2].partition("</ul>")[0]
    assert "Discuss" not in first
    assert "Teach again" not in first
    assert "is not said of fewer than 10 students" in first
    assert "Three minutes" not in text
    assert "1 of 2" in text  # in the table of all
    assert "lies between" in text
    assert "More is not said of fewer than 30 students, and there are 2" in text
    assert not [each for each in ("high enough", "usual for a good", "would typically move by") if each in text]


@pytest.mark.parametrize(("students", "showed", "leads"), [(10, 3, True), (9, 9, False), (12, 2, False)])
def test_an_idea_needs_some_students_to_be_discussed(found, students: int, showed: int, *, leads: bool) -> None:
    few = found.misconceptions.assign(students=students, showed=showed, share=showed / students)
    assert bool(len(class_sections.convictions(dataclasses.replace(found, misconceptions=few)))) is leads


def test_a_class_without_faults_is_told_so(found) -> None:
    assert "".join(item_sections.to_mend(dataclasses.replace(found, flags=[]))) == "<p>No item needs a look.</p>"


def test_rare_ideas_are_not_discussed(found) -> None:
    rare = found.misconceptions.assign(share=0.09)
    text = "".join(class_sections.misunderstood(dataclasses.replace(found, misconceptions=rare)))
    assert "No wrong idea was shown by more than 10 %" in text
    assert "Three minutes" not in text


@pytest.mark.parametrize(
    ("alpha", "says"), [(0.95, "decide on single"), (0.8, "good class test"), (0.5, "do not rank")]
)
def test_alpha_is_put_in_words_by_its_lower_end(found, alpha: float, says: str) -> None:
    known = found.reliability._replace(alpha=Estimate(0.99, alpha, 1.0))
    assert says in class_sections.reliability_in_words(dataclasses.replace(found, reliability=known))


def test_an_item_that_waits_for_its_marks_hides_nothing_of_the_others(found) -> None:
    answers = found.answers.answers
    items, asked = found.answers.items[:6], answers[answers["item"].isin([each.id for each in found.answers.items[:6]])]
    waits = asked.assign(score=asked["score"].where(asked["item"] != "04.Q03"))
    text = class_sections.reliability_in_words(findings(ClassAnswers(title="", items=items, answers=waits)))
    assert "of 5 points" in text
    assert text.endswith("Without 04.Q03, of which nobody has a mark yet.")


def test_being_sure_that_says_nothing_is_said(found) -> None:
    alike = found.confidence.assign(right=0.5, low=0.4, high=0.6)
    text = "".join(class_sections.certainty(dataclasses.replace(found, confidence=alike)))
    assert "being sure says little" in text


def test_the_styles_are_those_whose_hash_the_policy_knows(html: str) -> None:
    (css,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    known = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert f"style-src 'sha256-{known}'" in html
    assert css.endswith((Path(page_module.__file__).with_name("page.css")).read_text(encoding="utf-8"))
