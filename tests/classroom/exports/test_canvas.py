"""QTI 1.2 holds every question with its key and every sentence in the words that Canvas's importer knows."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from customer_value.assessment import variants
from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.classroom.exports import asking, canvas
from customer_value.classroom.exports.material import obstacle

FILES = sorted(path.name for path in (Path(__file__).parents[3] / "quizzes").glob("0*.yaml"))
BANKS = [pytest.param(each, marks=() if each.startswith("04") else pytest.mark.all) for each in FILES]
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
META = "{http://canvas.instructure.com/xsd/cccv1p0}"


@pytest.fixture
def export(package) -> Callable:
    """Return a function that exports files and gives what was written, the material, items by name, all files."""

    def run(*files: str, versions: int = 1):
        written, material, roots = package(canvas.write, files, versions)
        return (
            written,
            material,
            {each.get("ident"): each for root in roots.values() for each in root.iter(f"{QTI}item")},
            roots,
        )

    return run


def _said(item: Element) -> str:
    """Return all texts of an item, without the encoding of HTML."""
    return unescape("".join(item.itertext()))


def _kind(item: Element) -> str:
    [first, *_] = item.iter(f"{QTI}fieldentry")
    return first.text or ""


def _labels(response: Element) -> dict[str, str]:
    """Return the text of each option by its name."""
    return {
        each.get("ident", ""): each.findtext(f"{QTI}material/{QTI}mattext") or ""
        for each in response.iter(f"{QTI}response_label")
    }


def _keys(item: Element) -> list[tuple[str, str, float]]:
    """Return what brings points: the response, the answer, and the points in per cent."""
    found = []
    for rule in item.iter(f"{QTI}respcondition"):
        points = rule.find(f"{QTI}setvar")
        if points is not None:
            wrong = {each for no in rule.iter(f"{QTI}not") for each in no}
            right = [each for each in rule.iter(f"{QTI}varequal") if each not in wrong]
            found += [(each.get("respident"), each.text, float(points.text)) for each in right]
    return found


@pytest.mark.parametrize("bank", BANKS)
def test_every_item_and_every_sentence_arrives_or_is_named(export, bank: str) -> None:
    written, material, found, roots = export(f"quizzes/{bank}")
    items = material.banks[0].questions
    carried = [each for each in items if not obstacle(each)]
    assert {each.item for each in written.left_out} == {each.id for each in items if obstacle(each)}
    assert list(found) == [f"cv_{each.id}" for each in carried]
    for item in carried:
        variant, text = variants.make(item, 1), _said(found[f"cv_{item.id}"])
        for each in (item.stem, item.feedback, *(sentence.text for sentence in item.sentences())):
            assert unescape(to_html(item.said(variant, each))) in text, (item.id, each)
        shown = {each.get("linkrefid") for each in found[f"cv_{item.id}"].iter(f"{QTI}displayfeedback")}
        assert shown == {each.get("ident") for each in found[f"cv_{item.id}"].iter(f"{QTI}itemfeedback")}
    assert set(roots) >= {"imsmanifest.xml"}


@pytest.mark.parametrize("bank", BANKS)
def test_keys_and_weights_are_those_of_the_bank(export, bank: str) -> None:
    _, material, found, _ = export(f"quizzes/{bank}")
    for question in (each for each in material.banks[0].questions if not obstacle(each)):
        variant, item = variants.make(question, 1), found[f"cv_{question.id}"]
        keys, responses = _keys(item), [*item.iter(f"{QTI}response_lid")]
        if isinstance(question, Numeric):
            [low], [high] = ([float(each.text) for each in item.iter(f"{QTI}{tag}")] for tag in ("vargte", "varlte"))
            assert [float(each) for _, each, _ in keys] == pytest.approx([variant.answer], rel=1e-11, abs=1e-15)
            near = question.tolerance.around(variant.answer)
            assert (low, high) == pytest.approx((variant.answer - near, variant.answer + near), rel=1e-9)
            continue
        if isinstance(question, Match | Order | Cloze):
            texts = [_labels(each)[key] for each, (_, key, _) in zip(responses, keys, strict=True)]
            assert [name for name, _, _ in keys] == [each.get("ident") for each in responses]
            assert sum(points for _, _, points in keys) == pytest.approx(100, abs=0.05)
            assert texts == _wanted(question, variant)
            continue
        options = _labels(responses[0]) if responses else {}
        right = [options[key] for _, key, _ in keys]
        answer = variant.answer if isinstance(variant.answer, list) else [variant.answer]
        if _kind(item) == "true_false_question":
            assert right == [str(question.answer)]
        elif _kind(item) == "essay_question":
            assert not keys
        else:
            assert sorted(right) == sorted(to_html(variant.options[place]) for place in answer)


def _wanted(question, variant) -> list[str]:
    """Return what belongs to each row or gap, in the order in which they are shown."""
    if isinstance(question, Match):
        return [to_text(variant.options[place]) for place in variant.answer]
    if isinstance(question, Order):
        return [str(place + 1) for place in variant.order]
    gaps = [question.gaps[name] for name in question.names]
    said = [each.options[each.right].text if each.options else each.accept[0] for each in gaps]
    return [to_text(question.said(variant, each)) for each in said]


def test_versions_are_a_group_of_which_one_is_asked(export) -> None:
    written, _, found, roots = export("tests/assessment/example.yaml", versions=3)
    quiz = roots["customer_value_lesson_04/customer_value_lesson_04.xml"]
    groups = {each.get("title"): each for each in quiz.iter(f"{QTI}section") if each.get("title")}
    drawn = groups["04.Q02"]
    assert [each.get("ident") for each in drawn.iter(f"{QTI}item")] == ["cv_04.Q02", "cv_04.Q02-2", "cv_04.Q02-3"]
    assert [each.text for each in drawn.iter(f"{QTI}selection_number")] == ["1"]
    assert written.fixed == []
    meta = roots["customer_value_lesson_04/assessment_meta.xml"]
    alone = [each for each in quiz.find(f".//{QTI}section") if each.tag == f"{QTI}item"]
    assert float(meta.findtext(f"{META}points_possible")) == len(alone) + len(groups)
    assert len(found) > len(alone)


def test_the_manifest_lists_the_quiz_and_its_settings(export) -> None:
    _, _, _, roots = export("tests/assessment/example.yaml")
    resources = {each.get("identifier"): each for each in roots["imsmanifest.xml"].iter(f"{PACKAGE}resource")}
    files = {each.get("href") for each in roots["imsmanifest.xml"].iter(f"{PACKAGE}file")}
    assert files == set(roots) - {"imsmanifest.xml"}
    name = "customer_value_lesson_04"
    assert resources[name].get("type") == "imsqti_xmlv1p2"
    assert resources[name].find(f"{PACKAGE}dependency").get("identifierref") in resources
    assert roots[f"{name}/assessment_meta.xml"].get("identifier") == name
    assert roots[f"{name}/assessment_meta.xml"].findtext(f"{META}shuffle_answers") == "false"


OWN = """lesson: 04_own
questions:
  - id: 04.Q01
    type: multiple
    objective: 04.O1
    bloom: understand
    stem: 'Is ]]> <script>alert(1)</script> & $\\frac{a}{b} < 1$ here?'
    options:
      - {text: 'a]]>', correct: true, says: One.}
      - {text: '<img src=x onerror=alert(3)>', says: Two.}
      - {text: '&', says: Three.}
  - id: 04.Q02
    type: cloze
    objective: 04.O1
    bloom: understand
    stem: 'Fill [gap1] or [gap_2].'
    text: 'A [[one]] and a [[two]].'
    gaps:
      one: {options: [{text: '<b>', correct: true}, {text: '&#12;c', says: 'It is no c.'}]}
      two: {options: [{text: d, correct: true}, {text: e}]}
