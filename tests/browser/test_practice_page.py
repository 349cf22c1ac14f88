"""`cvm export --to html`: the page grades as the course does, in Chromium, without a kernel and without a network."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import pytest

from customer_value.assessment import bank, script, variants
from customer_value.assessment.attempts import Attempts
from customer_value.assessment.examples import examples
from customer_value.assessment.item import Item
from customer_value.assessment.messages import say, texts
from customer_value.assessment.reader import (
    ALIASES,
    Unclear,
    decimal_by_nature,
    is_percent,
    is_share,
    read,
    unit_names,
)
from customer_value.assessment.session import Session
from customer_value.assessment.spelling import plain
from customer_value.classroom.exports import formats, material, practice_page
from customer_value.classroom.exports.figures import hindrance, known

EXAMPLE = "tests/assessment/example.yaml"
LOAD = """
async (source) => {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  window.own = await import(address);
}
"""
ANSWER = """
([quiz, data, tries]) => tries.map((messages) => {
  const session = own.practise(quiz, data);
  messages.forEach(session.receive);
  return session.view();
})
"""
KINDS = {"chart", "single", "true_false", "multiple", "order", "match", "cloze", "numeric", "short"}
UNITS = ["€", "%", "share", "years of margin", "customers", "€ a year", "% of sales", "", "weeks"]
SIGNS = [
    *"0123456789" * 4,
    *".,.,  ' -+−–’eE%€oOlI\t&",
    "\u00a0",
    "\u202f",
    "٣",
    "½",
    "²",
    "<b>",
    "*",
    "euro",
    "percent",
]
SIGNS += ["years", "per cent", "share", "customers"]
TYPED = ["0", "-0", ".5", "5.", "1,234", "1.234", "0.33", "33", "12,5O", "5l", "1e3", "1e-7", "1e999", "9" * 65]
TYPED += ["€ 12,5", "-€12", "12 months", "33 per cent", "  ", "____", "nan", "1 2 3", "\x1c7\x85", "\ufeff7", "७", "𝟕"]


@pytest.fixture
def program(page) -> Callable[..., Any]:
    """Return a function that runs JavaScript beside the page's script, `own`, which is loaded on an empty page."""
    source = f"{script.script()}\n{practice_page.program()}\nexport {{ practise, plainWord, readNumber }};"

    def run(code: str, argument: Any) -> Any:
        if page.url != "about:blank" or not page.evaluate("'own' in window"):
            page.goto("about:blank")
            page.evaluate(LOAD, source)
        return page.evaluate(code, argument)

    return run


def _data() -> dict[str, Any]:
    return {"texts": script.said(texts(), more=practice_page.program()), "aliases": ALIASES}


def _quiz(*versions: Any) -> dict[str, Any]:
    items = [
        {
            "id": question.id,
            "objective": question.objective,
            "section": question.source.section if question.source else None,
            "versions": [practice_page.version(question, variant)],
        }
        for question, variant in versions
    ]
    return {"title": "", "objectives": {}, "items": items}


def _as_sent(answer: Any) -> Iterator[Any]:
    """Yield an answer as a browser can send it; 0.0 is 0 there."""
    try:
        yield json.loads(json.dumps(answer, allow_nan=False), parse_float=lambda text: int(float(text)))
    except (TypeError, ValueError):
        return


def _tries(question: Any, variant: Any) -> list[Any]:
    """Return right, wrong and malformed answers, as the screen names them and as the bank does, which is odd there."""
    tried = [each.answer for each in examples(question, variant)]
    shown = []
    for each in tried:
        try:
            shown.append(question.to_screen(variant, each))
        except (TypeError, ValueError):  # what cannot stand on the screen at all
            continue
    sent = [each for answer in [*shown, *tried] for each in _as_sent(answer)]
    if question.screen(variant).get("unit") is not None:
        sent = [each for each in sent if not isinstance(each, int) or isinstance(each, bool)]  # fields send text
        sent += TYPED
    return sent


def _check(question: Any, answer: Any) -> dict[str, Any]:
    return {"do": "check", "item": question.id, "answer": answer, "confidence": "sure"}


def _expected(question: Any, variant: Any, messages: list[dict[str, Any]]) -> dict[str, Any]:
    item = Item(question, variant)
    for each in messages:
        item.take(item.from_screen(each["answer"]), each["confidence"])
    return {**item.view(unsaved=""), "can_change_numbers": False}


