"""`____` lets a notebook run through and never looks like an answer."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from customer_value.assessment import placeholder
from customer_value.assessment.placeholder import PLACEHOLDER, is_blank


@pytest.mark.parametrize(
    "made",
    [
        PLACEHOLDER + 1, 2 * PLACEHOLDER, -PLACEHOLDER, PLACEHOLDER ** 2, 1 / PLACEHOLDER, PLACEHOLDER > 3,
        PLACEHOLDER.mean(), PLACEHOLDER["net_eur"].sum(axis=1), pd.Series([1.0, 2.0]) * PLACEHOLDER,
        np.arange(3) + PLACEHOLDER, pd.DataFrame({"a": [1]}) / PLACEHOLDER, "____", " ", None, ...,
        sum(PLACEHOLDER), max(PLACEHOLDER), *PLACEHOLDER.quantile([0.1]), ~PLACEHOLDER, pd.Series([True]) & PLACEHOLDER,
    ],
)  # fmt: skip
def test_whatever_is_made_of_it_is_blank(made: object) -> None:
    assert is_blank(made)


@pytest.mark.parametrize("value", [0, "", 0.0, "0", False, (), pd.Series([])])
def test_values_are_not_blank_only_empty_text_is(value: object) -> None:
    assert is_blank(value) == (value == "" if isinstance(value, str) else False)


def test_it_shows_as_itself_and_has_no_hidden_methods() -> None:
    assert repr(PLACEHOLDER) == "____"
    with pytest.raises(AttributeError):
        PLACEHOLDER._repr_html_  # noqa: B018


def test_it_is_offered_to_a_notebook_that_has_no_such_name(monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, object] = {}
    shell = SimpleNamespace(user_ns=names)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    placeholder.offer()
    assert names == {"____": PLACEHOLDER}
    names["____"] = 3
    placeholder.offer()
    assert names["____"] == 3
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    placeholder.offer()
    monkeypatch.delitem(sys.modules, "IPython")
    placeholder.offer()
