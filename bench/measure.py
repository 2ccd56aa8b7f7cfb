"""One command measured: wall and CPU seconds, peak memory of its whole process tree, bytes it left on disk."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.01, 0.5
_SHARE = 15  # sampling may take one part in so many of the time
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. `memory_mb`: highest sum of PSS over the process tree, in 10⁶ bytes, 0 where the system does not tell;
    `written_mb`, `files`: what is new or changed below the project folder."""

    wall_s: float
    cpu_s: float
    memory_mb: float = 0.0
    written_mb: float = 0.0
    files: int = 0


class CommandFailedError(Exception):
    """A command that ended with an error, or did not end in its time; the message carries its last lines."""


def surroundings() -> dict[str, str]:
    """The environment as people have it: some test machines forbid Python to keep what it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Sequence[str], *, folder: Path, timeout_s: float, variables: Mapping[str, str]) -> Measured:
    """Run a command in a project folder; what it prints goes to `folder`.log beside the folder."""
    before = _files(folder)
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(command), cwd=folder, env={**surroundings(), **variables}, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        watch = _Watch(process.pid, timeout_s)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    watch.stop()
    if process.returncode or watch.late:
        reason = f"not finished after {timeout_s:.0f} s" if watch.late else f"exit code {process.returncode}"
        last = "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:])
        raise CommandFailedError(f"{' '.join(command)}\nin {folder}: {reason}\n{last}")
    new = [size for path, (size, *rest) in _files(folder).items() if before.get(path) != (size, *rest)]
    return Measured(wall_s, usage.ru_utime + usage.ru_stime, watch.peak_bytes / 1e6, sum(new) / 1e6, len(new))


@dataclass
class _Watch:
    """Samples the memory of a process and all below it; ends it when its time is over."""

    pid: int
    timeout_s: float
    peak_bytes: int = 0
    late: bool = False
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        began, pause = time.perf_counter(), _SHORTEST_PAUSE_S
        while not self._done.wait(pause):
            at = time.perf_counter()
            self.peak_bytes = max(self.peak_bytes, sum(map(_pss_bytes, _tree(self.pid))))
            now = time.perf_counter()
            pause = min(max(_SHORTEST_PAUSE_S, (now - at) * _SHARE), _LONGEST_PAUSE_S)
            if now - began > self.timeout_s and not self.late:
                self.late = True
                os.killpg(self.pid, 9)  # the session this command was started in, nobody else's


def _tree(pid: int) -> list[int]:
    """A process and all its descendants that are alive."""
    found = [pid]
    for one in found:
        for task in _listed(_PROC / str(one) / "task"):
            found += [int(child) for child in _read(task / "children").split()]
    return found


def _pss_bytes(pid: int) -> int:
    """The proportional set size of a process: memory shared by several counts once in their sum."""
    for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace")
    except OSError:
        return ""


def _files(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Size, time of change and number of every file below a folder; links are not followed."""
    found = {}
    for current, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(current, name)  # noqa: PTH118 (tens of thousands of files)
            status = os.lstat(path)
            found[path] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found
