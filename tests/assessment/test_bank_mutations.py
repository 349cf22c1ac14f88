"""Two hundred ways to break a bank: each is told with a line and a mend; none runs, hangs or ends in a traceback."""

from __future__ import annotations

import copy
import itertools
import json
import os
import re
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment import bank, model, yaml_text
from customer_value.assessment.parsing import parse
from customer_value.errors import BankError

pytestmark = pytest.mark.unmeasured  # a sweep: units reach the same lines, and measuring takes three times as long
Steps = tuple[Any, ...]
OBJECTIVES = {f"04.O{number}" for number in range(1, 10)}
LESSON = "lesson: 04_lifetime_value\nquestions:\n"
CALL = "__import__('os').system('touch RAN')"

EXPRESSIONS = [
    CALL, "exec('import os')", "margin.real", "margin.__class__", "(lambda: margin)()", "[margin][0]",
    "margin if 1 else 2", "margin // 2",
    "margin % 2", "margin < 2", "not margin", "margin and 2", "'margin'", "f'{margin}'", "True", "1j",
    "margin / 0", "margin / (retention - retention)", "9 ** 9 ** 9 ** 9", "10 ** 400", "(0 - margin) ** 0.5", "log(0)",
    "log(0 - margin)", "sqrt(0 - 1)", "exp(1000)", "exp(margin ** 9)", "max(1, 2, key=abs)",
    "min()", "max(*[1])", "margin +", "(" * 250 + "1" + ")" * 250, "1+" * 2000 + "1", "margin; 2", "x := 3",
    "1 2", "0x1for x in y", "", " ", "import os", "while True: 1", "margin = 3", "a" * 5000, "\\", "€", "1e999",
    "nan", "inf",
]  # fmt: skip

VALUES = [
    ".nan", ".inf", "-.inf", "1e999", "9" * 400, "9" * 5000, "1e16", "&a", "*a", "!!python/name:os.system x", "!a 3",
    '!!python/object/apply:os.system ["touch RAN"]', "!!binary aGk=", "!!set {a}", "!!timestamp 2026-01-01",
    "{? [a]: b}", "{<<: {a: 1}}", '"\\0"', '"\\e[31m"', '"\\ud800"', "[" * 5000, "{a: " * 5000, "[" * 30 + "]" * 30,
    "2026-01-01x: 3", "%a", "@a", "`a`", "'a", '"a', "| a", "{a", "a: b: c", "? a", "- a",
    "[a, b", "]", "a #b: c\n  d", "~",
]  # fmt: skip

HOSTILE = {
    "alias bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "bomb in a misconception": "lesson: 04_x\nmisconceptions: {04.M1: &a x, 04.M2: *a}\nquestions: []\n",
    "merge": LESSON + "  - &a {id: 04.Q01, type: true_false}\n  - {<<: *a, id: 04.Q02}\n",
    "two documents": f"{LESSON}  []\n---\n{LESSON}  []\n",
    "unknown directive": "%TAG ! tag:example.com,2026:\n---\n" + LESSON + "  - !a {}\n",
    "version": "%YAML 9.9\n---\n" + LESSON + "  []\n",
    "version is no number": "%YAML x\n---\n" + LESSON + "  []\n",
    "only a comment": "# Questions to come\n",
    "only a dash": "-",
    "only blanks": " \n\n\t\n",
    "only an end": "...\n",
    "list": "- id: 04.Q01\n- id: 04.Q02\n",
    "text": "What is a customer worth?",
    "number": "3",
    "null": "null",
    "json": '{"lesson": "04_lifetime_value"}',
    "json, cut off": '{"lesson": "04_lifetime_value", "questions": [{"id": "04.Q01", "type": ',
    "tag on top": "!!python/object/apply:os.system\n- touch RAN\n",
    "questions is a map": LESSON + "  04.Q01: {type: single}\n",
    "questions is text": "lesson: 04_lifetime_value\nquestions: none\n",
    "questions is nothing": "lesson: 04_lifetime_value\nquestions:\n",
    "item is text": LESSON + "  - 04.Q01\n",
    "item is nothing": LESSON + "  -\n",
    "item is a list": LESSON + "  - - id: 04.Q01\n",
    "item is empty": LESSON + "  - {}\n",
    "lesson is a list": "lesson: [a]\nquestions: []\n",
    "lesson is a number": "lesson: 4\nquestions: []\n",
    "lesson is nothing": "lesson:\nquestions: []\n",
    "lesson leads elsewhere": "lesson: ../../04_x\nquestions: []\n",
    "misconceptions is a list": "lesson: 04_x\nmisconceptions: [a]\nquestions: []\n",
    "deep blocks": LESSON + "".join(f"{'  ' * depth}- a:\n" for depth in range(2, 400)),
    "many heads of items": LESSON + "  - id:\n" * 4000 + "  [",
    "long line": LESSON + f"  - {'a' * 200_000}\n",
    "long name": LESSON + f"  - {{? {'a' * 200_000} : b}}\n",
    "many names": LESSON + f"  - {{{', '.join(f'a{n}: 1' for n in range(20_000))}}}\n",
}

