"""What makes pages beside a site's own files: this engine, the packages it uses, the Python that runs them.

Only the standard library is needed here: whether anything has changed is decided before the rest is loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping

from songngu.seen import Stamp, digest_of, look

_ENGINE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PACKAGE = (".dist-info", ".egg-info", ".egg-link", ".pth")


def surroundings(before: Mapping[str, Stamp], *, now_ns: int) -> tuple[str, dict[str, Stamp]]:
    """A digest of them, and stamps of the engine's own files (by absolute path), which may be under development."""
    stamps = look(_engine_files(), before, now_ns=now_ns)
    path = os.environ.get("PYTHONPATH", "")
    parts = [
        sys.version,
        sys.platform,
        path,
        *_packages(),
        *(f"{file} {stamp.digest}" for file, stamp in stamps.items()),
    ]
    return digest_of("\n".join(parts).encode("utf-8", "surrogateescape")), stamps


def _engine_files() -> Iterator[str]:
    for folder, folders, names in os.walk(_ENGINE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{folder}/{name}" for name in sorted(names))


def _packages() -> Iterator[str]:
    """Installed distributions with their versions: their names on the path (PEP 376), which say both."""
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        yield from (name for name in names if name.endswith(_PACKAGE))
