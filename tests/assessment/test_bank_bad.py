"""Every broken bank is told with its line, its item, its rule and a mend, and never hides the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from customer_value import charts as real_charts
from customer_value import facts as real_facts
from customer_value.assessment import bank
from customer_value.assessment.model import Bank
from customer_value.assessment.parsing import parse
from customer_value.errors import BankError

OBJECTIVES = {"04.O1", "04.O2", "04.O3", "04.O6"}
SAYS = "says: Spending is observed in both settings, so it cannot be what makes one harder."

STOP = "text: Its customers stop buying after sixty silent days"
LEAVE = "text: Its customers leave"

# What is changed in example.yaml, what it becomes, the rule that must be named, and text of the line to point at.
BROKEN = [
    ("stem: Customers who", "stem: Nobody says: Customers who", "yaml", "stem: Nobody says"),
    ("    bloom: evaluate", "    bloom: [evaluate", "yaml", "stem: Customers who"),
    ("    answer: false", "    answer: false\n    answer: true", "yaml", "answer: true"),
    ("    bloom: evaluate", "\tbloom: evaluate", "yaml", "\tbloom"),
    ("    answer: false", "    answer: &a false\n    says: *a", "yaml", "*a"),
    ("    answer: false", "    answer: maybe", "form", "answer: maybe"),
    ("    answer: false\n", "", "form", "id: 04.Q03"),
    ("    unit: €", "    unti: €", "form", "unti"),
    ("{absolute: 1}", "{abslute: 1}", "form", "abslute:"),
    (SAYS, SAYS.replace("says", "because"), "form", "because"),
    ("type: true_false", "type: truefalse", "form", "truefalse"),
    ("bloom: understand", "bloom: know", "form", "bloom: know"),
    ("id: 04.Q03", "id: Q3", "form", "id: Q3"),
    ("lesson: 04_life", "lesson: life", "head", "lesson: life"),
    ("misconceptions:\n", "misconception:\n", "head", "misconception:"),
    ("id: 04.Q03", "id: 04.Q01", "duplicate-id", "id: 04.Q01\n    type: true"),
    ("id: 04.Q03", "id: 03.Q03", "id", "03.Q03\n    type: true"),
    ("objective: 04.O6", "objective: 04.O9", "objective", "04.O9"),
    ("enemies: [04.Q03]", "enemies: [04.Q77]", "enemies", "04.Q77"),
    ("misconception: 04.M5", "misconception: 04.M8", "misconception", "text: Its customers stop"),
    ("  04.M5:", "  04.M6: Nobody thinks so\n  04.M5:", "misconception", "04.M6"),
    ("profitable ones.", "profitable ones", "stem-end", "stem: Customers who"),
    ("who stay long are always the most profitable ones", "stay", "stem-length", "stem: Customers stay"),
    ("Customers who stay", "Customers who do not stay", "negative", "do not stay"),
    ("profitable ones.", "profitable, at $5 a day.", "dollar", "$5"),
    ("years weighs less.", "years weighs {{les}}.", "name", "value: margin / (1 - retention)"),
    (SAYS, "says: ''", "feedback", "text: Its customers spend"),
    (SAYS, "says: Not this one.", "feedback", "text: Its customers spend"),
    (SAYS, "says: Sixty silent days are long for one customer and short for another.", "same-feedback", STOP),
    ("- And what does the store see?", "- ''", "hint", "- ''"),
    ("        correct: true\n", "        " + SAYS[:-1] + " too.\n", "one-key", "options:"),
    ("        correct: true\n", "        correct: true\n        says: Well seen.\n", "key-says", LEAVE),
    (STOP, "text: its customers leave without telling the firm!", "same-options", "firm!"),
    (STOP, "text: All of the above", "banned-option", "All of the above"),
    (LEAVE, "text: Its customers always leave", "absolute", "always leave"),
    ("leave without telling the firm", "leave, unlike subscribers of a magazine", "echo", "unlike"),
    (LEAVE, "text: Its own customers of many years and of every sort leave", "option-length", "own c"),
    ("{absolute: 1}", "{absolute: 0}", "tolerance", "{absolute: 0}"),
    ("{absolute: 1}", "{absolute: 1, relative: 0.1}", "tolerance", "relative: 0.1"),
    ("    unit: €", "    unit: ''", "unit", "unit: ''"),
    ("margin / (1 - retention)", "margin / (1 - retentio)", "expression", "retentio)"),
    ("margin / (1 - retention)", "margin / (1 - retention", "expression", "(1 - retention\n"),
    ("margin / (1 - retention)", "__import__('os')", "expression", "__import__"),
    ("from: [0.7, 0.75, 0.8, 0.85]", "from: [0.7, 1.1]", "expression", "answer: margin"),
    ("from: [0.7, 0.75, 0.8, 0.85]", "from: [0.7, 0.7]", "choices", "from: [0.7, 0.7]"),
    ("    variables:\n      margin", "    variables:\n      tax: {from: [1, 2]}\n      margin", "unused", "tax:"),
    ("    variables:\n      margin", "    variables:\n      tax: {decimals: 2}\n      margin", "variable", "tax:"),
    ("      margin: {", "      max: {from: [1, 2]}\n      margin: {", "reserved", "max:"),
    ("margin / (1 - retention)\n", "answer + discount / 100\n", "mistake-inside", "answer + discount"),
    ("margin / (1 - retention)\n", "margin * (1 + discount / 100) / (1 + discount / 100 - retention)\n", "same-mistake",
     "discount / 100 - retention)\n        says: Nothing is discounted"),
    ("{absolute: 1}\n    decimals: 2", "{absolute: 0.001}\n    decimals: 2", "decimals", "decimals: 2"),
    ("{absolute: 0.05}", "{relative: 0}", "tolerance", "{relative: 0}"),
    ("    hints: [What is the whole of which each brings a share?]\n", "", "exercise-hint", "id: 04.E2"),
    ("    fact: lifetime.mean_purchase_size\n", "", "answer", "id: 04.Q04"),
    ("fact: lifetime.simple_ltv", "decimal: 2", "form", "decimal: 2"),
    ("fact: lifetime.simple_ltv", "fact: lifetime.simple_lvt", "fact", "simple_lvt"),
    ("      - value: answer / 2\n        says", "      - says", "mistake", "says: This is half"),
    ("      ltv = ____", "      ltv = 1", "placeholder", "starter"),
    ("      ltv = margin * retention /", "      ltv = = margin * retention /", "python", "solution"),
    ("    result: ltv", "    result: value", "result", "solution"),
    ("kind: number", "kind: vector", "form", "kind: vector"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "marker"), BROKEN, ids=[f"{row[2]}-{n}" for n, row in enumerate(BROKEN)]
)
def test_a_broken_bank_is_told_where_and_how(
    old: str, new: str, code: str, marker: str, example_path: Path, write_bank: Callable[[str], Path],
    facts: Mapping[str, Callable[..., float]],
) -> None:  # fmt: skip
    good = example_path.read_text(encoding="utf-8")
    assert old in good
    text = good.replace(old, new, 1)
    path = write_bank(text)
    problems = bank.check(path, objectives=OBJECTIVES, facts=facts)
    line = text[: text.index(marker)].count("\n") + 1
    assert [each for each in problems if each.code == code and each.line == line], "\n".join(map(str, problems))
    first = next(each for each in problems if each.code == code)
    assert str(first).startswith(f"{first.file}:{first.line}: ")
    assert first.rule.endswith(".")
    assert first.mend.endswith(".")


def test_the_example_can_be_copied_and_checked_against_real_books(example_path: Path) -> None:
    assert bank.check(example_path, facts=real_facts.of(1), charts=real_charts.of(1)) == []


def test_the_example_breaks_no_rule(example_path: Path, facts: Mapping[str, Callable[..., float]]) -> None:
    assert bank.check(example_path, objectives=OBJECTIVES, facts=facts, run=True) == []


def test_a_file_that_is_no_yaml_keeps_its_other_items(
    example: Bank, example_path: Path, write_bank: Callable[[str], Path]
) -> None:
    text = example_path.read_text(encoding="utf-8")
    text = text.replace("stem: Customers who", "stem: Nobody says: Customers who").replace("unit: €", "unti: €", 1)
    path = write_bank(text)
    assert [(each.code, each.item) for each in bank.check(path, objectives=OBJECTIVES)] == [
        ("form", "04.Q02"),
        ("yaml", ""),
    ]
    lost = {"04.Q02", "04.Q03"}
    assert [each.id for each in parse(path).bank.questions] == [
        each.id for each in example.questions if each.id not in lost
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "the file is empty"),
        ("just text", "no bank"),
        ("- a\n- list", "no bank"),
        ("lesson: 04_lifetime_value\nquestions: 3", "no list"),
        ("lesson: 04_lifetime_value", "no list of `questions`"),
        ("lesson: 04_lifetime_value\nquestions: [3]", "no map"),
        ("questions:\n- {id: 04.Q01", "not YAML"),
        ("a: &x [*x]\nlesson: 04_x\nquestions: []", "an alias"),
        ("a: " + "[" * 100, "nested too deeply"),
        ("a: 1\nlesson: 04_x\nquestions: []", "unknown field"),
    ],
)
def test_what_is_no_bank_is_said(text: str, rule: str, write_bank: Callable[[str], Path]) -> None:
    path = write_bank(text)
    assert rule in " ".join(each.rule for each in bank.check(path, objectives=OBJECTIVES))
    with pytest.raises(BankError, match=f"04_other.yaml:[0-9]+: .*{rule}.* To mend it: "):
        bank.read(path)


def test_missing_file_and_other_encodings(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="cannot be read: No such file"):
        bank.read(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("lesson: 04_x\n# für\n".encode("latin-1"))
    with pytest.raises(BankError, match=r"latin.yaml:2: the file is not UTF-8"):
        bank.read(tmp_path / "latin.yaml")


def test_read_counts_what_else_is_wrong(example_path: Path, write_bank: Callable[[str], Path]) -> None:
    text = example_path.read_text(encoding="utf-8")
    more = text.count("bloom: apply") - 1
    said = rf"04.Q02: `bloom`: Invalid enum value 'appli'.*\({more} more; `cvm bank check"
    with pytest.raises(BankError, match=said):
        bank.read(write_bank(text.replace("bloom: apply", "bloom: appli")))
