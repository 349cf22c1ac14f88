"""Moodle XML as Moodle writes it, with kinds and parts that our own exports do not have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from customer_value.errors import BankError

FOREIGN = (Path(__file__).parent / "foreign.xml").read_bytes()  # its word on the encoding is wrong, and not looked at


def test_foreign_kinds_and_parts_are_read_or_named(bring) -> None:
    brought, (capital, red, steps, far, paris) = bring(FOREIGN)
    gap = capital.gaps["answer"]
    assert (gap.accept, gap.mistakes[0].text, gap.says) == (("Paris",), "Lyon", "It lies on the Seine.")
    assert " ".join(red.stem.split()).startswith("Which is **red** and x^(2)?")
    assert red.shuffle is False
    assert [each.text for each in red.options] == [
        "This",
        "&#123;&#123;answer}} &#91;[gap]] &#42;or&#42; &#36;this&#36;",
    ]
    assert [each.text for each in steps.items] == ["first", "second", "third"]
    assert (far.answer, far.unit, far.mistakes) == (1.5, "km", ())
    assert 0 < far.tolerance.absolute < 1e-5
    assert paris.text == "Paris is [[gap1]] and [[gap2]]."
    assert [each.correct for each in paris.gaps["gap1"].options] == [False, True, False]
    assert paris.gaps["gap2"].accept == ("big", "large")
    reasons = dict(brought.unread)
    lines = {name: 1 + FOREIGN[: FOREIGN.index(f"<name><text>{name}<".encode())].count(b"\n") for name in "DEF"}
    assert [*reasons] == [
        f"line {lines['D']}: D",
        f"line {lines['D'] + 1}: Calc",
        f"line {lines['E']}: E",
        f"line {lines['F']}: F",
    ]
    assert (
        next(why for each, why in reasons.items() if each.endswith("Calc"))
        == "questions of the type 'calculated' have none like them in a bank"
    )
    lost = {key: {why for other, why in brought.lost if other == key} for key, _ in brought.lost}
    assert lost[red.id] == {
        "a picture", "a file", "a script", "the lines of a table", "a raised or lowered sign", "a link",
        "its <correctfeedback>",
    }  # fmt: skip
    assert brought.to_fill["tolerance"] == 1
    assert lost[far.id] == {"what any other number is told", "its other units"}
    assert lost[paris.id] == {"that “in Europe” is worth 50 %: here it is wrong"}


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
QUIZ = '<quiz><question type="truefalse"><questiontext><text>{}</text></questiontext></question></quiz>'
HOSTILE = {
    "XXE": ('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n' + QUIZ.format("&x;"), ":1: a document type"),
    "bomb": (f'\n<!DOCTYPE quiz [<!ENTITY a0 "ha">{BOMB}]>\n' + QUIZ.format("&a8;"), ":2: a document type"),
    "DTD": ('<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>', ":1: a document type"),
    "broken": ("<quiz>\n<question>\n</quiz>", ":3: this is no XML: mismatched tag"),
    "deep": ("<quiz>" + "<a>" * 100_000, ":1: this is no XML: it is nested too deeply"),
    "many": ("<quiz>" + "<a/>" * 100_000, ":1: this is no XML: it has more than 100,000 elements"),
    "HTML": ("<html><body/></html>", ":1: the file holds <html>, and Moodle's questions stand in <quiz>"),
    "entity": ("<quiz>&nope;</quiz>", ":1: this is no XML: undefined entity"),
    "one sign": ("<", ":1: this is no XML"),
}


@pytest.mark.parametrize(("content", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_xml_is_refused_with_its_line(bring, content: str, message: str) -> None:
    with pytest.raises(BankError, match=re.escape(message)):
        bring(content)
