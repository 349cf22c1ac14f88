"""What a learner reads comes from the bank or from the catalogue: nothing else says a sentence of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment import bank, reference, variants
from customer_value.assessment.compare import differs
from customer_value.assessment.examples import examples
from customer_value.assessment.grading import grade
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Tolerance
from customer_value.assessment.questions.code import Code
from customer_value.assessment.variants import Variant
from customer_value.facts import of as facts_of

Facts = Mapping[str, Any]
Versions = list[tuple[AnyQuestion, Variant]]

# Only authors, teachers and programmers read what these say.
FOR_AUTHORS = {
    "bank", "bank_file", "explaining", "expressions", "live", "mastery_page", "model", "parsing", "parts", "preview",
    "reference", "select", "simulated_learners", "variants", "yaml_text",
}  # fmt: skip
CODE = re.compile(r"CREATE TRIGGER|export default|\dpx")
WORDS = re.compile(r"[A-Za-z]{2,},? [a-z]{2,},? [a-z]{2,}")


def _versions(path: Path, facts: Facts) -> Versions:
    found = [(question, variants.make(question, 1, facts)) for question in bank.read(path).questions]
    return [(one, reference.expected(one) if isinstance(one, Code) else version) for one, version in found]


def _told(versions: Versions, monkeypatch: pytest.MonkeyPatch, language: str) -> list[tuple[str, ...]]:
    monkeypatch.setenv("CVM_LANGUAGE", language)
    return [
        grade(question, variant, each.answer).feedback
        for question, variant in versions
        for each in examples(question, variant)
    ]


def _compare(versions: Versions, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the sentences that are the same in both languages and do not come from the bank."""
    english, german = (_told(versions, monkeypatch, language) for language in ("en", "de"))
    own = {question.said(variant, text) for question, variant in versions for _, text in question.texts()}
    assert [len(each) for each in english] == [len(each) for each in german]
    return {
        one for told in zip(english, german, strict=True) for one, other in zip(*told, strict=True) if one == other
    } - own


def test_a_german_learner_reads_german(example_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _compare(_versions(example_path, facts), monkeypatch) == set()
    for path in bank.files():
        assert _compare(_versions(path, facts_of(1)), monkeypatch) == set()


def test_what_differs_is_said_in_german(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np
    import pandas as pd
    import polars as pl

    table = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    cases = [
        ("x", 3.0, "number"), (np.float64("nan"), 3.0, "number"), (10**400, 3.0, "number"), (3, "x", "text"),
        ("y", "x", "text"), (pl.Series([1]), table["a"], "Series"), (pl.LazyFrame(), 3.0, "number"),
        (table.rename(columns={"a": "c"}), table, "DataFrame"), (table.iloc[:1], table, "DataFrame"),
        (table.assign(a=["p", "q"]), table, "DataFrame"), (table.assign(b=["x", "z"]), table, "DataFrame"),
        (table["a"] + 1, table["a"], "Series"), (table.set_axis(["a", "a"], axis=1), table, "DataFrame"),
    ]  # fmt: skip
    for given, expected, kind in cases:
        said = []
        for language in ("en", "de"):
            monkeypatch.setenv("CVM_LANGUAGE", language)
            found = differs(given, expected, kind, Tolerance(absolute=1e-9))
            assert found is not None
            said.append(found.says)
        assert not set(WORDS.findall(said[0])) & set(WORDS.findall(said[1])), said


def _sentences(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts of a module that read like sentences, but for docstrings, descriptions and errors."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        is_key = isinstance(node, ast.FunctionDef) and node.name == "keys"  # for the author
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_described = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Meta"
        if is_key or is_docstring or is_described or _is_for_programmers(node):
            skipped |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped
        if is_text and WORDS.search(re.sub(r"<[^>]*>", "", node.value)) and not CODE.search(node.value):
            yield node


def _is_for_programmers(node: ast.AST) -> bool:
    """Tell whether this is an error that a wrong call causes; those of the log are told in a quiz."""
    return isinstance(node, ast.Raise) and "ProgressError" not in ast.unparse(node)


def test_no_module_says_a_sentence_of_its_own(project: Path) -> None:
    source = project / "src" / "customer_value"
    rooms = [*(source / "assessment").glob("*.py"), *(source / "assessment" / "questions").glob("*.py")]
    rooms += [*(source / "study").rglob("*.py")]
    assert len(rooms) > 30
    found = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path in rooms
        if path.stem not in FOR_AUTHORS
        for node in _sentences(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
