"""Tables of the whole chain are made of sums, each once, and the version is named by what the generator makes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from customer_value.data.generate import recipes
from customer_value.data.generate.any_size import totals


def test_a_table_is_made_once_and_only_of_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setitem(recipes.CHAIN, "double", lambda _seed, tables: {"n": 2 * tables["half"]["n"]})
    monkeypatch.setitem(recipes.SUMMED, "half", (None, ("n",)))
    chain = totals.Totals(1, lambda name: asked.append(name) or {"n": np.array([3])})
    assert chain["double"]["n"].tolist() == [6]
    assert chain["double"] is chain["double"]
    assert asked == ["half"]
    assert chain.asked == {"half"}


def test_it_lists_sums_and_chain_only() -> None:
    chain = totals.Totals(1, lambda name: {})
    assert set(chain) == set(recipes.SUMMED) | set(recipes.CHAIN)
    assert len(chain) == len(set(chain))
    assert not set(chain) & set(recipes.BY_CUSTOMER)


def test_other_rows_are_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def stores(_seed: int, _tables: Any) -> Any:
        return {"store_id": np.array([1])}

    before = totals.fingerprint()
    totals.fingerprint.cache_clear()
    assert totals.fingerprint() == before
    changed = {**totals._probe(), "stores": stores(0, None)}
    monkeypatch.setattr(totals, "_probe", lambda: changed)
    totals.fingerprint.cache_clear()
    assert totals.fingerprint() != before
    totals.fingerprint.cache_clear()
