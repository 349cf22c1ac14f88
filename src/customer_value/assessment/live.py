"""Show a bank in the browser and follow the file: a server for one page, on this machine alone."""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING

from customer_value.assessment import preview
from customer_value.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDRESS = "127.0.0.1"


class Server(ThreadingMixIn, TCPServer):
    """Serves a page under `/`, and under `/version` a word that changes with the file; `serve_forever` runs it.

    Parameters
    ----------
    path
        The file that the page shows.
    render
        Makes the page; called once for each state of the file.
    port
        A port of 127.0.0.1; 0 takes any that is free.

    Raises
    ------
    SetupError
        If the port is taken.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, path: Path, render: Callable[[], str], port: int = 0) -> None:
        self._path = path
        self._render = render
        self._lock = threading.Lock()
        self._shown = ("", "")
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise SetupError(f"Port {port} is taken ({error.strerror}). Name another, or none.") from error
        self.port = int(self.server_address[1])

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{ADDRESS}:{self.port}/"

    def version(self) -> str:
        """Return a word for the file as it is now; editors that write a new file in its place change it too."""
        try:
            about = self._path.stat()
        except OSError:
            return "none"
        return f"{about.st_mtime_ns}-{about.st_size}-{about.st_ino}"

    def page(self) -> str:
        """Return the page for the file as it is now."""
        with self._lock:
            version = self.version()
            if self._shown[0] != version:
                page = self._rendered().replace("<html", f'<html data-version="{version}"', 1)
                self._shown = (version, page)
            return self._shown[1]

    def _rendered(self) -> str:
        try:
            return self._render()
        except Exception as error:  # noqa: BLE001  the author goes on writing, whatever a half-written item does
            return preview.fault(error)


class _Handler(BaseHTTPRequestHandler):
    """Answers for the page and its version, and to nobody who came by another name: no other site may read it."""

    server: Server
    server_version = "preview"
    sys_version = ""

    def do_GET(self) -> None:
        """Send the page or the version."""
        if self.headers.get("Host") not in {f"{ADDRESS}:{self.server.port}", f"localhost:{self.server.port}"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.path == "/":
            self._send("text/html", self.server.page())
        elif self.path == "/version":
            self._send("text/plain", self.server.version())
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", preview.policy())
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is the author's."""
