"""The folder MkDocs empties and fills instead of the site, which the engine alone writes, at the end."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from songngu.text import digest

if sys.platform != "win32":
    import fcntl

_Stamp = tuple[int, int, int]
# Who tells people where the site is being built: MkDocs, and the language plugin for every further language.
_TALKERS = ("mkdocs.commands.build", "mkdocs.plugins.mkdocs_static_i18n.plugin")


@dataclass(slots=True)
class Staging:
    """A build whose `site_dir` is a temporary folder.

    `target` is the site folder as it was configured, `before` what was in it. `held` keeps the folder from being taken
    for a left-over.
    """

    config: MkDocsConfig
    target: str
    folder: Path
    before: Mapping[str, _Stamp]
    held: int | None

    def files(self) -> dict[str, Path]:
        """What plugins have put into the site folder as they know it, by site path."""
        return {path: self.folder / path for path in sorted(_stamps(self.folder))}

    def kept(self) -> frozenset[str]:
        """What somebody has written into the site itself meanwhile: a plugin that noted its folder early."""
        now = _stamps(Path(self.target))
        return frozenset(path for path, stamp in now.items() if self.before.get(path) != stamp)

    def close(self) -> None:
        """Give the configuration its site folder back and forget the temporary one; a second time does nothing."""
        if self.config.site_dir == str(self.folder):
            self.config.site_dir = self.target
        for name in _TALKERS:
            log = _logger(name)
            for spoken in [one for one in log.filters if isinstance(one, _AsConfigured)]:
                log.removeFilter(spoken)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.held is not None:
            os.close(self.held)
            self.held = None


def divert(config: MkDocsConfig, root: Path, *, dirty: bool) -> Staging:
    """Let MkDocs build a site (of the project in `root`) into a fresh folder from now on.

    After a `dirty` build everything that is in the site counts as written by somebody: nothing is to be removed.
    """
    prefix = f"songngu-{digest(str(root))}-"
    _sweep(prefix)
    target = config.site_dir
    folder, held = _fresh(prefix)
    config.site_dir = str(folder)
    for name in _TALKERS:
        _logger(name).addFilter(_AsConfigured(str(folder), target))
    return Staging(config, target, folder, {} if dirty else _stamps(Path(target)), held)


def _fresh(prefix: str) -> tuple[Path, int | None]:
    """A new folder, and the lock on it; it has its name only when it is locked, so that no other build sweeps it."""
    made = Path(tempfile.mkdtemp(prefix="songngu-"))
    held = _lock(made)
    return made.rename(made.with_name(prefix + made.name.removeprefix("songngu-"))), held


def _sweep(prefix: str) -> None:
    """Remove what builds left behind that were killed: the system lets go of their locks."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        held = _lock(folder)
        if held is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)


def _lock(folder: Path) -> int | None:
    """Hold a folder until its number is closed; None where another process does, or where there are no such locks."""
    if sys.platform == "win32":
        return None
    held = None
    try:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if held is not None:
            os.close(held)
        return None
    return held


def _stamps(folder: Path) -> dict[str, _Stamp]:
    """Site paths of all files below a folder, with what changes when one is written."""
    stamps: dict[str, _Stamp] = {}
    for current, _, names in os.walk(folder):
        for file in (Path(current, name) for name in names):
            with suppress(FileNotFoundError):  # what another build of this site has just put in its place
                found = file.lstat()
                stamps[file.relative_to(folder).as_posix()] = found.st_mtime_ns, found.st_size, found.st_ino
    return stamps


def _logger(name: str) -> logging.Logger:
    # Under ProperDocs `mkdocs` is another name of `properdocs`, and so are its loggers.
    return logging.getLogger(name.replace("mkdocs", mkdocs.__name__, 1))


class _AsConfigured(logging.Filter):
    """People are told of the folder they know."""

    def __init__(self, folder: str, target: str) -> None:
        super().__init__()
        self._folder, self._target = folder, target

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes; one that names the temporary folder names the site folder instead."""
        said = record.getMessage()
        if self._folder in said:
            record.msg, record.args = said.replace(self._folder, self._target), ()
        return True
