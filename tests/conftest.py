"""What holds for every test: a log of its own, and learner number 1."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import shlex
import subprocess
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import coverage
import hypothesis
import pytest

import customer_value

# Two test processes with two threads each wait for each other on two cores; k-means took five times as long.
os.environ.setdefault("OMP_NUM_THREADS", "1")

hypothesis.settings.register_profile("course", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("course")

ROOT = Path(__file__).resolve().parents[1]


LONG = {"browser", "notebooks", "test_wheel.py"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that two processes end together."""
    items.sort(key=lambda item: not LONG & set(item.path.parts))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
        if LONG & set(item.path.parts):
            item.add_marker("unmeasured")


def _group(item: pytest.Item) -> str:
    """Name what one process runs alone: a lesson, which then is run once for all its tests, or a file."""
    lesson = re.search(r"/test_(\d\d)_claims|\[(\d\d)\b", item.nodeid) if "notebooks" in item.path.parts else None
    return f"lesson {lesson[1] or lesson[2]}" if lesson else item.nodeid.partition("::")[0]


def pytest_collection_finish() -> None:
    """Import everything while it is measured: else a line that runs on import counts for the first test alone."""
    if coverage.Coverage.current():
        for module in pkgutil.walk_packages(customer_value.__path__, "customer_value."):
            importlib.import_module(module.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Do not measure what takes long, nor its servers and kernels: units reach all that they run."""
    if not item.get_closest_marker("unmeasured"):
        return (yield)
    measured, running = os.environ.pop("COVERAGE_PROCESS_CONFIG", None), []
    while measuring := coverage.Coverage.current():  # two in a process of pytest-xdist
        measuring.stop()
        running.append(measuring)
    try:
        return (yield)
    finally:
        for measuring in reversed(running):
            measuring.start()
        if measured is not None:
            os.environ["COVERAGE_PROCESS_CONFIG"] = measured


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep tests, and the kernels that they start, away from the log of whoever runs them."""
    os.environ["CVM_HOME"] = str(tmp_path_factory.mktemp("home"))
    os.environ["CVM_LEARNER_SEED"] = "1"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for one test."""
    monkeypatch.setenv("CVM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout."""
    return ROOT


PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")

OWN = """\
lesson: 04_lifetime_value
questions:
  - id: 04.Q901
    type: true_false
    objective: 04.O1
    bloom: understand
    stem: The simple lifetime value of a customer is a sum of sales.
    answer: true
    says: The factors are size, frequency and duration, and their product is what the customer will pay.
    feedback: Costs come off later.
"""


@pytest.fixture
def own_bank(tmp_path: Path) -> Path:
    """A teacher's own file: one question about lesson 4."""
    path = tmp_path / "my.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def small_shop(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the place of every store: one that draws the example bank's figure and knows its fact, and loads nothing."""
    from types import SimpleNamespace

    from customer_value import charts, facts

    drawn = SimpleNamespace(png=PIXEL, alt="A curve that falls.", head=("Quarter", "Share"), rows=(("1", "60 %"),))
    monkeypatch.setattr(charts, "of", lambda _: {"lifetime.survival": lambda year: drawn})
    monkeypatch.setattr(facts, "of", lambda _: {"lifetime.survival": lambda quarters, year: year / 5000})


@pytest.fixture
def typed() -> Callable[[str], click.Context]:
    """Return a function: a line that begins with `cvm`, with its options as the command reads them."""
    from customer_value.cli import main

    def parse(line: str) -> click.Context:
        command: click.Command = main
        words = shlex.split(line, comments=True)[1:]
        while isinstance(command, click.Group):
            command = command.commands[words.pop(0)]
        return command.make_context(command.name, words)

    return parse


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 128 kB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a tiny disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let root mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)
