"""An objective's state follows from the first tries that count, never from how often somebody tried."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.attempts import Attempt
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.short import Point, Short
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.course import Objective
from customer_value.study.mastery import level, mastery, telling_attempts

OBJECTIVE = Objective("04.O1", "Compute", "a value")
ITEMS = [
    *(TrueFalse(id=f"04.Q{n}", objective="04.O1", bloom="apply", stem="", answer=True, says="") for n in (1, 2, 3)),
    Code(id="04.E1", objective="04.O1", bloom="apply", stem="", starter="", solution="", result="x", kind="number"),
    TrueFalse(id="04.Q9", objective="04.O2", bloom="apply", stem="", answer=True, says=""),
]


def _said(item: str, status: str, seed: int = 1, revision: str = "a") -> Attempt:
    kind = "exercise" if ".E" in item else "guess" if ".G" in item else "question"
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return Attempt(kind=kind, item=item, answer=0, status=status, seed=seed, revision=revision, asked_at=when)


def _state(*said: Attempt):
    (state,) = mastery([OBJECTIVE], ITEMS, said)
    return state


def test_an_empty_log_is_not_started() -> None:
    state = _state()
    assert (state.level, state.exercises, state.exercises_done, state.questions_answered) == ("new", 1, 0, 0)


def test_counts_and_level() -> None:
    state = _state(
        _said("04.Q1", "correct"), _said("04.Q2", "wrong"), _said("04.E1", "wrong"), _said("04.E1", "correct")
    )
    assert (state.questions_right, state.questions_answered, state.exercises_done) == (1, 2, 1)
    assert state.level == "solid"  # two of three


def test_the_first_try_counts_and_later_ones_do_not() -> None:
    said = [_said("04.Q1", "wrong"), _said("04.Q1", "correct"), _said("04.Q2", "partial"), _said("04.Q2", "correct")]
    assert _state(*said).level == "shaky"


def test_right_is_the_latest_answer_and_at_once_the_first() -> None:
    state = _state(_said("04.Q1", "wrong"), _said("04.Q1", "correct"), _said("04.Q2", "correct"))
    assert (state.questions_right, state.questions_at_once, state.questions_answered) == (2, 1, 2)
    spoilt = _state(_said("04.Q1", "correct"), _said("04.Q1", "wrong"))
    assert (spoilt.questions_right, spoilt.questions_at_once) == (0, 0)


def test_an_optional_exercise_counts_once_it_is_tried() -> None:
    optional = msgspec.structs.replace(ITEMS[3], id="04.E4", tags=("go-further",))

    def counts(*said: Attempt) -> tuple[int, int, int]:
        (state,) = mastery([OBJECTIVE], [optional], said)
        return state.exercises_done, state.exercises, state.optional

    assert counts() == (0, 0, 1)
    assert counts(_said("04.E4", "malformed")) == (0, 0, 1)
    assert counts(_said("04.E4", "wrong")) == (0, 1, 0)
    assert counts(_said("04.E4", "correct")) == (1, 1, 0)


def test_a_new_version_replaces_the_earlier_one() -> None:
    said = [_said("04.Q1", "wrong"), _said("04.Q2", "wrong"), _said("04.Q1", "correct", seed=2)]
    assert _state(*said).questions_right == 1
    assert _state(*said, _said("04.Q2", "correct", revision="b")).level == "solid"


def test_what_is_no_evidence_is_left_out() -> None:
    said = [_said("04.Q1", "malformed"), _said("04.G1", "kept"), _said("04.Q77", "correct"), _said("04.Q9", "correct")]
    assert _state(*said).level == "new"


def test_what_the_learner_scored_counts_neither_way() -> None:
    points = (Point(text="one", says=""), Point(text="two", says=""))
    own = Short(id="04.Q4", objective="04.O1", bloom="apply", stem="", rubric=points, model="")
    before = [_said("04.Q1", "correct"), _said("04.Q2", "correct")]
    for status in ("kept", "correct", "wrong"):
        (alone,) = mastery([OBJECTIVE], [*ITEMS, own], [_said("04.Q4", status)])
        assert (alone.level, alone.questions_answered) == ("new", 0)
        (state,) = mastery([OBJECTIVE], [*ITEMS, own], [*before, _said("04.Q4", status)])
        assert state == _state(*before)


def test_an_exercise_that_is_spoilt_again_is_not_done() -> None:
    assert _state(_said("04.E1", "correct"), _said("04.E1", "wrong")).exercises_done == 0


@given(st.integers(0, 30), st.integers(0, 30))
def test_one_more_right_answer_never_lowers_the_level(right: int, wrong: int) -> None:
    order = ["new", "shaky", "started", "solid"]
    before, after = level(right, right + wrong), level(right + 1, right + wrong + 1)
    assert order.index(after) >= order.index(before)


def test_the_telling_answer_is_the_first_of_the_last_version() -> None:
    said = [_said("04.Q1", "wrong"), _said("04.Q1", "correct", seed=2), _said("04.Q1", "wrong", seed=2)]
    assert telling_attempts(said) == {"04.Q1": said[1]}
