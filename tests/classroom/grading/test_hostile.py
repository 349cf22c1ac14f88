"""Hostile submissions: each is in the gradebook with its reason, none is run, and nobody else's score changes."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from customer_value.classroom.assignments.sealing import new_keys, seal
from customer_value.classroom.grading.gradebook import FileRow, Gradebook

GOOD = ("ada", "ben", "cleo")
MANY = 60
OTHER_KEYS = new_keys()
LATE = datetime(2026, 3, 9, tzinfo=UTC)
CANARY = "canary-of-a-hostile-file"


class Case(NamedTuple):
    """A file: its content, what becomes of it, and a word of the reason or of a flag."""

    data: Callable[[Any, str], bytes]
    verdict: str
    word: str = ""


def raw(payload: bytes, *, head: str = "1 b7Qx", public: str = "") -> Callable[[Any, str], bytes]:
    """Some bytes, sealed as answers are."""

    def made(course: Any, _name: str) -> bytes:
        return f"CVM-ANSWERS {head}\n".encode() + seal(payload, public or course.folder.assignment.seal)

    return made


def inside(change: Callable[[dict[str, Any]], None]) -> Callable[[Any, str], bytes]:
    """A student's own submission, its JSON changed before it was sealed."""

    def made(course: Any, name: str) -> bytes:
        record = json.loads(msgspec.json.encode(course.submission(name)))
        change(record)
        return raw(json.dumps(record).encode())(course, name)

    return made


def text_inside(old: str, new: str) -> Callable[[Any, str], bytes]:
    """A student's own submission, the text of its JSON changed before it was sealed."""

    def made(course: Any, name: str) -> bytes:
        text = msgspec.json.encode(course.submission(name)).decode()
        assert old in text
        return raw(text.replace(old, new, 1).encode("utf-8", "surrogatepass"))(course, name)

    return made


def whose(**changes: Any) -> Callable[[Any, str], bytes]:
    """A student's own submission with other fields, sealed as it should be."""
    return lambda course, name: course.seal(course.submission(name, **changes))


def answering(value: Any) -> Callable[[Any, str], bytes]:
    """The same answer to every question."""
    return lambda course, name: course.seal(course.submission(name, dict.fromkeys(course.questions, value)))


def right(change: Callable[[bytes], bytes]) -> Callable[[Any, str], bytes]:
    """A student's own right file, changed after it was sealed."""
    return lambda course, name: change(course.seal(course.submission(name)))


def plain(data: bytes) -> Callable[[Any, str], bytes]:
    return lambda _course, _name: data


