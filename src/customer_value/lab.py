"""Open JupyterLab on the learner's copy of the course."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from customer_value import workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

_SETTINGS = Path(__file__).with_name("lab_settings")


def arguments(folder: Path, *, browser: bool, port: int | None = None) -> list[str]:
    """Return JupyterLab's command-line arguments: no news, no update check, nothing from outside."""
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{workspace.START}",
        f"--LabApp.app_settings_dir={_SETTINGS}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--Application.log_level=WARN",
    ]
    if not browser:
        options.append("--no-browser")
    if port is not None:
        options += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if is_root():
        options.append("--allow-root")
    return options


def start(folder: Path, *, browser: bool, port: int | None = None, extra: Sequence[str] = ()) -> None:
    """Run JupyterLab until it is stopped; prints the address when no browser is opened."""
    from jupyterlab.labapp import LabApp

    sys.argv = ["jupyter-lab"]  # JupyterLab reads it when it looks for its own subcommands
    LabApp.launch_instance([*arguments(folder, browser=browser, port=port), *extra])


def is_root() -> bool:
    """Tell whether we run as root, which JupyterLab refuses unless it is told."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_display() -> bool:
    """Tell whether this machine can open a browser window."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
