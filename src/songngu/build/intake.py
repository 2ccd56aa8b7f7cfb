"""What a site is made from, read anew only where a file differs from what it was at the last build."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Set
from pathlib import Path

from songngu.build.dressing import load_look
from songngu.build.kept import Data, Dressed, Kept
from songngu.content.documents import Library
from songngu.content.library import Reading, Shelf, by_work, library, load_data, read_work
from songngu.content.scan import Asset, PageFile, Tree, scan
from songngu.jobs import Errand, mapped
from songngu.problems import Problem
from songngu.reads import differences, hash_of
from songngu.seen import FolderState, Stamp, folder_state, look, stamped
from songngu.settings import Moment, Settings
from songngu.text import digest
from songngu.values import frozen


@frozen
class Intake:
    """Everything that was read; `stamps` are of all files it came from, `folders` the states of all folders they lie in
    as they were before, by absolute path."""

    readings: Mapping[str, Reading]
    assets: Mapping[str, Asset]
    data: Data
    dressed: Dressed
    problems: tuple[Problem, ...]
    stamps: Mapping[str, Stamp]
    folders: Mapping[str, FolderState]

    def library(self, settings: Settings, moment: Moment) -> Library:
        """What of it may be seen at a moment."""
        problems = (*self.problems, *self.data.problems)
        return library(Shelf(settings, self.readings, self.data.facts, self.data.terms, self.assets, problems), moment)


def take_in(settings: Settings, before: Kept, *, now_ns: int, jobs: int, moved: Set[str] | None = None) -> Intake:
    """Read the content folder, the data and the theme; `now_ns` is the time before the first look, `moved` as in
    `seen.look`."""
    tree = scan(settings)
    folders = dict(tree.folders)
    others = [*map(str, _files(settings.data_dir, folders)), *map(str, _files(settings.theme_dir, folders))]
    assets = [str(asset.file) for asset in tree.assets]
    stamps = look([*assets, *others], before.stamps, now_ns=now_ns, moved=moved)
    data = _data(settings, before, stamps)
    dressed = _dressed(settings, before, stamps, jobs=jobs)
    readings, page_stamps = _readings(settings, before, tree, data, now_ns=now_ns, jobs=jobs, moved=moved)
    carried = {one.path: Asset(one.path, one.file, _digest(stamps, one.file)) for one in tree.assets}
    return Intake(readings, carried, data, dressed(), tree.problems, {**stamps, **page_stamps}, folders)


def _data(settings: Settings, before: Kept, stamps: Mapping[str, Stamp]) -> Data:
    files = [*_files(settings.data_dir / "facts", {}), settings.data_dir / "glossary.yml"]
    found = _digest_of_all(files, stamps)
    if found == before.data.digest:
        return before.data
    facts, terms, problems = load_data(settings)
    return Data(found, facts, terms, tuple(problems))


def _dressed(settings: Settings, before: Kept, stamps: Mapping[str, Stamp], *, jobs: int) -> Callable[[], Dressed]:
    """Gives the words and the theme. Fonts and icons take as long to make as a thousand pages to read: beside them."""
    found = _digest_of_all([settings.data_dir / "strings.yml", *_files(settings.theme_dir, {})], stamps)
    known = before.dressed
    if known is not None and known.digest == found:
        return lambda: known
    errand = Errand(lambda: load_look(settings), jobs=jobs)

    def dressed() -> Dressed:
        made, problems = errand.result()
        return Dressed(found, made, tuple(problems))

    return dressed


def _readings(
    settings: Settings, before: Kept, tree: Tree, data: Data, *, now_ns: int, jobs: int, moved: Set[str] | None
) -> tuple[dict[str, Reading], dict[str, Stamp]]:
    """Every work, and the stamps of its files: those that stand as they are, and those read now."""
    works = by_work(tree)
    known = before.stamps
    changed_facts = {hash_of(key) for key in differences("fact", before.data.facts, data.facts)}
    seen = look([page.path for page in tree.pages if page.path in known], known, now_ns=now_ns, moved=moved)
    stale = [
        ref
        for ref, files in works.items()
        if not _stands(before.readings.get(ref), files, seen) or before.readings[ref].trace.touches(changed_facts)
    ]
    states = {page.path: _state(page.path) for ref in stale for page in works[ref].values()}
    read_now = mapped(lambda ref: read_work(settings, ref, works[ref], data.facts), stale, jobs=jobs)
    fresh = dict(zip(stale, read_now, strict=True))
    readings = {ref: fresh.get(ref) or before.readings[ref] for ref in works}
    stamps = {}
    for ref, files in works.items():
        for code, page in files.items():
            if ref not in fresh:
                stamps[page.path] = seen[page.path]
            elif (state := states[page.path]) is not None:
                stamps[page.path] = stamped(state, readings[ref].files[code], now_ns=now_ns)
    return readings, stamps


def _stands(reading: Reading | None, files: Mapping[str, PageFile], seen: Mapping[str, Stamp]) -> bool:
    """Whether a work is made of the same files with the same bytes."""
    if reading is None or reading.files.keys() != files.keys():
        return False
    return all(
        (stamp := seen.get(page.path)) is not None and stamp.digest == reading.files[code]
        for code, page in files.items()
    )


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - thousands of them: a Path each would cost more than the look
    except OSError:
        return None


def _files(folder: Path | None, folders: dict[str, FolderState]) -> list[Path]:
    """All files below a folder, in order; what lies in hidden folders is left out. Notes the state of each folder."""
    found: list[Path] = []
    if folder is None:
        return found
    folders[str(folder)] = folder_state(str(folder))
    for current, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        folders.update((path, folder_state(path)) for path in (f"{current}/{name}" for name in inner))
        found.extend(Path(current, name) for name in sorted(names))
    return found


def _digest(stamps: Mapping[str, Stamp], file: Path) -> str:
    stamp = stamps.get(str(file))
    return stamp.digest if stamp else ""


def _digest_of_all(files: Iterable[Path], stamps: Mapping[str, Stamp]) -> str:
    return digest(*(part for file in files for part in (str(file), _digest(stamps, file))))