def zipped(*files: tuple[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", level) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def lying_zip(size: int) -> bytes:
    """A zip file that says that its one small file has so many bytes."""
    data = bytearray(zipped(("a.answers", b"x" * 50), level=zipfile.ZIP_STORED))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, size)
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(zipped(("a.answers", b"x" * 50)))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


def broken_member() -> bytes:
    data = bytearray(zipped(("a.answers", b"x" * 50), level=zipfile.ZIP_STORED))
    data[40] ^= 1
    return bytes(data)


def listing_zip() -> bytes:
    """A zip file that says that it lists 65,535 files."""
    data = bytearray(zipped(("a.answers", b"x" * 50)))
    struct.pack_into("<H", data, data.rindex(b"PK\x05\x06") + 10, 65_535)
    return bytes(data)


def flip(data: bytes) -> bytes:
    return data[:100] + bytes([data[100] ^ 1]) + data[101:]


def set_to(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.update(values)


def one_answer(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda record: record["answers"]["04.Q01"].update(values)


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


YAML_BOMB = b"a: &a [x,x,x,x,x,x,x,x]\n" + b"".join(b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (
    (ord("a") + n, ord("a") + n, *[ord("a") + n - 1] * 8)) for n in range(1, 12))  # fmt: skip
PICKLE = b"cposix\nsystem\n(S'touch %s'\ntR." % CANARY.encode()
SCRIPT = b"import pathlib; pathlib.Path('%s').touch()" % CANARY.encode()

CASES = {
    # no answers at all
    "empty": Case(plain(b""), "not_answers", "empty"),
    "text": Case(plain(b"Dear teacher, my answers are 1, 2, 3"), "not_answers", "begin"),
    "notebook": Case(plain(b'{"cells": [], "nbformat": 4}'), "not_answers"),
    "own bundle": Case(lambda course, name: course.folder.bundles[name].read_bytes(), "not_answers", "bundle"),
    "picture": Case(plain(b"\x89PNG\r\n\x1a\n" + bytes(200)), "not_answers"),
    "office": Case(plain(zipped(("[Content_Types].xml", b"<x/>"), ("a.xml", b"x"))), "not_answers", "office"),
    "yaml bomb": Case(plain(YAML_BOMB), "not_answers"),
    "pickle": Case(plain(PICKLE), "not_answers"),
    "script": Case(plain(SCRIPT), "not_answers"),
    "deep json": Case(plain(b"[" * 200_000), "not_answers"),
    "other magic": Case(right(bytes.lower), "not_answers"),
    "wide letters": Case(plain("CVM-ANSWERS 1 b7Qx\n".encode("utf-16")), "not_answers"),
    "nulls": Case(plain(bytes(5000)), "not_answers"),
    # changed after they were sealed
    "magic alone": Case(plain(b"CVM-ANSWERS "), "edited", "cut off"),
    "half": Case(right(lambda data: data[: len(data) // 2]), "edited", "cut off"),
    "a byte short": Case(right(lambda data: data[:-1]), "edited"),
    "a bit changed": Case(right(flip), "edited", "changed"),
    "a byte more": Case(right(lambda data: data + b"!"), "edited"),
    "twice": Case(right(lambda data: data + data), "edited"),
    "no box": Case(right(lambda data: data.partition(b"\n")[0] + b"\n"), "edited"),
    "line ends": Case(right(lambda data: data.replace(b"\n", b"\r\n")), "edited"),
    "first line": Case(right(lambda data: data.replace(b"b7Qx", b"c8Ry")), "edited", "first line"),
    "first line odd": Case(right(lambda data: data.replace(b" 1 ", b" one ")), "edited", "first line"),
    "first line endless": Case(plain(b"CVM-ANSWERS 1 " + b"b" * 5000), "edited", "first line"),
    "other key": Case(raw(b"{}", public=OTHER_KEYS.public), "edited", "seal"),
    # of others
    "foreign": Case(raw(b"{}", head="1 c8Ry", public=OTHER_KEYS.public), "foreign", "another assignment"),
    "foreign, our key": Case(
        lambda course, name: course.seal(course.submission(name, assignment="c8Ry")), "foreign", "another"
    ),
    "later": Case(right(lambda data: data.replace(b" 1 ", b" 2 ", 1)), "later_format", "later"),
    "later inside": Case(inside(set_to(format=99)), "later_format", "later"),
    # sealed, but malformed
    "no json": Case(raw(b"{not json"), "malformed", "JSON"),
    "nothing": Case(raw(b""), "malformed"),
    "no text": Case(raw(b"\xff\xfe\x00"), "malformed", "text"),
    "a list": Case(raw(b"[]"), "malformed"),
    "nan": Case(text_inside('"seconds":30.0', '"seconds":NaN'), "malformed", "NaN"),
    "infinity": Case(text_inside('"seconds":30.0', '"seconds":-Infinity'), "malformed", "Infinity"),
    "1e999": Case(text_inside('"seconds":30.0', '"seconds":1e999'), "malformed"),
    "5000 digits": Case(text_inside('"attempt":1', f'"attempt":1{"0" * 5000}'), "malformed", "number"),
    "name twice": Case(text_inside('"attempt":1', '"attempt":1,"attempt":2'), "malformed", "twice"),
    "deep inside": Case(raw(b"[" * 100_000), "malformed", "nested"),
    "deep answer": Case(inside(one_answer(answer=deep(9))), "malformed"),
    "long answer": Case(inside(one_answer(answer="x" * 19_000)), "malformed", "too long"),
    "longest answer": Case(inside(one_answer(answer="x" * 300_000)), "malformed", "characters"),
    "wide answer": Case(inside(one_answer(answer=[1] * 50_000)), "malformed", "entries"),
    "half a character": Case(text_inside('"seconds":30.0', '"confidence":"\ud800","seconds":30.0'), "malformed"),
    "unknown field": Case(inside(set_to(score=100)), "malformed", "score"),
    "missing field": Case(inside(lambda record: record.pop("token")), "malformed", "token"),
    "answers a list": Case(inside(set_to(answers=[1, 2])), "malformed"),
    "attempt 0": Case(inside(set_to(attempt=0)), "malformed"),
    "attempt -1": Case(inside(set_to(attempt=-1)), "malformed"),
    "attempt 1.5": Case(inside(set_to(attempt=1.5)), "malformed"),
    "student 7": Case(inside(set_to(student=7)), "malformed"),
    "student endless": Case(inside(set_to(student="x" * 10_000)), "malformed"),
    "question by path": Case(inside(lambda record: record["answers"].update({"../../x": {}})), "malformed"),
    "no zone": Case(inside(set_to(handed_in_at="2026-03-03T12:00:00")), "malformed", "zone"),
    "year 1": Case(inside(set_to(handed_in_at="0001-01-01T00:00:00Z")), "malformed"),
    "no time": Case(inside(set_to(handed_in_at="yesterday")), "malformed"),
    "seconds -5": Case(inside(one_answer(seconds=-5)), "malformed", "seconds"),
    "confidence script": Case(inside(one_answer(confidence="<script>")), "malformed", "confidence"),
    # not who they say
    "nobody": Case(whose(student="mallory", token="x"), "unknown", "roster"),  # noqa: S106
    "no name": Case(whose(student=""), "forged", "bundle of"),
    "cyrillic": Case(whose(student="аdа", token="x"), "unknown", "looks like 'ada'"),  # noqa: S106
    "capitals": Case(whose(student="ADA", token="x"), "unknown", "looks like 'ada'"),  # noqa: S106
    "wide name": Case(whose(student="ａｄａ", token="x"), "unknown", "looks like 'ada'"),  # noqa: S106
    "path name": Case(whose(student="../../../etc/passwd", token="x"), "unknown", "roster"),  # noqa: S106
    "formula name": Case(whose(student="=cmd|' /C calc'!A1", token="x"), "unknown", "roster"),  # noqa: S106
    "script name": Case(whose(student="<script>alert(1)</script>", token="x"), "unknown", "roster"),  # noqa: S106
    "terminal name": Case(whose(student="\x1b[2J\u202e\n", token="x"), "unknown", "\\x1b"),  # noqa: S106
    "ada's name": Case(whose(student="ada"), "forged", "that of"),
    "made-up token": Case(whose(token="guess"), "forged", "nobody's"),  # noqa: S106
    "no token": Case(whose(token=""), "forged", "nobody's"),
    "endless token": Case(whose(token="t" * 19_000), "forged", "nobody's"),
    "ada's token": Case(whose(token="token of ada"), "forged", "that of 'ada'"),  # noqa: S106
    "nobody, ada's token": Case(whose(student="m", token="token of ada"), "forged", "bundle of 'ada'"),  # noqa: S106
    # clocks, attempts, versions: taken, and said
    "late": Case(whose(handed_in_at=LATE), "late", "2 d 0 h late by the student's clock"),
    "clock ahead": Case(whose(handed_in_at=datetime(2190, 1, 1, tzinfo=UTC)), "late", "ahead of ours"),
    "clock behind": Case(whose(handed_in_at=datetime(2001, 1, 1, tzinfo=UTC)), "accepted", "clock is behind"),
    "clock changed": Case(whose(opened_at=LATE), "accepted", "clock was changed"),
    "attempt 7": Case(whose(attempt=7), "beyond", "attempt 7"),
    "attempt endless": Case(whose(attempt=10**15), "beyond", "allowed"),
    "other data": Case(whose(edition="0000"), "accepted", "other data"),
    "other course": Case(whose(course="<img src=x onerror=alert(1)>"), "accepted", "version"),
    "other bundle": Case(whose(bundle="0" * 64), "accepted", "bundle was changed"),
    "other questions": Case(
        lambda course, name: course.seal(course.submission(name, {"99.Q99": "=1+1"})), "accepted", "not asked: 99.Q99"
    ),
    # answers that are none, in files that are right
    "script answer": Case(answering("<script>alert(1)</script>"), "accepted"),
    "formula answer": Case(answering("=HYPERLINK(1)"), "accepted"),
    "sql answer": Case(answering("'); DROP TABLE result; --"), "accepted"),
    "format answer": Case(answering("{0.__class__} {{answer}} [[gap1]] %s"), "accepted"),
    "latex answer": Case(answering("$\\text{<script>alert(1)</script>}$"), "accepted"),
    "code answer": Case(answering(f"__import__('pathlib').Path('{CANARY}').touch()"), "accepted"),
    "map answer": Case(answering({"__class__": "x", "text": ["a"], "met": [0]}), "accepted"),
    "self-scored": Case(answering({"text": "I am sure that all of this is right.", "met": [0, 1, 2]}), "accepted"),
    "places beyond": Case(answering(10**15), "accepted"),
    "places before": Case(answering(-1), "accepted"),
    "truth": Case(answering(True), "accepted"),
    "list answer": Case(answering([0, 0, [0]]), "accepted"),
    # zip files; the verdict is that of the file inside
    "zip of 1 GB": Case(plain(lying_zip(1_000_000_000)), "too_large", "1,000,000,000 bytes"),
    "zip bomb": Case(plain(zipped(("a.answers", bytes(900_000)))), "too_large", "times its size"),
    "zip in zip": Case(plain(zipped(("a.zip", zipped(("a", b"a"))))), "not_answers", "inside a zip"),
    "zip locked": Case(plain(locked_zip()), "unreadable", "password"),
    "zip broken inside": Case(plain(broken_member()), "unreadable", "damaged"),
    "zip cut off": Case(plain(zipped(("a.answers", b"x"))[:-30]), "unreadable", "cut off"),
    "zip listing": Case(plain(listing_zip()), "too_large", "files"),
    "zip garbage": Case(plain(b"PK\x03\x04" + bytes(40) + b"PK\x05\x06" + bytes([0] * 6 + [9] * 12)), "too_large"),
    "zip paths": Case(
        lambda course, name: zipped((f"../../{CANARY}", course.seal(course.submission(name)))), "accepted"
    ),
}  # fmt: skip


class Class(NamedTuple):
    course: Any
    rows: dict[str, FileRow]
    before: dict[str, Any]
    after: dict[str, Any]


@pytest.fixture(scope="module")
def hostile(make_in: Any, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class in which all of this is handed in at once, graded; and what its honest students had before."""
    place = tmp_path_factory.mktemp("hostile")
    course = make_in(place, [*GOOD, *(f"student {number}" for number in range(len(CASES)))])
    for name in GOOD:
        course.hand_in(name, course.shown(name, status="correct" if name != "ben" else "wrong"))
    course.grade()
    before = {name: course.points()[name] for name in GOOD}
    for number, (key, case) in enumerate(CASES.items()):
        course.put(f"{key}.answers", case.data(course, f"student {number}"))
    odd_files(course)
    here = Path.cwd()
    os.chdir(place)
    try:
        course.grade()
    finally:
        os.chdir(here)
    rows = {each.name: each for each in Gradebook(course.folder.gradebook).files()}
    return Class(course, rows, before, {name: course.points()[name] for name in GOOD})


def odd_files(course: Any) -> None:
    """What a file system can hold beside files."""
    folder: Path = course.submissions
    (folder / "link").symlink_to(course.folder.path / "private.key")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.answers")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(folder)  # the address of a socket is short
        plug.bind("plug")
        os.chdir(here)
    for name, head in (("sparse", b"x"), ("sparse.answers", b"CVM-ANSWERS 1 b7Qx\n")):
        with (folder / name).open("wb") as file:
            file.write(head)
            file.truncate(1_000_000_000)
    (folder / "new\nline \u202e.txt").write_text("x")
    (folder / ("n" * 250)).write_text("x")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe")).write_text("x")
    course.put("/".join(["d"] * 100) + "/deep.answers", b"x")


def row_of(hostile: Class, key: str) -> FileRow:
    """The row of a file, or of the one in a zip file."""
    found = [row for name, row in hostile.rows.items() if name.startswith(f"{key}.answers/")]
    return found[0] if found else hostile.rows[f"{key}.answers"]


@pytest.mark.parametrize("key", CASES)
def test_each_file_is_reported_with_its_reason(hostile: Class, key: str) -> None:
    row = row_of(hostile, key)
    told = " ".join([row.reason, *row.flags])
    assert row.verdict == CASES[key].verdict, told
    assert CASES[key].word in told


@pytest.mark.parametrize(
    ("name", "verdict", "word"),
    [
        ("link", "unreadable", "link"),
        ("loop", "unreadable", "link"),
        ("pipe.answers", "unreadable", "pipe"),
        ("plug", "unreadable", "pipe"),
        ("sparse", "not_answers", "1,000,000,000"),
        ("sparse.answers", "too_large", "1,000,000,000"),
        ("new\\nline \\u202e.txt", "not_answers", ""),
        (f"{'n' * 100}…{'n' * 100}", "not_answers", ""),
        ("\\udcff\\udcfe", "not_answers", ""),
        ("d/" * 100 + "deep.answers", "not_answers", ""),
    ],
)
def test_each_odd_file_is_reported(hostile: Class, name: str, verdict: str, word: str) -> None:
    shown = name if len(name) <= 201 else f"{name[:100]}…{name[-100:]}"
    assert hostile.rows[shown].verdict == verdict
    assert word in hostile.rows[shown].reason


def test_nothing_is_dropped(hostile: Class) -> None:
    """Every file below the folder has a row; a zip file has one, and each file in it."""
    on_disk = sum(len(files) for _, _, files in os.walk(hostile.course.submissions)) + 1  # the linked folder
    inside = sum("/" in name and not name.startswith("d/") for name in hostile.rows)
    assert len(hostile.rows) == on_disk + inside


def test_the_others_are_unaffected(hostile: Class) -> None:
    assert hostile.before == hostile.after
    assert [hostile.rows[f"{name}.answers"].verdict for name in GOOD] == ["accepted"] * 3


def test_nothing_was_run_or_written_elsewhere(hostile: Class) -> None:
    place = hostile.course.folder.path.parent
    assert not list(place.rglob(f"*{CANARY}*"))
    assert sorted(each.name for each in place.iterdir()) == ["in", "week3"]
    assert all(each.suffix == ".html" for each in hostile.course.folder.feedback.iterdir())


def test_nobody_scores_by_a_trick(hostile: Class) -> None:
    """What is no answer earns nothing, but where it happens to be one: a statement, a place, a number."""
    points = hostile.course.points()
    for number, key in enumerate(CASES):
        if key in {"script answer", "formula answer", "sql answer", "format answer", "map answer", "places beyond"}:
            assert set(points[f"student {number}"].values()) <= {0.0, None}, key
        if key == "self-scored":
            assert points[f"student {number}"]["04.Q12"] is None


def test_no_cell_is_a_formula(hostile: Class) -> None:
    for path in hostile.course.folder.path.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))):
            assert not [
                cell for cell in row if cell[:1] in set("=+@\t\r") or (cell[:1] == "-" and not cell[1:2].isdigit())
            ]


def test_no_page_holds_a_script_of_a_student(hostile: Class) -> None:
    pages = [*hostile.course.folder.feedback.glob("*.html"), hostile.course.folder.path / "marking.html"]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text("utf-8")
        assert "<script>alert" not in text
        assert "onerror=alert(1)>" not in text
        assert "private.key" not in text
