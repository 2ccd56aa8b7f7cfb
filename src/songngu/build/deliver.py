"""The site folder brought from the state in which the last build left it to the one decided on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from songngu.build.last import Looked
from songngu.build.write import Put, Written, alone_in, folders_of, is_folder, put, remove_strangers, take_out
from songngu.seen import FolderState, Stamp, digest_of, folder_state, look, same_on_disk
from songngu.values import frozen


@frozen
class Standing:
    """The site folder before a build: stamps of the files that are as the last one left them, and the folders in which
    something has come, gone or been renamed since; by site path."""

    files: Mapping[str, Stamp]
    moved: frozenset[str] = frozenset()


@frozen
class File:
    """A file that is no page: the digest of its bytes, and where they come from when they have to be written."""

    digest: str
    content: Callable[[], bytes | Path]


def file_of_bytes(data: bytes) -> File:
    """A file whose bytes are there."""
    return File(digest_of(data), lambda: data)


@frozen
class Delivered:
    """What was done, and the state of everything in the site folder now."""

    written: Written
    outputs: Mapping[str, Stamp] = field(default_factory=dict)
    folders: Mapping[str, FolderState] = field(default_factory=dict)


def standing(
    folder: Path,
    outputs: Mapping[str, Stamp],
    folders: Mapping[str, FolderState],
    *,
    now_ns: int,
    looked: Looked | None = None,
) -> Standing:
    """What stands of what the last build left: stamps of its files and states of its folders, by site path. `looked`:
    what somebody found who has just looked."""
    if looked is not None:
        moved = looked.folders
    else:
        moved = frozenset(path for path in folders if folder_state(f"{folder}/{path}") != folders[path])
    ours = _not_behind_links(folder, outputs, folders, moved)
    if looked is not None:
        found = {path: stamp for path, stamp in ours.items() if path not in looked.outputs}
    else:
        found = {path: stamp for path, stamp in ours.items() if same_on_disk(f"{folder}/{path}", stamp)}
    for path in ours.keys() - found.keys():
        seen = look([f"{folder}/{path}"], {}, now_ns=now_ns)
        for stamp in seen.values():
            if stamp.digest == outputs[path].digest and not (folder / path).is_symlink():
                found[path] = stamp
    return Standing(found, moved)


def _not_behind_links(
    folder: Path, outputs: Mapping[str, Stamp], folders: Iterable[str], moved: Set[str]
) -> Mapping[str, Stamp]:
    """The files but those in folders in whose place there is a link, or nothing, now."""
    lost = {path for path in folders if path.rpartition("/")[0] in moved and not is_folder(folder, path)}
    if not lost:
        return outputs
    return {path: stamp for path, stamp in outputs.items() if lost.isdisjoint(folders_of([path]))}


def carry(paths: Iterable[str], source: Path, target: Path) -> None:
    """Files of one site folder in another one, as far as they can be had.

    As the same files where the disk can do that: a build never writes into a file, it puts another in its place.
    """
    made: set[str] = set()
    for path in sorted(paths):
        folder, file = path.rpartition("/")[0], source / path
        if ".." in path.split("/") or path.startswith("/") or not is_folder(source, folder) or file.is_symlink():
            continue
        if folder not in made:
            (target / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        with suppress(OSError):
            _carry(file, target / path)


def _carry(file: Path, place: Path) -> None:
    try:
        place.hardlink_to(file)
    except OSError:  # another disk, or one that knows no links
        shutil.copy2(file, place)


def deliver(
    folder: Path,
    stands: Standing,
    before: tuple[Mapping[str, Stamp], Mapping[str, FolderState]],
    pages: Iterable[str],
    write_pages: Callable[[], Iterable[Put]],
    others: Mapping[str, File],
    *,
    keep: Set[str] = frozenset(),
) -> Delivered:
    """Write what differs, each file whole, then remove the rest, and folders left empty.

    `stands` is what is as it should be if it is wanted; `before` is what the last build left (stamps of files and
    states of folders, by site path; both empty where nothing is known of it), `pages` the files of all pages, of which
    `write_pages` writes those that are new, `keep` what is not ours and stays. Raises OSError where the disk or its
    rights do not allow it.
    """
    outputs_before, folders_before = before
    wanted = {*pages, *others}
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        ours = folders_of(wanted)
        empty = not any(folder.iterdir())  # then nobody's files can be among ours
        puts = {one.path: one for one in write_pages()}
        clear: set[str] = set()
        for path in sorted(others):
            stamp = stands.files.get(path)
            if stamp is None or stamp.digest != others[path].digest:
                puts[path] = put(folder, path, others[path].content(), clear, now_ns=time.time_ns())
        removed = take_out(folder, outputs_before.keys() - wanted - keep)
        changed = stands.moved | (ours - folders_before.keys()) if folders_before else None
        among = frozenset() if empty else changed
        removed += remove_strangers(folder, wanted | keep, among=among)
        written = [path for path, one in puts.items() if one.written]
        touched = {*stands.moved, *folders_of([*written, *removed])}
        folders = {
            path: folders_before[path]
            if path in folders_before and path not in touched
            else folder_state(f"{folder}/{path}")
            for path in ours
        }
    outputs = {path: puts[path].stamp if path in puts else stands.files[path] for path in wanted}
    done = Written(tuple(sorted(written)), tuple(sorted(removed)), len(wanted) - len(written))
    return Delivered(done, outputs, folders)
