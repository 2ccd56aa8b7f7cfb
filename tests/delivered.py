"""Files delivered into a folder of which nothing is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from songngu.build.deliver import File, Standing, deliver
from songngu.build.write import Written
from songngu.seen import digest_of


def write_site(folder: Path, files: Mapping[str, bytes | Path], *, keep: frozenset[str] = frozenset()) -> Written:
    """Bring a folder into the state that these files (bytes, or files that have them) are."""
    others = {path: _file(content) for path, content in files.items()}
    return deliver(folder, Standing({}), ({}, {}), (), tuple, others, keep=keep).written


def _file(content: bytes | Path) -> File:
    data = content if isinstance(content, bytes) else content.read_bytes()
    return File(digest_of(data), lambda: content)
