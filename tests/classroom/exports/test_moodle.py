"""Moodle XML holds every question with its key, its scores and every sentence, or names what it cannot carry."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from customer_value.assessment import variants
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import Numeric
from customer_value.classroom.exports import moodle
from customer_value.classroom.exports.material import obstacle
from customer_value.classroom.exports.rendering import html

BANKS = sorted(path.name for path in (Path(__file__).parents[3] / "quizzes").glob("0*.yaml"))


@pytest.fixture
def export(tmp_path: Path, gather) -> Callable:
    """Return a function that exports files and gives what was written, the material, and the questions by id."""

    def run(*files: str, versions: int = 1):
        material = gather(*files, versions=versions)
        written = moodle.write(material, tmp_path / "bank.xml")
        root = ElementTree.parse(tmp_path / "bank.xml").getroot()
        return (
            written,
            material,
            {each.findtext("idnumber"): each for each in root if each.find("idnumber") is not None},
        )

    return run


def _said(question: Element) -> str:
    """Return all texts of a question, without encoding; gaps are encoded twice."""
    return unescape(unescape("".join(question.itertext())))


@pytest.mark.parametrize("bank", BANKS)
def test_every_item_and_every_sentence_arrives_or_is_named(export, bank: str) -> None:
    written, material, found = export(f"quizzes/{bank}")
    items = material.banks[0].questions
    assert {each.item for each in written.left_out} == {each.id for each in items if obstacle(each)}
    assert list(found) == [each.id for each in items if not obstacle(each)]
    for item in (each for each in items if each.id in found):
        variant, text = variants.make(item, 1), _said(found[item.id])
        told = [sentence.text for sentence in item.sentences()]
        for each in (item.stem, item.feedback, *told, *(item.hints if not _loses_hints(written, item.id) else ())):
            assert unescape(unescape(html(item.said(variant, each)))) in text, (item.id, each)
        assert {item.objective, item.bloom, *item.tags} == {
            each.text for each in found[item.id].findall("tags/tag/text")
        }


def _loses_hints(written, item: str) -> bool:
    return (item, moodle.NO_HINTS) in written.otherwise


@pytest.mark.parametrize("bank", BANKS)
def test_scores_are_those_of_the_course(export, bank: str) -> None:
    """Moodle adds the fractions of what is ticked and holds the sum above 0."""
    _, material, found = export(f"quizzes/{bank}")
    for item in material.banks[0].questions:
        if item.id not in found:
            continue
        variant, answers = variants.make(item, 1), found[item.id].findall("answer")
        if isinstance(item, Multiple):
            for picks in (list(each) for size in (1, 2, 3) for each in combinations(range(len(item.options)), size)):
                worth = [float(answers[variant.order.index(place)].get("fraction", "")) for place in picks]
                assert max(0, sum(worth)) / 100 == pytest.approx(item.grade(variant, picks).score, abs=1e-6)
        if isinstance(item, Numeric):
            for answer in answers:
                value, near = float(answer.findtext("text") or ""), float(answer.findtext("tolerance") or "")
                outcome = item.grade(variant, value)
                assert outcome.score == float(answer.get("fraction", "")) / 100
                assert item.grade(variant, value + near * 1.001).score <= outcome.score
                assert [html(each) for each in outcome.feedback] == list(
                    filter(None, [answer.findtext("feedback/text")])
                )


def test_a_question_that_draws_numbers_comes_in_versions(export) -> None:
    written, _, found = export("tests/assessment/example.yaml", versions=3)
    names = [each for each in found if each.startswith("04.Q02")]
    assert names == ["04.Q02", "04.Q02-2", "04.Q02-3"]
    answers = {found[each].findtext("answer/text") for each in names}
    assert len(answers) == 3
    assert "04.Q06-2" in found  # drawn from two numbers, so there is no third version
    assert "04.Q06-3" not in found
    assert written.fixed == []
    assert export("tests/assessment/example.yaml")[0].fixed == ["04.Q02", "04.Q06", "04.Q07", "04.Q12"]


def test_what_the_platform_does_otherwise_is_named(export) -> None:
    written, _, found = export("tests/assessment/example.yaml", "lessons/glossary.yaml")
    reasons = {
        each.item: {other.why for other in written.otherwise if other.item == each.item} for each in written.otherwise
    }
    assert any("guessing" in why for why in reasons["04.Q20"])
    assert any("places" in why for why in reasons["04.Q07"])
    assert any("marked by you" in why for why in reasons["04.Q12"])
    assert any("letter by letter" in why for why in reasons["04.Q21"])
    assert any("misconceptions" in why for why in reasons["04.Q01"])
    assert "Lifetime value" in [each.item for each in written.left_out]
    assert found["04.Q01"].findtext("shuffleanswers") == "true"
    gap = found["04.Q21"].findtext("questiontext/text") or ""
    assert "{1:MULTICHOICE:more#Money that comes later" in gap
    assert "~=less}" in gap
    assert "{1:SHORTANSWER:=present~=current~*#The word says that" in gap


HOSTILE = """lesson: 04_own
questions:
  - id: 04.Q01
    type: single
    objective: 04.O1
    bloom: understand
    stem: 'Is ]]> <script>alert(1)</script> $\\frac{a}{b} < 1$ [here](javascript:alert(2))?'
    options:
      - {text: '~%50%=no#{}', correct: true}
      - {text: '%100% -> <img src=x onerror=alert(3)>', says: '####}\\: //no # { ~'}
  - id: 04.Q02
    type: cloze
    objective: 04.O1
    bloom: understand
    stem: Fill it.
    text: 'A [[word]] here, {1:MULTICHOICE:=free} too.'
    gaps:
      word: {accept: ['}~=#'], mistakes: [{text: '*', says: 'a } b ~ c # d <script>'}], says: 'It is $\\frac{a}{b}$.'}
