"""Several right options: ticking all earns nothing, each error has its sentence, the shuffle changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.assessment import bank
from customer_value.assessment.examples import AlwaysEqual, examples
from customer_value.assessment.grading import grade
from customer_value.assessment.item import Item
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Option, Outcome
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.variants import make


def several(keys: set[int], count: int, **more: Any) -> Multiple:
    options = tuple(
        Option(text=f"option {n}", correct=n in keys, says=f"Error {n}.", misconception=f"04.M{n}")
        for n in range(count)
    )
    return Multiple(id="04.Q06", objective="04.O1", bloom="apply", stem="", options=options, feedback="Yes.", **more)


@st.composite
def questions(draw: Callable[..., Any]) -> tuple[Multiple, set[int]]:
    count = draw(st.integers(3, 7))
    keys = draw(st.sets(st.integers(0, count - 1), min_size=2, max_size=min(4, count - 1)))
    return several(keys, count), keys


def grades(question: Multiple, answer: object, seed: int = 1) -> Outcome:
    return grade(question, make(question, seed), answer)


@given(made=questions(), data=st.data())
def test_the_score_is_right_shares_less_wrong_ones_and_each_error_has_its_sentence(made: Any, data: Any) -> None:
    question, keys = made
    every = range(len(question.options))
    picks = data.draw(st.sets(st.sampled_from(every), min_size=1))
    outcome = grades(question, sorted(picks))
    score = len(picks & keys) / len(keys) - len(picks - keys) / (len(every) - len(keys))
    assert outcome.score == pytest.approx(max(0, score))
    assert outcome.status == ("correct" if picks == keys else "partial" if outcome.score else "wrong")
    errors = [*sorted(picks - keys), *sorted(keys - picks)]
    assert outcome.feedback == (tuple(f"Error {n}." for n in errors[:3]) or ("Yes.",))
    assert outcome.misconceptions == tuple(f"04.M{n}" for n in errors)


@given(made=questions())
def test_ticking_all_or_any_wrong_one_alone_earns_nothing(made: Any) -> None:
    question, keys = made
    every = list(range(len(question.options)))
    assert grades(question, every).score == 0
    assert {grades(question, [place]).score for place in every if place not in keys} == {0}


@pytest.mark.parametrize(
    ("keys", "count", "earned"), [(2, 3, 0.286), (2, 4, 0.2), (2, 5, 0.194), (4, 6, 0.175), (4, 7, 0.157)]
)
def test_ticking_by_chance_earns_little(keys: int, count: int, earned: float) -> None:
    """The mean over all ways to tick one option or more."""
    question = several(set(range(keys)), count)
    ways = [[place for place in range(count) if way >> place & 1] for way in range(1, 2**count)]
    assert sum(grades(question, each).score for each in ways) / len(ways) == pytest.approx(earned, abs=0.005)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=questions(), seeds=st.lists(st.integers(0, 10**6), min_size=2, max_size=2), data=st.data())
def test_the_same_options_are_worth_the_same_under_every_shuffle(made: Any, seeds: list[int], data: Any) -> None:
    question, _ = made
    picks = sorted(data.draw(st.sets(st.sampled_from(range(len(question.options))), min_size=1)))
    one, other = (Item(question, make(question, seed)) for seed in seeds)
    assert one.from_screen(one.to_screen(picks)) == other.from_screen(other.to_screen(picks)) == picks
    assert one.take(picks, None) == other.take(picks, None)
    shown = one.view(unsaved="")
    assert [shown["options"][place] for place in shown["answer"]] == [
        f"option {place}" for place in one.variant.order if place in picks
    ]


def test_what_cannot_be_an_answer_is_malformed_and_costs_nothing() -> None:
    question = several({0, 1}, 4)
    for odd in ([], [4], [0, 0], [0] * 10**6, [True, 1], (0, 1), "01", [AlwaysEqual()], AlwaysEqual(), [[0]]):
        assert (grades(question, odd).status, grades(question, odd).score) == ("malformed", 0)
    variant = make(question, 1)
    assert question.to_screen(variant, ["odd"]) is None
    assert question.from_screen(variant, [0] * 10**6) is None


def test_marks_show_what_was_ticked_and_once_it_is_closed_what_is_right() -> None:
    question = several({0, 2}, 4, shuffle=False)
    variant = make(question, 1)
    assert question.marks(variant, None, closed=False) == ["", "", "", ""]
    assert question.marks(variant, [0, 1], closed=False) == ["correct", "wrong", "", ""]
    assert question.marks(variant, [0, 1], closed=True) == ["correct", "wrong", "correct", ""]
    assert question.marks(variant, None, closed=True) == ["correct", "", "correct", ""]


def test_nothing_on_the_screen_tells_the_key_before_it_is_closed() -> None:
    question = several({0, 2}, 4)
    view = Item(question, make(question, 1)).view(unsaved="")
    assert "correct" not in str(view["marks"])
    assert "Error" not in str(view)
    assert set(question.screen(make(question, 1))) == {"options"}


def test_the_right_answer_the_key_and_the_paper() -> None:
    question = several({0, 2}, 3, shuffle=False)
    variant = make(question, 1)
    assert question.right_answer(variant) == "- option 0\n- option 2"
    assert [(each.sign, each.says) for each in question.keys(variant)] == [
        ("✓", "Error 0."), ("✗", "Error 1."), ("✓", "Error 2.")
    ]  # fmt: skip
    paper = question.on_paper(variant)
    assert (paper.box, paper.above, len(paper.lines)) == ("[ ]", "Tick all that are right.", 3)


def test_sentences_hold_the_learners_numbers(question: Callable[[str], AnyQuestion]) -> None:
    asked = question("04.Q06")
    told = msgspec.structs.replace(asked.options[0], says="It leaves out {{years}} years of cost.")
    asked = msgspec.structs.replace(asked, options=(told, *asked.options[1:]))
    variant = make(asked, 1)
    assert grade(asked, variant, [1]).feedback == (f"It leaves out {variant.numbers['years']} years of cost.",)


def test_every_example_of_the_course_earns_its_status_score_and_sentence() -> None:
    asked = [each for path in bank.files() for each in bank.read(path).questions if isinstance(each, Multiple)]
    assert asked
    for question in asked:
        for seed in range(50):
            variant = make(question, seed)
            tried = examples(question, variant)
            assert {each.status for each in tried} >= {"correct", "partial", "wrong", "malformed", "not_attempted"}
            assert {each.says for each in tried} >= {question.said(variant, each.says) for each in question.options}
            for each in tried:
                outcome = grade(question, variant, each.answer)
                assert (outcome.status, outcome.score) == (each.status, each.score or 0), (question.id, seed, each)
                assert not each.says or outcome.feedback == (each.says,)
