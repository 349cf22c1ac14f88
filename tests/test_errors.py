"""An error says what is wrong, what exists and what to do."""

from __future__ import annotations

import pytest

from customer_value.errors import BankError, ColumnError, CustomerValueError, UnknownNameError


def test_an_unknown_name_gets_the_list_and_a_guess() -> None:
    error = UnknownNameError.among("table", "order", ["customers", "orders"])
    assert str(error) == "no table 'order'; tables: customers, orders; did you mean 'orders'?"


def test_no_guess_where_nothing_is_near() -> None:
    assert str(UnknownNameError.among("table", "xyz", ["orders"])) == "no table 'xyz'; tables: orders"
    assert str(UnknownNameError.among("quantity", "x", ["wallet"])) == "no quantity 'x'; quantities: wallet"


def test_missing_columns_are_named_beside_those_that_exist() -> None:
    error = ColumnError.missing(["who", "when"], ["when", "net"], where="summary()")
    assert str(error).startswith("summary() needs the column 'who'; the table has: when, net.")
    assert "columns 'a', 'b'; the table has: no columns" in str(ColumnError.missing("ab", [], where="f()"))


@pytest.mark.parametrize(("line", "place"), [(3, "bank.yaml:3"), (None, "bank.yaml")])
def test_a_bank_error_points_as_editors_do(line: int | None, place: str) -> None:
    assert str(BankError.at("bank.yaml", line, "No key.", "name one.")) == f"{place}: No key. To mend it: name one."


def test_all_are_value_errors_and_ours() -> None:
    assert all(issubclass(each, CustomerValueError) for each in (BankError, ColumnError, UnknownNameError))
    assert issubclass(CustomerValueError, ValueError)