"""


def test_nothing_in_a_bank_steers_the_file(export, tmp_path: Path) -> None:
    (tmp_path / "04_own.yaml").write_text(OWN, encoding="utf-8")
    written, _, found, _ = export(str(tmp_path / "04_own.yaml"))
    texts = [each.text or "" for item in found.values() for each in item.iter(f"{QTI}mattext")]
    for harm in ("<script", "<img", "\x0c"):
        assert harm not in "".join(texts)
    assert texts[0].startswith("<p>Is ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; &amp; <math ")
    gaps = found["cv_04.Q02"]
    assert _kind(gaps) == "multiple_dropdowns_question"
    assert "A [gap__1] and a [gap__2]." in _said(gaps)
    assert [list(_labels(each).values()) for each in gaps.iter(f"{QTI}response_lid")] in (
        [[*one], [*two]] for one in (["<b>", "c"], ["c", "<b>"]) for two in (["d", "e"], ["e", "d"])
    )
    reasons = {
        each.item: [other.why for other in written.otherwise if other.item == each.item] for each in written.otherwise
    }
    assert canvas.WRONG_TICKS in reasons["04.Q01"]
    assert asking.TOLD_AFTERWARDS in reasons["04.Q02"]
    assert canvas.ALL_TYPED not in reasons["04.Q02"]


def test_gaps_of_both_kinds_are_typed_with_the_options_behind_them(export) -> None:
    written, _, found, _ = export("tests/assessment/example.yaml")
    item = found["cv_04.Q21"]
    assert _kind(item) == "fill_in_multiple_blanks_question"
    assert "weighs [gap1] (more · less) than" in _said(item)
    assert [list(_labels(each).values()) for each in item.iter(f"{QTI}response_lid")] == [
        ["less"],
        ["discounted"],
        ["present", "current"],
    ]
    assert "Gap 2: If you answered “compounded”: Compounding carries money" in _said(item)
    assert ("04.Q21", canvas.ALL_TYPED) in written.otherwise
    assert ("04.Q02", canvas.NO_UNIT) in written.otherwise
    assert ("04.Q01", canvas.NO_HINTS) in written.otherwise
    assert canvas.WRONG_TICKS not in {each.why for each in written.otherwise}
