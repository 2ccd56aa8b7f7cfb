"""The site folder brought from the state in which the last build left it to the one decided on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from songngu.build.write import Put, Written, alone_in, folders_of, put, remove_strangers, take_out
from songngu.seen import Stamp, folder_state

FolderState = tuple[int, int]


@dataclass(frozen=True, slots=True)
class File:
    """A file that is no page: the digest of its bytes, and where they come from when they have to be written."""

    digest: str
    content: Callable[[], bytes | Path]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was done, and the state of everything in the site folder now."""

    written: Written
    outputs: Mapping[str, Stamp] = field(default_factory=dict)
    folders: Mapping[str, FolderState] = field(default_factory=dict)


def deliver(
    folder: Path,
    stands: Mapping[str, Stamp],
    before: tuple[Mapping[str, Stamp], Mapping[str, FolderState]],
    pages: Iterable[str],
    write_pages: Callable[[], Iterable[Put]],
    others: Mapping[str, File],
) -> Delivered:
    """Write what differs, each file whole, then remove the rest, and folders left empty.

    `stands` are the files that are as they should be if they are wanted, `before` what the last build left (stamps of
    files and states of folders, by site path; both empty where nothing is known of it), `pages` the files of all pages,
    of which `write_pages` writes those that are new. Raises OSError where the disk or its rights do not allow it.
    """
    outputs_before, folders_before = before
    wanted = {*pages, *others}
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        ours = folders_of(wanted)
        moved = {path for path in folders_before if folder_state(f"{folder}/{path}") != folders_before[path]}
        puts = {one.path: one for one in write_pages()}
        clear: set[str] = set()
        for path in sorted(others):
            stamp = stands.get(path)
            if stamp is None or stamp.digest != others[path].digest:
                puts[path] = put(folder, path, others[path].content(), clear, now_ns=time.time_ns())
        removed = take_out(folder, outputs_before.keys() - wanted)
        among = moved | (ours - folders_before.keys()) if folders_before else None
        removed += remove_strangers(folder, wanted, among=among)
        written = [path for path, one in puts.items() if one.written]
        touched = {*moved, *folders_of([*written, *removed])}
        folders = {
            path: folders_before[path]
            if path in folders_before and path not in touched
            else folder_state(f"{folder}/{path}")
            for path in ours
        }
    outputs = {path: puts[path].stamp if path in puts else stands[path] for path in wanted}
    done = Written(tuple(sorted(written)), tuple(sorted(removed)), len(wanted) - len(written))
    return Delivered(done, outputs, folders)
