"""The wheel is the course: installed alone, in an empty folder, `cvm lab` opens it and lesson 4 runs."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest


def run(*command: object, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """An environment that holds the locked packages and the wheel, nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    uv, python = Path(sys.executable).with_name("uv"), folder / "venv/bin/python"
    run(uv, "build", "-q", "--wheel", "--no-build-isolation", "--out-dir", folder, project, cwd=folder)
    run(uv, "venv", "-q", "--python", sys.executable, folder / "venv", cwd=folder)
    lock = ("-r", project / "requirements.lock", "--require-hashes")
    run(uv, "pip", "install", "-q", "--python", python, *lock, cwd=folder)
    run(uv, "pip", "install", "-q", "--python", python, "--no-deps", *folder.glob("*.whl"), cwd=folder)
    return folder / "venv/bin"


@pytest.fixture
def env(installed: Path, tmp_path: Path) -> dict[str, str]:
    own = {"CVM_HOME": str(tmp_path / "home"), "PATH": f"{installed}:{os.environ['PATH']}"}
    return {key: value for key, value in os.environ.items() if not key.startswith(("COV", "PYTHON"))} | own


def test_the_wheel_carries_the_course(installed: Path, env: dict[str, str], tmp_path: Path) -> None:
    place = run(installed / "python", "-c", "from customer_value import course; print(course.root())", cwd=tmp_path)
    assert str(installed.parent) in place
    names = {path.name for path in Path(place.strip()).iterdir()}
    assert names == {"notebooks", "lessons", "quizzes", "datasets"}


def test_cvm_lab_serves_the_learners_copy_and_lesson_4_runs(
    installed: Path, env: dict[str, str], tmp_path: Path
) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    lab = [installed / "cvm", "lab", "--no-browser", "--port", str(port), "--IdentityProvider.token=t"]
    with subprocess.Popen(lab, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            served = contents(port)
        finally:
            server.terminate()
    assert {"00_start_here.ipynb", "04_lifetime_value.ipynb"} <= served
    run(installed / "jupyter", "execute", "my_course/04_lifetime_value.ipynb", cwd=tmp_path, env=env)


def contents(port: int, seconds: float = 60) -> set[str]:
    """Return the names in the folder that JupyterLab serves, as soon as it answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/contents?token=t", timeout=5) as answer:
                return {entry["name"] for entry in json.load(answer)["content"]}
        except OSError:
            assert time.monotonic() < end, "JupyterLab did not answer"
            time.sleep(0.2)
