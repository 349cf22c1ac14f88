"""YAML for banks keeps lines, reads ids as names, and is YAML 1.2."""

from __future__ import annotations

from customer_value.assessment import yaml_text

TEXT = """\
lesson: 04_lifetime_value   # a comment
questions:
  - id: 04.E2
    answer: No
    enemies: [04.E1, '04.Q2']
    variables:
      margin: {from: [80, 9.5, 1e3, true, null]}
"""


def test_ids_are_text_and_no_is_no_boolean() -> None:
    question = yaml_text.plain(yaml_text.load(TEXT))["questions"][0]
    assert question["id"] == "04.E2"
    assert question["answer"] == "No"
    assert question["enemies"] == ["04.E1", "04.Q2"]
    values = question["variables"]["margin"]["from"]
    assert values == [80, 9.5, 1000.0, True, None]
    assert [type(each) for each in values] == [int, float, float, bool, type(None)]


def test_lines_of_fields_and_of_what_lies_above() -> None:
    document = yaml_text.load(TEXT)
    assert yaml_text.line(document) == 1
    assert yaml_text.line(document, "questions", 0, "answer") == 4
    assert yaml_text.line(document, "questions", 0, "variables", "margin", "from", 2) == 7
    assert yaml_text.line(document, "questions", 0, "stem") == 3
    assert yaml_text.line(document, "questions", 5) == 2