FILES = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "Latin-1": lambda text: text.replace("–", "-").encode("latin-1", "replace").replace(b"?", b"\xe4"),
    "Windows 1252": lambda text: text.encode("cp1252", "replace"),
    "cut in a letter": lambda text: (text + "€").encode()[:-1],
    "NUL": lambda text: text.replace("stem", "st\0em", 1).encode(),
    "a zip archive": lambda text: b"PK\x03\x04" + bytes(range(256)),
    "10 MB": lambda text: text.encode() + b"# much more\n" * 900_000,
    "10 MB on one line": lambda text: b"a" * 10_000_000,
    "empty": lambda text: b"",
}


def _document(path: Path) -> Any:
    """Return a bank as plain maps and lists; of a long one some items, which then have no enemies."""
    document = yaml_text.plain(yaml_text.load(path.read_text(encoding="utf-8")))
    items = document["questions"]
    if len(items) > 20:
        document["questions"] = [{**each, "enemies": []} for each in items[:: len(items) // 12]]
        named = set(re.findall(r"04\.M\d+", json.dumps(document["questions"])))
        document["misconceptions"] = {key: text for key, text in document["misconceptions"].items() if key in named}
    return document


def _walk(node: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Yield every part of a document, a map or a list before what is in it."""
    yield steps, node
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, each in inner:
        yield from _walk(each, (*steps, step))


def _changed(document: Any, steps: Steps, value: Any = ..., *, add: bool = False) -> bytes:
    """Return the document as text with one part changed, added or (without a value) taken out; JSON is YAML."""
    new = copy.deepcopy(document)
    part = new
    for step in steps[:-1]:
        part = part[step]
    if value is ...:
        del part[steps[-1]]
    else:
        part[steps[-1]] = value
    return json.dumps(new, indent=1, ensure_ascii=False).encode()


def _some(found: list[Any], count: int) -> list[Any]:
    return found[:: max(1, len(found) // count)]


def _mutations(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a name and a broken file, made of a sound one."""
    document = _document(path)
    parts = [(steps, node) for steps, node in _walk(document) if len(steps) > 1 and "arguments" not in steps[:-1]]
    items = list(enumerate(document["questions"]))
    required = {
        each["properties"]["type"]["enum"][0]: each["required"]
        for each in json.loads(model.schema())["$defs"].values()
        if "enum" in each.get("properties", {}).get("type", {})
    }
    for place, name in _some([(place, name) for place, item in items for name in required[item["type"]]], 30):
        yield f"item {place} lacks {name}", _changed(document, ("questions", place, name))
    for steps, _ in _some(parts, 15):
        yield f"{steps} is a map of lists", _changed(document, steps, {"a": [[1]]})
    for steps, node in _some([each for each in parts if isinstance(each[1], str)], 15):
        yield f"{steps} is a list", _changed(document, steps, [node])
    for steps, _ in _some([each for each in parts if isinstance(each[1], dict) and "from" not in each[0]], 15):
        if steps[-1] not in {"variables", "arguments", "misconceptions", "gaps"}:
            yield f"{steps} has a field too many", _changed(document, (*steps, "colour"), "red")
    for place, item in _some(items, 6):
        yield f"{item['id']} twice", _changed(document, ("questions", place, "id"), items[place - 1][1]["id"])
        yield f"{item['id']} without aim", _changed(document, ("questions", place, "objective"), "04.O99")
        yield f"{item['id']} of no type", _changed(document, ("questions", place, "type"), "essay")
        yield f"{item['id']} is a number", _changed(document, ("questions", place, "id"), 4.01)


def _line_by_line(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a sound file with one line twice, or moved."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for number in _some([n for n, line in enumerate(lines) if re.match(r"    (bloom|unit|stem|type): \w", line)], 6):
        twice = [*lines[: number + 1], *lines[number:]]
        yield f"line {number + 1} twice", "".join(twice).encode()
        yield f"line {number + 1} with a tab", "".join([*lines[:number], "\t", *lines[number:]]).encode()
        yield f"line {number + 1} not in line", "".join([*lines[:number], " ", *lines[number:]]).encode()


def _written(example: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the example with hostile expressions and values in it, and files of nothing but malice."""
    text = example.read_text(encoding="utf-8")
    for expression in EXPRESSIONS:
        answer = f"answer: {json.dumps(expression)}"
        yield f"answer {expression[:40]}", text.replace("answer: margin * retention /", f"{answer} # ", 1).encode()
    for value in VALUES:
        yield f"unit {value[:40]}", text.replace("unit: €", f"unit: {value}", 1).encode()
    yield from ((name, content.encode()) for name, content in HOSTILE.items())
    yield from ((name, encode(text)) for name, encode in FILES.items())


def _lay(folder: Path, mutations: Iterator[tuple[str, bytes]]) -> dict[Path, str]:
    found = {}
    for number, (name, content) in enumerate(mutations):
        path = folder / f"04_broken_{number:03d}.yaml"
        path.write_bytes(content)
        found[path] = name
    return found


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, project: Path, example_path: Path) -> dict[Path, str]:
    """All broken files and what is wrong with each."""
    folder = tmp_path_factory.mktemp
    laid = _lay(folder("example"), _mutations(example_path)) | _lay(folder("lines"), _line_by_line(example_path))
    lesson = _mutations(project / "quizzes" / "04_lifetime_value.yaml")
    laid |= _lay(folder("lesson"), itertools.islice(lesson, 0, None, 3))
    return laid | _lay(folder("written"), _written(example_path))


def test_every_broken_bank_is_told_where_and_how(
    broken: dict[Path, str], example_path: Path, project: Path, facts: Mapping[str, Callable[..., float]],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert len(broken) >= 200
    for source in (example_path, project / "quizzes" / "04_lifetime_value.yaml"):
        sound = tmp_path_factory.mktemp("sound") / "04_sound.yaml"
        sound.write_text(json.dumps(_document(source)), encoding="utf-8")
        assert bank.check(sound, objectives=OBJECTIVES) == []  # so that all below is due to the change
    silent, slow = [], {}
    for path, name in broken.items():
        begun = time.process_time()
        problems = bank.check(path, objectives=OBJECTIVES, facts=None if "lesson" in path.parent.name else facts)
        slow[name] = time.process_time() - begun
        if not problems:
            silent.append(name)
        lines = path.read_bytes().count(b"\n") + 1
        for each in problems:
            assert Path(each.file).name == path.name, name
            assert 1 <= each.line <= lines, (name, each)
            assert each.rule.endswith("."), (name, each)
            assert each.mend.endswith("."), (name, each)
            assert len(str(each)) < 2500, (name, each)
            assert str(each).isprintable(), (name, each)
    assert silent == []
    assert max(slow.values()) < 5, max(slow, key=slow.__getitem__)
    assert list(tmp_path.iterdir()) == []  # nothing ran


def test_the_command_tells_it_too(broken: dict[Path, str], tmp_path: Path) -> None:
    some = [path for name in ("example", "lines", "lesson", "written") for path in _of(broken, name)[::16]]
    command = [sys.executable, "-m", "customer_value.cli", "bank", "check", *map(str, some)]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}  # what a Windows pipe may be
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=120, env=plain)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    for path in some:
        told = [line for line in lines if line.startswith(f"{path}:")]
        assert told, broken[path]
        assert all(re.match(r"\d+: .+ To mend it: .+ \[[a-z-]+\]", line.removeprefix(f"{path}:")) for line in told)
    assert list(tmp_path.iterdir()) == []  # nothing ran


def _of(broken: dict[Path, str], folder: str) -> list[Path]:
    return [path for path in broken if path.parent.name.startswith(folder)]


@pytest.mark.parametrize("name", ["alias bomb", "10 MB", "10 MB on one line"])
def test_what_would_fill_the_memory_is_refused(name: str, broken: dict[Path, str]) -> None:
    path = next(path for path, each in broken.items() if each == name)
    tracemalloc.start()
    (first, *_) = parse(path).problems
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20e6
    assert ("at most 0.25 MB" in first.rule) == name.startswith("10 MB")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_what_editors_on_windows_write_is_read(end: str, encoding: str, example_path: Path, tmp_path: Path) -> None:
    text = example_path.read_text(encoding="utf-8")
    path = tmp_path / "04_other.yaml"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    assert bank.read(path) == bank.read(example_path)
    path.write_bytes(text.replace("bloom: evaluate", "bloom: know").replace("\n", end).encode(encoding))
    line = text[: text.index("bloom: evaluate")].count("\n") + 1
    assert [(each.line, each.code) for each in parse(path).problems] == [(line, "form")]


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "circle.yaml").symlink_to(tmp_path / "circle.yaml")
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    rules = {
        "circle": "Too many levels",
        "folder": "this is a folder",
        "pipe": "this is no file",
        "none": "No such file",
    }
    for name, rule in {**rules, "nu\0ll": "null byte"}.items():
        path = tmp_path / f"{name}.yaml"
        assert [rule in each.rule for each in bank.check(path)] == [True], name
        with pytest.raises(BankError, match=f"{rule}.* To mend it: "):
            bank.read(path)
