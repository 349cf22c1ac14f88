"""GIFT holds every question with its key and every sentence; an independent parser reads all of it."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from customer_value.assessment import variants
from customer_value.classroom.exports import gift
from customer_value.classroom.exports.material import obstacle
from customer_value.classroom.exports.rendering import html

BANKS = sorted(path.name for path in (Path(__file__).parents[3] / "quizzes").glob("0*.yaml"))
READER = Path(__file__).parent / "node" / "gift.js"
KINDS = {
    "single": "MC",
    "multiple": "MC",
    "true_false": "TF",
    "numeric": "Numerical",
    "match": "Matching",
    "order": "Matching",
    "short": "Essay",
}


def _plain(text: str) -> str:
    """Take the backslashes off again."""
    for sign in "~=#{}:":
        text = text.replace(f"\\{sign}", sign)
    return unescape(text.replace("\\n", "\n").replace("\\\\", "\\"))


@pytest.mark.parametrize("bank", BANKS)
def test_every_item_and_every_sentence_arrives_or_is_named(gather, tmp_path: Path, bank: str) -> None:
    material = gather(f"quizzes/{bank}")
    written = gift.write(material, tmp_path / "bank.gift")
    head, *blocks = (tmp_path / "bank.gift").read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    assert head == f"$CATEGORY: $course$/top/Customer Value/Lesson {bank[:2]}"
    items = material.banks[0].questions
    carried = [each for each in items if not (obstacle(each) or each.__struct_config__.tag == "cloze")]
    assert {each.item for each in written.left_out} == {each.id for each in items} - {each.id for each in carried}
    assert [each.partition("]")[0] for each in blocks] == [f"// [id:{each.id}" for each in carried]
    hintless = {each.item for each in written.otherwise if each.why == gift.NO_HINTS}
    for item, block in zip(carried, blocks, strict=True):
        variant = variants.make(item, 1)
        for each in (item.stem, item.feedback, *(sentence.text for sentence in item.sentences())):
            assert unescape(html(item.said(variant, each))) in _plain(block), (item.id, each)
        assert (item.id in hintless) == bool(item.hints)


def test_signs_that_steer_are_escaped(gather, tmp_path: Path) -> None:
    (tmp_path / "04_own.yaml").write_text(
        """lesson: 04_own
questions:
  - id: 04.Q01
    type: single
    objective: 04.O1
    bloom: apply
    stem: 'Is $\\frac{a}{b}$ :: {T} // = ~ #?'
    tags: ['a]b']
    options:
      - {text: '%50%=x -> y', correct: true}
      - {text: "Two\\n\\nblocks", says: 'It is }'}
      - {text: '# c'}
    shuffle: false
""",
        encoding="utf-8",
    )
    written = gift.write(gather(str(tmp_path / "04_own.yaml")), tmp_path / "bank.gift")
    text = (tmp_path / "bank.gift").read_text(encoding="utf-8")
    assert "[tag:a\\]b]" in text
    assert r"[html]Is \\(\\frac\{a\}\{b\}\\) \:\: \{T\} // \= \~ \#?{" in text
    assert r"=&\#37;50%\=x -&gt; y" in text
    assert r"~<p>Two</p>\n<p>blocks</p>#It is \}" in text
    assert written.otherwise == [("04.Q01", gift.SHUFFLED)]


@pytest.fixture(scope="module")
def read_by_others(project: Path):
    """Return a function that has files read by gift-pegjs, and gives the questions of each."""

    def read(*files: Path) -> list[list[dict]]:
        command = ["node", str(READER), *map(str, files)]
        modules = {**os.environ, "NODE_PATH": str(project / ".venv/node/node_modules")}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=modules)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


@pytest.mark.all
def test_an_independent_parser_reads_every_bank(gather, tmp_path: Path, read_by_others) -> None:
    for seed, versions in ((1, 1), (7, 4)):
        files = {}
        for bank in BANKS:
            material = gather(f"quizzes/{bank}", seed=seed, versions=versions)
            gift.write(material, tmp_path / f"{bank}.gift")
            files[tmp_path / f"{bank}.gift"] = material
        for material, read in zip(files.values(), read_by_others(*files), strict=True):
            _compare(material, [each for each in read if each["type"] != "Category"])


def _compare(material, read: list[dict]) -> None:
    items = {each.id: each for each in material.banks[0].questions}
    counts = Counter(each["id"].partition("-")[0] for each in read)
    assert set(counts) == {key for key, each in items.items() if _kind(each) in KINDS and not obstacle(each)}
    assert max(counts.values()) == max(1, material.versions)
    for each in read:
        item = items[each["id"].partition("-")[0]]
        assert (each["type"], each["tags"][:2]) == (KINDS[_kind(item)], [item.objective, item.bloom])
        if "-" in each["id"]:
            continue
        variant = variants.make(item, material.seed)
        assert html(variant.stem) in each["stem"]["text"]
        if each["type"] == "MC":
            assert [choice["text"]["text"] for choice in each["choices"]] == [
                html(variant.options[place]) for place in variant.order
            ]
            right = [choice["isCorrect"] or (choice["weight"] or 0) > 0 for choice in each["choices"]]
            assert right == [item.options[place].correct for place in variant.order]
            told = [(choice["feedback"] or {}).get("text", "") for choice in each["choices"]]
            assert all(
                text == html(item.said(variant, item.options[place].says))
                for text, place in zip(told, variant.order, strict=True)
                if not item.options[place].correct
            )
        if each["type"] == "Numerical":
            numbers = [choice["text"]["number"] for choice in each["choices"]]
            assert numbers == pytest.approx([variant.answer, *variant.mistakes], rel=1e-11, abs=1e-15)
            assert [choice["weight"] for choice in each["choices"]] == [100, *[0] * len(item.mistakes)]
        if each["type"] == "TF":
            assert each["isTrue"] is item.answer


def _kind(item) -> str:
    return item.__struct_config__.tag
