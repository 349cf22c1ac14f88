"""Real JupyterLab, started as a learner starts it, in a real Chromium.

Every test here also proves that no request left this machine. The waits are the ones that hold: JupyterLab shows
"idle" before a kernel exists, so readiness is asked of its own promises (READY), each with a time limit.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import nbformat
import pytest

playwright_api = pytest.importorskip("playwright.sync_api")

TOKEN = "for-tests-only"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

READY = """
async () => {
  const within = (promise, ms) =>
    Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error('timeout')), ms))]);
  const app = window.jupyterapp;
  await within(app.restored, 20000);
  const panel = app.shell.currentWidget;
  await within(panel.context.ready, 20000);
  await within(panel.sessionContext.ready, 30000);
  const kernel = panel.sessionContext.session.kernel;
  await within(kernel.info, 30000);
  for (let i = 0; i < 300 && !(kernel.connectionStatus === 'connected' && kernel.status === 'idle'); i++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return [kernel.connectionStatus, kernel.status];
}
"""
ALL_RAN = """
() => [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell')]
  .filter((cell) => cell.querySelector('.jp-InputArea-editor')?.innerText.trim())
  .every((cell) => /\\[\\d+\\]:/.test(cell.querySelector('.jp-InputArea-prompt')?.innerText ?? ''))
"""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker("browser")


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: `root` is the learner's folder, `home` holds the learner's log."""

    root: Path
    home: Path
    port: int
    process: subprocess.Popen[bytes]

    def url(self, path: str, workspace: str = "test") -> str:
        return f"http://127.0.0.1:{self.port}/lab/workspaces/auto-{workspace}/tree/{path}?token={TOKEN}&reset"

    def write(self, name: str, cells: Sequence[str]) -> str:
        """Write a notebook of code cells (a cell that starts with '#md ' is Markdown)."""
        notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
        for number, source in enumerate(cells):
            new = nbformat.v4.new_markdown_cell if source.startswith("#md ") else nbformat.v4.new_code_cell
            notebook.cells.append(new(source.removeprefix("#md "), id=f"cell-{number}"))
        nbformat.write(notebook, self.root / name)
        return name


# A plain page in JupyterLab's place: it holds the state, passes messages to Python, and draws what comes back.
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><style>{style}</style></head><body><main>
<h1>Lesson</h1><h2>3. Who is still a customer?</h2><div id="quiz"></div></main></body></html>"""
HOST = """
async ([script, state, texts]) => {
  const heard = { 'change:state': [], 'msg:custom': [] };
  const model = {
    get: (name) => (name === 'state' ? state : undefined),
    on: (name, callback) => heard[name].push(callback),
    off: () => {},
    send: async (message) => {
      const [reply, next] = await window.python(message);
      if (reply) return heard['msg:custom'].forEach((callback) => callback(reply));
      if (!next) return;
      state = next;
      heard['change:state'].forEach((callback) => callback());
    },
  };
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const widget = (await import(address)).default;
  const shared = widget.initialize({ model: { get: () => texts } });
  shared.render({ model, el: document.getElementById('quiz') });
}
"""


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="session")
def start_lab(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Lab]]:
    """Return a function: start `cvm lab` in an empty folder, for a learner who has answered nothing yet."""
    return lambda: _running(tmp_path_factory.mktemp("lab"))


@pytest.fixture(scope="session")
def lab(start_lab: Callable[[], AbstractContextManager[Lab]]) -> Iterator[Lab]:
    """One JupyterLab, and one learner, for all tests that do not mind what others have answered."""
    with start_lab() as running:
        yield running


@contextmanager
def _running(folder: Path) -> Iterator[Lab]:
    root, home, port = folder / "my_course", folder / "home", _free_port()
    env = {
        **os.environ,
        "CVM_HOME": str(home),
        "CVM_LEARNER_SEED": "1",
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
    }
    command = [sys.executable, "-m", "customer_value.cli", "lab", str(root), "--no-browser", "--port", str(port)]
    options = [f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True"]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen([*command, *options], env=env, stdout=log, stderr=log)
    running = Lab(root, home, port, process)
    try:
        _wait_until_up(running, folder / "server.log")
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.terminate()
        process.wait(20)


def _wait_until_up(lab: Lab, log: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    address = f"http://127.0.0.1:{lab.port}/api/status?token={TOKEN}"
    while time.monotonic() < end:
        assert lab.process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                json.load(answer)
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not come up in {seconds} s:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[playwright_api.Browser]:
    """An installed Chromium or Chrome, headless."""
    path = os.environ.get("CVM_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "no Chromium found; type: apt-get install chromium   (or set CVM_BROWSER to its path)"
    with playwright_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: playwright_api.Browser) -> Iterator[playwright_api.Page]:
    """A page of its own; fails the test if any request was sent to another machine."""
    context = chromium.new_context(viewport={"width": 1200, "height": 1000})
    context.set_default_timeout(20_000)
    outside: list[str] = []

    def guard(route: playwright_api.Route) -> None:
        if urlparse(route.request.url).hostname in ("127.0.0.1", "localhost", None):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    yield context.new_page()
    context.close()
    assert not outside, f"requests to other machines: {outside}"


def open_notebook(page: playwright_api.Page, lab: Lab, name: str) -> None:
    """Open a notebook of the learner's folder and wait until its kernel answers."""
    page.goto(lab.url(name, workspace=Path(name).stem))
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    ready(page)


def ready(page: playwright_api.Page) -> None:
    """Wait until the kernel of the notebook on top answers and has nothing to do."""
    assert page.evaluate(READY) == ["connected", "idle"]


def run_all(page: playwright_api.Page, seconds: float = 60) -> None:
    """Run all cells and wait until each has its number and the kernel is idle."""
    page.evaluate("() => { void window.jupyterapp.commands.execute('notebook:run-all-cells') }")
    page.wait_for_function(ALL_RAN, timeout=seconds * 1000)
    ready(page)


def change_theme(page: playwright_api.Page, name: str) -> None:
    """Show JupyterLab in "Light" or "Dark", and wait until its splash screen has gone."""
    page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", f"JupyterLab {name}"
    )
    page.wait_for_selector(f"body[data-jp-theme-light='{str(name == 'Light').lower()}']", state="attached")
    page.wait_for_selector("#jupyterlab-splash", state="detached")


