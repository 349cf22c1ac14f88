"""jupyterquiz's JSON: the types of its documentation, and entries that are none."""

from __future__ import annotations

import json

import pytest

from customer_value.errors import BankError

DOCUMENTED = [
    {
        "question": "Choose the data type of `2 < 3` and of $a<b$",
        "type": "multiple_choice",
        "answers": [
            {"answer": "bool", "correct": True, "feedback": "A comparison is true or false."},
            {"answer": "int", "correct": False, "feedback": "Only by conversion."},
            {"code": "str(1)", "correct": False},
        ],
    },
    {
        "question": "Which are <b>mutable</b>?",
        "type": "many_choice",
        "code": "x = [1]",
        "answers": [
            {"answer": "list", "correct": True},
            {"answer": "dict", "correct": True},
            {"answer": "tuple", "correct": False},
        ],
    },
    {
        "question": "What is pi?",
        "type": "numeric",
        "precision": 3,
        "answers": [
            {"type": "value", "value": 3.14159, "correct": True, "feedback": "Right."},
            {"type": "range", "range": [3.2, 4], "correct": False, "feedback": "Too large."},
            {"type": "default", "feedback": "No."},
        ],
    },
    {
        "question": "Name a prime.",
        "type": "string",
        "answers": [
            {"answer": "two", "correct": True},
            {"answer": "four", "correct": False, "feedback": "2 x 2"},
            {"type": "default", "feedback": "Hm."},
        ],
    },
]


def test_the_documented_types_are_read(bring) -> None:
    brought, (kind, mutable, circle, prime) = bring(json.dumps(DOCUMENTED, indent=1))
    assert kind.stem == "Choose the data type of &#96;2 < 3&#96; and of $a<b$"
    assert [each.text for each in kind.options] == ["bool", "int", "`str(1)`"]
    assert kind.feedback == "A comparison is true or false."
    assert mutable.stem == "Which are **mutable**?\n\n```\nx = [1]\n```"
    assert [each.correct for each in mutable.options] == [True, True, False]
    assert (circle.answer, circle.tolerance.absolute) == (3.14159, pytest.approx(0.005))
    assert (circle.mistakes[0].value, circle.mistakes[0].says) == (pytest.approx(3.6), "Too large.")
    gap = prime.gaps["answer"]
    assert (gap.accept, gap.mistakes[0].text, gap.says) == (("two",), "four", "Hm.")
    assert brought.lost == [(circle.id, "what any other number is told")]
    assert "  # line 2: Choose the data type" in brought.text


def test_entries_that_are_no_questions_hide_no_others(bring) -> None:
    odd = [
        1,
        {},
        {"type": "numeric", "answers": [1]},
        {"type": "code", "answers": []},
        {"type": ["numeric"], "answers": []},
        {"type": "numeric", "answers": [{"type": "range", "range": [1], "correct": True}]},
        {"type": "numeric", "answers": [{"value": [5], "correct": True}]},
        {"type": "string", "answers": [{"correct": True}]},
        {"question": {}, "type": "string", "answers": []},
        {"question": "x", "type": "multiple_choice", "answers": [{"answer": "a", "correct": 1}]},
    ]
    brought, items = bring(json.dumps([*odd, DOCUMENTED[0]]))
    assert (len(brought.unread), len(items)) == (len(odd), 1)
    assert brought.unread[0] == ("line 1", "it is no question, but int")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[\n{]", ":2: this is no JSON: Expecting property name"),
        ('[{"a": 1}\n{}]', ":2: this is no JSON: Expecting ','"),
        ("[1", ":1: this is no JSON"),
        ("[", ":1: this is no JSON"),
        ("[" * 100_000, ":1: it is nested too deeply"),
        ("[" + "9" * 10_000 + "]", ":1: it is nested too deeply, or a number is too long"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(bring, content: str, message: str) -> None:
    with pytest.raises(BankError, match=message):
        bring(content)
