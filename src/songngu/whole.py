"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from songngu.text import digest

_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def write_whole(path: Path | str, data: bytes) -> bool:
    """Write a file so that a reader sees the old bytes or the new, never a part; False when it held them already."""
    target = os.fspath(path)
    if _holds(target, data):
        return False
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{_short(name)}.{os.getpid()}.part")
    try:
        try:
            _write(temporary, data)
        except FileNotFoundError:  # it is new, and so is its folder
            os.makedirs(folder, exist_ok=True)
            _write(temporary, data)
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    return True


@lru_cache(maxsize=64)
def _short(name: str) -> str:
    """What stands for a file's name while it is written: the name itself may be as long as a disk allows."""
    return digest(name)


def _write(path: str, data: bytes) -> None:
    """Without a stream of Python's, which costs as much again as the file."""
    file = os.open(path, _ANEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def _holds(path: str, data: bytes) -> bool:
    """Whether a file has these bytes."""
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode) or state.st_size != len(data):
            return False
        with open(path, "rb") as stream:
            return stream.read() == data
    except (OSError, ValueError):  # `write_whole` finds out what is wrong with it
        return False
