"""A small server for a built site that does what a host does: compresses texts, knows types, has pages for the lost."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon",
    ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".png": "image/png",
    ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".webp": "image/webp", ".avif": "image/avif",
    ".woff2": "font/woff2", ".xml": "application/xml", ".csv": "text/csv; charset=utf-8", ".pdf": "application/pdf",
}  # fmt: skip
_PACKED = (".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".xml")


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; gives the address, with a slash at its end."""

    class Handler(_Handler):
        """Knows this folder."""

        root = folder.resolve()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def packed(data: bytes) -> bytes:
    """As it goes over the line: gzip at the level that hosts use, without a clock."""
    return gzip.compress(data, 6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET; an address that ends with a slash is the index of a folder."""

    protocol_version = "HTTP/1.1"
    root: Path

    def do_GET(self) -> None:
        """Send the file, or the 404 page of the language whose folder the address begins with."""
        address = unquote(urlsplit(self.path).path)
        file = self._file(address)
        if file is None:
            self._send(HTTPStatus.NOT_FOUND, self._lost(address))
        else:
            self._send(HTTPStatus.OK, file)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _file(self, address: str) -> Path | None:
        file = (self.root / address.lstrip("/")).resolve()
        if address.endswith("/"):
            file /= "index.html"
        return file if file.is_file() and self.root in file.parents else None

    def _lost(self, address: str) -> Path:
        of_language = self.root / address.split("/")[1] / "404.html"
        return of_language if of_language.is_file() else self.root / "404.html"

    def _send(self, status: HTTPStatus, file: Path) -> None:
        data = file.read_bytes() if file.is_file() else b""
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(file.suffix, "application/octet-stream"))
        if file.suffix in _PACKED:
            data = _packed_once(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600" if file.suffix == ".html" else "max-age=31536000")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


_packed_once = cache(packed)
