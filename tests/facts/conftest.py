"""The facts of the shipped books, and of a learner's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from customer_value import facts

Facts = Mapping[str, Callable[..., float]]


@pytest.fixture
def shop() -> Facts:
    return facts.of(None)


@pytest.fixture
def own() -> Facts:
    return facts.of(1)
