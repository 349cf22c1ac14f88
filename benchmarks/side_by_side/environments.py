"""Each rival's own Python: an environment made once from the rival's lock file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LOCKS = Path(__file__).parent.parent
NEWER = {"pymc-marketing": (3, 12)}  # rivals that this course's Python may be too old for


class NoPythonError(Exception):
    """A rival needs a newer Python, and there is none on this machine."""


def rival_python(name: str) -> str:
    """Make a rival's environment from its lock, once.

    Raises
    ------
    NoPythonError
        If the rival needs a newer Python than any that is found here.
    """
    home = Path(sys.prefix) / "rivals" / name
    python, lock = home / "bin" / "python", LOCKS / f"{name}.lock"
    made_from = home / "lock"
    if not made_from.exists() or made_from.read_text() != lock.read_text():
        base, uv = _base_python(NEWER.get(name, (0, 0))), str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "-q", "--clear", "--python", base, str(home)], check=True)
        install = [uv, "pip", "install", "-q", "--require-hashes", "--python", str(python), "-r", str(lock)]
        subprocess.run(install, check=True)
        made_from.write_text(lock.read_text())
    return str(python)


def _base_python(needed: tuple[int, int]) -> str:
    if sys.version_info >= needed:
        return sys.executable
    for python in _pythons():
        asked = [python, "-c", f"import sys; sys.exit(sys.version_info < {needed})"]
        if subprocess.run(asked, check=False, capture_output=True).returncode == 0:
            return python
    version = ".".join(map(str, needed))
    raise NoPythonError(
        f"needs Python {version} or newer, and neither PATH nor pyenv has one (Debian 12 packages none); "
        f"install one, for example with `uv python install {version}`, and run again"
    )


def _pythons() -> Iterator[str]:
    """Look where newer Pythons lie: by name on PATH, where uv puts its own, and in pyenv."""
    uv = str(Path(sys.executable).with_name("uv"))
    for version in ("3.13", "3.12"):
        asked = [uv, "python", "find", "-q", "--no-project", "--no-python-downloads", version]
        found = subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()
        yield from [found] if found else []
    yield from map(str, sorted(Path.home().glob(".pyenv/versions/3.1[23].*/bin/python")))
