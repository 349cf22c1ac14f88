"""In a class of 300 that was made up, the report finds what was put in: how hard, how sharp, and what is wrong."""

from __future__ import annotations

import pytest

from customer_value.classroom.report.findings import findings

BAD, SLOW, PLANTED = "04.Q10", "04.Q20", ["04.Q05", "04.Q14"]


def sound(table):
    """The items without a planted fault."""
    return table.drop(index=[BAD, *PLANTED])


def test_how_hard_the_items_are_is_found_again(truth, found) -> None:
    seen, expected = sound(found.items)["difficulty"], sound(truth.expected)
    assert (seen - expected).abs().mean() < 0.04  # in thirty classes .022 on average, .034 at most
    assert seen.corr(expected) > 0.985


def test_items_are_ordered_as_they_tell_the_able_from_the_others(truth, found) -> None:
    seen, expected = sound(found.items)["item_rest"], sound(truth.with_ability)
    assert seen.corr(expected, method="spearman") > 0.7  # in thirty classes .81 on average
    sharp, blunt = expected > expected.quantile(0.8), expected < expected.quantile(0.2)
    assert seen[sharp].mean() > seen[blunt].mean() + 0.08


def test_the_item_with_the_wrong_key_is_flagged_and_no_other_is(found) -> None:
    assert [each.item for each in found.flags if each.kind == "key?"] == [BAD]
    assert found.flags[0].item == BAD


def test_the_slow_item_is_flagged_and_no_other_is(found) -> None:
    assert [each.item for each in found.flags if each.kind == "slow"] == [SLOW]


def test_the_share_that_holds_the_misconception_lies_in_its_interval(found) -> None:
    row = found.misconceptions.loc["04.M4"]
    assert row["low"] < 0.38 < row["high"]
    assert row["students"] == 300
    assert row["items"] == tuple(PLANTED)


def test_those_who_say_that_they_are_sure_are_right_more_often(found) -> None:
    right = found.confidence["right"]
    assert right["sure"] > right["guess"] + 0.2


def test_the_upper_third_does_better_at_every_objective(found) -> None:
    table = found.objectives
    assert len(table) == 3
    assert (table["lower"] < table["middle"]).all()
    assert (table["middle"] < table["upper"]).all()


def test_when_each_student_draws_half_of_the_items(made_up_class) -> None:
    truth = made_up_class(asked=12)
    found = findings(truth.answers)
    seen, expected = sound(found.items)["difficulty"], sound(truth.expected)
    assert found.items["asked"].sum() == 300 * 12
    assert (seen - expected).abs().mean() < 0.04
    assert [each.item for each in found.flags if each.kind == "key?"] == [BAD]
    assert "other ones were drawn" in found.reliability.why_not


def test_a_small_class_is_not_judged(made_up_class) -> None:
    assert findings(made_up_class(students=29).answers).flags == []


@pytest.mark.all
@pytest.mark.parametrize("students", [60, 300])
def test_in_twenty_classes_no_good_item_is_accused_and_the_intervals_hold(made_up_class, students: int) -> None:
    held, inside, accused = [], [], []
    for seed in range(20):
        truth = made_up_class(seed, students=students)
        found = findings(truth.answers)
        accused.append([each.item for each in found.flags if each.kind == "key?"])
        row, items, expected = found.misconceptions.loc["04.M4"], sound(found.items), sound(truth.expected)
        held.append(row["low"] < 0.38 < row["high"])
        inside.append((items["low"].le(expected) & items["high"].ge(expected)).mean())
    assert {item for each in accused for item in each} == {BAD}
    assert all(accused)
    assert sum(held) >= 17
    assert 0.9 < sum(inside) / 20 < 0.98
