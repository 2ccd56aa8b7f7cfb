"""The site folder brought into the state decided on: changed files written, files nobody asked for removed."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from songngu.text import write_whole

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

    `keep`: site paths of files that somebody else (a plugin of MkDocs) has put there.
    """
    written, unchanged = [], 0
    for path in sorted(files):
        _inside(path)
        content = files[path]
        data = content.read_bytes() if isinstance(content, Path) else content
        target = folder / path
        if target.is_dir():
            _remove_tree(target)
        if write_whole(target, data):
            written.append(path)
        else:
            unchanged += 1
    removed = _remove_strangers(folder, {*files, *keep})
    return Written(tuple(written), tuple(removed), unchanged)


def _inside(path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        raise ValueError(path)


def _remove_strangers(folder: Path, wanted: set[str]) -> list[str]:
    removed = []
    for current, folders, names in os.walk(folder, topdown=False):
        here = Path(current)
        relative = here.relative_to(folder).as_posix()
        prefix = "" if relative == "." else f"{relative}/"
        if prefix.split("/")[0] in _KEPT:
            continue
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
        for name in names:
            (Path(current) / name).unlink()
        for name in folders:
            (Path(current) / name).rmdir()
    folder.rmdir()
