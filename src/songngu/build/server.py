"""A small HTTP server for one person at work: files of a folder, their language's 404, and events that reload pages."""

from __future__ import annotations

import mimetypes
import socket
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from songngu.values import frozen

# Outside the site's own addresses: a page cannot be called so.
_OWN = "/-songngu/"
_EVENTS, _SCRIPT = f"{_OWN}events", f"{_OWN}overlay.js"
_OVERLAY = Path(__file__).parent / "overlay.js"
_STILL_HERE_S = 10.0
_TYPES = mimetypes.MimeTypes(filenames=())
for _ending, _type in {
    ".avif": "image/avif", ".epub": "application/epub+zip", ".js": "text/javascript", ".webp": "image/webp",
    ".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".xml": "application/xml",
}.items():  # fmt: skip
    _TYPES.add_type(_type, _ending)
_NO_SITE = b"<!doctype html><html><meta charset=utf-8><title>songngu</title><body></body></html>"


@frozen
class State:
    """What browsers are told: `message` (JSON) under a serial number, and of which good build (`version`) pages are.

    `base` is the path of the site's root, with slashes at both ends; `prefixes` begin the addresses of the languages
    that are not served at the root.
    """

    serial: int = 0
    version: int = 0
    mark: str = ""
    message: str = "{}"
    base: str = "/"
    prefixes: tuple[str, ...] = ()


@dataclass(slots=True)
class Board:
    """The folder that is served and the state of things, for the builder to change and the browsers to wait for."""

    folder: Path
    state: State = field(default_factory=State)
    closed: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)

    def show(self, state: State) -> None:
        """Put up a new state and wake whoever waits."""
        with self._news:
            self.state = state
            self._news.notify_all()

    def close(self) -> None:
        """Send home whoever waits."""
        with self._news:
            self.closed = True
            self._news.notify_all()

    def after(self, serial: int, timeout_s: float) -> State | None:
        """The first state after one of this serial number; None when there is none in time."""
        with self._news:
            self._news.wait_for(lambda: self.closed or self.state.serial != serial, timeout_s)
            return self.state if self.state.serial != serial else None


class Listening:
    """A server with an address; once it has begun, it is at work in the background."""

    def __init__(self, server: ThreadingHTTPServer, board: Board) -> None:
        self._server, self._board = server, board
        self._work = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    def begin(self) -> None:
        """Answer from now on, those too who have been waiting."""
        self._work.start()

    def address(self, base: str) -> str:
        """The address of the site as one types it."""
        host, port = self._server.server_address[:2]
        shown = f"[{host!s}]" if ":" in str(host) else str(host)
        return f"http://{shown}:{port}{base}"

    def close(self) -> None:
        """Stop, and let go of the address."""
        self._board.close()
        if self._work.is_alive():
            self._server.shutdown()
        self._server.server_close()


def listen(board: Board, host: str, port: int) -> Listening:
    """Take an address; OSError where it cannot be had. Port 0 takes any that is free."""

    class Handler(_Handler):
        """Knows this board."""

        notices = board
        local_only = _is_local(host)

    class Server(ThreadingHTTPServer):
        """Speaks the version of IP that the host is written in."""

        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        daemon_threads = True

    return Listening(Server((host, port), Handler), board)


def find(folder: Path, path: str) -> Path | None:
    """The file or folder at a decoded path below a resolved folder; None for what is not there or lies outside."""
    parts = [part for part in path.split("/") if part]
    if any(part in {".", ".."} or "\\" in part or "\0" in part for part in parts):
        return None
    try:
        target = folder.joinpath(*parts).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    return target if target.is_relative_to(folder) else None


class _Handler(BaseHTTPRequestHandler):
    notices: Board
    local_only: bool
    server_version, sys_version = "songngu", ""
    timeout = 30  # seconds; a browser that says nothing for so long is gone

    def do_GET(self) -> None:
        """Answer with a page, a file, the overlay or the events."""
        try:
            self._answer()
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.close_connection = True

    def do_HEAD(self) -> None:
        """Answer without the body."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the problems."""

    def _answer(self) -> None:
        state = self.notices.state
        path = self._path()
        if path is None or not self._is_meant():
            self._send(HTTPStatus.FORBIDDEN if path else HTTPStatus.BAD_REQUEST, b"", "text/plain")
        elif path == _EVENTS:
            self._stream()
        elif path == _SCRIPT:
            self._send(HTTPStatus.OK, _OVERLAY.read_bytes(), "text/javascript; charset=utf-8")
        elif not path.startswith(state.base):
            self._redirect(state.base)
        else:
            self._page(path.removeprefix(state.base), state)

    def _path(self) -> str | None:
        """The path asked for, decoded; None where it is no UTF-8."""
        try:
            return unquote(urlsplit(self.path).path, errors="strict") or None
        except ValueError:
            return None

    def _is_meant(self) -> bool:
        """Whether a local server was called by a local name: scripts of other sites must not read what it serves."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return not self.local_only or host is None or _is_local(host)

    def _page(self, path: str, state: State) -> None:
        if not state.version:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _with_overlay(_NO_SITE, state), "text/html; charset=utf-8")
            return
        found = find(self.notices.folder, path)
        if found is not None and found.is_dir() and path and not path.endswith("/"):
            self._redirect(f"{state.base}{path}/")
            return
        file = found / "index.html" if found is not None and found.is_dir() else found
        if file is None or not file.is_file() or (path.endswith("/") and found == file):
            self._not_found(path, state)
            return
        self._file(HTTPStatus.OK, file, state)

    def _not_found(self, path: str, state: State) -> None:
        """The page of the language whose addresses begin as this one does."""
        first = path.split("/")[0]
        folder = self.notices.folder / first if first in state.prefixes else self.notices.folder
        file = folder / "404.html"
        if file.is_file():
            self._file(HTTPStatus.NOT_FOUND, file, state)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"404\n", "text/plain")

    def _file(self, status: HTTPStatus, file: Path, state: State) -> None:
        kind = _TYPES.guess_type(file.name)[0] or "application/octet-stream"
        data = file.read_bytes()
        if kind == "text/html":
            data = _with_overlay(data, state)
        text = kind.startswith("text/") or kind in {"application/json", "application/xml"}
        self._send(status, data, f"{kind}; charset=utf-8" if text else kind)

    def _redirect(self, path: str) -> None:
        # One slash at the beginning: two would lead to another host.
        self._send(HTTPStatus.FOUND, b"", "text/plain", location="/" + quote(path.lstrip("/")))

    def _send(self, status: HTTPStatus, data: bytes, kind: str, *, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream(self) -> None:
        """Every state as an event (HTML, 9.2 Server-sent events), and now and then a comment to find who has left."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        serial = 0
        while not self.notices.closed:
            state = self.notices.after(serial, _STILL_HERE_S)
            serial = state.serial if state else serial
            self.wfile.write(f"data: {state.message}\n\n".encode() if state else b": still here\n\n")
            self.wfile.flush()


def _with_overlay(page: bytes, state: State) -> bytes:
    """A page with the script that reloads it and shows problems, which no page in the site folder ever has."""
    script = f'<script src="{_SCRIPT}" data-version="{state.mark}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
