"""The format of banks: the example uses all of it, the schema for editors describes it, hashes stay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from customer_value.assessment import bank, model, yaml_text
from customer_value.assessment.model import Bank
from customer_value.assessment.parts import Tolerance
from customer_value.assessment.questions.single import Single
from customer_value.assessment.variants import revision
from customer_value.errors import UnknownNameError

MEND = "python -c \"from customer_value.assessment import model; print(model.schema(), end='')\" > quizzes/schema.json"


def test_the_schema_file_is_not_stale(project: Path) -> None:
    assert (project / "quizzes" / "schema.json").read_text(encoding="utf-8") == model.schema(), f"run: {MEND}"


def test_the_schema_takes_the_example_and_refuses_a_wrong_field(example_path: Path) -> None:
    schema = json.loads(model.schema())
    document = yaml_text.plain(yaml_text.load(example_path.read_text(encoding="utf-8")))
    jsonschema.validate(document, schema)
    document["questions"][0]["options"][0]["because"] = "no such field"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_the_schema_takes_every_bank_of_the_course() -> None:
    checker = jsonschema.Draft202012Validator(json.loads(model.schema()))
    for path in bank.files():
        document = yaml_text.plain(yaml_text.load(path.read_text(encoding="utf-8")))
        assert [f"{path.name}: {each.json_path}: {each.message}" for each in checker.iter_errors(document)] == []


def test_the_schema_describes_every_field() -> None:
    """A text stands at the field, or at the part that it holds."""
    schema = json.loads(model.schema())

    def described(field: dict[str, Any]) -> bool:
        part = schema["$defs"].get(field.get("$ref", "").removeprefix("#/$defs/"), {})
        inner = [*field.get("anyOf", []), field.get("items"), field.get("additionalProperties"), part]
        return "description" in field or any(described(each) for each in inner if isinstance(each, dict))

    fields = [(kind, name, each) for kind, part in schema["$defs"].items() for name, each in part["properties"].items()]
    assert len(fields) > 80
    assert [(kind, name) for kind, name, each in fields if not described(each)] == []


def test_the_example_has_every_field_once(example_path: Path) -> None:
    text = example_path.read_text(encoding="utf-8")
    structs = [each for each in json.loads(model.schema())["$defs"].values() if "properties" in each]
    names = {name for struct in structs for name in struct["properties"]}
    assert {name for name in names if f"{name}:" not in text} == set()


def test_a_revision_follows_the_wording_and_nothing_else(example: Bank) -> None:
    question = example.questions[0]
    changed = msgspec.structs.replace(question, stem=question.stem + " Why?")
    again = msgspec.convert(msgspec.to_builtins(question), Single)
    assert revision(question) == revision(again) != revision(changed)
    assert len({revision(each) for each in example.questions}) == len(example.questions)


def test_a_question_is_found_by_id(example: Bank) -> None:
    assert example.question("04.E1").bloom == "apply"
    with pytest.raises(UnknownNameError, match=r"no question '04.Q9'; questions: 04.Q01"):
        example.question("04.Q9")


def test_tolerance_around_an_answer() -> None:
    assert Tolerance(absolute=2).around(-50) == 2
    assert Tolerance(relative=0.01).around(-50) == 0.5
    assert Tolerance().around(50) == 0
