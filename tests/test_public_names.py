"""The names that a notebook needs are there, cheap to import, and no module hides a function."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import customer_value as cv

HEAVY = (
    "numpy",
    "pandas",
    "matplotlib",
    "seaborn",
    "scipy",
    "pyarrow",
    "ipywidgets",
    "anywidget",
    "narwhals",
    "msgspec",
)


def modules() -> list[str]:
    names = [each.name for each in pkgutil.walk_packages(cv.__path__, "customer_value.")]
    return [name for name in names if "_course" not in name and not name.endswith("__main__")]


def test_importing_the_course_loads_nothing_heavy() -> None:
    check = f"import sys, customer_value; print(sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted(cv.__all__))
def test_every_public_name_survives_the_import_of_every_module(name: str) -> None:
    for module in modules():
        importlib.import_module(module)
    assert callable(getattr(cv, name)) or isinstance(getattr(cv, name), ModuleType)


def test_no_module_is_called_like_a_public_function() -> None:
    for stub in Path(cv.__file__).parent.rglob("__init__.pyi"):
        imports = [node for node in ast.walk(ast.parse(stub.read_text())) if isinstance(node, ast.ImportFrom)]
        siblings = {path.stem for path in stub.parent.iterdir() if path.suffix == ".py" or path.is_dir()}
        functions = {alias.name for node in imports if node.module for alias in node.names}
        clashes = {name for name in functions & siblings if not isinstance(getattr(cv, name, None), ModuleType)}
        assert not clashes, f"{stub}: {clashes}"


@pytest.mark.parametrize("name", sorted(cv.__all__))
def test_every_public_name_is_explained(name: str) -> None:
    assert (getattr(cv, name).__doc__ or "").strip()
