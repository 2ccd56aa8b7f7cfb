"""The site folder brought into the state decided on: changed files written, files nobody asked for removed."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from songngu.seen import Stamp, digest_of, stamped
from songngu.values import frozen
from songngu.whole import write_whole

if sys.platform != "win32":
    import fcntl

# What a hand or a host puts into a site folder and no build may take away.
_KEPT = frozenset({".git", ".nojekyll", "CNAME", ".well-known"})


@frozen
class Written:
    """Paths written, removed, and how many were as they should be."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


@frozen
class Put:
    """A file put into the site folder: its site path, its stamp, and whether its bytes had to be written."""

    path: str
    stamp: Stamp
    written: bool


def put(folder: Path, path: str, content: bytes | Path, clear: set[str], *, now_ns: int, digest: str = "") -> Put:
    """Put a file into its place, whole, unless it holds these bytes already; `digest` is that of the bytes, if known.

    `clear` is one set for all files put into a folder in a row: of folders nobody has to look at again.
    """
    _inside(path)
    data = content.read_bytes() if isinstance(content, Path) else content
    _make_room(folder, path, clear)
    target = f"{folder}/{path}"
    written = write_whole(target, data)
    return Put(path, stamped(os.stat(target), digest or digest_of(data), now_ns=now_ns), written)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
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


def take_out(folder: Path, paths: Iterable[str]) -> list[str]:
    """Remove files that were put there once, and folders left empty; gives those that were there.

    Where a link stands for a folder now, what is behind it was not put there by us.
    """
    removed = []
    for path in sorted(paths):
        _inside(path)
        if not all(is_folder(folder, above) for above in folders_of([path])):
            continue
        target = folder / path
        if target.is_symlink() or target.is_file():
            target.unlink()
            removed.append(path)
        for above in target.parents:
            if above == folder or not _is_empty(above):
                break
            above.rmdir()
    return removed


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that is on the way to a path; "" is the site itself."""
    found = {""}
    for path in paths:
        above = path.rpartition("/")[0]
        while above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found


def is_folder(folder: Path, path: str) -> bool:
    """Whether a site path is a folder and no link to one; the site itself ("") may be a link."""
    return stat.S_ISDIR(_mode(f"{folder}/{path}"))


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def is_inside(path: str) -> bool:
    """Whether a site path leads to a place in the site."""
    return {"", ".", ".."}.isdisjoint(path.split("/"))


def _inside(path: str) -> None:
    if not is_inside(path):
        raise ValueError(path)


def _make_room(folder: Path, path: str, clear: set[str]) -> None:
    """The folders on the way to a file are made; what stands in their place, or is a folder in its own, goes.

    `clear` are folders (site paths) that have been looked at before; those looked at now are added.
    """
    at, new = path.find("/"), False
    while at >= 0:
        new = path[:at] not in clear and _make_folder(folder, path[:at])
        clear.add(path[:at])
        at = path.find("/", at + 1)
    if new:  # nothing can stand in it yet
        return
    mode = _mode(f"{folder}/{path}")
    if stat.S_ISDIR(mode):
        _remove_tree(folder / path)
    elif stat.S_ISLNK(mode):
        (folder / path).unlink()


def _make_folder(folder: Path, path: str) -> bool:
    """Whether there was none, nor a link to one."""
    place = f"{folder}/{path}"
    for _ in range(2):
        try:
            os.mkdir(place)
        except FileExistsError:
            if is_folder(folder, path):
                return False
            (folder / path).unlink(missing_ok=True)
        else:
            return True
    return False


def _mode(path: str) -> int:
    """What stands at a path, links not followed; 0: nothing."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def remove_strangers(folder: Path, wanted: Collection[str], *, among: Iterable[str] | None = None) -> list[str]:
    """Remove every file that is not wanted, and folders left empty.

    `among`, where given, are the folders (site paths, "" for the site itself) in which something has come or gone; in
    the others nothing is looked for.
    """
    removed: list[str] = []
    for current, folders, names in os.walk(folder, topdown=False) if among is None else _walk(folder, wanted, among):
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
    return sorted(removed)


def _walk(folder: Path, wanted: Collection[str], among: Iterable[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Some folders, and whatever is below them that no wanted file is in, the innermost first."""
    paths = sorted(among, reverse=True)
    ours = folders_of(wanted) if paths else set()
    real = os.path.realpath(folder)
    for path in paths:
        place = os.path.normpath(os.path.join(real, path))
        if os.path.realpath(place) != place or not os.path.isdir(place):  # a link leads to what is not ours
            continue
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        folders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        for name in folders:
            if (f"{path}/{name}" if path else name) not in ours:
                yield from os.walk(folder / path / name, topdown=False)
        yield str(folder / path), folders, [entry.name for entry in entries if entry.name not in folders]


def _remove_tree(folder: Path) -> None:
    for current, folders, names in os.walk(folder, topdown=False):
        here = Path(current)
        for name in [*names, *folders]:
            if name in names or (here / name).is_symlink():
                (here / name).unlink()
            else:
                (here / name).rmdir()
    folder.rmdir()
