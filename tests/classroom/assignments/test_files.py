"""Bundles and answers come back as they were written; anything else is refused in words, never with a traceback."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.classroom.assignments import files
from customer_value.classroom.assignments.records import Bundle, Given, Submission
from customer_value.classroom.assignments.sealing import new_keys, seal
from customer_value.errors import DataError

WHEN = datetime(2026, 1, 1, 12, tzinfo=UTC)
KEYS = new_keys()
SUBMISSION = Submission(
    assignment="b7Qx",
    student="ada",
    token="t",  # noqa: S106  of a test
    bundle="0" * 64,
    attempt=1,
    handed_in_at=WHEN,
    course="0.3",
    edition="e",
    answers={"04.Q01": Given(answer=[0, None, {"text": "é"}], saved_at=WHEN, seconds=3.5, confidence="sure")},
)


def _boxed(inside: bytes, head: bytes = b"CVM-ANSWERS 1 b7Qx\n") -> bytes:
    return head + seal(inside, KEYS.public)


def _with(**changes: Any) -> bytes:
    return _boxed(json.dumps(msgspec.to_builtins(SUBMISSION) | changes).encode())


def _answering(answer: str) -> bytes:
    inside = msgspec.json.encode(SUBMISSION).replace('[0,null,{"text":"é"}]'.encode(), answer.encode())
    return _boxed(inside)


def test_answers_come_back_and_the_receipt_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "week3-ada.answers"
    receipt = files.write_answers(path, SUBMISSION, KEYS.public)
    data = path.read_bytes()
    assert files.read_answers(data, KEYS.private) == SUBMISSION
    assert receipt.replace(" ", "") == sha256(data).hexdigest()[:12]
    assert files.is_answers(data)
    assert files.assignment_of(data) == "b7Qx"
    assert b"ada" not in data


def test_answers_are_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "week3.answers"
    path.write_bytes(b"earlier")
    with pytest.raises(FileExistsError):
        files.write_answers(path, SUBMISSION, KEYS.public)
    assert path.read_bytes() == b"earlier"


GOOD = _boxed(msgspec.json.encode(SUBMISSION))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no file of answers"),
        (b"PK\x03\x04", "no file of answers"),
        (b"CVM-ANSWERS 1 b7", "cut off"),
        (GOOD[:60], "cut off"),
        (GOOD[:-1], "cut off"),
        (GOOD[:-1] + bytes([GOOD[-1] ^ 1]), "changed"),
        (b"CVM-ANSWERS 1\n", "first line of the answers is damaged"),
        (b"CVM-ANSWERS " + b"x" * 500 + b"\n", "too long"),
        (b"CVM-ANSWERS 2 b7Qx\n", "later version"),
        (_boxed(msgspec.json.encode(SUBMISSION), b"CVM-ANSWERS 1 other\n"), "not the one on the first line"),
        (b"CVM-ANSWERS 1 b7Qx\n" + b"x" * 1_000_000, "1,000,0"),
        (_with(format=2), "later version"),
        (_with(format=0), "counted from 1"),
        (_with(attempt=0), "counted from 1"),
        (_with(attempt="1"), "Expected `int`"),
        (_with(points=9), "unknown field"),
        (_with(student="x" * 81), "length <= 80"),
        (_with(handed_in_at="2026-01-01T12:00:00"), "no zone"),
        (_with(handed_in_at="9999-12-31T23:59:59-01:00"), "another century"),
        (_with(answers={"../../x": {}}), "regex"),
        (_with(answers={"04.Q01": {"answer": 1, "saved_at": str(WHEN), "confidence": "=1+1"}}), "confidence"),
        (_with(answers={"04.Q01": {"answer": 1, "saved_at": str(WHEN), "seconds": -1}}), "seconds"),
        (_with(answers={f"04.Q{n}": {"answer": 1, "saved_at": str(WHEN)} for n in range(1001)}), "1000 entries"),
        (_boxed(b"{}"), "missing required field"),
        (_boxed(b"[]"), "malformed"),
        (_boxed(b"\xff"), "no text"),
        (_boxed(b"{'a': 1}"), "no JSON"),
        (_boxed(b'{"a":1,"a":2}'), "twice"),
        (_boxed(b"[" * 900_000), "too deeply"),
        (_boxed(b"[" * 20 + b"]" * 20), "too deeply"),
        (_answering("NaN"), "NaN"),
        (_answering("-Infinity"), "Infinity"),
        (_answering("1e999"), "beyond"),
        (_answering("9" * 5000), "too long"),
        (_answering("9" * 20), "beyond"),
        (_answering(r'"\ud83d"'), "half a character"),
        (_answering(f'"{"x" * 2001}"'), "too long, too deep"),
        (_answering(f'"{"x" * 20_001}"'), "20000 characters"),
        (_answering("[[[[[1]]]]]"), "too long, too deep"),
        (_answering(f"[{'1,' * 100}1]"), "too long, too deep"),
    ],
    ids=lambda each: each if isinstance(each, str) else "file",  # what is sealed differs each time
)
def test_what_is_no_good_answers_is_told_why(data: bytes, says: str) -> None:
    with pytest.raises(DataError, match=says):
        files.read_answers(data, KEYS.private)


def test_answers_for_another_instructor_do_not_open() -> None:
    with pytest.raises(DataError, match="another assignment"):
        files.read_answers(GOOD, new_keys().private)


@given(data=st.binary(max_size=300), begun=st.booleans(), boxed=st.booleans())
def test_no_bytes_raise_anything_else(data: bytes, begun: bool, boxed: bool) -> None:
    whole = _boxed(data) if boxed else files.MAGIC * begun + data
    with pytest.raises(DataError):
        files.read_answers(whole, KEYS.private)


def test_a_bundle_comes_back(bundle: Bundle, tmp_path: Path) -> None:
    files.write_bundle(tmp_path / "week3-ada.cvm", bundle)
    assert files.read_bundle(tmp_path / "week3-ada.cvm") == bundle


def _raw(bundle: Bundle) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(msgspec.json.encode(bundle))
    return raw


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 2}, "later version"),
        ({"seal": "abc"}, "damaged"),
        ({"title": 3}, "damaged"),
        ({"key": 3}, "damaged"),
        ({"questions": []}, "damaged"),
        ({"due": "2026-01-31T23:59:00"}, "no zone"),
        ({"questions": [{"id": "04.Q01", "type": "essay", "stem": "?"}]}, "essay"),
        ({"questions": [{"id": "04.Q01", "type": "single", "stem": "?"}]}, "damaged"),
        ({"questions": [{"id": "04.Q01", "type": "single", "stem": "?", "parts": {"options": 3}}]}, "damaged"),
        ({"questions": [{"id": "04.Q01", "type": "numeric", "stem": "?", "parts": {"unit": 3}}]}, "damaged"),
    ],
)
def test_a_bundle_that_cannot_be_shown_says_why(bundle: Bundle, change: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=rf"week3\.cvm.*{says}"):
        files.bundle_of(json.dumps(_raw(bundle) | change).encode(), "week3.cvm")


def test_a_question_is_not_asked_twice(bundle: Bundle) -> None:
    raw = _raw(bundle)
    with pytest.raises(DataError, match="one twice"):
        files.bundle_of(json.dumps(raw | {"questions": raw["questions"][:1] * 2}).encode(), "week3.cvm")


def test_files_that_are_no_bundle_are_told_apart(bundle: Bundle, tmp_path: Path) -> None:
    path = tmp_path / "week3.cvm"
    with pytest.raises(DataError, match=r"no file week3\.cvm here\. Put"):
        files.read_bundle(path)
    files.write_bundle(tmp_path / "week4.cvm", bundle)
    with pytest.raises(DataError, match=r"no file week3\.cvm here; .*week4\.cvm"):
        files.read_bundle(path)
    path.mkdir()
    with pytest.raises(DataError, match="cannot be read"):
        files.read_bundle(path)
    for data, says in {
        b"PK\x03\x04": "is no assignment",
        b'{"cells": []}': "is no assignment",
        GOOD: "answers that were handed in",
        msgspec.json.encode(bundle)[:-50]: "damaged",
    }.items():
        with pytest.raises(DataError, match=says):
            files.bundle_of(data, "week3.cvm")
    (tmp_path / "large.cvm").write_bytes(b" " * 5_000_001)
    with pytest.raises(DataError, match="is no assignment"):
        files.read_bundle(tmp_path / "large.cvm")
