"""The site folder brought into the state decided on: changed files written, files nobody asked for removed."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from songngu.text import write_whole

if sys.platform != "win32":
    import fcntl

# What a hand or a host puts into a site folder and no build may take away.
_KEPT = frozenset({".git", ".nojekyll", "CNAME", ".well-known"})


@dataclass(frozen=True, slots=True)
class Written:
    """Paths written, removed, and how many were as they should be."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def write_site(folder: Path, files: Mapping[str, bytes | Path], *, keep: Collection[str] = ()) -> Written:
    """Write every file whose bytes differ, each whole; then remove the rest, and folders left empty.

    `keep`: site paths of files that somebody else (a plugin of MkDocs) has put there. Of two builds of one site the
    second writes when the first has written. Raises OSError where the disk or its rights do not allow it.
    """
    for path in files:
        _inside(path)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        return _write(folder, files, keep)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No other build writes here meanwhile; a build that is killed lets go. File systems without locks go without."""
    if sys.platform == "win32":
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _write(folder: Path, files: Mapping[str, bytes | Path], keep: Collection[str]) -> Written:
    written, unchanged = [], 0
    for path in sorted(files):
        content = files[path]
        data = content.read_bytes() if isinstance(content, Path) else content
        target = folder / path
        _make_room(folder, target)
        if write_whole(target, data):
            written.append(path)
        else:
            unchanged += 1
    removed = _remove_strangers(folder, {*files, *keep})
    return Written(tuple(written), tuple(removed), unchanged)


def _inside(path: str) -> None:
    plain = PurePosixPath(path)
    if not plain.parts or plain.is_absolute() or ".." in plain.parts or plain.as_posix() != path:
        raise ValueError(path)


def _make_room(folder: Path, target: Path) -> None:
    """A folder where a file is to stand goes, and so does a file or link where a folder is to be."""
    above = folder
    for part in target.relative_to(folder).parts[:-1]:
        above /= part
        if above.is_symlink() or above.is_file():
            above.unlink()
    if target.is_dir() and not target.is_symlink():
        _remove_tree(target)
    elif target.is_symlink():
        target.unlink()


def _remove_strangers(folder: Path, wanted: set[str]) -> list[str]:
    removed = []
    for current, folders, names in os.walk(folder, topdown=False):
        here = Path(current)
        relative = here.relative_to(folder).as_posix()
        prefix = "" if relative == "." else f"{relative}/"
        if prefix.split("/")[0] in _KEPT:
            continue
        names += [name for name in folders if (here / name).is_symlink()]
        for name in sorted(names):
            if f"{prefix}{name}" not in wanted and not (not prefix and name in _KEPT):
                (here / name).unlink()
                removed.append(f"{prefix}{name}")
        if here != folder and not any(here.iterdir()):
            here.rmdir()
        folders.sort()
    return sorted(removed)


def _remove_tree(folder: Path) -> None:
    for current, folders, names in os.walk(folder, topdown=False):
        here = Path(current)
        for name in [*names, *folders]:
            if name in names or (here / name).is_symlink():
                (here / name).unlink()
            else:
                (here / name).rmdir()
    folder.rmdir()
