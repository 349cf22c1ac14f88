"""What is wrong with this set-up, in one line each, and what to type."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from customer_value import course, workspace
from customer_value.errors import ProgressError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEEDED_MB = 200
_INSTALL = f"{sys.executable} -m pip install"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `mend` is empty when it is in order."""

    what: str
    mend: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing needs to be done."""
        return not self.mend

    def __str__(self) -> str:
        """Return the line that `cvm doctor` prints."""
        return f"ok     {self.what}" if self.is_fine else f"WRONG  {self.what}. Type: {self.mend}"


def examine(folder: Path) -> Iterator[Finding]:
    """Look at Python, the packages, the course, JupyterLab's kernel, the log and the learner's `folder`."""
    looks: list[Callable[[], Finding]] = [
        _python,
        _packages,
        _course,
        _kernel,
        _log,
        lambda: _writable(folder),
        lambda: _disk(folder),
    ]
    for look in looks:
        yield look()


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(f"Python {version} ({sys.executable})")


def _packages() -> Finding:
    wrong = [name for name, minimum in _requirements() if not _is_installed(name, minimum)]
    if wrong:
        names = " ".join(f'"{each}"' for each in wrong)
        return Finding(f"missing or too old: {', '.join(wrong)}", f"{_INSTALL} --upgrade {names}")
    return Finding("all packages are installed")


def _requirements() -> Iterator[tuple[str, str]]:
    for line in importlib.metadata.requires("customer-value") or ():
        name, minimum = re.match(r"([\w.-]+)[^>]*(?:>=([\d.]+))?", line).groups()  # type: ignore[union-attr]
        yield name, minimum or "0"


def _is_installed(name: str, minimum: str) -> bool:
    try:
        return _numbers(importlib.metadata.version(name)) >= _numbers(minimum)
    except importlib.metadata.PackageNotFoundError:
        return False


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def _course() -> Finding:
    missing = [name for name in ("notebooks", "lessons", "quizzes", "datasets") if not course.folder(name).is_dir()]
    if missing:
        return Finding(
            f"the course lacks {', '.join(missing)} in {course.root()}",
            f"{_INSTALL} --force-reinstall customer-value   (in a checkout: git checkout -- {' '.join(missing)})",
        )
    return Finding(f"the course is complete ({course.root()})")


def _kernel() -> Finding:
    """Start a kernel as JupyterLab does: the commonest fault is a kernel of another environment."""
    probe = (
        "from jupyter_client.manager import start_new_kernel as start;"
        "manager, client = start(kernel_name='python3');"
        "client.execute_interactive('import customer_value', timeout=60, output_hook=lambda m: print(m['msg_type']));"
        "manager.shutdown_kernel(now=True)"
    )
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)  # noqa: S603
    if answer.returncode or "error" in answer.stdout.split():
        return Finding(
            "a notebook's kernel does not start, or does not see the course",
            f"{sys.executable} -m ipykernel install --sys-prefix",
        )
    return Finding("a notebook's kernel starts and sees the course")


def _log() -> Finding:
    from customer_value.assessment import attempts

    log = attempts.open_log()
    mend = "set CVM_HOME to a folder that you can write to, and start the course again"
    if not workspace.is_writable(log.path.parent):
        return Finding(f"your answers cannot be kept in {log.path.parent}", mend)
    try:
        answers = len(log.all())
    except ProgressError as error:
        return Finding(f"your answers cannot be read: {error}", mend)
    return Finding(f"{answers} answers are kept ({log.path})")


def _writable(folder: Path) -> Finding:
    if workspace.is_writable(folder):
        news = workspace.updates(folder)
        return Finding(f"your notebooks can be saved ({folder})" + (f"; new versions: {', '.join(news)}" * bool(news)))
    return Finding(f"{folder} cannot be written", "cvm lab FOLDER   (name a folder of your own)")


def _disk(folder: Path) -> Finding:
    near = next(each for each in (folder, *folder.parents, Path(tempfile.gettempdir())) if each.exists())
    free = shutil.disk_usage(near).free // 1_000_000
    if free < _NEEDED_MB:
        return Finding(f"only {free} MB are free on the disk of {near}", "free some space, or: cvm lab FOLDER")
    return Finding(f"{free:,} MB are free")
