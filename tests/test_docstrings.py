"""Every example in a docstring runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import customer_value as cv
from customer_value.figures import pictures

MODULES = [
    each.name
    for each in pkgutil.walk_packages(cv.__path__, f"{cv.__name__}.")
    if "_course" not in each.name and not each.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "png_of", lambda fig: b"")  # examples read what a picture says; tests/figures draws
    assert doctest.testmod(importlib.import_module(name)).failed == 0