def _compare(program, question: Any, variant: Any) -> int:
    """Grade all answers in the page and in Python; in one's own words also once the model answer is shown."""
    tries = [[_check(question, each)] for each in _tries(question, variant)]
    if question.self_scored:
        first = _check(question, {"text": "x" * 30})
        tries += [[first, *each] for each in tries]
    found = program(ANSWER, [_quiz((question, variant)), _data(), tries])
    for messages, view in zip(tries, found, strict=True):
        assert view["items"] == [_expected(question, variant, messages)], messages
    return len(tries)


def _carried(path: Path) -> list[Any]:
    return [each for each in bank.read(path).questions if not hindrance(each, 1)]


def _made(question: Any, seed: int) -> Any:
    return variants.make(question, seed, known([question], 1))


def _typed(count: int, seed: int) -> list[tuple[str, str]]:
    random = Random(seed)  # noqa: S311  answers, no secrets
    mixed = [("".join(random.choices(SIGNS, k=random.randint(1, 9))), random.choice(UNITS)) for _ in range(count)]
    values = [random.uniform(-1e6, 1e6) * 10 ** random.randint(-8, 3) for _ in range(count // 4)]
    shapes = ("%.3f", "%.2f", "%r", "%.0f", "%.12g", "%e")
    numbers = [
        (f"{random.choice(shapes) % value} {unit}", unit) for value in values for unit in random.sample(UNITS, 1)
    ]
    return [*((text, unit) for text in TYPED for unit in UNITS), *mixed, *numbers]


def _compare_numbers(program, typed: list[tuple[str, str]]) -> int:
    units = {
        each: {
            "text": each,
            "names": sorted(unit_names(each)),
            "isShare": is_share(each),
            "isPercent": is_percent(each),
            "isDecimal": decimal_by_nature(each),
        }
        for each in UNITS
    }
    run = "([typed, units, aliases]) => typed.map(([text, unit]) => own.readNumber(text, units[unit], aliases))"
    read_there, numbers = program(run, [typed, units, ALIASES]), 0
    for (text, unit), found in zip(typed, read_there, strict=True):
        expected = read(text, unit)
        if isinstance(expected, Unclear):
            assert "says" in found, (text, unit)
            name, values = found["says"]
            assert say(name, **values) == unescape(expected.says), (text, unit)
        else:
            numbers += 1
            assert found == {"value": expected.value, "step": pytest.approx(expected.step, rel=1e-15)}, (text, unit)
    return numbers


@pytest.fixture
def practice(page, project: Path, tmp_path: Path, small_shop: None) -> Iterator[Any]:
    """Export the example bank and open the page, dark and narrow; nothing may be told on the console."""
    out, wrong = tmp_path / "practice.html", []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    found = material.gather([project / EXAMPLE], seed=1, when=datetime(2026, 1, 1, tzinfo=UTC), versions=2)
    formats.export(found, "html", out)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(out.as_uri())
    yield page
    assert wrong == []


def _answer_a_number(page) -> None:
    """With the keyboard: malformed, wrong, wrong, solution; all of it is there again once the page is loaded anew."""
    page.get_by_role("button", name="Question 2: not answered yet").press("Enter")
    for answer, told in (("12,5O", "has the letter O in it"), ("1 €", "Not right yet"), ("2 €", "too small")):
        page.get_by_label("Your answer in €").fill(answer)
        page.keyboard.press("Enter")
        page.get_by_text(told).first.wait_for()
    page.get_by_role("button", name="Show solution").click()
    page.get_by_text("The right answer is").wait_for()
    page.reload()
    page.get_by_role("button", name="Question 2: not right yet").click()
    page.get_by_text("The right answer is").wait_for()


def test_the_page_is_used_and_grades_as_the_course_does(practice, program, jupyter, shoot, project: Path) -> None:
    _answer_a_number(practice)
    asked = practice.locator(".cvq-stem:visible").text_content()
    practice.get_by_role("button", name="Try new numbers").click()
    assert practice.locator(".cvq-stem:visible").text_content() != asked
    practice.get_by_role("button", name="Show all questions").click()
    practice.locator(".cvq-figure").first.scroll_into_view_if_needed()
    practice.get_by_alt_text("A curve that falls.").first.wait_for()
    shoot("practice-page-dark-320", full_page=True)
    assert jupyter.violations(practice, "html") == []
    assert practice.evaluate("document.documentElement.scrollWidth <= innerWidth")
    practice.get_by_role("button", name="Take it again").click()
    assert practice.locator(".cvq-progress").text_content() == "0 of 10 answered"

    questions = _carried(project / EXAMPLE)
    assert {each.__struct_config__.tag for each in questions} == KINDS
    assert sum(_compare(program, each, _made(each, 1)) for each in questions) > 200
    assert _compare_numbers(program, _typed(800, seed=1)) > 200


@pytest.mark.all
def test_a_whole_quiz_is_told_as_in_a_notebook(program, project: Path, tmp_path: Path) -> None:
    """Checks, hints and solutions in any order, with the result and what was said about being sure."""
    every = _carried(project / EXAMPLE)
    questions = [each for each in every if not any(each.drawings())]
    random = Random(4)  # noqa: S311  answers, no secrets
    log = Attempts(tmp_path / "log.sqlite")
    session = Session("", questions, log, seed=1, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    walk = []
    for _ in range(120):
        question = random.choice(questions)
        answer = random.choice(_tries(question, variants.make(question, 1)))
        sure = random.choice(["sure", "think so", "guess", None])
        does = random.choice(["check", "check", "hint", "solution"])
        walk.append({**_check(question, answer), "do": does, "confidence": sure})
    quiz = _quiz(*((each, variants.make(each, 1)) for each in questions))
    [found] = program(ANSWER, [quiz, _data(), [walk]])
    for each in walk:
        session.receive(each)
    expected = session.view()
    for item in expected["items"]:
        item["can_change_numbers"] = False  # the page has one version of each here
    assert found["items"] == expected["items"]
    assert found["result"] == expected["result"]
    assert {each["status"] for each in found["items"]} > {"correct", "wrong"}


@pytest.mark.all
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_question_of_every_bank(program, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", language)
    count = sum(
        _compare(program, each, _made(each, seed))
        for path in bank.files()
        for each in _carried(path)
        for seed in (1, 2, 7)
    )
    assert count > 20_000


@pytest.mark.all
@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_a_paper_is_printed_with_no_question_on_two_pages(page, project: Path, tmp_path: Path, sheet: str) -> None:
    """No question is higher than a page, and none may be cut: so none is on two. Look at the pages in $CVM_SHOTS."""
    height, out = {"A4": 297, "Letter": 279}[sheet], tmp_path / "paper.html"
    formats.export(material.gather(bank.files(), seed=1, when=datetime(2026, 1, 1, tzinfo=UTC)), "paper", out)
    for name in ("paper.html", "paper-key.html"):
        page.goto((tmp_path / name).as_uri())
        page.emulate_media(media="print")
        page.set_viewport_size({"width": round((210 - 32) / 25.4 * 96), "height": 800})
        places = page.evaluate(
            "() => [...document.querySelectorAll('article')]"
            ".map((each) => [each.getBoundingClientRect().height, getComputedStyle(each).breakInside])"
        )
        assert max(each for each, _ in places) < (height - 34) / 25.4 * 96
        assert {each for _, each in places} == {"avoid"}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        printed = page.pdf(format=sheet, path=Path(os.environ.get("CVM_SHOTS", tmp_path)) / f"{name}-{sheet}.pdf")
        pages = len(re.findall(rb"/Type /Page\b", printed))
        assert len(places) / 8 < pages < len(places)


@pytest.mark.all
def test_many_numbers_are_read_alike(program) -> None:
    assert _compare_numbers(program, _typed(20_000, seed=2)) > 5_000


@pytest.mark.all
def test_words_are_reduced_alike_whatever_letter_is_in_them(program) -> None:
    """Cherokee is the one script that Python folds to capitals."""
    letters = [chr(each) for each in range(1, 0x20000) if chr(each).isalnum() and not _is_cherokee(each)]
    words = [word for each in letters for word in (f"a{each}b", each, f"x{each}s", f"xx{each}ies")]
    words += ["The Sorting-Effects!", "class", "Classes", "a", "the", "ties", "is", "ß", "…", "hold‐out’s", "a\u00adb"]
    assert program("(words) => words.map(own.plainWord)", words) == [plain(each) for each in words]


def _is_cherokee(sign: int) -> bool:
    return 0x13A0 <= sign <= 0x13FF or 0xAB70 <= sign <= 0xABBF
