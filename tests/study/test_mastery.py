"""An objective's state follows from the answers that count, never from how often somebody tried."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.attempts import Attempt
from customer_value.assessment.parts import Variable
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.short import Point, Short
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.course import Objective
from customer_value.study.evidence import telling_attempts
from customer_value.study.mastery import level, mastery
from customer_value.study.wording import why

DAY = date(2026, 1, 1)
OBJECTIVE = Objective("04.O1", "Compute", "a value")
ITEMS = [
    *(TrueFalse(id=f"04.Q{n}", objective="04.O1", bloom="apply", stem="", answer=True, says="") for n in (1, 2, 3)),
    Code(id="04.E1", objective="04.O1", bloom="apply", stem="", starter="", solution="", result="x", kind="number"),
    TrueFalse(id="04.Q9", objective="04.O2", bloom="apply", stem="", answer=True, says=""),
]


def _said(item: str, status: str, seed: int = 1, revision: str = "a", days: int = 0) -> Attempt:
    kind = "exercise" if ".E" in item else "guess" if ".G" in item else "question"
    when = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)
    return Attempt(kind=kind, item=item, answer=0, status=status, seed=seed, revision=revision, asked_at=when)


def _state(*said: Attempt, items=ITEMS, day: date = DAY):
    (state,) = mastery([OBJECTIVE], items, said, day)
    return state


def test_an_empty_log_is_not_started() -> None:
    state = _state()
    assert (state.level, state.exercises, state.exercises_done, state.questions_answered) == ("new", 1, 0, 0)


def test_counts_and_level() -> None:
    state = _state(
        _said("04.Q1", "correct"), _said("04.Q2", "wrong"), _said("04.E1", "wrong"), _said("04.E1", "correct")
    )
    assert (state.questions_right, state.questions_answered, state.exercises_done) == (1, 2, 1)
    assert (state.counted, state.counted_right) == (3, 2)
    assert state.guessed == 0.5 + 0.5 + 0.25
    assert state.level == "started"  # two of three, but a coin is right half of the time


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
        state = _state(*said, items=[optional])
        return state.exercises_done, state.exercises, state.optional

    assert counts() == (0, 0, 1)
    assert counts(_said("04.E4", "malformed")) == (0, 0, 1)
    assert counts(_said("04.E4", "wrong")) == (0, 1, 0)
    assert counts(_said("04.E4", "correct")) == (1, 1, 0)


def test_a_question_with_the_same_numbers_counts_once_a_day() -> None:
    said = [_said("04.Q1", "wrong"), _said("04.Q1", "correct", seed=2)]
    state = _state(*said)
    assert (state.questions_right, state.questions_at_once, state.counted) == (1, 1, 1)
    again = _state(*said, _said("04.Q1", "correct", seed=3, days=1), day=DAY + timedelta(days=1))
    assert (again.counted, again.counted_right) == (2, 1)


def test_a_question_with_new_numbers_counts_again() -> None:
    drawn = msgspec.structs.replace(ITEMS[0], variables={"size": Variable(choices=(1, 2))})
    tries = [_said("04.Q1", "wrong"), _said("04.Q1", "correct", seed=2), _said("04.Q1", "wrong", seed=2)]
    state = _state(*tries, items=[drawn])
    assert (state.counted, state.counted_right) == (2, 1)


def test_the_order_of_the_answers_matters_also_within_a_day() -> None:
    wrong_then_right = _state(_said("04.Q2", "wrong"), _said("04.Q1", "correct")).chance
    assert wrong_then_right > _state(_said("04.Q1", "correct"), _said("04.Q2", "wrong")).chance


def test_what_is_not_used_fades_and_says_so() -> None:
    said = [_said(f"04.Q{n}", "correct") for n in (1, 2, 3)] + [_said("04.E1", "correct")]
    fresh, faded = _state(*said), _state(*said, day=DAY + timedelta(days=60))
    assert (fresh.level, faded.level) == ("solid", "shaky")
    assert faded.chance == fresh.chance / 2
    assert (len(why(fresh, DAY)), len(why(faded, DAY + timedelta(days=60)))) == (1, 2)
    assert why(fresh, DAY)[0].startswith("Counted answers right: 4 of 4 (blind guessing: 44 %), the last one today.")


def test_what_is_no_evidence_is_left_out() -> None:
    said = [_said("04.Q1", "malformed"), _said("04.G1", "kept"), _said("04.Q77", "correct"), _said("04.Q9", "correct")]
    assert _state(*said).level == "new"


def test_what_the_learner_scored_counts_neither_way() -> None:
    points = (Point(text="one", says=""), Point(text="two", says=""))
    own = Short(id="04.Q4", objective="04.O1", bloom="apply", stem="", rubric=points, model="")
    before = [_said("04.Q1", "correct"), _said("04.Q2", "correct")]
    for status in ("kept", "correct", "wrong"):
        alone = _state(_said("04.Q4", status), items=[*ITEMS, own])
        assert (alone.level, alone.questions_answered) == ("new", 0)
        state = _state(*before, _said("04.Q4", status), items=[*ITEMS, own])
        assert state == _state(*before)


def test_an_exercise_that_is_spoilt_again_is_not_done() -> None:
    assert _state(_said("04.E1", "correct"), _said("04.E1", "wrong")).exercises_done == 0


answers = st.lists(
    st.tuples(st.sampled_from(["04.Q1", "04.Q2", "04.Q3"]), st.booleans(), st.integers(0, 400)), max_size=8
)


def _chance(said: list[tuple[str, bool, int]]) -> float:
    log = [_said(item, "correct" if right else "wrong", days=days) for item, right, days in said]
    return _state(*sorted(log, key=lambda each: each.asked_at), day=DAY + timedelta(days=400)).chance


@given(answers, st.integers(0, 7))
def test_a_right_answer_in_the_place_of_a_wrong_one_never_lowers_the_chance(said: list, place: int) -> None:
    wrong = [(item, right and at != place, days) for at, (item, right, days) in enumerate(said)]
    right = [(item, right or at == place, days) for at, (item, right, days) in enumerate(said)]
    assert _chance(right) >= _chance(wrong)


@given(answers)
def test_one_more_right_answer_never_lowers_the_chance(said: list) -> None:
    assert _chance([*said, ("04.Q1", True, 400)]) >= _chance(said) - 1e-12


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 5))
def test_a_higher_chance_never_lowers_the_level(one: float, other: float, items: int) -> None:
    order = ["new", "shaky", "started", "solid"]
    low, high = sorted([one, other])
    assert order.index(level(high, items)) >= order.index(level(low, items))


def test_the_telling_answer_is_the_first_of_the_last_version() -> None:
    said = [_said("04.Q1", "wrong"), _said("04.Q1", "correct", seed=2), _said("04.Q1", "wrong", seed=2)]
    assert telling_attempts(said) == {"04.Q1": said[1]}
