"""Told when a file that a site is made from has changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

_DEBOUNCE_MS = 300  # the longest wait while changes go on
_STEP_MS = 20  # without a further change, what has changed is told


class Watch:
    """Sets `changed` when `mkdocs.yml`, a file followed, or anything in the folders followed, is written, made or
    deleted.

    The folders of single files are watched without what lies below them: an editor may put a new file in the place of
    one, and `data` or `theme` may be made later, beside `mkdocs.yml`.
    """

    def __init__(self, config_file: Path) -> None:
        self.changed = threading.Event()
        self._config_file = config_file
        self._folders: tuple[Path, ...] = ()
        self._existing: tuple[Path, ...] = ()
        self._files: frozenset[Path] = frozenset()
        self._around: tuple[Path, ...] = ()
        self._stop_around = threading.Event()
        self._stop_below = threading.Event()
        self._follow_files(())

    def follow(self, folders: Iterable[Path], files: Iterable[Path] = ()) -> None:
        """Watch these from now on: folders that exist with all that is in them."""
        self._folders = tuple(sorted({folder.resolve() for folder in folders}))
        self._follow_files(files)
        existing = tuple(folder for folder in self._folders if folder.is_dir())
        if existing == self._existing:
            return
        self._existing = existing
        self._stop_below.set()
        self._stop_below = threading.Event()
        if existing:
            threading.Thread(target=self._watch_below, args=(existing, self._stop_below), daemon=True).start()

    def close(self) -> None:
        """Watch no longer."""
        self._stop_around.set()
        self._stop_below.set()

    def _follow_files(self, files: Iterable[Path]) -> None:
        self._files = frozenset({self._config_file, *(file.resolve() for file in files)})
        around = tuple(sorted({file.parent for file in self._files if file.parent.is_dir()}))
        if around == self._around:
            return
        self._around = around
        self._stop_around.set()
        self._stop_around = threading.Event()
        threading.Thread(target=self._watch_around, args=(around, self._stop_around), daemon=True).start()

    def _watch_around(self, folders: tuple[Path, ...], stop: threading.Event) -> None:
        for changes in _changes(folders, stop, recursive=False):
            if any(Path(path) in self._files or Path(path) in self._folders for path in changes):
                self.changed.set()

    def _watch_below(self, folders: tuple[Path, ...], stop: threading.Event) -> None:
        for _ in _changes(folders, stop, recursive=True):
            self.changed.set()


def _changes(folders: tuple[Path, ...], stop: threading.Event, *, recursive: bool) -> Iterator[list[str]]:
    watching = watch(
        *folders,
        watch_filter=_Worth(),
        stop_event=stop,
        debounce=_DEBOUNCE_MS,
        step=_STEP_MS,
        recursive=recursive,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    for changes in watching:
        yield [path for _, path in changes]


class _Worth(DefaultFilter):
    """Without what editors leave beside a file for a moment; the names of folders above the site have no say."""

    ignore_dirs = ()

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change is worth a build."""
        return super().__call__(change, path) and not path.endswith((".part", ".tmp"))
