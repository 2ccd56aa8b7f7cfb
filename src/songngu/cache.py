"""Things that are dear to make, kept by what they were made from; what cannot be trusted is as good as missing."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path

from songngu.values import frozen
from songngu.whole import write_whole

FOLDER = ".songngu-cache"
_DIGEST_BYTES = 16
_KEY = re.compile(r"[0-9a-f]{16,64}")
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@frozen
class Cache:
    """A folder of files named by kind and key; each begins with the digest (BLAKE2b, 16 bytes) of the rest.

    What is not in it may be in another one `behind` it, which gets all that this one gets, and forgets nothing.
    """

    folder: Path
    behind: Cache | None = None

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept; None where there is nothing, or something torn, foreign or unreadable."""
        try:
            data = self._file(kind, key).read_bytes()
        except OSError:
            data = b""
        kept = data[_DIGEST_BYTES:]
        if data and data[:_DIGEST_BYTES] == _digest(kept):
            return kept
        found = self.behind.get(kind, key) if self.behind else None
        if found is not None:
            self._put(kind, key, found)
        return found

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep it; a cache that cannot be written to (a full disk, a read-only folder) costs time, nothing else."""
        self._put(kind, key, data)
        if self.behind:
            self.behind.put(kind, key, data)

    def _put(self, kind: str, key: str, data: bytes) -> None:
        try:
            write_whole(self._file(kind, key), _digest(data) + data)
        except OSError:
            return

    def keep_only(self, kind: str, keys: set[str]) -> None:
        """Forget everything of a kind but these, so that the folder does not grow with every edit."""
        folder = self.folder / kind
        for file in folder.iterdir() if folder.is_dir() else ():
            if _KEY.fullmatch(file.name) and file.name not in keys:
                with suppress(OSError):  # gone already, or a folder that may only be read: it costs room
                    file.unlink()

    def _file(self, kind: str, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(key)
        return self.folder / kind / key


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()


def of_site(root: Path) -> Cache:
    """What a site keeps, by the folder of its project."""
    return Cache(root / FOLDER)


def of_installation(root: Path) -> Cache:
    """The same for what comes out alike at every site of this user: one of them makes it for all."""
    shared = of_user("made")
    return Cache(root / FOLDER, Cache(shared) if shared else None)


def of_user(name: str) -> Path | None:
    """A folder of that name among this user's caches, made where it was missing; None where there is none that only
    this user writes to."""
    base = _caches()
    if base is None:
        return None
    folder = base / "songngu" / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & _OTHERS):
        return None
    return folder


def _caches() -> Path | None:
    """The folder of this user's caches (XDG Base Directory Specification; elsewhere what stands for it)."""
    given = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    if given and Path(given).is_absolute():
        return Path(given)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
