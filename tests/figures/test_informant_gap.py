"""A department's own picture is held against that of all others, component by component."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import informant_gap

ANSWERS = pd.DataFrame(
    {
        "department": ["marketing", "marketing", "finance", "service", "service", None],
        "customer_1": [6, 5, 5, 5, 4, 1],
        "competitor_1": [5, 5, 4, 5, 5, 1],
        "coordination_1": [6, 6, 4, 4, 3, 1],
    }
)


def test_the_widest_gap_is_told_with_all_employees_of_the_others(drawn) -> None:
    title, told = drawn(lambda: informant_gap(ANSWERS)).split(". ")
    assert title == "Marketing scores coordination 6.0 points, all others score it 3.7"
    assert told.startswith("Means by department (employees): finance (1) customer 5.00, competitor 4.00, coordination")
    assert "service (2) customer 4.50" in told


def test_a_department_may_be_the_severest(drawn) -> None:
    assert drawn(lambda: informant_gap(ANSWERS, "service")).startswith(
        "Service scores coordination 3.5 points, all others score it 5.3."
    )


def test_a_department_without_an_answer_has_no_mark(drawn) -> None:
    silent = ANSWERS.assign(customer_1=ANSWERS["customer_1"].where(ANSWERS["department"] != "finance"))
    assert "finance (1) customer nan" not in drawn(lambda: informant_gap(silent))


def test_answers_without_departments_are_refused() -> None:
    with pytest.raises(ColumnError, match="'team'"):
        informant_gap(ANSWERS, by="team")
    with pytest.raises(UnknownNameError, match="no department 'sales'"):
        informant_gap(ANSWERS, "sales")
    with pytest.raises(DataError, match="2 to 12 departments"):
        informant_gap(ANSWERS[:2])
    with pytest.raises(DataError, match="left a component without an answer"):
        informant_gap(ANSWERS.assign(customer_1=ANSWERS["customer_1"].where(ANSWERS["department"] != "marketing")))
