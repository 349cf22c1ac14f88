"""`cvm lab` hands JupyterLab what a learner's machine needs, and nothing that talks to the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from customer_value import lab


def test_no_news_and_no_update_check(tmp_path: Path) -> None:
    options = lab.arguments(tmp_path, browser=True)
    assert "--LabApp.news_url=None" in options
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in options
    settings = next(each.partition("=")[2] for each in options if "app_settings_dir" in each)
    overrides = json.loads((Path(settings) / "overrides.json").read_text())
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_the_start_page_opens_in_the_learners_folder(tmp_path: Path) -> None:
    options = lab.arguments(tmp_path, browser=True)
    assert f"--ServerApp.root_dir={tmp_path}" in options
    assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in options


@pytest.mark.parametrize("browser", [True, False])
def test_without_a_display_no_browser_is_tried(tmp_path: Path, *, browser: bool) -> None:
    assert ("--no-browser" in lab.arguments(tmp_path, browser=browser)) is not browser


@pytest.mark.parametrize("root", [True, False])
def test_root_is_allowed_only_when_we_are_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, root: bool) -> None:
    monkeypatch.setattr(lab.os, "geteuid", lambda: 0 if root else 1000)
    assert ("--allow-root" in lab.arguments(tmp_path, browser=True)) is root


def test_a_port_that_is_named_is_not_exchanged(tmp_path: Path) -> None:
    options = lab.arguments(tmp_path, browser=True, port=8765)
    assert {"--ServerApp.port=8765", "--ServerApp.port_retries=0"} <= set(options)
    assert not any("ServerApp.port" in each for each in lab.arguments(tmp_path, browser=True))


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "w"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_recognised(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], *, expected: bool
) -> None:
    monkeypatch.setattr(lab.sys, "platform", platform)
    monkeypatch.setattr(lab.os, "environ", variables)
    assert lab.has_display() is expected
