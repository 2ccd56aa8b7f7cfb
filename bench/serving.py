"""How long a writer waits: from saving a text until the page that a server gives shows it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measure import CommandFailedError, surroundings

HOST = "127.0.0.1"
_LOOK_S = 0.005
_QUIET_S = 1.0  # between two edits: a server may go on with something after the page is there
_GRACE_S = 10.0


@dataclass(frozen=True, slots=True)
class Served:
    """Wall seconds: `first_s` from the start of a server to the first page, `seen_s` from each save to its sight."""

    first_s: float
    seen_s: tuple[float, ...]

    @property
    def middle_s(self) -> float:
        """The median of the saves."""
        return median(self.seen_s)


@dataclass(frozen=True, slots=True)
class Errand:
    """What is asked of a server: in which project it runs, the address of a page, and how its text is changed.

    `edit` gets a number, saves the source file of the page and returns the words to wait for.
    """

    folder: Path
    variables: Mapping[str, str]
    path: str
    edit: Callable[[int], str]
    edits: int
    timeout_s: float


def free_port() -> int:
    """A port that nobody listened at a moment ago."""
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return int(tried.getsockname()[1])


def serve(command: Sequence[str], port: int, errand: Errand) -> Served:
    """Start a server, save one text after the other, and wait for each; then the server ends.

    Raises CommandFailedError where a page does not come in time or the server ends before.
    """
    began = time.perf_counter()
    with _running(command, errand) as server:
        asked = _Asked(server, port, errand)
        first_s = asked.until("</html>", began)
        seen = []
        for number in range(1, errand.edits + 1):
            time.sleep(_QUIET_S)
            saved = time.perf_counter()
            seen.append(asked.until(errand.edit(number), saved))
    return Served(first_s, tuple(seen))


@contextmanager
def _running(command: Sequence[str], errand: Errand) -> Iterator[subprocess.Popen[bytes]]:
    with errand.folder.with_suffix(".log").open("wb") as output:
        server = subprocess.Popen(
            list(command), cwd=errand.folder, env={**surroundings(), **errand.variables}, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            yield server
        finally:
            _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the session the server was started in, nobody else's."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if server.poll() is None:
            os.killpg(server.pid, sign)
            try:
                server.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                continue


@dataclass(frozen=True, slots=True)
class _Asked:
    """A server at work, asked for its page again and again."""

    server: subprocess.Popen[bytes]
    port: int
    errand: Errand

    def until(self, words: str, began: float) -> float:
        """Seconds since `began` until the page holds the words."""
        wanted = words.encode()
        while wanted not in self._page():
            late = time.perf_counter() - began > self.errand.timeout_s
            if late or self.server.poll() is not None:
                reason = f"no page after {self.errand.timeout_s:.0f} s" if late else "ended by itself"
                raise CommandFailedError(f"{self.server.args!s}\nserving: {reason}")
            time.sleep(_LOOK_S)
        return time.perf_counter() - began

    def _page(self) -> bytes:
        """The page as it is now; nothing where the server has none yet."""
        asking = http.client.HTTPConnection(HOST, self.port, timeout=self.errand.timeout_s)
        try:
            asking.request("GET", self.errand.path)
            answer = asking.getresponse()
            return answer.read() if answer.status == http.client.OK else b""
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            asking.close()