def restart_kernel(page: playwright_api.Page) -> None:
    """Restart the kernel of the open notebook, as the menu does after its question."""
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    ready(page)


@pytest.fixture
def notebook(page: playwright_api.Page, lab: Lab):
    """Return a function: write a notebook of these cells, open it, run it, give the page."""

    def open_and_run(name: str, cells: Sequence[str], *, run: bool = True) -> playwright_api.Page:
        open_notebook(page, lab, lab.write(name, cells))
        if run:
            run_all(page)
        return page

    return open_and_run


@pytest.fixture
def on_plain_page(page: playwright_api.Page) -> Callable[..., None]:
    """Return a function: show what is in progress on a plain page; `deaf=True`: Python never answers."""
    from customer_value.assessment.messages import texts
    from customer_value.assessment.script import said, script, shared_by, style

    def show(session: Any, *, deaf: bool = False) -> None:
        def python(message: dict[str, Any]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
            reply = None if deaf else session.receive(message)
            return reply, None if deaf else session.view()

        page.expose_function("python", python)
        kind = shared_by(session.view()["kind"])
        page.set_content(PAGE.format(style=style(kind)))
        page.evaluate(HOST, [script(kind), session.view(), said(texts(), kind)])

    return show


@pytest.fixture
def open_quiz(on_plain_page: Callable[..., None], tmp_path: Path) -> Callable[..., Any]:
    """Show questions, or those of lesson 4 with these ids, on a plain page; `deaf=True`: Python never answers."""
    from customer_value import course
    from customer_value.assessment import bank
    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.session import Session

    def show(*asked: Any, deaf: bool = False, **options: Any) -> Session:
        source = bank.read(course.lesson("04").bank)
        session = Session(
            "Quiz 04",
            [source.question(each) if isinstance(each, str) else each for each in asked],
            Attempts(tmp_path / "progress.sqlite"),
            seed=1,
            clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
            **options,
        )

        on_plain_page(session, deaf=deaf)
        return session

    return show


@pytest.fixture(
    params=[
        *(pytest.param(each, marks=pytest.mark.all) for each in (("light", 900), ("dark", 900), ("light", 320))),
        pytest.param(("dark", 640), marks=pytest.mark.all),  # what a page of 1,280 px has at 200 %
        ("dark", 320),
    ],
    ids="{0[0]}-{0[1]}".format,
)
def fine(page: playwright_api.Page, request: pytest.FixtureRequest) -> Callable[[], None]:
    """Show plain pages in light or dark and at a width; return a check: all can read the quiz, and it fits."""
    scheme, width = request.param
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})

    def check() -> None:
        assert violations(page, ".cv-quiz") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    return check


@pytest.fixture
def shoot(page: playwright_api.Page) -> Callable[..., None]:
    """Return a function: scroll to a place, and leave a picture in $CVM_SHOTS, if that is set, for a person to see."""
    folder = os.environ.get("CVM_SHOTS")

    def take(name: str, at: playwright_api.Locator | None = None, *, full_page: bool = False) -> None:
        if at is not None:
            at.evaluate("(node) => node.scrollIntoView({ block: 'start' })")
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=full_page)

    return take


@pytest.fixture
def jupyter():
    """Give the helpers of this file to tests that open the course's own notebooks."""
    from types import SimpleNamespace

    return SimpleNamespace(
        open=open_notebook,
        ready=ready,
        run_all=run_all,
        restart_kernel=restart_kernel,
        change_theme=change_theme,
        violations=violations,
        sticks_out=sticks_out,
    )


def violations(page: playwright_api.Page, selector: str) -> list[str]:
    """Return what axe finds wrong inside `selector`, one line each."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=selector).response["violations"]
    return [f"{v['id']} ({v['impact']}): {node['html'][:120]}" for v in found for node in v["nodes"]]


# What is wider than a card when the page is this wide and enlarged so much; the card is laid over the page for it.
STICKS_OUT = """
(card, [width, zoom, hidden]) => {
  document.body.append(card);
  card.style.cssText = `position:fixed;inset:0 auto auto 0;z-index:9;zoom:${zoom};width:${width / zoom}px;margin:0`;
  const edge = card.getBoundingClientRect().right + 0.5;
  return [...card.querySelectorAll('*')]
    .filter((each) => each.checkVisibility() && !each.closest(hidden))
    .filter((each) => each.getBoundingClientRect().right > edge)
    .map((each) => each.outerHTML.slice(0, 80));
}
"""


def sticks_out(card: playwright_api.Locator, width: int, zoom: int = 1, *, hidden: str = ".cvq-hidden") -> list[str]:
    """Return what leaves a card, laid over the page, when the page is this wide in pixels and enlarged so much."""
    return card.evaluate(STICKS_OUT, [width, zoom, hidden])
