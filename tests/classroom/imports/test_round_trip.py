"""A bank that goes out as GIFT or Moodle XML and comes back means the same, item by item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.assessment import parsing, variants
from customer_value.assessment.markdown import to_html
from customer_value.assessment.questions.numeric import Numeric
from customer_value.classroom.exports import formats, material
from customer_value.classroom.exports.rendering import html
from customer_value.classroom.imports import reading
from customer_value.classroom.imports.words import from_html, from_plain

FOLDER = Path(__file__).parents[3]
BANKS = [*sorted((FOLDER / "quizzes").glob("0*.yaml")), FOLDER / "tests/assessment/example.yaml"]
SUFFIX = {"moodle": ".xml", "gift": ".gift"}


@pytest.fixture(params=SUFFIX)
def there_and_back(request: pytest.FixtureRequest, tmp_path: Path) -> Callable:
    """Return a function that exports a bank, imports it, and gives material, what was written, and what came back."""

    def run(bank: Path, seed: int = 1):
        gathered = material.gather([bank], seed=seed, when=datetime(2026, 1, 1, tzinfo=UTC))
        file = tmp_path / f"bank{SUFFIX[request.param]}"
        written = formats.export(gathered, request.param, file)
        out = tmp_path / f"{gathered.banks[0].lesson}.yaml"
        brought = reading.bring(file, out)
        out.write_text(brought.text, encoding="utf-8")
        parsed = parsing.parse(out)
        assert parsed.problems == []
        return gathered.banks[0], written, brought, {each.id: each for each in parsed.bank.questions}

    run.to = request.param
    return run


QUICK = ("04_lifetime_value", "example")
MARKED = [pytest.param(path, marks=[] if path.stem in QUICK else pytest.mark.all, id=path.stem) for path in BANKS]


@pytest.mark.parametrize("bank", MARKED)
def test_every_item_comes_back_with_its_meaning(there_and_back, bank: Path) -> None:
    before, written, brought, back = there_and_back(bank)
    left = {each.item for each in written.left_out}
    assert brought.unread == brought.lost == []
    assert list(back) == [each.id for each in before.questions if each.id not in left]
    for item in (each for each in before.questions if each.id in back):
        _compare(item, back[item.id], hints=there_and_back.to == "moodle")


@pytest.mark.all
@pytest.mark.parametrize("seed", [2, 3])
def test_so_it_does_with_other_numbers(there_and_back, seed: int) -> None:
    for bank in BANKS:
        before, _, _, back = there_and_back(bank, seed)
        for item in (each for each in before.questions if each.id in back):
            _compare(item, back[item.id], hints=there_and_back.to == "moodle", seed=seed)


def _compare(item, back, *, hints: bool, seed: int = 1) -> None:
    kind = item.__struct_config__.tag
    assert (back.__struct_config__.tag, back.objective, back.bloom, back.tags) == (
        kind,
        item.objective,
        item.bloom,
        item.tags,
    )
    sent, come = variants.make(item, seed), variants.make(back, seed)
    assert html(come.stem) == html(sent.stem), item.id
    if hints and kind not in ("true_false", "short"):
        assert [*map(html, come.hints)] == [*map(html, sent.hints)]
    if kind == "short":  # model answer and rubric stand in the text that is told afterwards
        told = html(f"{back.feedback}\n\n{back.model}")
        assert all(html(item.said(sent, each)) in told for each in (item.feedback, item.model, item.rubric[0].says))
        return
    assert html(back.feedback) == html(item.said(sent, item.feedback)), item.id
    if isinstance(item, Numeric):
        assert come.answer == pytest.approx(sent.answer, rel=1e-11)
        assert back.tolerance.around(come.answer) == pytest.approx(item.tolerance.around(sent.answer), rel=1e-11)
        assert come.mistakes == pytest.approx(sent.mistakes, rel=1e-11, abs=1e-14)
        assert [each.text for each in back.sentences()] == [item.said(sent, each.text) for each in item.sentences()]
        assert back.unit == item.unit
    else:
        assert _keys(back, come) == _keys(item, sent), item.id


def _keys(item, variant) -> list[tuple[str, str, str]]:
    """Return the answers that the item knows; in an order of items the last one's number says where it stands."""
    return sorted((each.sign, html(each.text), html(each.says)) for each in item.keys(variant))


@pytest.mark.parametrize("bank", MARKED)
def test_every_text_of_the_course_survives(bank: Path) -> None:
    for text in (text for item in parsing.parse(bank).bank.questions for _, text in item.texts()):
        words = from_html(html(text))
        assert (html(words.text), words.lost) == (html(text), ()), text


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co")), max_size=40)
    | st.text("*_`$~[](){}<>&#!-+1.:\\|= ab\n", max_size=25)
)
def test_no_sign_of_a_plain_text_means_anything(text: str) -> None:
    """Markdown is read as the text that went in, whatever signs stand in it; no tag, link or formula comes of it."""
    from html import unescape

    shown = to_html(from_plain(text).text)
    words = unescape(shown.replace("<p>", " ").replace("</p>", " ")).split()
    assert words == text.split()
