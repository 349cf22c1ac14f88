"""A deck that Anki's own library imports, renders, reviews, and updates without doubling a note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.consts import CARD_TYPE_NEW

from customer_value.classroom.exports import anki
from customer_value.classroom.exports.material import Material

BANK, GLOSSARY = "quizzes/04_lifetime_value.yaml", "lessons/glossary.yaml"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def deck(collection: Collection, tmp_path: Path) -> Callable[[Material], dict[str, int]]:
    """Return a function that exports material, imports it into Anki, and gives the counts of Anki's report."""

    def bring_in(material: Material) -> dict[str, int]:
        anki.write(material, tmp_path / "deck.apkg")
        options = ImportAnkiPackageOptions(merge_notetypes=True)
        request = ImportAnkiPackageRequest(package_path=str(tmp_path / "deck.apkg"), options=options)
        log = collection.import_anki_package(request).log
        kinds = [each.name for each in log.DESCRIPTOR.fields if each.name != "found_notes"]
        counts = {kind: len(getattr(log, kind)) for kind in kinds if not isinstance(getattr(log, kind), int)}
        return {kind: count for kind, count in counts.items() if count}

    return bring_in


def _card(collection: Collection, question: str) -> Any:
    (key,) = collection.find_cards(question)
    return collection.get_card(key)


def test_every_note_arrives_once_and_the_collection_stays_whole(collection, deck, gather, tmp_path: Path) -> None:
    material = gather(BANK, GLOSSARY)
    left_out = anki.write(material, tmp_path / "same.apkg").left_out
    count = len(material.terms) + len(material.banks[0].questions) - len(left_out)
    assert deck(material) == {"new": count}
    assert deck(material) == {"duplicate": count}
    assert collection.note_count() == count
    assert collection.card_count() == count + len(material.terms)
    assert collection.fix_integrity()[1]
    names = {each.name for each in collection.decks.all_names_and_ids()}
    assert {"Customer Value", "Customer Value::Lesson 04"} <= names


def test_a_later_export_updates_notes_and_keeps_what_was_learnt(collection, deck, gather) -> None:
    deck(gather(BANK))
    question = "tag:customer-value::04.O2 Source:*04.Q02*"
    card = _card(collection, question)
    assert card.type == CARD_TYPE_NEW
    before = card.question()
    collection.decks.select(card.did)
    card.start_timer()
    collection.sched.answerCard(card, 4)
    assert card.reps == 1
    count = collection.note_count()
    assert deck(gather(BANK, seed=2, days=1)) == {"updated": count}
    after = _card(collection, question)
    assert after.id == card.id
    assert (after.reps, after.type) == (1, card.type)
    assert after.question() != before
    assert collection.note_count() == count


def test_a_term_is_asked_from_both_sides(collection, deck, gather) -> None:
    deck(gather(GLOSSARY))
    asked, turned = (collection.get_card(key) for key in sorted(
        collection.find_cards('"Term:*Churn rate*"'), key=lambda key: collection.get_card(key).ord
    ))  # fmt: skip
    assert "Churn rate" in asked.question()
    assert "one minus" not in asked.question()
    assert "one minus the retention rate" in asked.answer()
    assert "Churn rate" not in turned.question()
    assert "Churn rate" in turned.answer()


def test_formulas_are_ankis_own_and_nothing_harmful_gets_through(collection, deck, tmp_path: Path, gather) -> None:
    source = tmp_path / "04_own.yaml"
    source.write_text(
        """lesson: 04_own
questions:
  - id: 04.Q01
    type: true_false
    objective: 04.O1
    bloom: understand
    stem: 'Is $\\frac{a}{b} < 1$ where <script>alert(1)</script> [here](javascript:alert(2)) stands?'
    answer: true
    says: 'No: $a < b$ <img src=x onerror=alert(3)> is meant here.'
""",
        encoding="utf-8",
    )
    deck(gather(str(source)))
    card = _card(collection, "deck:*")
    shown = card.question() + card.answer()
    assert r"\(\frac{a}{b} &lt; 1\)" in shown
    assert r"\(a &lt; b\)" in shown
    for harm in ("<script", "<img", 'href="javascript', "<math"):
        assert harm not in shown


def test_every_item_is_on_a_card_or_named_with_the_reason(collection, deck, gather, tmp_path: Path) -> None:
    material = gather("tests/assessment/example.yaml", "quizzes/03_segmentation.yaml")
    written = anki.write(material, tmp_path / "deck.apkg")
    deck(material)
    items = [(each.lesson, item) for each in material.banks for item in each.questions]
    carried = {collection.get_note(key).guid for key in collection.find_notes("")}
    left = [each.item for each in written.left_out]
    assert len(carried) + len(left) == len(items)
    assert carried == {
        f"customer-value/{lesson}/{item.id}" for lesson, item in items
        if not (item.__struct_config__.tag in ("chart", "code") or list(item.facts()))
    }  # fmt: skip
    assert {each.why.split()[0] for each in written.left_out} == {"an", "its"}
    assert written.fixed
    assert written.what == f"{len(carried)} cards on {len(carried)} notes"


def test_what_a_question_knows_is_on_its_note(collection, deck, gather) -> None:
    deck(gather(BANK))
    note = collection.get_note(collection.find_notes("Source:*04.Q02*")[0])
    asked, answer, hints, others, source = note.fields
    assert "Your answer: ____ €" in asked
    assert "The right answer is <strong>€" in answer
    assert hints.startswith("<details><summary>Hints</summary><ul><li>")
    assert "What other answers are told" in others
    assert "04_lifetime_value" in source
    assert "{{" not in "".join(note.fields)
    assert set(note.tags) >= {"customer-value::04", "customer-value::04.O2", "customer-value::apply"}


def test_in_german_the_cards_frame_is_german(collection, deck, gather, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    deck(gather(GLOSSARY))
    assert "Was bedeutet das?" in collection.get_card(collection.find_cards('"Term:*Churn rate*" card:1')[0]).question()