"""


def test_nothing_in_a_bank_steers_the_file(export, tmp_path: Path) -> None:
    (tmp_path / "04_own.yaml").write_text(HOSTILE, encoding="utf-8")
    _, _, found = export(str(tmp_path / "04_own.yaml"))
    texts = [each.text or "" for question in found.values() for each in question.iter("text")]
    for harm in ("<script", "<img", 'href="javascript'):
        assert harm not in "".join(texts)
    assert r"\(\frac{a}{b} &lt; 1\)" in "".join(texts)
    gaps = next(each for each in texts if "SHORTANSWER" in each)
    # Moodle decodes a gap once more than the text around it: the tag must be none after that, too.
    typed = "{1:SHORTANSWER:=&#125;&#126;&#61;&#35;~*#a &#125; b &#126; c &#35; d &amp;lt;script&amp;gt;~*#It is \\("
    assert typed + "\\frac&#123;a&#125;&#123;b&#125;\\).} here" in gaps
    assert "&#123;1:MULTICHOICE:=free} too" in gaps


@pytest.mark.all
@pytest.mark.parametrize("bank", BANKS)
def test_an_independent_parser_reads_choices_and_gaps(gather, tmp_path: Path, bank: str) -> None:
    from moodle_xml_parser.parser import parse_file

    material = gather(f"quizzes/{bank}")
    moodle.write(material, tmp_path / "bank.xml")
    read = parse_file(str(tmp_path / "bank.xml"))
    items = [each for each in material.banks[0].questions if not obstacle(each)]
    choices = [each for each in items if moodle.TYPES[each.__struct_config__.tag] == "multichoice"]
    assert len(read["multichoice"]) == len(choices)
    for item, found in zip(choices, read["multichoice"], strict=True):
        variant = variants.make(item, 1)
        shown = [html(variant.options[place]) for place in variant.order]
        assert [each.answer for each in found.options] == [unescape(each) for each in shown]
        assert [each.score_fraction > 0 for each in found.options] == [
            item.options[place].correct for place in variant.order
        ]
        assert found.single == (not isinstance(item, Multiple))
    clozes = [each for each in items if isinstance(each, Cloze)]
    assert [len(each.gaps) for each in read["cloze"]] == [len(each.names) for each in clozes]
    for item, found in zip(clozes, read["cloze"], strict=True):
        for name, gap in zip(item.names, found.gaps, strict=True):
            right = [each.answer for each in gap.options if each.score == 100]
            words = [*item.gaps[name].accept, *(each.text for each in item.gaps[name].options if each.correct)]
            assert right == [item.said(variants.make(item, 1), each) for each in words]
