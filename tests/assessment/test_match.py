"""Matching: every row counts above chance, the shuffle changes nothing, and guessing earns next to nothing."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.assessment.chance import above_chance
from customer_value.assessment.examples import AlwaysEqual, examples
from customer_value.assessment.grading import grade
from customer_value.assessment.item import Item
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.match import Match, Pair
from customer_value.assessment.variants import make

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def matching(rows: int, others: int = 0) -> Match:
    pairs = (Pair(text=f"row {n}", match=f"own {n}", says=f"Row {n}.", misconception=f"04.M{n}") for n in range(rows))
    extra = tuple(f"other {n}" for n in range(others))
    return Match(
        id="04.Q20", objective="04.O3", bloom="apply", stem="", pairs=tuple(pairs), others=extra, feedback="Yes."
    )


@given(rows=st.integers(3, 7), others=st.integers(0, 2), seed=st.integers(0, 10**6), data=st.data())
def test_the_score_is_the_share_of_right_rows_above_chance(rows: int, others: int, seed: int, data: Any) -> None:
    question, targets = matching(rows, others), rows + others
    answer = data.draw(st.lists(st.integers(0, targets - 1), min_size=rows, max_size=rows))
    outcome = grade(question, make(question, seed), answer)
    wrong = [row for row, chosen in enumerate(answer) if chosen != row]
    share = (rows - len(wrong)) / rows
    assert outcome.score == pytest.approx(max(0, (share - 1 / rows) / (1 - 1 / rows)))
    assert 0 <= outcome.score <= 1
    assert outcome.status == ("correct" if not wrong else "partial" if outcome.score else "wrong")
    assert outcome.feedback == (tuple(f"Row {n}." for n in wrong[:3]) or ("Yes.",))
    assert outcome.misconceptions == tuple(f"04.M{n}" for n in wrong)


@pytest.mark.parametrize(
    ("rows", "others", "each_once", "any_target"),
    [(3, 0, 0.167, 0.148), (3, 2, 0.067, 0.056), (5, 0, 0.092, 0.082), (5, 2, 0.049, 0.044), (7, 0, 0.061, 0.057)],
)
def test_a_random_matching_earns_next_to_nothing(rows: int, others: int, each_once: float, any_target: float) -> None:
    """The mean over all ways to match: at most 0 before scores below it are lifted to it, these hundredths after."""
    targets = range(rows + others)
    question = matching(rows, others)
    variant = make(question, 1)
    some_wrong = [[*range(right), *[(row + 1) % rows for row in range(right, rows)]] for right in range(rows + 1)]
    scores = [grade(question, variant, answer).score for answer in some_wrong]

    def mean(answers: Iterable[Sequence[int]]) -> tuple[float, float]:
        right = [sum(row == chosen for row, chosen in enumerate(answer)) for answer in answers]
        unlifted = [(each / rows - 1 / rows) / (1 - 1 / rows) for each in right]
        return statistics.fmean(scores[each] for each in right), statistics.fmean(unlifted)

    below = (1 / len(targets) - 1 / rows) / (1 - 1 / rows)  # 0 where no target is left over
    assert mean(itertools.permutations(targets, rows)) == pytest.approx((each_once, below), abs=0.0006)
    assert mean(itertools.product(targets, repeat=rows)) == pytest.approx((any_target, below), abs=0.0006)


@given(seed=st.integers(0, 10**6), shown=st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_the_shuffle_changes_nothing(seed: int, shown: list[int]) -> None:
    """A choice on the screen means the same target in the bank, and comes back to the same place."""
    question = matching(5, 1)
    item = Item(question, make(question, seed))
    answer = item.from_screen(shown)
    targets = item.view(unsaved="")["targets"]
    assert [question.targets[place] for place in answer] == [targets[place] for place in shown]
    assert item.to_screen(answer) == shown
    assert grade(question, item.variant, answer) == grade(question, make(question, seed + 1), answer)


@given(rows=st.integers(3, 7), seed=st.integers(0, 10**6))
def test_targets_are_never_listed_as_the_rows_are(rows: int, seed: int) -> None:
    order = make(matching(rows), seed).order
    assert sorted(order) == list(range(rows))
    assert order != tuple(range(rows))


def sharing(matches: str, others: str = "") -> Match:
    pairs = (Pair(text=f"row {n}", match=match, says="No.") for n, match in enumerate(matches))
    return Match(id="04.Q20", objective="04.O3", bloom="apply", stem="", pairs=tuple(pairs), others=tuple(others))


def test_rows_may_share_a_target() -> None:
    question = sharing("xxyw", others="z")
    variant = make(question, 1)
    assert (question.targets, variant.answer) == (("x", "y", "w", "z"), [0, 0, 1, 2])
    assert grade(question, variant, [0, 0, 1, 2]).status == "correct"
    assert grade(question, variant, [0, 0, 1, 1]).score == pytest.approx(0.5)


@pytest.mark.parametrize("matches", ["xxy", "xyz", "xxyw", "xxxyyww", "abcdefg"])
def test_one_target_for_every_row_earns_nothing(matches: str) -> None:
    question = sharing(matches, others="-")
    variant = make(question, 1)
    for target in range(len(question.targets)):
        outcome = grade(question, variant, [target] * len(matches))
        assert (outcome.score, outcome.status) == (0, "wrong")


def test_an_open_row_costs_nothing_and_says_how_many() -> None:
    question = matching(5)
    item = Item(question, make(question, 1))
    outcome = item.take([0, None, 2, None, 4], None)
    assert (outcome.status, item.tries) == ("malformed", 0)
    assert outcome.feedback == ("Still open: 2 of 5 rows. Choose something for each.",)
    assert item.view(unsaved="")["marks"] == []  # nothing is told of the rows that are filled
    assert item.view(unsaved="")["answer"].count(None) == 2


def test_each_row_is_marked_once_all_are_answered() -> None:
    question = matching(3, 1)
    item = Item(question, make(question, 1))
    item.take([0, 2, 2], None)
    assert item.view(unsaved="")["marks"] == ["correct", "wrong", "correct"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shown=anything)
def test_whatever_the_browser_says_is_graded_or_refused(shown: object, question: Callable[[str], AnyQuestion]) -> None:
    item = Item(question("04.Q20"), make(question("04.Q20"), 1))
    answer = item.from_screen(shown)
    assert answer is None or len(answer) == 3
    assert item.take(answer, None).status in {"correct", "partial", "wrong", "malformed", "not_attempted"}
    assert grade(question("04.Q20"), item.variant, shown).status != "error"
    view = item.view(unsaved="")
    assert len(view["marks"]) in {0, 3}


def test_an_object_that_equals_everything_is_no_answer(question: Callable[[str], AnyQuestion]) -> None:
    variant = make(question("04.Q20"), 1)
    for answer in (AlwaysEqual(), [AlwaysEqual()] * 3):
        assert grade(question("04.Q20"), variant, answer).score == 0
        assert question("04.Q20").to_screen(variant, answer) is None


def test_examples_earn_their_score_over_fifty_seeds(question: Callable[[str], AnyQuestion]) -> None:
    for seed in range(50):
        variant = make(question("04.Q20"), seed)
        for each in examples(question("04.Q20"), variant):
            outcome = grade(question("04.Q20"), variant, each.answer)
            assert outcome.status == each.status
            assert each.score is None or outcome.score == each.score
            assert each.says is None or outcome.feedback == (each.says,)


def test_on_paper_and_for_the_author(question: Callable[[str], AnyQuestion]) -> None:
    variant = make(question("04.Q20"), 1)
    paper = question("04.Q20").on_paper(variant)
    assert paper.lines[0] == "Survival $S(t)$ → ____"
    assert paper.above.startswith("Choose from: ")
    assert paper.above.count("·") == 3
    assert (
        question("04.Q20").right_answer(variant).splitlines()[2]
        == "- Hazard $1-r_t$ → **share of last year's, now gone**"
    )
    keys = question("04.Q20").keys(variant)
    assert [key.sign for key in keys] == ["✓", "✓", "✓", "✗"]
    assert keys[1].says.startswith("Retention looks back one year")


def test_the_solution_is_a_list(question: Callable[[str], AnyQuestion]) -> None:
    item = Item(question("04.Q20"), make(question("04.Q20"), 1), gave_up=True)
    solution = item.view(unsaved="")["solution"]
    assert solution.startswith("<p>The right answer:</p>\n<ul>\n<li>Survival <math")
    assert solution.count("<li>") == 3


def test_a_single_target_is_no_choice() -> None:
    assert above_chance(2, 3, chance=1) == 0
    assert above_chance(3, 3, chance=1) == 1
