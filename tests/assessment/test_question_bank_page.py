"""docs/question-bank.md: its example of each type passes the check as it stands, and its limits are the check's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from customer_value import charts, facts
from customer_value.assessment import bank
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.rules import numbers, rubric

EXAMPLE = re.compile(r"```yaml\n(- id: .+?)```", re.DOTALL)


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return (project / "docs" / "question-bank.md").read_text(encoding="utf-8")


@pytest.fixture
def examples(page: str, tmp_path: Path) -> Path:
    """The page's examples, pasted below a head as it says."""
    path = tmp_path / "my_questions.yaml"
    path.write_text("lesson: 04_lifetime_value\nquestions:\n" + "".join(EXAMPLE.findall(page)), encoding="utf-8")
    return path


def test_every_type_has_one_example_that_keeps_all_rules(examples: Path) -> None:
    """What `cvm bank check --run` says of them, with the facts and figures of a learner's shop."""
    found = bank.check_files([examples], facts=facts.of(1), charts=charts.of(1), run=True)
    assert [str(each) for each in found] == []
    types = [each.__struct_config__.tag for each in bank.read(examples).questions]
    assert sorted(types) == sorted(each.__struct_config__.tag for each in AnyQuestion.__args__)


def test_the_limits_that_the_page_names_are_those_of_the_check(page: str) -> None:
    assert f"1 to {numbers.MOST_MISTAKES} mistakes; a unit without digits" in page
    assert f"{rubric.FEWEST} to {rubric.MOST} points of {rubric.FEWEST_WORDS} to {rubric.MOST_WORDS} words" in page
    assert f"a model answer of {rubric.SHORTEST_MODEL} to {rubric.LONGEST_MODEL} words" in page
