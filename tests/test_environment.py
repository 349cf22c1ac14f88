"""The ways to install the course agree: pyproject.toml, environment.yml and the lock files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML


def normal(name: str) -> str:
    return re.sub(r"[._]", "-", name).lower()


@pytest.fixture
def required(project: Path) -> list[str]:
    return tomllib.loads((project / "pyproject.toml").read_text())["project"]["dependencies"]


def test_conda_installs_what_pyproject_asks_for(project: Path, required: list[str]) -> None:
    environment = YAML(typ="safe").load((project / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    assert pip["pip"] == [*required, "-e ."]
    assert conda[0] == "python" + tomllib.loads((project / "pyproject.toml").read_text())["project"]["requires-python"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-spark.lock"])
def test_a_lock_pins_everything_by_hash_and_names_no_index(project: Path, required: list[str], name: str) -> None:
    lock = (project / name).read_text()
    if "spark" in name:  # laid on top of the other two
        required = ["pyspark"]
    pinned = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
    assert {normal(re.match(r"[\w.-]+", each).group()) for each in required} <= set(pinned)
    assert len(re.findall(r"^[\w.-]+==.*?--hash=sha256:", lock, re.MULTILINE | re.DOTALL)) == len(pinned)
    assert "://" not in lock
    assert "-url" not in lock


def test_the_locks_agree(project: Path) -> None:
    versions = [
        dict(re.findall(r"^([\w.-]+)==(\S+) \\$", (project / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert {name: versions[1].get(name) for name in versions[0]} == versions[0]
