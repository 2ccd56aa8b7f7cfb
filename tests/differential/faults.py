"""A site large enough to be built by several workers, for tests that kill, starve and confuse its builds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.differential.small_site import AT, SONGNGU, built, tree, write

COLOURS = ("red", "green")
_NOTES = 70  # enough that two workers are hired


def site(root: Path, colour: str = COLOURS[0]) -> Path:
    """Write the site in one of two states that differ in every page; gives its `mkdocs.yml`."""
    notes = {
        f"content/vi/notes/n{number}.md": f"---\ntitle: Ghi chú {number}\n---\n## Mục\n\nĐoạn {number}.\n"
        for number in range(_NOTES)
    }
    config = write(root, notes)
    paint(config, colour)
    return config


def paint(config: Path, colour: str) -> None:
    """Bring the site into one of its two states."""
    (config.parent / "theme/css/brand.css").write_text(f".brand {{ color: {colour} }}\n")
    page = config.parent / f"content/vi/notes/{colour}.md"
    page.write_text(f"---\ntitle: {colour}\n---\nMột trang chỉ có khi ấy.\n", "utf-8")
    for other in {*COLOURS} - {colour}:
        page.with_stem(other).unlink(missing_ok=True)


def clean(folder: Path) -> dict[str, dict[str, bytes]]:
    """What a build from nothing makes of each state."""
    return {colour: built(SONGNGU, site(folder / colour, colour)) for colour in COLOURS}


def start(config: Path, *more: str) -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, *SONGNGU, "-f", config.name, *more],
        cwd=config.parent,
        env={**os.environ, "SONGNGU_AT": AT, "SONGNGU_LANG": "en"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(config: Path, chance: random.Random, duration_s: float, *more: str) -> None:
    """Begin a build and kill it: at any moment of it, or while it writes; it alone, or with its workers."""
    before = _state(config.parent / "site")
    process = start(config, *more)
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, duration_s))
    else:
        while process.poll() is None and _state(config.parent / "site") == before:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.03))
    if process.poll() is None:
        (os.kill if chance.random() < 0.5 else os.killpg)(process.pid, signal.SIGKILL)
    process.wait()


def whole(folder: Path, states: Mapping[str, Mapping[str, bytes]]) -> bool:
    """Whether every file that a reader can ask for is, to its last byte, as one of the states has it."""
    found = {path: data for path, data in tree(folder).items() if not path.endswith(".part")} if folder.is_dir() else {}
    return all(any(data == state.get(path) for state in states.values()) for path, data in found.items())


@contextmanager
def room_of(folder: Path, kilobytes: int) -> Iterator[None]:
    """A disk of that size at a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    done = _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "songngu-test", str(folder))
    if done.returncode:
        pytest.fail(f"a small disk has to be mounted, for which this test must run as root: {done.stderr}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def widen(folder: Path) -> None:
    """Somebody has made room on it."""
    assert _mount("-o", "remount,size=64m", str(folder)).returncode == 0


def _mount(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["mount", *words], capture_output=True, text=True, check=False)


def _state(folder: Path) -> list[int]:
    """Something that differs as soon as a build writes."""
    return [path.stat().st_mtime_ns for path in (folder, folder / "index.html", folder / "notes") if path.exists()]
