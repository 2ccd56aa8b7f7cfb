"""Things that are dear to make, kept by what they were made from; what cannot be trusted is as good as missing."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path

from songngu.values import frozen
from songngu.whole import write_whole

_DIGEST_BYTES = 16
_KEY = re.compile(r"[0-9a-f]{16,64}")


@frozen
class Cache:
    """A folder of files named by kind and key; each begins with the digest (BLAKE2b, 16 bytes) of the rest."""

    folder: Path

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept; None where there is nothing, or something torn, foreign or unreadable."""
        try:
            data = self._file(kind, key).read_bytes()
        except OSError:
            return None
        kept = data[_DIGEST_BYTES:]
        return kept if data[:_DIGEST_BYTES] == _digest(kept) else None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep it; a cache that cannot be written to (a full disk, a read-only folder) costs time, nothing else."""
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
