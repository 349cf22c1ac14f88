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


@pytest.mark.parametrize(
    ("names", "needs"),
    [
        ("lifetime", {"narwhals"}),
        ("btyd", set()),
        ("btyd.summary", {"narwhals"}),
        ("btyd.BetaGeometric btyd.ParetoNBD btyd.GammaGamma btyd.discounted_ltv", {"narwhals", "scipy"}),
    ],
)
def test_lesson_4_needs_no_table_library_of_its_own(names: str, needs: set[str]) -> None:
    loaded = loaded_by("\n".join(["import customer_value.analysis as a", *(f"a.{name}" for name in names.split())]))
    assert f"customer_value.analysis.{names.partition('.')[0]}" in loaded
    assert HEAVY & loaded == needs
