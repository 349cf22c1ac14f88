"""Lesson 2's figures say what pleases and what is missed, what a step is worth, and how wide levels buy importance."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import needs
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import importance_by_study, kano_map, kano_split, part_worths, stated_and_derived

PAIRS = {"A": (1, 3), "O": (1, 5), "M": (3, 5), "I": (3, 3)}


def answers(**letters: str) -> pd.DataFrame:
    """Answers that give a feature these Kano letters, one person each."""
    rows = [(name.replace("_", " "), *PAIRS[letter]) for name in letters for letter in letters[name]]
    return pd.DataFrame(rows, columns=["feature", "functional_answer", "dysfunctional_answer"])


def test_extremes_of_better_and_worse_are_told(drawn) -> None:
    table = needs.kano(answers(free_returns="AAAO", short_queues="MMOI", gift_wrapping="IIIA"))
    alt = drawn(lambda: kano_map(table))
    assert alt.startswith(
        "“Free returns” pleases most when it is there (1.00); “short queues” is missed most when it is not (−0.75)."
    )
    assert "gift wrapping 0.25 and 0.00" in alt


def test_one_feature_can_be_both_extremes(drawn) -> None:
    table = needs.kano(answers(tracking="OOOO", advice="IIIA"))
    assert "(1.00) and is missed most when it is not (−1.00)" in drawn(lambda: kano_map(table))


def test_names_of_features_close_together_do_not_touch(drawn) -> None:
    names = [f"feature number {each}" for each in range(10)]
    table = pd.DataFrame({"A": 20, "O": 20, "M": 20, "I": 40, "better": 0.4, "worse": -0.4}, index=names)
    table["better"] += [0.01 * each for each in range(10)]
    assert "feature number 9 0.49 and −0.40" in drawn(lambda: kano_map(table))


def test_maps_without_features_are_refused() -> None:
    table = needs.kano(answers(tracking="OOOO", advice="IIIA"))
    with pytest.raises(ColumnError, match="'worse'"):
        kano_map(table.drop(columns="worse"))
    with pytest.raises(DataError, match="2 to 20 features"):
        kano_map(table.iloc[:1])


def test_the_pooled_winner_may_win_nowhere(drawn) -> None:
    split = answers(returns="MMMOO" + "AAAOO").assign(need_segment=["price"] * 5 + ["quality"] * 5)
    alt = drawn(lambda: kano_split(split, "returns"))
    assert alt.startswith("Returns: one-dimensional over all (40 %), which wins in no segment.")
    assert "price must-be 60 %; quality attractive 60 %" in alt


def test_a_winner_in_a_segment_is_named(drawn) -> None:
    split = answers(returns="MMMO" + "AAOO").assign(need_segment=["price"] * 4 + ["quality"] * 4)
    assert "which wins in price" in drawn(lambda: kano_split(split, "returns"))


def test_unknown_features_and_silence_are_refused() -> None:
    split = answers(returns="MA").assign(need_segment=["price", "quality"])
    with pytest.raises(UnknownNameError, match="did you mean 'returns'"):
        kano_split(split, "return")
    with pytest.raises(ColumnError, match="'need_segment'"):
        kano_split(split.drop(columns="need_segment"), "returns")
    with pytest.raises(DataError, match="nobody answered both questions about 'returns'"):
        kano_split(split.assign(functional_answer=float("nan")), "returns")


def test_tables_put_together_from_parts_are_counted_right(drawn) -> None:
    split = answers(returns="MMMOO" + "AAAOO").assign(need_segment=["price"] * 5 + ["quality"] * 5)
    split.index = [0, 1] * 5
    assert "price must-be 60 %; quality attractive 60 %" in drawn(lambda: kano_split(split, "returns"))
    with pytest.raises(DataError, match="2 to 8 segments"):
        kano_split(split.assign(need_segment="all"), "returns")


def study(fees: tuple[int, int]) -> needs.PartWorths:
    """Three in four take the free one; one in four pays for speed."""
    rows = [(0, 5), (fees[1], 2)] * 4 + [(fees[0], 2), (fees[1], 5)] * 4
    chosen = [1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0]
    choices = pd.DataFrame(rows, columns=["fee_eur", "delivery_days"])
    choices["task"], choices["is_chosen"] = choices.index // 2, chosen
    return needs.part_worths(choices, ["fee_eur", "delivery_days"], task="task")


def test_part_worths_are_told_in_points_and_in_euros(drawn) -> None:
    found = study((0, 10))
    worth = found.table["part_worth"]
    alt = drawn(lambda: part_worths(found, price="fee_eur", steps={"delivery_days": -3}))
    paid = abs(3 * worth["delivery_days"] / worth["fee_eur"])
    assert alt.startswith(f"Delivery days −3 weighs most in the choices: as much as €{paid:.2f} of the price.")
    half = 1.959964 * found.table["standard_error"]["delivery_days"] * 3
    assert f"(plus or minus {half:.2f}, " in alt


def test_without_a_price_there_are_points_only(drawn) -> None:
    alt = drawn(lambda: part_worths(study((0, 10)), names={"delivery_days": "a day more"}))
    assert "€" not in alt
    assert "a day more" in alt.lower()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"price": "fee"}, UnknownNameError),
        ({"steps": {"delivery": 2}}, UnknownNameError),
        ({"confidence": 95}, DataError),
    ],
)
def test_unknown_attributes_are_refused(given: dict, error: type) -> None:
    with pytest.raises(error):
        part_worths(study((0, 10)), **given)


def test_a_price_alone_is_refused() -> None:
    choices = pd.DataFrame({"task": [1, 1, 2, 2, 3, 3], "fee_eur": [0, 5] * 3, "is_chosen": [1, 0, 1, 0, 0, 1]})
    with pytest.raises(DataError, match="only the price"):
        part_worths(needs.part_worths(choices, ["fee_eur"], task="task"), price="fee_eur")


def test_the_attribute_whose_importance_moves_most_is_told(drawn) -> None:
    studies = {"fee up to €10": study((0, 10)), "fee up to €20": study((0, 20))}
    shares = [needs.importance(each)["fee_eur"] for each in studies.values()]
    alt = drawn(lambda: importance_by_study(studies, names={"fee_eur": "the fee", "delivery_days": "days"}))
    per_euro = [each.table["part_worth"]["fee_eur"] for each in studies.values()]
    assert f"one € weighs −{-per_euro[0]:.3f} and −{-per_euro[1]:.3f} points" in alt
    assert f"the fee {100 * shares[0]:.0f} % and {100 * shares[1]:.0f} %" in alt


def test_studies_that_cannot_be_compared_are_refused() -> None:
    one = study((0, 10))
    with pytest.raises(DataError, match="shows 2 studies"):
        importance_by_study({"one": one})
    with pytest.raises(UnknownNameError, match="no attribute 'price'"):
        importance_by_study({"one": one, "two": one}, price="price")
    choices = pd.DataFrame({"task": [1, 1, 2, 2, 3, 3], "fee_eur": [0, 5] * 3, "is_chosen": [1, 0, 1, 0, 0, 1]})
    with pytest.raises(DataError, match="same attributes"):
        importance_by_study({"one": one, "two": needs.part_worths(choices, ["fee_eur"], task="task")})


STATED = pd.Series({"price": 83.4, "quality": 70.0, "service": 55.0})


def test_what_is_stated_and_what_moves_satisfaction(drawn) -> None:
    alt = drawn(lambda: stated_and_derived(STATED, pd.Series({"service": 0.4, "quality": 0.3, "price": -0.01})))
    assert alt.startswith(
        "Price is number 1 of 3 when people are asked, and number 3 in what moves their satisfaction."
    )
    assert "Price stated 83, derived −0.01" in alt
    assert "agree on the order: price first" in drawn(lambda: stated_and_derived(STATED, STATED / 100))


def test_other_needs_and_gaps_are_refused() -> None:
    with pytest.raises(DataError, match="the same needs"):
        stated_and_derived(STATED, pd.Series({"price": 1.0}))
    with pytest.raises(DataError, match="'derived' is missing in 1 rows"):
        stated_and_derived(STATED, pd.Series({"price": 0.1, "quality": None, "service": 0.2}, dtype=float))
