"""A feature that a segment sees otherwise than all customers together is named there, and in the title."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.errors import ColumnError, DataError
from customer_value.figures import kano_maps

PAIRS = {"A": (1, 3), "O": (1, 5), "M": (3, 5), "I": (3, 3), "R": (5, 1)}


def answers(**segments: dict[str, str]) -> pd.DataFrame:
    """Answers that give each feature these Kano letters in each segment, one person each."""
    rows = [
        (segment, feature, *PAIRS[letter])
        for segment, features in segments.items()
        for feature, letters in features.items()
        for letter in letters
    ]
    return pd.DataFrame(rows, columns=["need_segment", "feature", "functional_answer", "dysfunctional_answer"])


SPLIT = answers(
    price={"returns": "MMMOO", "queues": "OOO", "wrapping": "III"},
    gift={"returns": "AAAOO", "queues": "OOO", "wrapping": "AA"},
    long_term={"returns": "AAAOO", "queues": "OOM", "wrapping": "II"},
)


def test_what_a_segment_sees_otherwise_is_told(drawn) -> None:
    title, told = drawn(lambda: kano_maps(SPLIT)).split(". ")
    assert title == (
        "2 of 3 features mean another thing to some segment: “returns” is one-dimensional over all, "
        "attractive for gift and long term, must-be for price"
    )
    assert (
        "gift: returns attractive, wrapping attractive; long term: returns attractive; price: returns must-be" in told
    )


def test_rows_of_any_index_and_columns_of_any_name_count(drawn) -> None:
    renamed = SPLIT.set_axis([0, 1, 0] * (len(SPLIT) // 3) + [1] * (len(SPLIT) % 3)).rename(columns={"feature": "what"})
    assert drawn(lambda: kano_maps(renamed, feature="what")) == drawn(lambda: kano_maps(SPLIT))


def test_segments_of_one_mind_say_so(drawn) -> None:
    alike = answers(price={"returns": "MM", "queues": "O"}, gift={"returns": "MM", "queues": "O"})
    alt = drawn(lambda: kano_maps(alike))
    assert alt.startswith("Every segment puts each of the 2 features where all customers together put it.")
    assert alt.endswith("gift: none; price: none.")


def test_a_segment_that_only_contradicts_has_an_empty_map(drawn) -> None:
    odd = answers(price={"returns": "MM", "queues": "O"}, gift={"returns": "R", "queues": "R"})
    assert "Otherwise than over all, by segment: gift: none; price: none" in drawn(lambda: kano_maps(odd))


def test_answers_that_cannot_be_split_are_refused() -> None:
    with pytest.raises(ColumnError, match="'need_segment'"):
        kano_maps(SPLIT.drop(columns="need_segment"))
    with pytest.raises(DataError, match="2 to 8 segments; it got 1"):
        kano_maps(SPLIT.query("need_segment == 'gift'"))
    with pytest.raises(DataError, match="2 to 20 features; it got 1"):
        kano_maps(SPLIT.query("feature == 'returns'"))
