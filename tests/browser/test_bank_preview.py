"""`cvm bank preview` shows a bank in the browser and follows the file, for this machine alone."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def bank(tmp_path: Path, project: Path) -> Path:
    """The example bank without what needs facts and figures that only its tests have."""
    head, *items = re.split(
        r"^(?=  - id: )", (project / "tests/assessment/example.yaml").read_text("utf-8"), flags=re.MULTILINE
    )
    path = tmp_path / "04_own.yaml"
    path.write_text("".join([head, *(each for each in items if not re.search("fact:|figure:", each))]), "utf-8")
    return path


@pytest.fixture
def preview(bank: Path) -> Iterator[str]:
    """Start the command as an author does; give the address that it prints."""
    command = [sys.executable, "-m", "customer_value.cli", "bank", "preview", bank.name, "--no-browser"]
    process = subprocess.Popen(command, cwd=bank.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    yield re.search(r"http://127\.0\.0\.1:\d+/", first)[0]
    process.send_signal(signal.SIGINT)
    said, wrong = process.communicate(timeout=20)
    assert (process.returncode, said, wrong) == (0, "\nEnded.\n", "")


def _save(bank: Path, old: str, new: str) -> None:
    """Save as many editors do: a new file in the place of the old one."""
    text = bank.read_text(encoding="utf-8")
    assert old in text
    other = bank.with_suffix(".tmp")
    other.write_text(text.replace(old, new), encoding="utf-8")
    other.replace(bank)


def test_the_page_follows_the_file(preview: str, bank: Path, page, jupyter, shoot) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(preview)
    page.get_by_role("heading", name="04.Q01").wait_for()
    assert page.locator("article").count() == len(re.findall("^  - id:", bank.read_text("utf-8"), re.MULTILINE))
    page.evaluate("window.scrollTo(0, 900)")
    _save(bank, "Customers who stay long are", "Clients who stay for long are")
    page.get_by_text("Clients who stay for long are").wait_for()
    assert page.evaluate("window.scrollY") == 900
    assert "Read again (1)" in page.get_by_role("status").text_content()
    _save(bank, "    bloom: evaluate", "\tbloom: [evaluate")
    page.get_by_role("heading", name="To be mended").wait_for()
    assert "not YAML" in page.locator("section.problems").text_content()
    _save(bank, "\tbloom: [evaluate", "    bloom: know")
    page.get_by_role("link", name="04.Q03").click()
    assert "this item cannot be read" in page.locator("[id='04.Q03']").text_content()
    assert "did you mean" not in page.locator("[id='04.Q01']").text_content()
    _save(bank, "    bloom: know", "    bloom: evaluate")
    page.get_by_role("heading", name="To be mended").wait_for(state="detached")
    assert told == []


def test_a_save_before_the_first_look_is_seen(preview: str, bank: Path, page) -> None:
    looks: list = []
    page.route("**/version", lambda route: looks.append(route), times=1)  # noqa: PLW0108  playwright asks for a function
    page.goto(preview)
    page.get_by_role("heading", name="04.Q01").wait_for()
    _save(bank, "Customers who stay long are", "Clients who stay for long are")
    looks[0].continue_()
    page.get_by_text("Clients who stay for long are").wait_for()


def test_a_file_that_is_gone_for_a_moment(preview: str, bank: Path, page) -> None:
    page.goto(preview)
    page.get_by_role("heading", name="04.Q01").wait_for()
    text = bank.read_bytes()
    bank.unlink()
    page.get_by_text("No such file").wait_for()
    bank.write_bytes(text)
    page.get_by_role("heading", name="04.Q01").wait_for()


def test_axe_finds_nothing_in_light_and_dark(preview: str, bank: Path, page, jupyter, shoot) -> None:
    _save(bank, "profitable ones.", "profitable ones")
    page.goto(preview)
    page.get_by_role("heading", name="To be mended").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert jupyter.violations(page, "html") == []
        shoot(f"preview-{scheme}", full_page=True)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    assert page.get_by_role("status").is_hidden()


def test_nothing_else_is_served(preview: str) -> None:
    port = int(preview.rsplit(":", 1)[1].strip("/"))

    def status(path: str, method: str = "GET", host: str = f"127.0.0.1:{port}") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, path, headers={"Host": host})
        return connection.getresponse().status

    assert status("/") == status("/version") == status("/", host=f"localhost:{port}") == 200
    assert [status(path) for path in ("/04_own.yaml", "/../", "/?a", "/index.html", "/%2e%2e/")] == [404] * 5
    assert [status("/", host=host) for host in (f"evil.example:{port}", "127.0.0.1", "", "127.0.0.1:1")] == [421] * 4
    assert status("/", method="POST") == 501


def test_a_port_that_is_taken_is_said(preview: str, bank: Path) -> None:
    port = preview.rsplit(":", 1)[1].strip("/")
    command = [sys.executable, "-m", "customer_value.cli", "bank", "preview", bank, "--no-browser", "--port", port]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, f"Port {port} is taken" in done.stderr) == (2, True)
