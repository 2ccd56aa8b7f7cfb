"""What a build is given: settings and the site's own code, read once and known again; and what pages are made by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from songngu.build.last import folder_of
from songngu.build.pickled import DoubtfulMemoryError, dumped, values
from songngu.build.surroundings import surroundings
from songngu.cache import Cache
from songngu.problems import Problem
from songngu.seen import look
from songngu.settings import Settings
from songngu.text import digest
from songngu.values import frozen

_KIND = "settings"


@frozen
class Given:
    """The settings of a site and the problems found in them. `own_code` are files of the site's own Markdown
    extensions and of what they use, `files` those the settings were read from (none where they depend on more)."""

    settings: Settings
    problems: tuple[Problem, ...]
    files: tuple[Path, ...]
    own_code: tuple[Path, ...] = ()


def known_settings(config_file: Path, files: Sequence[Path]) -> Given | None:
    """Settings read before from the same files by the same engine; None where there are none."""
    found = Cache(folder_of(config_file)).get(_KIND, _key(files)) if files else None
    if found is None:
        return None
    try:
        settings, problems, own_code = values(found)
    except DoubtfulMemoryError:
        return None
    if not all(folder.is_dir() for folder in (settings.content_dir, settings.theme_dir) if folder):
        return None  # MkDocs has something to say about that
    given = Given(settings, problems, tuple(files), tuple(own_code))
    return given if _digests(given.own_code) == own_code else None


def know_settings(config_file: Path, given: Given) -> None:
    """Keep settings for `known_settings`; those that hold code of others are read anew each time."""
    if not given.files:
        return
    with suppress(Exception):  # functions made in place cannot be kept, whatever pickle says of it
        data = dumped((given.settings, given.problems, _digests(given.own_code)))
        values(data)
        cache = Cache(folder_of(config_file))
        cache.put(_KIND, _key(given.files), data)
        cache.keep_only(_KIND, {_key(given.files)})


def identity(around: str, given: Given) -> str:
    """What makes a page beside content, data and theme."""
    return digest(around, _spelled(given.settings), repr(_digests(given.own_code)))


def _key(files: Sequence[Path]) -> str:
    around, _ = surroundings({}, now_ns=0)
    paths = [str(file.absolute()) for file in files]
    return digest(around, *(f"{path} {stamp.digest}" for path, stamp in look(paths, {}, now_ns=0).items()))


def _digests(files: Iterable[Path]) -> dict[Path, str]:
    paths = {str(file): file for file in files}
    return {paths[path]: stamp.digest for path, stamp in look(paths, {}, now_ns=0).items()}


def _spelled(settings: Settings) -> bytes:
    try:
        return dumped(settings)
    except Exception:  # a function made in place has no name that pickle could write
        return repr(settings).encode()
