"""Files as they were when last looked at: told apart by their state on disk first and by their bytes second."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

_DIGEST_BYTES = 12
# The coarsest clock of a file system in use (FAT) counts in steps of two seconds: what was changed later than that
# before it was looked at may be changed again without a sign of it, and is told by its bytes the next time.
SETTLED_NS = 2_000_000_000


FolderState = tuple[int, int, int]
"""Two times, the second set by the kernel alone, and an inode: they change when an entry comes, goes or is renamed."""
_NO_FOLDER = 0, 0, 0


class Stamp(NamedTuple):
    """A file's size, times, inode, and the digest (BLAKE2b) of its bytes; `settled`: its state on disk can be trusted.

    The change time is set by the kernel alone, so that a file put back with its old size and time is noticed.
    """

    size: int
    changed_ns: int
    inode_changed_ns: int
    inode: int
    digest: str
    settled: bool


def digest_of(data: bytes) -> str:
    """The digest of bytes, in hexadecimal."""
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def is_digest(value: object) -> bool:
    """Whether something may be what `digest_of` gives."""
    return isinstance(value, str) and len(value) == 2 * _DIGEST_BYTES and set(value) <= set("0123456789abcdef")


def look(
    paths: Iterable[str], before: Mapping[str, Stamp], *, now_ns: int, moved: Set[str] | None = None
) -> dict[str, Stamp]:
    """Stamps of the files there are; bytes are read only where the state on disk is not that of `before`.

    `now_ns` is the time by the clock that stamps files, taken before this look. `moved` are the files that alone may
    not be as they were, where somebody has looked already.
    """
    found = {}
    for path in paths:
        known = before.get(path)
        if moved is not None and known is not None and known.settled and path not in moved:
            found[path] = known
            continue
        try:
            state = os.stat(path)
        except OSError:
            continue
        if known is not None and known.settled and _same(known, state):
            found[path] = known
        elif stat.S_ISREG(state.st_mode):
            found[path] = _stamp(path, state, now_ns)
    return found


def stamped(state: os.stat_result, digest: str, *, now_ns: int) -> Stamp:
    """The stamp of a file whose bytes are known."""
    newest = max(state.st_mtime_ns, state.st_ctime_ns)
    # A time in the future comes from a clock that was put back: it never settles.
    settled = newest + SETTLED_NS < now_ns
    return Stamp(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, digest, settled)


def same_on_disk(path: str, known: Stamp) -> bool:
    """Whether a file is in the state it was in, as far as that can be told without reading it."""
    try:
        return _same(known, os.stat(path))
    except OSError:
        return False


def folder_state(path: str) -> FolderState:
    """The state of a folder; zeros where there is none."""
    try:
        state = os.stat(path)
    except OSError:
        return _NO_FOLDER
    return (state.st_mtime_ns, state.st_ctime_ns, state.st_ino) if stat.S_ISDIR(state.st_mode) else _NO_FOLDER


def _same(known: Stamp, state: os.stat_result) -> bool:
    return (
        known.changed_ns == state.st_mtime_ns
        and known.inode_changed_ns == state.st_ctime_ns
        and known.size == state.st_size
        and known.inode == state.st_ino
    )


def _stamp(path: str, state: os.stat_result, now_ns: int) -> Stamp:
    try:
        with open(path, "rb") as stream:
            return stamped(state, digest_of(stream.read()), now_ns=now_ns)
    except OSError:
        return stamped(state, "", now_ns=now_ns)
