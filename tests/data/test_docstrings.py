"""Every example in a docstring of this room runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from customer_value import data

MODULES = [
    name for _, name, _ in pkgutil.walk_packages(data.__path__, f"{data.__name__}.") if not name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
