"""However a run ends, and however many share the work: the same rows."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from customer_value.data.generate import any_size
from customer_value.data.generate.config import Config

CUSTOMERS = 100_000
CVM = [sys.executable, "-m", "customer_value.cli", "data", "generate", "--customers", str(CUSTOMERS), "--seed", "1"]

pytestmark = pytest.mark.all


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables, by one process, in order, undisturbed."""
    out = tmp_path_factory.mktemp("plain")
    plan = any_size.plan(Config(seed=1, customers=CUSTOMERS), out)
    list(any_size.make(plan))
    any_size.finish(plan)
    return out


@pytest.mark.parametrize("workers", [2, 4])
def test_any_number_of_workers_makes_the_same(plain: Path, visible: Any, tmp_path: Path, workers: int) -> None:
    subprocess.run([*CVM, "--out", tmp_path / "out", "--workers", str(workers)], check=True, capture_output=True)
    assert visible(tmp_path / "out") == visible(plain)


def test_shuffled_blocks_are_the_same(plain: Path, visible: Any, tmp_path: Path) -> None:
    plan = any_size.plan(Config(seed=1, customers=CUSTOMERS), tmp_path)
    for number in np.random.default_rng(3).permutation(plan.blocks):
        any_size.write_block(plan, int(number))
    any_size.finish(plan)
    assert visible(tmp_path) == visible(plain)


def test_five_kills_change_nothing(plain: Path, visible: Any, tmp_path: Path) -> None:
    out, chance, kept = tmp_path / "out", np.random.default_rng(5), [0]
    while len(kept) <= 5:
        run = subprocess.Popen([*CVM, "--out", out, "--workers", "2"], stdout=subprocess.DEVNULL)
        wanted = kept[-1] + chance.integers(1, 3)
        while run.poll() is None and _finished(out) < wanted:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.1))
        run.send_signal(signal.SIGKILL)
        assert run.wait() == -signal.SIGKILL, "the run ended before it was killed"
        kept.append(_finished(out))
        for file in out.glob("orders/[!.]*"):
            assert len(pd.read_parquet(file)) > 10_000  # whatever is seen is whole
    assert kept == sorted(set(kept)), "each run goes on where the one before was killed"
    done = subprocess.run([*CVM, "--out", out, "--workers", "2"], check=True, capture_output=True, text=True)
    assert " of 20 blocks are there already." in done.stdout
    assert visible(out) == visible(plain)


def _finished(out: Path) -> int:
    return len(list(out.glob("_blocks/[0-9]*.json")))


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    run = subprocess.Popen([*CVM, "--out", tmp_path / "out", "--workers", "2"], stdout=subprocess.DEVNULL)
    while _finished(tmp_path / "out") < 3:
        time.sleep(0.01)
    run.kill()
    run.wait()
    time.sleep(1.5)
    before = _finished(tmp_path / "out")
    time.sleep(1.5)
    assert _finished(tmp_path / "out") == before < 20


def test_ctrl_c_is_a_sentence_and_loses_nothing(plain: Path, visible: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = subprocess.Popen([*CVM, "--out", out, "--workers", "2"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    while _finished(out) < 3:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said.decode().strip()) == (
        130,
        "Stopped. What is finished is kept: type the same command again to go on.",
    )
    assert 3 <= _finished(out) < 20
    subprocess.run([*CVM, "--out", out], check=True, capture_output=True)
    assert visible(out) == visible(plain)
