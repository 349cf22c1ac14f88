"""QTI 3.0 holds every question with its key, the course's own scores and every sentence, or names what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from customer_value.assessment import variants
from customer_value.assessment.examples import examples
from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import Short
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.classroom.exports import asking, qti
from customer_value.classroom.exports.material import obstacle

FILES = sorted(path.name for path in (Path(__file__).parents[3] / "quizzes").glob("0*.yaml"))
BANKS = [pytest.param(each, marks=() if each.startswith("04") else pytest.mark.all) for each in FILES]
QTI = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}qti-"
PACKAGE = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


@pytest.fixture
def export(package) -> Callable:
    """Return a function that exports files and gives what was written, the material, and each file's root."""
    return lambda *files, versions=1: package(qti.write, files, versions)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _plain(markdown: str) -> str:
    """Return what a text says, without tags."""
    html = to_html(markdown).replace("<br>", "<br/>").replace("<hr>", "<hr/>").replace("&nbsp;", "&#160;")
    return _words(ElementTree.fromstring(f"<p>{html}</p>"))


@pytest.mark.parametrize("bank", BANKS)
def test_every_item_and_every_sentence_arrives_or_is_named(export, bank: str) -> None:
    written, material, roots = export(f"quizzes/{bank}")
    items = material.banks[0].questions
    carried = [each for each in items if not obstacle(each)]
    assert {each.item for each in written.left_out} == {each.id for each in items if obstacle(each)}
    assert list(roots) == ["imsmanifest.xml", "test-1.xml", *(f"items/item-{each.id}.xml" for each in carried)]
    for item in carried:
        variant, root = variants.make(item, 1), roots[f"items/item-{item.id}.xml"]
        body, told = _words(root.find(f"{QTI}item-body")), [_words(each) for each in root.iter(f"{QTI}modal-feedback")]
        assert _plain(variant.stem) in body
        for each in (item.feedback, *(sentence.text for sentence in item.sentences())):
            assert any(_plain(item.said(variant, each)) in one for one in told) or not each, (item.id, each)
        reasons = {each.why for each in written.otherwise if each.item == item.id}
        assert (qti.NO_HINTS in reasons) == bool(item.hints)


def test_the_manifest_lists_every_file_with_its_tags(export) -> None:
    _, material, roots = export("tests/assessment/example.yaml", versions=3)
    listed = {each.get("href"): each for each in roots["imsmanifest.xml"].iter(f"{PACKAGE}resource")}
    assert set(listed) == set(roots) - {"imsmanifest.xml"}
    for name, resource in listed.items():
        assert roots[name].get("identifier") == resource.get("identifier")
    [first, *_] = material.banks[0].questions
    keywords = listed[f"items/item-{first.id}.xml"].iterfind(f".//{LOM}keyword/{LOM}string")
    assert [each.text for each in keywords] == [first.objective, first.bloom, *first.tags]
    refs = [each.get("href") for each in roots["test-1.xml"].iter(f"{QTI}assessment-item-ref")]
    assert set(refs) == {name for name in roots if name.startswith("items/")}
    drawn = [each for each in roots["test-1.xml"].iter(f"{QTI}assessment-section") if each.get("title") == "04.Q02"]
    assert [each.get("select") for each in drawn[0].iter(f"{QTI}selection")] == ["1"]
    assert [each.get("identifier") for each in drawn[0].iter(f"{QTI}assessment-item-ref")] == [
        "item-04.Q02",
        "item-04.Q02-2",
        "item-04.Q02-3",
    ]


