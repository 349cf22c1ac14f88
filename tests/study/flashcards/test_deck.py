"""A learner's cards are the terms of the lessons begun, and the questions missed and not mastered since."""

from __future__ import annotations

from datetime import UTC, datetime

from customer_value import course, glossary
from customer_value.assessment import bank
from customer_value.assessment.attempts import Attempt
from customer_value.assessment.questions.chart import Chart
from customer_value.study.flashcards.deck import begun, deck, missed, terms


def _missed(log) -> list[str]:
    return [each.key for each in missed(log.all(), ["04"], 1)]


def test_a_lesson_is_begun_with_any_answer_and_the_latest_stands_first(log, answer) -> None:
    assert begun([]) == []
    answer("01.Q01", "wrong")
    answer("04.Q01", "correct")
    when = datetime(2026, 1, 2, tzinfo=UTC)
    log.add(Attempt(kind="guess", item="02.G1", answer=1, status="kept", asked_at=when))
    log.add(Attempt(kind="guess", item="99.G1", answer=1, status="kept", asked_at=when))  # of a course to come
    assert begun(log.all()) == ["02", "04", "01"]


def test_each_term_is_asked_from_both_sides_all_meanings_of_a_lesson_first() -> None:
    names = [each.term for each in glossary.terms() if each.lesson == "04"]
    cards = [each.key for each in terms(["04"])]
    assert cards == [f"term/{name}/meaning" for name in names] + [f"term/{name}/term" for name in names]
    assert {each.after for each in terms(["04"])} == {"", *cards[: len(names)]}
    assert [each.key for each in terms(["03", "04"])][-len(cards) :] == cards


def test_a_side_names_its_term_with_unit_and_abbreviation() -> None:
    cards = {each.key: each for each in terms(["04"])}
    asked = cards["term/Lifetime value/meaning"]
    assert asked.front().lines == ("Lifetime value (LTV)", "What does it mean?")
    assert asked.back().lines[-1] == "Counted in: € per customer."
    turned = cards["term/Lifetime value/term"]
    assert turned.front().lines == (*asked.back().lines, "What is it called?")
    assert turned.back().lines == ("Lifetime value (LTV)",)
    assert turned.back().html == "<strong>Lifetime value (LTV)</strong>"


def test_a_missed_question_keeps_its_numbers_and_tells_what_was_wrong(log, answer) -> None:
    question = bank.read(course.lesson("04").bank).question("04.Q02")
    from customer_value.assessment import variants

    variant = variants.make(question, 1)
    answer("04.Q02", "wrong", answer=str(variant.mistakes[0]))
    (card,) = missed(log.all(), ["04"], 1)
    assert card.about == "Missed question 04.Q02"
    assert str(variant.numbers["margin"]) in card.front().lines[0]
    assert card.front().lines[-1].startswith("Your answer: ____")
    whole = " ".join(card.back().lines)
    assert f"The right answer is {question.right_answer(variant)}." in whole
    assert f"About your answer then: {question.said(variant, question.mistakes[0].says)}" in whole


def test_a_card_goes_when_the_question_is_right_at_the_first_try_and_not_before(log, answer) -> None:
    answer("04.Q02", "wrong")
    assert _missed(log) == ["04.Q02/1"]
    answer("04.Q02", "correct")  # at the second try
    assert _missed(log) == ["04.Q02/1"]
    answer("04.Q02", "correct", seed=100_001)
    assert _missed(log) == []
    answer("04.Q02", "partial", seed=200_001)
    assert _missed(log) == ["04.Q02/200001"]  # a card of its own, which has not been rated yet


def test_the_latest_miss_stands_first_and_what_cannot_go_on_a_card_is_left_out(log, answer) -> None:
    chart = next(each.id for each in bank.read(course.lesson("04").bank).questions if isinstance(each, Chart))
    answer("04.Q01", "wrong")
    answer("04.Q02", "wrong")
    answer("04.Q03", "malformed")
    answer("04.Q04", "wrong", revision="another wording")
    answer("04.E1", "wrong", kind="exercise")
    answer(chart, "wrong")
    assert _missed(log) == ["04.Q02/1", "04.Q01/1"]
    assert [each.key for each in deck(log.all(), ["04"], 1)][:3] == [
        "04.Q02/1",
        "04.Q01/1",
        "term/Lifetime value/meaning",
    ]


def test_the_learners_own_memo_is_not_on_cards(answer) -> None:
    items = bank.read(course.lesson("06").bank).questions
    half, other = "06.Q23", next(each.id for each in items if each.self_scored is False and not list(each.facts()))
    told = [answer(each, "partial", keep=False) for each in (half, other)]
    assert [each.key for each in missed(told, ["06"], 1)] == [f"{other}/1"]


def test_every_type_of_question_makes_a_card_that_can_be_read(answer) -> None:
    items = bank.read(course.lesson("04").bank).questions
    able = [each for each in items if each.__struct_config__.tag not in ("code", "chart")]
    on_cards = [each.id for each in able if not list(each.facts())]  # to look facts up takes long
    cards = list(missed([answer(each, "wrong", keep=False) for each in on_cards], ["04"], 1))
    assert [each.key for each in cards] == [f"{each}/1" for each in on_cards[::-1]]
    assert len({each.__struct_config__.tag for each in items}) > 7
    for card in cards:
        assert all(card.front().lines), card.key
        assert "right answer" in card.back().lines[0], card.key
        assert "{{" not in card.front().html + card.back().html
