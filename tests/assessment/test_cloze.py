"""A text with gaps: each gap counts above chance, names its error, and gives nothing away before."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.assessment.examples import AlwaysEqual, examples
from customer_value.assessment.grading import grade
from customer_value.assessment.item import Item
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Option
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.gap import Gap, Word
from customer_value.assessment.rules import gaps
from customer_value.assessment.variants import make

Find = Callable[[str], AnyQuestion]
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["weight", "verb", "x"]), inner),
)


def chosen(count: int) -> Gap:
    wrong = (Option(text=f"wrong {n}", says=f"Wrong {n}.", misconception=f"04.M{n}") for n in range(1, count))
    return Gap(options=(Option(text="right", correct=True), *wrong))


def typed(word: str = "hazard") -> Gap:
    return Gap(accept=(word,), mistakes=(Word(text="danger", says="Danger.", misconception="04.M9"),), says="Other.")


def text_with(*gaps: Gap) -> Cloze:
    named = {f"gap_{n}": gap for n, gap in enumerate(gaps)}
    text = " and ".join(f"[[{name}]]" for name in named)
    return Cloze(id="04.Q21", objective="04.O2", bloom="apply", stem="", text=text, gaps=named, feedback="Yes.")


@given(sizes=st.lists(st.integers(2, 5), min_size=1, max_size=5), fields=st.integers(0, 2), data=st.data())
def test_the_score_is_the_share_of_right_gaps_above_chance(sizes: list[int], fields: int, data: Any) -> None:
    question = text_with(*map(chosen, sizes), *[typed()] * fields)
    picks = [data.draw(st.integers(0, size - 1)) for size in sizes]
    words = [data.draw(st.sampled_from(["Hazard", "danger", "else"])) for _ in range(fields)]
    outcome = grade(question, make(question, 1), dict(zip(question.names, [*picks, *words], strict=True)))
    parts = len(sizes) + fields
    right = picks.count(0) + words.count("Hazard")
    chance = sum(1 / size for size in sizes) / parts
    assert outcome.score == pytest.approx(max(0, (right / parts - chance) / (1 - chance)))
    assert outcome.status == ("correct" if right == parts else "partial" if outcome.score else "wrong")
    assert len(outcome.feedback) == min(3, parts - right or 1)


@pytest.mark.parametrize(("sizes", "mean"), [((3, 3, 3), 0.148), ((2, 2, 2, 2), 0.1875), ((3, 4, 3, 4), 0.1275)])
def test_choosing_at_random_earns_little(sizes: tuple[int, ...], mean: float) -> None:
    """The mean over all ways to choose, as the chances of two, three and four right gaps give it by hand."""
    question = text_with(*map(chosen, sizes))
    variant = make(question, 1)
    ways = itertools.product(*map(range, sizes))
    scores = [grade(question, variant, dict(zip(question.names, way, strict=True))).score for way in ways]
    assert statistics.fmean(scores) == pytest.approx(mean, abs=0.0006)


@pytest.mark.parametrize("word", ["hazard", " Hazard ", "HAZARDS", "the hazard", "“hazard.”", "haz\u00adard"])
def test_a_typed_word_is_right_however_it_is_written(word: str) -> None:
    question = text_with(typed())
    assert grade(question, make(question, 1), {"gap_0": word}).status == "correct"


def test_a_named_word_earns_its_sentence_and_any_other_the_general_one() -> None:
    question = text_with(typed(), chosen(3))
    variant = make(question, 1)
    named = grade(question, variant, {"gap_0": "Dangers", "gap_1": 2})
    assert named.feedback == ("Gap 1: Danger.", "Gap 2: Wrong 2.")
    assert named.misconceptions == ("04.M9", "04.M2")
    other = grade(question, variant, {"gap_0": "hazzard", "gap_1": 0})
    assert other.feedback == ("Gap 1: Other.",)
    assert other.misconceptions == ()


def test_a_single_gap_needs_no_number() -> None:
    question = text_with(typed())
    variant = make(question, 1)
    assert grade(question, variant, {"gap_0": "x"}).feedback == ("Other.",)
    assert question.right_answer(variant) == "hazard"


@given(seed=st.integers(0, 10**6), shown=st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_the_shuffle_changes_nothing(seed: int, shown: list[int]) -> None:
    question = text_with(*[chosen(4)] * 3)
    item = Item(question, make(question, seed))
    answer = item.from_screen(shown)
    options = item.view(unsaved="")["gaps"]
    for name, place, offered in zip(question.names, shown, options, strict=True):
        assert question.gaps[name].options[answer[name]].text == offered[place]
    assert item.to_screen(answer) == shown
    assert grade(question, item.variant, answer) == grade(question, make(question, seed + 1), answer)


def test_an_empty_gap_costs_nothing_and_says_how_many(question: Find) -> None:
    item = Item(question("04.Q21"), make(question("04.Q21"), 1))
    outcome = item.take(item.from_screen([0, "  ", None]), None)
    assert (outcome.status, item.tries) == ("malformed", 0)
    assert outcome.feedback == ("Still open: 2 of 3 gaps. Fill each of them.",)
    view = item.view(unsaved="")
    assert view["marks"] == []
    assert view["answer"] == [0, None, None]


def test_each_gap_is_marked_once_all_are_filled(question: Find) -> None:
    item = Item(question("04.Q21"), make(question("04.Q21"), 1))
    item.take({"weight": 0, "verb": "compounded", "kind": "Present"}, None)
    assert item.view(unsaved="")["marks"] == ["correct", "wrong", "correct"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shown=anything)
def test_whatever_the_browser_says_is_graded_or_refused(shown: object, question: Find) -> None:
    item = Item(question("04.Q21"), make(question("04.Q21"), 1))
    answer = item.from_screen(shown)
    assert item.take(answer, None).status in {"correct", "partial", "wrong", "malformed", "not_attempted"}
    assert grade(question("04.Q21"), item.variant, shown).score == 0
    assert item.view(unsaved="")["marks"] in ([], ["correct"] * 3) or len(item.view(unsaved="")["marks"]) == 3
    if answer:
        assert all(len(each) <= 200 for each in answer.values() if isinstance(each, str))


def test_an_object_that_equals_everything_fills_no_gap(question: Find) -> None:
    variant = make(question("04.Q21"), 1)
    for answer in (AlwaysEqual(), dict.fromkeys(variant.answer, AlwaysEqual()), {AlwaysEqual(): 0}):
        assert grade(question("04.Q21"), variant, answer).status == "malformed"
        assert question("04.Q21").to_screen(variant, answer) is None


def test_examples_earn_their_score_over_fifty_seeds(question: Find) -> None:
    for seed in range(50):
        variant = make(question("04.Q21"), seed)
        for each in examples(question("04.Q21"), variant):
            outcome = grade(question("04.Q21"), variant, each.answer)
            assert outcome.status == each.status
            assert each.score is None or outcome.score == each.score
            assert each.says is None or outcome.feedback == (each.says,)


def test_the_browser_knows_gaps_by_number_and_formulas_as_mathml(question: Find) -> None:
    screen = question("04.Q21").screen(make(question("04.Q21"), 1))
    assert [f'<span data-gap="{n}"></span>' in screen["text"] for n in range(3)] == [True] * 3
    assert "<math" in screen["text"]
    assert [each is not None for each in screen["gaps"]] == [True, False, False]
    shown = str(screen)
    for secret in ("verb", "discounted", "correct", "compounded"):
        assert secret not in shown


def test_on_paper_and_for_the_author(question: Find) -> None:
    variant = make(question("04.Q21"), 1)
    text, choices = question("04.Q21").on_paper(variant).lines
    assert "weighs (1) ____ than one that comes today" in text
    assert set(choices.removeprefix("(1) ").split(" · ")) == {"less", "more"}
    keys = [(key.sign, key.text) for key in question("04.Q21").keys(variant)]
    assert "its **(3)** value." in keys[0][1]
    assert ("✓", "(3) present / current") in keys
    assert ("✗", "(2) compounded") in keys
    assert ("✗", "(2) any other word") in keys


def test_the_solution_numbers_the_gaps(question: Find) -> None:
    item = Item(question("04.Q21"), make(question("04.Q21"), 1), gave_up=True)
    solution = item.view(unsaved="")["solution"]
    assert "<li>less</li>\n<li>discounted</li>\n<li>present</li>" in solution


def test_a_gap_without_anything_right_is_shown_empty() -> None:
    question = text_with(Gap(), typed())
    assert question.right_answer(make(question, 1)) == "1. \n2. hazard"


def test_a_name_without_a_gap_stays_as_it_is() -> None:
    question = Cloze(
        id="04.Q21", objective="04.O2", bloom="apply", stem="", text="[[a]] and [[b]]", gaps={"a": typed()}
    )
    assert question.names == ("a",)
    assert question.on_paper(make(question, 1)).lines == ("(1) ____ and [[b]]",)


def test_a_gap_in_the_title_of_a_link_is_not_put_there_and_is_told() -> None:
    text = 'It [weighs][1] [[a]].\n\n[1]: https://example.org "see [[b]] now"'
    named = {"a": typed(), "b": chosen(2)}
    question = Cloze(id="04.Q21", objective="04.O2", bloom="apply", stem="", text=text, gaps=named)
    html = question.screen(make(question, 1))["text"]
    assert 'title="see [[gap2]] now"' in html
    assert html.count("<span") == 1
    assert question.unseen == ("b",)
    assert [each.at for each in gaps.check(question) if "[[b]] stands where" in each.rule] == [("text",)]
