"""The room analysis costs nothing to open: each part loads its tools when it is first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"pandas", "scipy", "pyarrow", "narwhals", "sklearn", "matplotlib", "seaborn", "polars", "duckdb", "dask"}


def loaded_by(line: str) -> set[str]:
    code = f"{line}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_room_itself_loads_nothing() -> None:
    loaded = loaded_by("import customer_value.analysis")
    assert not (HEAVY | {"numpy"}) & loaded


@pytest.mark.parametrize(("part", "needs"), [("lifetime", {"narwhals"}), ("btyd", {"narwhals", "scipy"})])
def test_lesson_4_needs_no_table_library_of_its_own(part: str, needs: set[str]) -> None:
    loaded = loaded_by(f"import customer_value.analysis; customer_value.analysis.{part}")
    assert f"customer_value.analysis.{part}" in loaded
    assert HEAVY & loaded == needs