def test_two_banks_with_the_same_id_do_not_overwrite_each_other(export, own_bank: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(own_bank.read_text(encoding="utf-8").replace("04_lifetime_value", "04_other"), encoding="utf-8")
    _, _, roots = export(str(own_bank), str(other))
    assert len([name for name in roots if name.startswith("items/")]) == 2


def _responses(item, variant, root: Element, answer: Any) -> dict[str, Any]:
    """Return an answer of the course as the responses that a student would give to an item."""
    shown = [each.get("identifier") for each in root.iter(f"{QTI}simple-choice")]
    if isinstance(item, Numeric):
        return {"RESPONSE": str(answer)}
    if isinstance(item, Match):
        rows, targets = ([*each] for each in root.iter(f"{QTI}simple-match-set"))
        by_text = {_words(each): each.get("identifier") for each in targets}
        chosen = [by_text[to_text(variant.options[place])] for place in answer]
        return {"RESPONSE": [f"{row.get('identifier')} {target}" for row, target in zip(rows, chosen, strict=True)]}
    if isinstance(item, Cloze):
        choices = [each.get("response-identifier") for each in root.iter() if "response-identifier" in each.attrib]
        return {
            name: _filled(item, variant, root, gap, answer[gap], name)
            for gap, name in zip(item.names, choices, strict=True)
        }
    if isinstance(item, TrueFalse):
        return {"RESPONSE": shown[0 if answer else 1]}
    places = dict(zip(variant.order, shown, strict=True))
    return {"RESPONSE": [places[each] for each in answer] if isinstance(answer, list) else places[answer]}


def _filled(item: Cloze, variant, root: Element, gap: str, given: Any, name: str) -> str:
    if isinstance(given, str):
        return given.strip(" .")
    [menu] = [each for each in root.iter(f"{QTI}inline-choice-interaction") if each.get("response-identifier") == name]
    by_text = {_words(each): each.get("identifier") for each in menu}
    return by_text[to_text(item.said(variant, item.gaps[gap].options[given].text))] or ""


def _answers(item, variant) -> list[Any]:
    """Return answers that the course can grade: its own examples, and numbers inside and outside the tolerance."""
    if isinstance(item, Numeric):
        near = item.tolerance.around(variant.answer)
        steps = (0, 0.999 * near, -0.999 * near, 5 * near + 1, -1e6)
        return [*(variant.answer + each for each in steps), *variant.mistakes]
    return [each.answer for each in examples(item, variant) if each.status in ("correct", "partial", "wrong")]


@pytest.mark.parametrize("bank", BANKS)
def test_scores_and_sentences_are_those_of_the_course(export, attempt, bank: str) -> None:
    _, material, roots = export(f"quizzes/{bank}")
    tried = 0
    for item in material.banks[0].questions:
        if obstacle(item) or isinstance(item, Short):
            continue
        variant, root = variants.make(item, 1), roots[f"items/item-{item.id}.xml"]
        for answer in _answers(item, variant):
            outcome = item.grade(variant, answer)
            if outcome.status == "malformed":  # a number that is rounded too much
                continue
            made = attempt(root, _responses(item, variant, root, answer))
            assert made.score == pytest.approx(outcome.score, abs=1e-9), (item.id, answer)
            assert (made.score == 1) == (outcome.status == "correct")
            told = " ".join(map(_words, made.told))
            own = {item.said(variant, each.text) for each in item.sentences()} | {item.said(variant, item.feedback)}
            for each in outcome.feedback:
                if each in own or isinstance(item, Cloze):
                    assert _plain(each) in told, (item.id, answer)
            tried += 1
    assert tried > 2 * len(roots)


def test_a_text_is_marked_by_hand(export, attempt) -> None:
    written, material, roots = export("tests/assessment/example.yaml")
    root = roots["items/item-04.Q12.xml"]
    [score] = [each for each in root.iter(f"{QTI}outcome-declaration") if each.get("identifier") == "SCORE"]
    assert score.get("external-scored") == "human"
    made = attempt(root, {"RESPONSE": "Another mix."})
    assert (made.score, len(made.told)) == (0, 1)
    [rubric] = root.iter(f"{QTI}rubric-block")
    assert rubric.get("view") == "scorer"
    for each in (rubric, *made.told):
        assert "(2 points): It takes a mix of customers" in _words(each)
    assert ("04.Q12", asking.BY_HAND) in written.otherwise
    assert not {asking.ROWS_ALIKE, asking.AS_PLACES, asking.GAPS_ALIKE} & {each.why for each in written.otherwise}
    assert material.versions == 1


def test_what_stands_in_the_shown_order_is_not_the_key(export) -> None:
    """Whoever looks at the source of a page sees identifiers: they follow what is shown."""
    _, material, roots = export("tests/assessment/example.yaml")
    for item in material.banks[0].questions:
        if isinstance(item, Order | Match | Multiple):
            root = roots[f"items/item-{item.id}.xml"]
            right = [each.text for each in root.iterfind(f"{QTI}response-declaration/{QTI}correct-response/{QTI}value")]
            names = [each.split()[-1] for each in right]
            assert names != sorted(names) or isinstance(item, Multiple)
            shown = [each.get("identifier") for each in root.find(f"{QTI}item-body").iter() if each.get("identifier")]
            assert sorted(shown) == sorted(set(shown))


HOSTILE = r"""lesson: 04_own
questions:
  - id: 04.Q01
    type: single
    objective: 04.O1
    bloom: understand
    stem: "Is ]]> <script>alert(1)</script> &amp; & $\\frac{a}{b} < 1$ [here](javascript:alert(2))?\n\n
      | a |\n|---|\n| ~~1~~ |\n\na\\\nb"
    options:
      - {text: '<qti-simple-choice identifier="x">', correct: true}
      - {text: '<img src=x onerror=alert(3)>', says: ']]></qti-modal-feedback> [a](https://a.example/?b=1&c="2" "t")'}
  - id: 04.Q02
    type: cloze
    objective: 04.O1
    bloom: understand
    stem: Fill it.
    text: 'A <qti-gap/> [[word]] here, [[ other ]] too.'
    gaps:
      word: {accept: ['"<b>&'], mistakes: [{text: "<i>'", says: 'No <script>.'}]}
      other: {options: [{text: '<a>', correct: true}, {text: '&b&#12;', says: 'It is $a$.'}]}
"""


def test_nothing_in_a_bank_steers_the_file(export, attempt, tmp_path: Path) -> None:
    (tmp_path / "04_own.yaml").write_text(HOSTILE, encoding="utf-8")
    _, _, roots = export(str(tmp_path / "04_own.yaml"))
    first, second = roots["items/item-04.Q01.xml"], roots["items/item-04.Q02.xml"]
    tags = {each.tag.rpartition("}")[2] for root in (first, second) for each in root.iter()}
    assert not tags & {"script", "img", "b", "i", "del", "s", "qti-gap"}
    text = _words(first.find(f"{QTI}item-body"))
    assert text.startswith("Is ]]> <script>alert(1)</script> & & ab<1 [here](javascript:alert(2))?")
    assert len(list(first.iter(f"{QTI}simple-choice"))) == 2
    assert [_words(each) for each in first.iter(f"{QTI[:-4]}td")] == ["1"]
    assert [each.attrib for each in first.iter(f"{QTI[:-4]}a")] == [
        {"href": "https://a.example/?b=1&c=%222%22", "title": "t"}
    ]
    [formula] = first.iter(f"{MATHML}math")
    assert formula.get("alttext") == "(a) / (b) < 1"
    made = attempt(second, {"GAP-1": '"<B>&', "GAP-2": "GAP-2-1"})
    assert made.score == 1 or attempt(second, {"GAP-1": '"<B>&', "GAP-2": "GAP-2-2"}).score == 1
