"""Whatever a file holds, it becomes a bank that can be read, or is refused with the line; nothing of it is run."""

from __future__ import annotations

import json
import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.classroom.exports import formats
from customer_value.classroom.imports import reading
from customer_value.errors import BankError, SetupError

EXAMPLE = "tests/assessment/example.yaml"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ":1: the file is empty. To mend it: export the questions again"),
        (b"Is it?{T}" * 1_200_000, ":1: the file has 10.8 MB; a bank has at most 5.00 MB"),
        ("\ufeffIs it?{T}".encode("utf-16"), ":1: the file is UTF-16, not UTF-8 text"),
        ("Is it?\n\nCafé{T}".encode("latin-1"), ":3: the file is not UTF-8 text"),
        (b"Is it?\n{T\x00}", r":2: the character U\+0000 is no text"),
        (b"\x89PNG\r\n\x1a\n", ":1: the file is not UTF-8 text"),
        (b"Is it?{T}\n\n" * 1001, ":2001: there are more than 1000 questions"),
        (b"::" + b"x" * 300 + b"::Is it?{T#" + b"y" * 15_000 + b"}\n\n" * 1, None),
    ],
    ids=["empty", "10 MB", "UTF-16", "Latin-1", "NUL", "PNG", "1001 questions", "long"],
)
def test_what_is_no_file_of_questions_is_refused(bring, content: bytes, message: str | None) -> None:
    if message is None:
        assert bring(content)[0].count == 1
        return
    with pytest.raises(BankError, match=message):
        bring(content)


def test_a_bank_that_would_be_too_large_to_read_is_refused(bring) -> None:
    with pytest.raises(BankError, match=r"the bank would have 0\.3 MB"):
        bring("".join(f"Is {'it ' * 5000}?{{T}}\n\n" for _ in range(20)))


def test_no_folder_and_no_missing_file_is_read(tmp_path: Path) -> None:
    for file, message in ((tmp_path, "this is a folder"), (tmp_path / "no.xml", "No such file")):
        with pytest.raises(BankError, match=message):
            reading.bring(file, tmp_path / "04_mine.yaml")


@pytest.mark.parametrize("name", ["mine.yaml", "04_mine.txt", "04_Mine.yaml", "4_mine.yaml"])
def test_a_bank_is_called_like_its_lesson(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupError, match=r"04_my_questions\.yaml"):
        reading.bring(tmp_path / "any", tmp_path / name)


def test_ids_of_the_file_are_kept_where_they_fit(bring) -> None:
    ids = ["04.Q07", "04.Q07", "05.Q01", "04.E1", "x" * 100, "04.Q901", "04.Q12-2"]
    _, items = bring("\n\n".join(f"// [id:{each}]\nIs it?{{T}}" for each in ids))
    assert [each.id for each in items] == [
        "04.Q07", "04.Q901", "04.Q902", "04.Q903", "04.Q904", "04.Q905", "04.Q906"
    ]  # fmt: skip


def test_the_lesson_is_that_of_the_number(bring) -> None:
    assert "lesson: 04_lifetime_value\n" in bring("Is it?{T}")[0].text
    assert "lesson: 77_mine\n" in bring("Is it?{T}", "77_mine.yaml")[0].text


def test_no_import_makes_code_or_draws(bring) -> None:
    """What looks like a variable, a gap, YAML or code in a file is text in the bank."""
    nasty = "{{x}} [[gap]] ${{7*7}}$ !!python/object &a *a\n- id: 04.E1\n  type: code\n  setup: import os"
    right = {"answer": nasty, "correct": True, "feedback": nasty}
    asked = {"question": nasty, "type": "multiple_choice", "answers": [right, {"answer": "b"}]}
    brought, items = bring(json.dumps([asked, {**asked, "type": "code"}]))
    [item] = items
    assert (item.__struct_config__.tag, item.variables, len(brought.unread)) == ("single", {}, 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_makes_a_bank_that_can_be_read(bring, text: str) -> None:
    answers = [{"answer": text, "correct": True, "feedback": text}, {"answer": "b", "feedback": text}]
    _, items = bring(json.dumps([{"question": text, "type": "multiple_choice", "answers": answers}]))
    assert len(items) == 1


def _damaged(text: str, dice: random.Random) -> str:
    start, end = sorted(dice.randrange(len(text)) for _ in range(2))
    end = min(end, start + dice.choice([1, 5, 200]))
    return (
        text[:start] + dice.choice(["", "{", "}", "<", ">", "#", "=", '"', "\\", "]", text[start:end] * 3]) + text[end:]
    )


@pytest.fixture(params=["moodle.xml", "gift.gift"])
def example(request: pytest.FixtureRequest, gather, tmp_path: Path) -> str:
    out = tmp_path / request.param
    formats.export(gather(EXAMPLE), out.stem, out)
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize("times", [25, pytest.param(300, marks=pytest.mark.all)])
def test_a_damaged_file_is_read_or_refused(bring, example: str, times: int) -> None:
    """What comes of it can be read, and only our own error is raised (`bring` checks the former)."""
    dice, read = random.Random(1), 0  # noqa: S311
    for _ in range(times):
        text = example
        for _ in range(dice.randint(1, 4)):
            text = _damaged(text, dice)
        with suppress(BankError):
            read += bring(text)[0].count > 0
    assert 0 < read <= times


@pytest.mark.all
@pytest.mark.parametrize(
    "piece", ["[", "\\(", "$$", "{:SA:=", "<", "<b>", "&", "_", "*", "{{", "![](", "<ul><li>", "<!--"]
)
def test_no_text_takes_long(bring, piece: str) -> None:
    text = (piece * 20_000)[:19_900]
    answers = [{"answer": "a", "correct": True}, {"answer": "b"}]
    questions = [{"question": text, "type": "multiple_choice", "answers": answers}]
    started = time.process_time()
    with suppress(BankError):
        bring(json.dumps(questions))
    assert time.process_time() - started < 5
